package web

import (
	"html/template"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestShellIsChineseMadeForPhonesAndEscapes(t *testing.T) {
	w := httptest.NewRecorder()
	p := Page{Title: `林长助手<script>`, Base: "/x/", Styles: []string{"a.css"}, Scripts: []string{"a.js"}, Class: "c", Body: template.HTML("<main>正文</main>")}
	if err := Write(w, p); err != nil {
		t.Fatal(err)
	}
	page := w.Body.String()
	for _, want := range []string{`lang="zh-CN"`, `width=device-width`, "林长助手&lt;script&gt;", "<main>正文</main>", `href="/x/a.css"`, `src="/x/a.js" defer`, `id="i-clock"`, `<body class="c">`} {
		if !strings.Contains(page, want) {
			t.Errorf("page lacks %s", want)
		}
	}
	if policy := w.Header().Get("Content-Security-Policy"); strings.Contains(policy, "unsafe") || !strings.Contains(policy, "script-src 'self'") {
		t.Errorf("policy %q", policy)
	}
}

func TestFilesServesAssetsOnly(t *testing.T) {
	serve := Files(Assets)
	for _, c := range []struct {
		name string
		code int
		kind string
	}{
		{"base.css", 200, "text/css; charset=utf-8"}, {"icon.svg", 200, "image/svg+xml"},
		{"missing.css", 404, ""}, {"../shell.html", 404, ""}, {"", 404, ""},
	} {
		w := httptest.NewRecorder()
		serve(w, httptest.NewRequest(http.MethodGet, "/x/f", nil), c.name)
		if w.Code != c.code || c.kind != "" && w.Header().Get("Content-Type") != c.kind {
			t.Errorf("%q: %d %s", c.name, w.Code, w.Header().Get("Content-Type"))
		}
	}
	r := httptest.NewRequest(http.MethodGet, "/x/base.css", nil)
	first := httptest.NewRecorder()
	serve(first, r, "base.css")
	r.Header.Set("If-None-Match", first.Header().Get("ETag"))
	again := httptest.NewRecorder()
	if serve(again, r, "base.css"); again.Code != 304 {
		t.Errorf("unchanged file answered %d", again.Code)
	}
}

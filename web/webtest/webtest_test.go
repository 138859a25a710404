package webtest

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
)

func TestBrowserOpensEvaluatesTypesAndDraws(t *testing.T) {
	b := Start(t)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(`<meta name=viewport content="width=device-width"><input autofocus onkeydown="if (event.key=='Enter') document.title=value">`))
	}))
	defer s.Close()
	p := b.Open(s.URL, 390, 844)
	p.Eval("document.querySelector('input').focus()", nil)
	p.Type("概况")
	p.Enter()
	p.WaitFor("document.title === '概况'")
	var width int
	if p.Eval("Promise.resolve(innerWidth)", &width); width != 390 {
		t.Errorf("width %d", width)
	}
	file := filepath.Join(t.TempDir(), "page.png")
	p.Screenshot(file)
	if info, err := os.Stat(file); err != nil || info.Size() < 1000 {
		t.Errorf("picture: %v %v", info, err)
	}
}

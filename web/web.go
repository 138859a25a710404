// Package web is how pages look: one shell, one stylesheet, one set of icons. It holds no rule and no sentence of
// a regulation; every page brings its own body.
package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"net/http"
	"path"
)

// Assets are the shared files of all pages: base.css and icon.svg.
//
//go:embed static
var Assets embed.FS

//go:embed shell.html
var layout string

// sprite holds the icons that every page carries, so that it draws one with <use href="#i-clock">.
//
//go:embed icons.svg
var sprite string

// Policy is the content security policy of every page: nothing from elsewhere, nothing inline.
const Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// Page is one page in the shell.
type Page struct {
	Title   string        // the browser's title
	Base    string        // where the assets are served, such as /chat/
	Styles  []string      // further stylesheets below Base
	Scripts []string      // scripts below Base
	Class   string        // class of the body, for the page's own stylesheet
	Body    template.HTML // rendered by the page's own html/template, never put together by hand
}

var shell = template.Must(template.New("shell").Funcs(template.FuncMap{
	"icons": func() template.HTML { return template.HTML(sprite) }, //nolint:gosec // our own embedded drawing
}).Parse(layout))

// Write sends a page with the headers every page wants.
func Write(w http.ResponseWriter, p Page) error {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", Policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-store")
	return Shell(w, p)
}

// Shell renders a page: language, viewport, stylesheets, icons and the body.
func Shell(w io.Writer, p Page) error {
	if err := shell.Execute(w, p); err != nil {
		return fmt.Errorf("render page %s: %w", p.Title, err)
	}
	return nil
}

// Files serves the named file out of the first folder that has it. Browsers ask again each time and get an empty
// answer while nothing has changed.
func Files(folders ...fs.FS) func(w http.ResponseWriter, r *http.Request, name string) {
	return func(w http.ResponseWriter, r *http.Request, name string) {
		for _, f := range folders {
			data, err := fs.ReadFile(f, path.Join("static", path.Clean("/"+name)))
			if err != nil {
				continue
			}
			sum := sha256.Sum256(data)
			w.Header().Set("ETag", `"`+hex.EncodeToString(sum[:8])+`"`)
			w.Header().Set("Cache-Control", "no-cache")
			w.Header().Set("X-Content-Type-Options", "nosniff")
			http.ServeFileFS(w, r, f, path.Join("static", path.Clean("/"+name)))
			return
		}
		http.NotFound(w, r)
	}
}

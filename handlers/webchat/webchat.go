// Package webchat is the demo's face: a page at / where one can be anybody, write in several chats side by side,
// press the cards' buttons and move the clock forward. It speaks to the program through the console platform and
// knows no regulation.
package webchat

import (
	"bytes"
	"context"
	"embed"
	"html/template"
	"sync"
	"time"

	"github.com/gin-gonic/gin"

	"linzhangbot/bot"
	"linzhangbot/bot/console"
	"linzhangbot/web"
)

// Engine is the running program as the page sees it.
type Engine interface {
	// Now is the movable clock, in the district's zone.
	Now() time.Time
	// Deliver takes an event through the desk; answers appear in the console.
	Deliver(ctx context.Context, e bot.Event) error
	// MoveTo moves the clock forward, running every tick on the way.
	MoveTo(ctx context.Context, t time.Time) error
}

// Person is somebody the visitor can be.
type Person struct {
	Code string `json:"code"` // yangliuqing.liaison
	Name string `json:"name"` // 杨柳青镇联络员
	Org  string `json:"org"`  // 杨柳青镇
	Post string `json:"post"` // 联络员
	Kind string `json:"kind"` // office, chief, town or unit
}

//go:embed static page.html
var own embed.FS

const (
	base     = "/chat/"         // where the page's files are
	patience = 25 * time.Second // of one long poll
)

// District is where the chat is: its page's title, its people and groups, and its words for what the page shows.
type District struct {
	Title  string
	People []Person
	Groups []string // the chats' names: main, office, town.x
	Zone   *time.Location

	Whole, Towns, Units string // 全区, 街镇, 协作单位
}

// room is the web chat of one district.
type room struct {
	District
	console *console.Console
	engine  Engine
	names   map[string]Person
	moving  sync.Mutex // one hand on the clock at a time
}

// Mount puts the page at / and its interface below /api/chat.
func Mount(r gin.IRouter, c *console.Console, e Engine, d District) {
	m := &room{District: d, console: c, engine: e, names: map[string]Person{}}
	for _, p := range d.People {
		m.names[p.Code] = p
	}
	files := web.Files(web.Assets, own)
	r.GET("/", m.show)
	r.GET(base+":file", func(c *gin.Context) { files(c.Writer, c.Request, c.Param("file")) })
	api := r.Group("/api/chat", guard)
	api.GET("/state", m.state)
	api.GET("/lines", m.lines)
	api.GET("/picture/:seq", m.picture)
	api.GET("/file/:seq", m.file)
	api.POST("/say", m.say)
	api.POST("/press", m.press)
	api.POST("/recall", m.recall)
	api.POST("/clock", m.clock)
}

var page = template.Must(template.ParseFS(own, "page.html"))

// show renders the page; everything in it comes later through the interface.
func (m *room) show(c *gin.Context) {
	var body bytes.Buffer
	err := page.Execute(&body, struct{ Title, Bot string }{m.Title, m.bot()})
	if err == nil {
		//nolint:gosec // the body was rendered by html/template just above
		err = web.Write(c.Writer, web.Page{Title: m.Title, Base: base, Styles: []string{"chat.css"},
			Scripts: []string{"render.js", "chat.js"}, Class: "chat", Body: template.HTML(body.String())})
	}
	if err != nil {
		_ = c.Error(err)
	}
}

// Package webchat is the demo's face: a page at / where one can be anybody, write in several chats side by side,
// press the cards' buttons and move the clock forward. It speaks to the program through the console platform and
// knows no regulation.
package webchat

import (
	"bytes"
	"context"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strings"
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
	Kind string `json:"kind"` // office, chief, town or unit; empty: told from code and organisation
}

//go:embed static page.html
var own embed.FS

const (
	base      = "/chat/"         // where the page's files are
	bodyLimit = 64 << 10         // bytes of one request
	patience  = 25 * time.Second // of one long poll
)

// room is the web chat of one district.
type room struct {
	console *console.Console
	engine  Engine
	people  []Person
	names   map[string]Person
	groups  []string
	zone    *time.Location
	title   string
	moving  sync.Mutex // one hand on the clock at a time
}

// Mount puts the page at / and its interface below /api/chat. groups are the chats' names: main, office, town.x.
func Mount(r gin.IRouter, c *console.Console, e Engine, people []Person, groups []string, zone *time.Location, title string) {
	m := &room{console: c, engine: e, people: slices.Clone(people), names: map[string]Person{}, groups: groups, zone: zone, title: title}
	for i := range m.people {
		m.people[i].Kind = kindOf(m.people[i])
		m.names[m.people[i].Code] = m.people[i]
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
	err := page.Execute(&body, struct{ Title, Bot string }{m.title, m.bot()})
	if err == nil {
		err = web.Write(c.Writer, web.Page{Title: m.title, Base: base, Styles: []string{"chat.css"}, Scripts: []string{"render.js", "chat.js"},
			Class: "chat", Body: template.HTML(body.String())}) //nolint:gosec // rendered by html/template just above
	}
	if err != nil {
		_ = c.Error(err)
	}
}

// bot is the name by which people call the bot.
func (m *room) bot() string {
	if names := m.console.Bots(); len(names) > 0 {
		return names[0]
	}
	return "林长助手"
}

// foreign refuses what another site's page would send in the visitor's name.
var foreign = http.NewCrossOriginProtection()

// guard admits requests of our own page only and limits their size.
func guard(c *gin.Context) {
	c.Header("Cache-Control", "no-store")
	c.Header("X-Content-Type-Options", "nosniff")
	if c.Request.Method == http.MethodPost {
		if foreign.Check(c.Request) != nil {
			refuse(c, http.StatusForbidden, "只接受本页面发出的操作。")
			return
		}
		if kind, _, _ := strings.Cut(c.ContentType(), ";"); kind != "application/json" {
			refuse(c, http.StatusUnsupportedMediaType, "内容格式不对，请刷新页面。")
			return
		}
		c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, bodyLimit)
	}
	c.Next()
}

// refuse answers with one kind sentence.
func refuse(c *gin.Context, code int, why string) { c.AbortWithStatusJSON(code, gin.H{"error": why}) }

// broken answers without the reason, which goes to the log.
func broken(c *gin.Context, doing string, err error) {
	_ = c.Error(fmt.Errorf("%s: %w", doing, err))
	refuse(c, http.StatusInternalServerError, "系统繁忙，请稍后再试。")
}

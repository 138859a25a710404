package webchat

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"linzhangbot/bot"
	"linzhangbot/bot/console"
)

const (
	longest  = 5000                 // characters of one message
	farthest = 400 * 24 * time.Hour // one move of the clock
)

// say puts a person's words into a chat and takes them through the desk.
func (m *room) say(c *gin.Context) {
	var in struct {
		Chat  string `json:"chat"`
		From  string `json:"from"`
		Text  string `json:"text"`
		Photo string `json:"photo"`
	}
	if !read(c, &in) || !m.allowed(c, in.Chat, in.From) {
		return
	}
	in.Text, in.Photo = strings.TrimSpace(in.Text), strings.TrimSpace(in.Photo)
	switch {
	case in.Text == "" && in.Photo == "":
		refuse(c, http.StatusBadRequest, "请先写点什么。")
		return
	case utf8.RuneCountInString(in.Text) > longest:
		refuse(c, http.StatusBadRequest, "文字太长，请控制在五千字以内。")
		return
	case utf8.RuneCountInString(in.Photo) > 80 || strings.ContainsAny(in.Photo, "/\\\x00\n"):
		refuse(c, http.StatusBadRequest, "照片名不能这样写。")
		return
	}
	m.deliver(c, m.console.Say(console.Words{Chat: in.Chat, From: in.From, Text: in.Text, Photo: in.Photo}))
}

// press presses a button: on the card of that line, or on the newest card of that code where no line is named.
func (m *room) press(c *gin.Context) {
	var in struct {
		Chat  string `json:"chat"`
		From  string `json:"from"`
		Label string `json:"label"`
		Code  string `json:"code"`
		Seq   int    `json:"seq"`
	}
	if !read(c, &in) || !m.allowed(c, in.Chat, in.From) {
		return
	}
	var e bot.Event
	var err error
	if in.Seq > 0 {
		if l, ok := m.console.Line(in.Seq); ok && l.Chat == in.Chat {
			e, err = m.console.PressOn(in.Seq, in.From, in.Label)
		} else {
			err = errors.New("the line is in another chat")
		}
	} else {
		e, err = m.console.Press(in.Chat, in.From, in.Label, in.Code)
	}
	if err != nil {
		refuse(c, http.StatusNotFound, "没有找到这个按钮，请刷新页面。")
		return
	}
	m.deliver(c, e)
}

// recall takes a person's message back.
func (m *room) recall(c *gin.Context) {
	var in struct {
		ID string `json:"id"`
	}
	if !read(c, &in) {
		return
	}
	e, err := m.console.Recall(in.ID)
	if err != nil {
		refuse(c, http.StatusNotFound, "没有找到这条消息。")
		return
	}
	m.deliver(c, e)
}

// deliver takes an event through the desk. A visitor who leaves does not leave it half done.
func (m *room) deliver(c *gin.Context, e bot.Event) {
	if err := m.engine.Deliver(context.WithoutCancel(c.Request.Context()), e); err != nil {
		broken(c, "deliver "+string(e.Kind), err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"id": e.ID})
}

// clock moves the clock forward; it never goes back, for what was said stays said.
func (m *room) clock(c *gin.Context) {
	var in struct {
		To string `json:"to"`
	}
	if !read(c, &in) {
		return
	}
	to, err := m.instant(in.To)
	if err != nil {
		refuse(c, http.StatusBadRequest, "请选好日期和时间。")
		return
	}
	if !m.moving.TryLock() {
		refuse(c, http.StatusConflict, "时钟正在走，请稍等。")
		return
	}
	defer m.moving.Unlock()
	switch now := m.engine.Now(); {
	case !to.After(now):
		refuse(c, http.StatusConflict, "时钟只能往前拨，现在是"+moment(now.In(m.Zone))+"。")
		return
	case to.Sub(now) > farthest:
		refuse(c, http.StatusBadRequest, "一次最多往前拨一年。")
		return
	}
	if err := m.engine.MoveTo(context.WithoutCancel(c.Request.Context()), to); err != nil {
		broken(c, "move the clock", err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"clock": m.time()})
}

// instant reads an instant with its zone, or what a date and a time field give: local time.
func (m *room) instant(s string) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t.In(m.Zone), nil
	}
	return time.ParseInLocation("2006-01-02T15:04", s, m.Zone)
}

// allowed checks that the person exists and sits in the chat.
func (m *room) allowed(c *gin.Context, chat, from string) bool {
	if _, known := m.names[from]; !known {
		refuse(c, http.StatusBadRequest, "请先选择“我是谁”。")
		return false
	}
	for _, r := range m.rooms(from) {
		if r.ID == chat && !r.Watch {
			return true
		}
	}
	refuse(c, http.StatusForbidden, "您不在这个群里。")
	return false
}

// read decodes one JSON object strictly.
func read(c *gin.Context, into any) bool {
	d := json.NewDecoder(c.Request.Body)
	d.DisallowUnknownFields()
	err := d.Decode(into)
	if err == nil {
		if _, more := d.Token(); !errors.Is(more, io.EOF) {
			err = errors.New("more than one value")
		}
	}
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		refuse(c, http.StatusRequestEntityTooLarge, "内容太大了。")
	case err != nil:
		refuse(c, http.StatusBadRequest, "内容格式不对，请刷新页面。")
	}
	return err == nil
}

package webchat

import (
	"fmt"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"linzhangbot/bot"
	"linzhangbot/bot/console"
)

// perChat is how far back a page looks when it opens.
const perChat = 150

// chatRoom is one chat as a person sees it.
type chatRoom struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Short string `json:"short"` // for the tab
	Group bool   `json:"group"`
	Watch bool   `json:"watch"` // may look on, is no member
}

// lineView is one line ready to be shown: days and times are worded here, so that the page knows no zone.
type lineView struct {
	Seq     int       `json:"seq"`
	At      int64     `json:"at"` // Unix seconds
	Day     string    `json:"day"`
	Time    string    `json:"time"`
	Chat    string    `json:"chat"`
	From    string    `json:"from,omitempty"`
	Kind    string    `json:"kind"`
	ID      string    `json:"id"`
	Text    string    `json:"text,omitempty"`
	Photo   string    `json:"photo,omitempty"`
	ReplyTo string    `json:"reply_to,omitempty"`
	Card    *bot.Card `json:"card,omitempty"`
	Picture bool      `json:"picture,omitempty"` // at picture/<seq>
	File    string    `json:"file,omitempty"`    // name of the document at file/<seq>
}

// state is what the page asks first: who one can be, and which chats and sentences go with the person.
func (m *room) state(c *gin.Context) {
	me := c.Query("as")
	if _, known := m.names[me]; !known && len(m.People) > 0 {
		me = m.first()
	}
	c.JSON(http.StatusOK, gin.H{"title": m.Title, "bot": m.bot(), "people": m.People, "kinds": m.kinds(), "me": me,
		"chats": m.rooms(me), "chips": m.chips(me), "clock": m.time()})
}

// first is who a new visitor is: the first liaison of a town, for that is whom the bot is for.
func (m *room) first() string {
	for _, p := range m.People {
		if p.Kind == "town" && strings.HasSuffix(p.Code, ".liaison") {
			return p.Code
		}
	}
	return m.People[0].Code
}

// rooms are the chats a person sees: the groups and the private chat with the bot.
func (m *room) rooms(code string) []chatRoom {
	me, known := m.names[code]
	if !known {
		return nil
	}
	var out []chatRoom
	org, _, _ := strings.Cut(code, ".")
	for _, g := range m.Groups {
		kind, of, split := strings.Cut(g, ".")
		switch {
		case g == "main":
			out = append(out, chatRoom{ID: g, Name: m.Whole + "林长制工作群", Short: "主群", Group: true})
		case g == "office":
			out = append(out, chatRoom{ID: g, Name: "林长办公室群", Short: "林长办群", Group: true, Watch: me.Kind != "office"})
		case split && (kind == "town" || kind == "unit") && of == org:
			out = append(out, chatRoom{ID: g, Name: me.Org + "工作群", Short: "本单位群", Group: true})
		}
	}
	return append(out, chatRoom{ID: "@" + code, Name: "我与" + m.bot() + "的私聊", Short: "我的私聊"})
}

// lines answers with what was said after a line, and waits a while when nothing was.
func (m *room) lines(c *gin.Context) {
	after, err := strconv.Atoi(c.DefaultQuery("after", "0"))
	rooms := m.rooms(c.Query("as"))
	if err != nil || after < 0 || rooms == nil {
		refuse(c, http.StatusBadRequest, "请刷新页面。")
		return
	}
	shown := map[string]bool{}
	for _, r := range rooms {
		shown[r.ID] = true
	}
	timer := time.NewTimer(patience)
	defer timer.Stop()
	opening := after == 0
	for waiting := c.Query("wait") != ""; ; {
		news := m.console.Wait()
		all := m.console.Lines(after)
		next := after
		if len(all) > 0 {
			next = all[len(all)-1].Seq
		}
		if views := m.views(all, shown, opening); len(views) > 0 || !waiting {
			c.JSON(http.StatusOK, gin.H{"lines": views, "next": next, "clock": m.time()})
			return
		}
		after = next
		select {
		case <-news:
		case <-timer.C:
			waiting = false
		case <-c.Request.Context().Done():
			return
		}
	}
}

// views words the lines of the shown chats; a page that opens gets the latest of each chat only.
func (m *room) views(all []console.Line, shown map[string]bool, opening bool) []lineView {
	left := map[string]int{}
	for _, l := range all {
		left[l.Chat]++
	}
	out := []lineView{}
	for _, l := range all {
		left[l.Chat]--
		if shown[l.Chat] && (!opening || left[l.Chat] < perChat) {
			out = append(out, m.view(l))
		}
	}
	return out
}

func (m *room) view(l console.Line) lineView {
	at := l.At.In(m.Zone)
	v := lineView{Seq: l.Seq, At: at.Unix(), Day: day(at), Time: at.Format("15:04"), Chat: l.Chat, From: l.From, Kind: l.Kind, ID: l.ID,
		Text: l.Text, Photo: l.Photo, ReplyTo: l.ReplyTo}
	if l.Card == nil {
		return v
	}
	card := *l.Card
	v.Picture = len(card.Picture) > 0
	if card.File != nil {
		v.File = card.File.Name
	}
	card.Picture, card.File = nil, nil
	v.Card = &card
	return v
}

// picture serves the picture of a card.
func (m *room) picture(c *gin.Context) {
	card, ok := m.card(c)
	if !ok || len(card.Picture) == 0 {
		refuse(c, http.StatusNotFound, "没有这张图。")
		return
	}
	c.Data(http.StatusOK, "image/png", card.Picture)
}

// file hands out the document of a card, always to be saved and never to be shown in the page.
func (m *room) file(c *gin.Context) {
	card, ok := m.card(c)
	if !ok || card.File == nil {
		refuse(c, http.StatusNotFound, "没有这个文件。")
		return
	}
	c.Header("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": card.File.Name}))
	c.Data(http.StatusOK, "application/octet-stream", card.File.Data)
}

func (m *room) card(c *gin.Context) (bot.Card, bool) {
	seq, err := strconv.Atoi(c.Param("seq"))
	l, ok := m.console.Line(seq)
	if err != nil || !ok || l.Card == nil {
		return bot.Card{}, false
	}
	return *l.Card, true
}

// clockView is the clock as the page shows it.
type clockView struct {
	Text  string `json:"text"`  // 2026年3月25日 星期三 09:00
	Date  string `json:"date"`  // 2026-03-25
	Time  string `json:"time"`  // 09:00
	At    int64  `json:"at"`    // Unix seconds
	Marks []mark `json:"marks"` // where one often wants to go
}

func (m *room) time() clockView {
	now := m.engine.Now().In(m.Zone)
	return clockView{Text: moment(now), Date: now.Format(time.DateOnly), Time: now.Format("15:04"), At: now.Unix(), Marks: marks(now)}
}

var weekdays = [...]string{"日", "一", "二", "三", "四", "五", "六"}

func day(t time.Time) string {
	return fmt.Sprintf("%d月%d日 星期%s", t.Month(), t.Day(), weekdays[t.Weekday()])
}

func moment(t time.Time) string {
	return fmt.Sprintf("%d年%s %s", t.Year(), day(t), t.Format("15:04"))
}

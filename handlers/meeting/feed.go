package meeting

import (
	"net/http"
	"regexp"
	"strings"

	"github.com/gin-gonic/gin"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/meeting"
	"linzhangbot/models/outbox"
)

// feed hands out, changes or stops the secret calendar address of a person or of his organisation.
func (r *request) feed() (bot.Card, error) {
	if r.Event.Chat.Kind != bot.Private {
		return bot.Card{}, models.Refuse(models.NotAllowed, "日历地址只在私聊里给，没有生成。", "请私聊我发同一句话。", "")
	}
	person, org, whose := r.Actor.Person, "", "您"
	if strings.Contains(r.First.Text, "单位") {
		if person, org, whose = "", r.Actor.Org.Code, r.Actor.Org.Name; org == "" {
			return bot.Card{}, models.Refuse(models.BadInput, "您没有所属单位，没有单位日历。", "发“日历”订阅您自己的会议。", "")
		}
		if len(r.Actor.Orgs) > 1 && !r.Actor.Told {
			return r.Ask(r.WhichOrg(r.Actor.Codes(), nil)), nil
		}
	}
	if stopWord.MatchString(r.First.Text) {
		return r.closeFeed(person, org, whose)
	}
	has, err := meeting.HasFeed(r.Tx, person, org)
	if err != nil {
		return bot.Card{}, err
	}
	if has && !r.Args.Confirmed {
		return r.Confirm(bot.Card{Tone: bot.ToneNotice, Title: whose + "的日历地址已经有了，地址只显示过一次。要换一个新的吗？",
			Text: "换了以后，旧地址立即停用，要在手机上重新订阅。"}, nil), nil
	}
	secret, err := meeting.OpenFeed(r.Tx, person, org, r.Now)
	if err != nil {
		return bot.Card{}, err
	}
	return bot.Card{Code: "calendar.linked", Tone: bot.ToneDone, Title: whose + "的会议日历地址",
		Text: "/m/calendar/" + secret + ".ics\n前面加上本系统的网址，在手机日历里选“订阅日历”粘贴即可；改期、取消会自动更新。",
		Next: "知道地址的人都能看到，请不要转发；发“停用日历”立即失效。"}, r.Audit("calendar", person+org, whose, "opened", nil, nil, "")
}

var stopWord = regexp.MustCompile(`停用|取消|撤销`)

func (r *request) closeFeed(person, org, whose string) (bot.Card, error) {
	had, err := meeting.CloseFeeds(r.Tx, person, org, r.Now)
	if err != nil || !had {
		return bot.Card{Code: "calendar.stopped", Tone: bot.ToneQuiet, Title: whose + "没有在用的日历地址。"}, err
	}
	return bot.Card{Code: "calendar.stopped", Tone: bot.ToneDone, Title: whose + "的日历地址已停用。", Next: "需要时再发“日历”。"},
		r.Audit("calendar", person+org, whose, "stopped", nil, nil, "")
}

// pages serves the calendar feeds.
func pages(r gin.IRouter, open *handlers.Pages) {
	r.GET("/calendar/:file", func(c *gin.Context) { serveFeed(c, open) })
}

// serveFeed answers a secret address with its calendar. Whatever is wrong looks the same from outside.
func serveFeed(c *gin.Context, open *handlers.Pages) {
	text, err := calendarOf(c, open)
	if err != nil || text == "" {
		c.Status(http.StatusNotFound)
		return
	}
	etag := `"` + outbox.Digest(text) + `"`
	c.Header("ETag", etag)
	c.Header("Cache-Control", "private, no-cache")
	c.Header("X-Content-Type-Options", "nosniff")
	c.Header("Referrer-Policy", "no-referrer")
	if c.GetHeader("If-None-Match") == etag {
		c.Status(http.StatusNotModified)
		return
	}
	c.Data(http.StatusOK, "text/calendar; charset=utf-8", []byte(text))
}

// calendarOf is the calendar behind the secret of an address; empty when there is none.
func calendarOf(c *gin.Context, open *handlers.Pages) (string, error) {
	secret, named := strings.CutSuffix(c.Param("file"), ".ics")
	if !named {
		return "", nil
	}
	var f meeting.Feed
	v, ok, err := open.Visit(c.Request.Context(), func(all *db.Tx) (string, models.Actor, error) {
		found, ok, err := meeting.FeedBy(all, secret)
		if f = found; !ok {
			return "", models.Actor{}, err
		}
		return f.District, models.Actor{Person: f.Person, Org: models.Org{Code: f.Org}}, err
	})
	if err != nil || !ok {
		return "", err
	}
	list, err := meeting.Entries(v.Tx, f, v.Now.UTC().AddDate(-1, 0, 0))
	if err != nil {
		return "", err
	}
	return render(v.Profile, v.Profile.Short+"林长制会议", list), nil
}

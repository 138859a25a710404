package desk_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/desk"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models"
	"linzhangbot/models/audit"
	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
	"linzhangbot/models/inbox"
	"linzhangbot/models/media"
	"linzhangbot/models/outbox"
	"linzhangbot/models/roster"
)

// counterDesk is a module with commands that count, refuse, panic and ask.
func counterDesk() handlers.Module {
	says := func(intent, word string, slots ...frame.Slot) frame.Frame {
		return frame.Frame{Intent: intent, Phrases: []frame.Phrase{{Pattern: "^ " + word, Strong: true}}, Slots: slots}
	}
	record := func(r *handlers.Request, verb string) error { return r.Audit("test", "x", "", verb, nil, nil, "") }
	return handlers.Module{Name: "test", Title: "测试", Frames: []frame.Frame{says("test.count", "数一数"), says("test.refuse", "拒一拒"), says("test.panic", "崩一崩"),
		says("test.ask", "问一问"), says("test.note", "记一记"), says("test.office", "办一办")},
		Commands: []handlers.Command{
			{Name: "test.count", Title: "数", Allow: []models.Role{models.RoleBound}, Run: func(_ context.Context, r *handlers.Request) (bot.Card, error) {
				return bot.Card{Code: "test.counted", Title: "数了"}, record(r, "counted")
			}},
			{Name: "test.refuse", Title: "拒", Allow: []models.Role{models.RoleBound}, Run: func(_ context.Context, r *handlers.Request) (bot.Card, error) {
				if err := record(r, "refused"); err != nil {
					return bot.Card{}, err
				}
				return bot.Card{}, models.Refuse(models.BadInput, "不行。", "换一个。", "信息制度 第九条")
			}},
			{Name: "test.note", Title: "记", Allow: []models.Role{models.RoleBound}, ForOrg: true, Run: func(_ context.Context, r *handlers.Request) (bot.Card, error) {
				first := r.First
				return bot.Card{Code: "test.noted", Title: fmt.Sprintf("%s：%s %s %s%s %s", r.Actor.Org.Name, first.Text, first.ID,
					first.Media[0].Ref, first.Media[0].Key, first.At.In(r.Now.Location()).Format("15:04"))}, nil
			}},
			{Name: "test.panic", Title: "崩", Allow: []models.Role{models.RoleBound}, Run: func(context.Context, *handlers.Request) (bot.Card, error) { panic("boom") }},
			{Name: "test.office", Title: "办", Allow: []models.Role{models.RoleOffice}, Article: "督查制度 第二条", Run: func(context.Context, *handlers.Request) (bot.Card, error) {
				return bot.Card{Code: "test.done", Title: "办了"}, nil
			}},
			{Name: "test.ask", Title: "问", Allow: []models.Role{models.RoleBound}, Run: func(_ context.Context, r *handlers.Request) (bot.Card, error) {
				if fruit := r.Args.Slots.Str("fruit"); fruit != "" {
					return bot.Card{Code: "test.chosen", Title: "选了" + fruit}, record(r, "chose "+fruit)
				}
				return r.Ask(handlers.Question{Missing: "fruit", Text: "要哪个？", Choices: []string{"苹果", "桃子"}}), nil
			}},
		}}
}

// counter is a desk over a fresh database with a clock moved by hand.
type counter struct {
	*testing.T
	*handlerstest.Stage
	n int
}

func eachDesk(t *testing.T, run func(c *counter)) {
	dbtest.Each(t, handlerstest.Migrations(), func(t *testing.T, d *db.DB) {
		with := handlerstest.Setup{Modules: []handlers.Module{counterDesk()}, Start: dbtest.Start}
		c := &counter{T: t, Stage: handlerstest.New(t, d, with)}
		run(c)
	})
}

func (c *counter) event(from, text string) bot.Event {
	c.n++
	return bot.Event{Platform: "console", District: "xiqing", ID: fmt.Sprint("m", c.n), Kind: bot.KindText,
		Chat: bot.Chat{ID: "main", Kind: bot.Group}, From: from, Text: text, ToBot: true}
}

func (c *counter) say(e bot.Event) desk.Outcome {
	c.Helper()
	out, err := c.Desk.Deliver(c.Context(), e)
	if err != nil {
		c.Fatal(err)
	}
	return out
}

// code is the code of the reply; "-" when the message was left alone.
func code(o desk.Outcome) string {
	if o.Card == nil {
		return "-"
	}
	return string(o.Card.Code)
}

// TestOneMessageOneEffect: repeats get the reply of then, and change nothing (I2).
func TestOneMessageOneEffect(t *testing.T) {
	eachDesk(t, func(c *counter) {
		e := c.event("dasi.liaison", "数一数")
		first := c.say(e)
		c.Now = c.Now.Add(7 * time.Hour)
		again := c.say(e)
		if code(first) != "test.counted" || !again.Repeated || again.Card.Title != first.Card.Title {
			c.Fatalf("first %s, again %+v", code(first), again)
		}
		if n := c.Count(&audit.Row{}, "verb = ?", "counted"); n != 1 {
			c.Fatalf("counted %d times", n)
		}
		if n := c.Count(&outbox.Parcel{}, "kind = ?", "reply"); n != 1 {
			c.Fatalf("%d replies", n)
		}
	})
}

// TestBatch: many at once, one of them panics and one comes twice; the others are not hurt, each has its answer.
func TestBatch(t *testing.T) {
	eachDesk(t, func(c *counter) {
		ctx, stop := context.WithCancel(c.Context())
		defer stop()
		var events []bot.Event
		for range 30 {
			events = append(events, c.event("dasi.liaison", "数一数"))
		}
		bad := c.event("dasi.liaison", "崩一崩")
		events = append(events, bad, events[0])
		outs := make([]desk.Outcome, len(events))
		var all sync.WaitGroup
		for i, e := range events {
			all.Go(func() {
				var err error
				if outs[i], err = c.Desk.Handle(ctx, e, nil); err != nil {
					c.Error(err)
				}
			})
		}
		go c.Desk.Run(ctx)
		all.Wait()
		for i, o := range outs {
			want := "test.counted"
			if events[i].ID == bad.ID {
				want = "system.busy"
			}
			if code(o) != want {
				c.Errorf("message %d got %s, want %s", i, code(o), want)
			}
		}
		if n := c.Count(&audit.Row{}, "verb = ?", "counted"); n != 30 {
			c.Fatalf("counted %d, want 30", n)
		}
	})
}

// TestRefusalLeavesNothing: what a refused command wrote is undone; the refusal says why and what instead.
func TestRefusalLeavesNothing(t *testing.T) {
	eachDesk(t, func(c *counter) {
		out := c.say(c.event("dasi.liaison", "拒一拒"))
		if code(out) != models.BadInput || out.Card.Article == "" || out.Card.Next == "" {
			c.Fatalf("got %+v", out.Card)
		}
		if n := c.Count(&audit.Row{}, "verb = ?", "refused"); n != 0 {
			c.Fatal("a refused command left a row")
		}
		if n := c.Count(&inbox.Row{}, "code = ?", models.BadInput); n != 1 {
			c.Fatal("the refusal itself must be kept")
		}
	})
}

// TestWhoMay: by post held now; strangers may ask for help and bind.
func TestWhoMay(t *testing.T) {
	eachDesk(t, func(c *counter) {
		for _, x := range []struct{ from, text, want string }{
			{"office.staff1", "办一办", "test.done"}, {"dasi.liaison", "办一办", models.NotAllowed}, {"nobody", "数一数", models.NotBound},
		} {
			if got := code(c.say(c.event(x.from, x.text))); got != x.want {
				c.Errorf("%s %s: %s, want %s", x.from, x.text, got, x.want)
			}
		}
	})
}

// TestQuestion: an answer by word or number, by the one who was asked, in time; everything else leaves it alone.
func TestQuestion(t *testing.T) {
	for _, x := range []struct {
		name, from, text string
		wait             time.Duration
		want             string
	}{
		{"by word", "dasi.liaison", "桃子", 0, "test.chosen"},
		{"by number", "dasi.liaison", "2", 0, "test.chosen"},
		{"cancelled", "dasi.liaison", "取消", 0, "ask.cancelled"},
		{"another command", "dasi.liaison", "数一数", 0, "test.counted"},
		{"another person", "xinkou.liaison", "桃子", 0, "not_understood"},
		{"too late", "dasi.liaison", "桃子", 31 * time.Minute, "not_understood"},
	} {
		t.Run(x.name, func(t *testing.T) {
			eachDesk(t, func(c *counter) {
				if got := code(c.say(c.event("dasi.liaison", "问一问"))); got != "ask.which" {
					c.Fatalf("got %s", got)
				}
				c.Now = c.Now.Add(x.wait)
				out := c.say(c.event(x.from, x.text))
				if code(out) != x.want || x.want == "test.chosen" && !strings.Contains(out.Card.Title, "桃子") {
					c.Fatalf("got %s %+v, want %s", code(out), out.Card, x.want)
				}
			})
		})
	}
}

// TestGroupTalkIsLeftAlone: what nobody addressed to the bot gets no answer and leaves no row, be it a command, secret,
// or the very words that a question waits for.
func TestGroupTalkIsLeftAlone(t *testing.T) {
	eachDesk(t, func(c *counter) {
		if got := code(c.say(c.event("dasi.liaison", "问一问"))); got != "ask.which" {
			t.Fatal(got)
		}
		rows := c.rows()
		for _, text := range []string{"收到", "中午吃什么", "数一数", "桃子", "2", "取消", "数一数 机密★三年 卫片坐标", "发生火情，有人员伤亡，请求支援"} {
			e := c.event("dasi.liaison", text)
			e.ToBot, e.Media = false, []bot.Media{{Kind: "image", Name: "机密★.jpg", Ref: "ref"}}
			if got := code(c.say(e)); got != "-" {
				c.Errorf("%s: %s", text, got)
			}
		}
		if now := c.rows(); now != rows {
			c.Errorf("rows %v, before %v", now, rows)
		}
		if got := code(c.say(c.event("dasi.liaison", "桃子"))); got != "test.chosen" {
			c.Errorf("the question no longer waits: %s", got)
		}
	})
}

// rows counts what messages, questions, notices, changes and files have left.
func (c *counter) rows() [5]int {
	return [5]int{c.Count(&inbox.Row{}, "1 = 1"), c.Count(&inbox.Dialogue{}, "1 = 1"), c.Count(&outbox.Parcel{}, "1 = 1"),
		c.Count(&audit.Row{}, "1 = 1"), c.Count(&media.File{}, "1 = 1")}
}

// TestAReplyToACardIsForTheBot: by the id under which the platform took the card; a reply to anything else is talk.
func TestAReplyToACardIsForTheBot(t *testing.T) {
	eachDesk(t, func(c *counter) {
		c.say(c.event("dasi.liaison", "问一问"))
		c.Tx(func(tx *db.Tx) error {
			return tx.DB().Model(&outbox.Parcel{}).Where("1 = 1").Update("receipt", "om_7").Error
		})
		for _, x := range []struct{ platform, quoted, want string }{
			{"console", "om_8", "-"}, {"other", "om_7", "-"}, {"console", "om_7", "test.chosen"}, {"console", "", "-"},
		} {
			e := c.event("dasi.liaison", "桃子")
			e.ToBot, e.Platform, e.QuoteID = false, x.platform, x.quoted
			if got := code(c.say(e)); got != x.want {
				c.Errorf("%+v: %s", x, got)
			}
		}
	})
}

// TestAGroupIsToldHowToAnswer: by @, by a reply or by a tap; in private every word is an answer.
func TestAGroupIsToldHowToAnswer(t *testing.T) {
	eachDesk(t, func(c *counter) {
		e := c.event("dasi.liaison", "问一问")
		if next := c.say(e).Card.Next; !strings.Contains(next, "@我") || !strings.Contains(next, "点按钮") {
			c.Errorf("in a group: %q", next)
		}
		e = c.event("dasi.liaison", "问一问")
		e.Chat = bot.Chat{ID: "dasi.liaison", Kind: bot.Private}
		if next := c.say(e).Card.Next; next != "" {
			c.Errorf("in private: %q", next)
		}
	})
}

// TestNotUnderstoodIsSaidRarely: to strangers once in ten minutes in a group; whoever is known is always told.
func TestNotUnderstoodIsSaidRarely(t *testing.T) {
	eachDesk(t, func(c *counter) {
		for _, x := range []struct {
			wait time.Duration
			want string
		}{{0, "not_understood"}, {time.Minute, "-"}, {10 * time.Minute, "not_understood"}} {
			c.Now = c.Now.Add(x.wait)
			if got := code(c.say(c.event("dasi.liaison", "嘎嘎嘎"))); got != "not_understood" {
				c.Errorf("somebody known after %s: %s", x.wait, got)
			}
			if got := code(c.say(c.event("nobody", "嘎嘎嘎"))); got != x.want {
				c.Errorf("after %s: %s, want %s", x.wait, got, x.want)
			}
		}
	})
}

// TestSecretText: refused, not stored anywhere, and the office is told without its content.
func TestSecretText(t *testing.T) {
	eachDesk(t, func(c *counter) {
		out := c.say(c.event("dasi.liaison", "数一数 机密★三年 卫片坐标"))
		if code(out) != "report.secret" {
			c.Fatalf("got %s", code(out))
		}
		if n := c.Count(&outbox.Parcel{}, "kind = 'notice' AND chat = ?", "office"); n != 1 {
			c.Fatal("the office was not told")
		}
		for _, m := range []struct {
			model any
			where string
		}{{&outbox.Parcel{}, "card LIKE ?"}, {&inbox.Row{}, "reply LIKE ?"}, {&audit.Row{}, "note LIKE ?"}} {
			if n := c.Count(m.model, m.where, "%卫片坐标%"); n != 0 {
				c.Fatalf("the text stands in %T", m.model)
			}
		}
	})
}

// TestSecretFile: a file whose name bears a secrecy mark is refused, named nowhere and never fetched.
func TestSecretFile(t *testing.T) {
	eachDesk(t, func(c *counter) {
		e := c.event("dasi.liaison", "数一数")
		e.Media = []bot.Media{{Kind: "file", Name: "绝密★卫片坐标.docx", Ref: "ref"}}
		if out := c.say(e); code(out) != "report.secret" {
			c.Fatalf("got %s", code(out))
		}
		if n := c.Count(&media.File{}, "name <> ''"); n != 0 {
			c.Errorf("%d files are noted for fetching", n)
		}
		if n := c.Count(&audit.Row{}, "verb = ?", "counted"); n != 0 {
			c.Error("the command ran")
		}
		e = c.event("dasi.liaison", "数一数")
		e.Media = []bot.Media{{Kind: "file", Name: "巡林.docx", Ref: "ref"}}
		if out := c.say(e); code(out) != "test.counted" || c.Count(&media.File{}, "name <> ''") != 1 {
			c.Errorf("a plain file: %s", code(out))
		}
	})
}

// TestMomentOfAMessage: a message counts for the moment it was said as long as a platform may have held it back; an
// older or a future moment is not believed.
func TestMomentOfAMessage(t *testing.T) {
	eachDesk(t, func(c *counter) {
		for _, x := range []struct{ said, want time.Duration }{{0, 0}, {-7 * time.Hour, -7 * time.Hour}, {-9 * time.Hour, 0}, {time.Hour, 0}} {
			e := c.event("dasi.liaison", "数一数")
			e.At = c.Now.Add(x.said)
			c.say(e)
			if n := c.Count(&audit.Row{}, "message = ? AND at = ?", e.ID, c.Now.Add(x.want).UTC()); n != 1 {
				c.Errorf("said %s from now: not kept as said %s from now", x.said, x.want)
			}
		}
	})
}

// TestWhoHasTwoPostsSaysInWhoseName: he is asked, and the answer goes on with his first message.
func TestWhoHasTwoPostsSaysInWhoseName(t *testing.T) {
	eachDesk(t, func(c *counter) {
		c.Tx(func(tx *db.Tx) error {
			post, _ := c.Profile().Post("liaison")
			return roster.Give(tx, roster.Appointment{Post: post, Person: "dasi.liaison", From: c.Now,
				Org: models.Org{Code: "zhongbei", Kind: models.KindTown}})
		})
		first := c.event("dasi.liaison", "记一记 头一句")
		first.Media = []bot.Media{{Kind: "image", Ref: "ref", Key: "key"}}
		asked := c.say(first)
		if code(asked) != "ask.which" || len(asked.Card.Buttons) != 2 {
			c.Fatalf("got %+v", asked.Card)
		}
		c.Now = c.Now.Add(time.Minute)
		out := c.say(c.event("dasi.liaison", "中北镇"))
		if want := "中北镇：记一记 头一句 " + first.ID + " ref 09:15"; code(out) != "test.noted" || out.Card.Title != want {
			c.Errorf("got %+v, want %s", out.Card, want)
		}
	})
}

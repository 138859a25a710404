package desk_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

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
	"linzhangbot/models/profile"
)

// doubtful is an ear that takes what has 也许 in it for any of its readings.
type doubtful struct {
	desk.Hearing
	readings []frame.Candidate
}

func (d doubtful) Understand(text string, s frame.Scene) frame.Meaning {
	if !strings.Contains(text, "也许") {
		return d.Hearing.Understand(text, s)
	}
	return frame.Meaning{Intent: d.readings[0].Intent, Slots: d.readings[0].Slots, Expect: frame.Choose, Candidates: d.readings}
}

// deeds is a module whose commands tell with what they were run.
func deeds() handlers.Module {
	grammar := func(intent, word string, slots ...frame.Slot) frame.Frame {
		return frame.Frame{Intent: intent, Phrases: []frame.Phrase{{Pattern: "^ " + word, Strong: true}}, Slots: slots}
	}
	run := func(_ context.Context, r *handlers.Request) (bot.Card, error) {
		slots, err := json.Marshal(r.Args.Slots)
		if err != nil {
			return bot.Card{}, fmt.Errorf("write slots: %w", err)
		}
		text := fmt.Sprintf("%s %s 首句：%s %s", r.Args.Intent, slots, r.First.Text, r.First.At.Format("15:04"))
		return bot.Card{Code: "deed.done", Title: "办了", Text: text}, r.Audit("test", "x", "", r.Args.Intent, nil, nil, "")
	}
	command := func(name, title string, allow ...models.Role) handlers.Command {
		return handlers.Command{Name: name, Title: title, Allow: allow, Run: run}
	}
	due := frame.Slot{Name: "deadline", From: "deadline", Required: true, Ask: "什么时候以前？"}
	return handlers.Module{Name: "deeds", Title: "事", Commands: []handlers.Command{command("deed.shut", "关门", models.RoleBound),
		command("deed.open", "开门", models.RoleBound), command("deed.wait", "等一等", models.RoleBound),
		command("deed.office", "盖章", models.RoleOffice), {Name: "deed.never", Title: "拆墙", Allow: []models.Role{models.RoleBound},
			Run: never}},
		Frames: []frame.Frame{grammar("deed.shut", "关门"), grammar("deed.open", "开门"), grammar("deed.office", "盖章"),
			grammar("deed.wait", "等一等", due)}}
}

// never writes something and is refused.
func never(_ context.Context, r *handlers.Request) (bot.Card, error) {
	err := r.Audit("test", "x", "", "deed.never", nil, nil, "")
	return bot.Card{}, errors.Join(err, models.Refuse(models.NotFound, "没有墙。", "", ""))
}

func reading(intent string, slots map[string]any) frame.Candidate {
	return frame.Candidate{Intent: intent, Slots: slots}
}

var shutOrOpen = []frame.Candidate{reading("deed.shut", map[string]any{"issue": "12"}), reading("deed.open", map[string]any{"title": "北门"})}

func eachChoice(t *testing.T, readings []frame.Candidate, run func(c *counter)) {
	t.Helper()
	dbtest.Each(t, handlerstest.Migrations(), func(t *testing.T, d *db.DB) {
		with := handlerstest.Setup{Modules: []handlers.Module{counterDesk(), deeds()}, Start: dbtest.Start}
		c := &counter{T: t, Stage: handlerstest.New(t, d, with)}
		hear := c.Desk.Hear
		c.Desk.Hear = func(d *handlers.Deployment, p *profile.Profile) desk.Hearing { return doubtful{hear(d, p), readings} }
		run(c)
	})
}

// TestAChoiceSaysWhatEachWouldDo: and writes nothing but that it waits.
func TestAChoiceSaysWhatEachWouldDo(t *testing.T) {
	long := reading("deed.wait", map[string]any{"title": strings.Repeat("很长的标题", 9)})
	more := append(slices.Clone(shutOrOpen), shutOrOpen[0], reading("deed.office", nil), reading("nobody.listens", nil), long, reading("test.count", nil))
	eachChoice(t, more, func(c *counter) {
		card := c.say(c.event("dasi.liaison", "也许吧")).Card
		if card.Code != "ask.choose" || card.Title != "您是要办哪一件？" || len(card.Buttons) != 4 {
			c.Fatalf("got %+v", card)
		}
		labels := card.Labels()
		if !slices.Equal(labels[:2], []string{"关门 12号", "开门 北门"}) || labels[3] != "都不是" {
			c.Errorf("offers %v", labels)
		}
		for i, label := range labels[:3] {
			if utf8.RuneCountInString(label) > 20 || !strings.Contains(card.Text, fmt.Sprintf("%d. %s", i+1, label)) {
				c.Errorf("%s in %s", label, card.Text)
			}
		}
		if n := c.Count(&audit.Row{}, "1 = 1"); n != 0 {
			c.Errorf("%d changes", n)
		}
	})
}

// TestAChoiceOffersNothingThatIsRefused: where all of it would be, that is said at once. Nothing is written by trying.
func TestAChoiceOffersNothingThatIsRefused(t *testing.T) {
	wall := reading("deed.never", nil)
	for _, x := range []struct {
		readings []frame.Candidate
		code     string
		labels   int
	}{
		{append([]frame.Candidate{wall}, shutOrOpen...), "ask.choose", 3}, {[]frame.Candidate{wall}, "refused.not_found", 0},
	} {
		eachChoice(t, x.readings, func(c *counter) {
			card := c.say(c.event("dasi.liaison", "也许吧")).Card
			if string(card.Code) != x.code || len(card.Buttons) != x.labels || strings.Contains(card.Text, "拆墙") {
				c.Errorf("got %+v", card)
			}
			if n := c.Count(&audit.Row{}, "1 = 1"); n != 0 {
				c.Errorf("%d changes", n)
			}
		})
	}
}

// TestAButtonDoesWhatItSays: its words are the bot's own, so that nothing is to be chosen where they begin with the deed.
func TestAButtonDoesWhatItSays(t *testing.T) {
	for _, x := range []struct {
		text, code string
		kind       bot.Kind
	}{
		{"关门也许", "deed.done", bot.KindPress}, {"关门也许", "ask.choose", bot.KindText}, {"也许关门", "ask.choose", bot.KindPress},
	} {
		eachChoice(t, shutOrOpen, func(c *counter) {
			e := c.event("dasi.liaison", x.text)
			e.Kind = x.kind
			if out := c.say(e); code(out) != x.code {
				c.Errorf("%s %s: %s %+v", x.kind, x.text, code(out), out.Card)
			}
		})
	}
}

// TestChoosing: by tap, by number and by the label's words; the first message is what runs. All else runs nothing.
func TestChoosing(t *testing.T) {
	shut, open := `deed.shut {"issue":"12"} 首句：也许 09:15`, `deed.open {"title":"北门"} 首句：也许 09:15`
	for _, x := range []struct{ text, code, ran string }{
		{"1", "deed.done", shut}, {"第二个", "deed.done", open}, {"2.", "deed.done", open}, {"开门 北门", "deed.done", open},
		{"关门", "deed.done", shut}, {"北门", "deed.done", open}, {"12号", "deed.done", shut},
		{"3", "ask.cancelled", ""}, {"都不是", "ask.cancelled", ""}, {"都不对", "ask.cancelled", ""}, {"取消", "ask.cancelled", ""},
		{"算了", "ask.cancelled", ""}, {"4", "ask.which", ""}, {"0", "ask.which", ""}, {"确认", "ask.which", ""}, {"好的", "ask.which", ""},
		{"门", "not_understood", ""}, {"嘎嘎嘎", "not_understood", ""}, {"数一数", "test.counted", ""}, {"也许", "ask.choose", ""},
	} {
		t.Run(x.text, func(t *testing.T) {
			eachChoice(t, shutOrOpen, func(c *counter) {
				c.say(c.event("dasi.liaison", "也许"))
				c.Now = c.Now.Add(time.Minute)
				out := c.say(c.event("dasi.liaison", x.text))
				if code(out) != x.code || x.ran != "" && out.Card.Text != x.ran {
					c.Fatalf("%s %+v", code(out), out.Card)
				}
				if n := c.Count(&audit.Row{}, "verb LIKE ?", "deed.%"); (n == 1) != (x.ran != "") {
					c.Errorf("%d deeds", n)
				}
				waits := map[string]int{"ask.which": 1, "not_understood": 1, "ask.choose": 1}[x.code]
				if n := c.Count(&inbox.Dialogue{}, "1 = 1"); n != waits {
					c.Errorf("%d questions wait", n)
				}
			})
		})
	}
}

// TestATapOnAChoice: only on this choice and only by the one who was asked; unaddressed words choose nothing.
func TestATapOnAChoice(t *testing.T) {
	eachChoice(t, shutOrOpen, func(c *counter) {
		old := c.say(c.event("dasi.liaison", "也许一")).Card
		card := c.say(c.event("dasi.liaison", "也许二")).Card
		quiet := c.event("dasi.liaison", "1")
		quiet.ToBot = false
		for _, x := range []struct {
			e    bot.Event
			want string
		}{{quiet, "-"}, {c.press("dasi.liaison", old, "关门 12号"), "ask.expired"}, {c.press("xinkou.liaison", card, "关门 12号"), "ask.expired"},
			{c.press("dasi.liaison", card, "关门 12号"), "deed.done"}, {c.press("dasi.liaison", card, "开门 北门"), "ask.expired"}} {
			if out := c.say(x.e); code(out) != x.want || x.want == "deed.done" && !strings.Contains(out.Card.Text, "首句：也许二") {
				c.Errorf("%s: %+v, want %s", x.e.Text, out.Card, x.want)
			}
		}
		again := c.say(c.event("dasi.liaison", "也许三")).Card
		if got := code(c.say(c.press("dasi.liaison", again, "都不是"))); got != "ask.cancelled" {
			c.Errorf("none of them: %s", got)
		}
	})
}

// TestAChosenCommandStillAsks: what is missing is asked, and the first message is kept over both questions.
func TestAChosenCommandStillAsks(t *testing.T) {
	eachChoice(t, []frame.Candidate{reading("deed.wait", nil), shutOrOpen[0]}, func(c *counter) {
		c.say(c.event("dasi.liaison", "也许"))
		if out := c.say(c.event("dasi.liaison", "1")); code(out) != "ask.which" || !strings.Contains(out.Card.Title, "什么时候以前") {
			c.Fatalf("got %+v", out.Card)
		}
		out := c.say(c.event("dasi.liaison", "12月5日前"))
		if code(out) != "deed.done" || !strings.Contains(out.Card.Text, "-12-05") || !strings.Contains(out.Card.Text, "首句：也许 ") {
			c.Errorf("got %+v", out.Card)
		}
		c.say(c.event("dasi.liaison", "也许12月6日前"))
		if out := c.say(c.event("dasi.liaison", "1")); code(out) != "deed.done" || !strings.Contains(out.Card.Text, "-12-06") {
			c.Errorf("what the first message says is asked: %+v", out.Card)
		}
	})
}

// TestNoChoiceWithoutReadings: what nobody can do is not offered; who may do none of it learns why.
func TestNoChoiceWithoutReadings(t *testing.T) {
	eachChoice(t, []frame.Candidate{reading("nobody.listens", nil)}, func(c *counter) {
		if got := code(c.say(c.event("dasi.liaison", "也许"))); got != "not_understood" {
			c.Errorf("got %s", got)
		}
	})
	eachChoice(t, []frame.Candidate{reading("deed.office", nil)}, func(c *counter) {
		c.say(c.event("dasi.liaison", "也许"))
		if got := code(c.say(c.event("dasi.liaison", "盖章"))); got != models.NotAllowed {
			c.Errorf("got %s", got)
		}
	})
}

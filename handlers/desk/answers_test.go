package desk_test

import (
	"strings"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/roster"
)

// TestYesAndNoWhenNothingWaits: 确认 said by somebody else, or once more, claims nothing.
func TestYesAndNoWhenNothingWaits(t *testing.T) {
	eachDesk(t, func(c *counter) {
		for _, word := range []string{"确认", "取消", "好的", "算了"} {
			if got := code(c.say(c.event("dasi.liaison", word))); got != "ask.none" {
				c.Errorf("%s: %s", word, got)
			}
		}
	})
}

// TestAnswersByNumber: as people type it; a number that was not offered is asked again, and a yes is no fruit.
func TestAnswersByNumber(t *testing.T) {
	for _, x := range []struct{ text, want string }{
		{"2", "test.chosen"}, {"２", "test.chosen"}, {"2.", "test.chosen"}, {"选2", "test.chosen"}, {"第二个", "test.chosen"}, {"二", "test.chosen"},
		{"3", "ask.which"}, {"0", "ask.which"}, {"确认", "ask.which"}, {"好的", "ask.which"},
	} {
		t.Run(x.text, func(t *testing.T) {
			eachDesk(t, func(c *counter) {
				c.say(c.event("dasi.liaison", "问一问"))
				out := c.say(c.event("dasi.liaison", x.text))
				if code(out) != x.want || x.want == "test.chosen" && !strings.Contains(out.Card.Title, "桃子") {
					c.Fatalf("%s %+v", code(out), out.Card)
				}
				if x.want == "ask.which" && code(c.say(c.press("dasi.liaison", out.Card, "苹果"))) != "test.chosen" {
					c.Error("the question no longer waits")
				}
			})
		})
	}
}

func (c *counter) press(from string, card *bot.Card, label string) bot.Event {
	c.Helper()
	for _, b := range card.Buttons {
		if b.Label == label {
			e := c.event(from, b.Command)
			e.Kind = bot.KindPress
			return e
		}
	}
	c.Fatalf("no button %s on %+v", label, card)
	return bot.Event{}
}

// TestOldButtons: a tap answers only the question it was shown under, and only for the one who was asked.
func TestOldButtons(t *testing.T) {
	eachDesk(t, func(c *counter) {
		first := c.say(c.event("dasi.liaison", "问一问")).Card
		if b := first.Buttons[0]; b.Spoken() != "苹果" || b.Command == b.Spoken() {
			c.Fatalf("button %+v", b)
		}
		second := c.say(c.event("dasi.liaison", "问一问")).Card
		for _, x := range []struct {
			who  string
			card *bot.Card
			want string
		}{{"dasi.liaison", first, "ask.expired"}, {"xinkou.liaison", second, "ask.expired"}, {"dasi.liaison", second, "test.chosen"}, {"dasi.liaison", second, "ask.expired"}} {
			if got := code(c.say(c.press(x.who, x.card, "桃子"))); got != x.want {
				c.Errorf("%s: %s, want %s", x.who, got, x.want)
			}
		}
	})
}

// TestCourtesy: thanks and greetings are answered as people would, not with “没听懂”; a text too long is told so.
func TestCourtesy(t *testing.T) {
	eachDesk(t, func(c *counter) {
		for _, x := range []struct{ text, code, words string }{
			{"谢谢", "greeting.answered", "不客气"}, {"辛苦了！", "greeting.answered", "不客气"}, {"你好", "greeting.answered", "我在"}, {"在吗？", "greeting.answered", "我在"},
			{"", "greeting.answered", "我在"}, {strings.Repeat("植树", 4000), "not_understood", "太长"}, {"嘎嘎", "not_understood", "没听懂"},
		} {
			if out := c.say(c.event("dasi.liaison", x.text)); code(out) != x.code || !strings.Contains(out.Card.Title, x.words) {
				c.Errorf("%.20s: %s %+v", x.text, code(out), out.Card)
			}
		}
	})
}

// TestWhoHasNoPostAnyMore: the former holder of a post sees and does nothing, not even what every bound person may.
func TestWhoHasNoPostAnyMore(t *testing.T) {
	eachDesk(t, func(c *counter) {
		if got := code(c.say(c.event("dasi.liaison", "数一数"))); got != "test.counted" {
			c.Fatal(got)
		}
		err := c.Desk.DB.Tx(c.Context(), "xiqing", func(tx *db.Tx) error {
			return tx.DB().Model(&roster.Held{}).Where("person = ?", "dasi.liaison").Update("until", c.Now.Add(-time.Minute)).Error
		})
		if err != nil {
			c.Fatal(err)
		}
		out := c.say(c.event("dasi.liaison", "数一数"))
		if code(out) != models.NotAllowed || !strings.Contains(out.Card.Title, "没有任职") {
			c.Errorf("%s %+v", code(out), out.Card)
		}
	})
}

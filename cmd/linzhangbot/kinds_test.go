package main

import (
	"slices"
	"strings"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/cmd/faces"
	"linzhangbot/handlers"
	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models/db"
	"linzhangbot/models/outbox"
	"linzhangbot/models/reminder"
	"linzhangbot/models/roster"
)

// happening is something that happens before a reminder: who says what, when and where.
type happening struct{ at, in, who, text string }

// reminderKind is a kind of reminder card: how it comes about, where it is read, and what its three answers are about.
type reminderKind struct {
	name    string
	profile []string // replacements in the sample district
	own     []string
	seats   []seat
	vacant  string // whoever holds this seat of a unit leaves it
	from    string
	begun   bool // people have been reminded before, so that what was missed since is told
	before  []happening
	at      string // the morning
	chat    string
	who     string      // whom the card concerns
	why     []string    // 为什么催我 explains with these
	owned   []string    // standings whose receipt is taken: all others stay without
	late    string      // of 延后: what a last day says; else it is put off
	other   string      // a colleague of another organisation in the same group
	settle  []happening // what settles it
	open    bool        // it is owed still, though its day is over
	gone    string      // what 为什么催我 then says on the same card
}

// answering is how somebody answers a card: by its button, or by a reply that names it or repeats it.
type answering struct {
	name string
	say  func(s *handlerstest.Stage, h handlerstest.Heard, who, word string) bot.Card
}

var answerings = []answering{
	{"pressed", func(s *handlerstest.Stage, h handlerstest.Heard, who, word string) bot.Card {
		return s.Event(bot.Event{From: who, Text: orderOf(s, h, word), Kind: bot.KindPress, Chat: chatOf(h, who)})
	}},
	{"a reply to it", func(s *handlerstest.Stage, h handlerstest.Heard, who, word string) bot.Card {
		return s.Event(bot.Event{From: who, Text: word, QuoteID: "om" + h.Parcel.ID, Chat: chatOf(h, who)})
	}},
	{"a reply that repeats it", func(s *handlerstest.Stage, h handlerstest.Heard, who, word string) bot.Card {
		return s.Event(bot.Event{From: who, Text: word, Quote: h.Card.Plain(), Chat: chatOf(h, who)})
	}},
	{"its command typed", func(s *handlerstest.Stage, h handlerstest.Heard, who, word string) bot.Card {
		return s.Event(bot.Event{From: who, Text: orderOf(s, h, word), Chat: chatOf(h, who)})
	}},
}

// orderOf is what a button of a card says. On a last day there is none to put it off: who wants to, types what it would say.
func orderOf(s *handlerstest.Stage, h handlerstest.Heard, word string) string {
	if word == "延后" && !slices.Contains(h.Card.Labels(), word) {
		return handlers.OrderLater + strings.TrimPrefix(s.Button(h.Card, "收到"), handlers.OrderReceived)
	}
	return s.Button(h.Card, word)
}

func chatOf(h handlerstest.Heard, who string) bot.Chat {
	if strings.Contains(h.Chat, ".") && !strings.HasPrefix(h.Chat, "town.") && !strings.HasPrefix(h.Chat, "unit.") {
		return bot.Chat{ID: who, Kind: bot.Private}
	}
	return bot.Chat{ID: h.Chat, Kind: bot.Group}
}

// TestAnswersToEveryKindOfReminder (DESIGN §2): 为什么催我, 收到 and 延后 act on the card's matter alone, pressed or said, by
// the one whom it concerns and by others, on its day and when it is settled.
func TestAnswersToEveryKindOfReminder(t *testing.T) {
	for _, k := range reminderKinds {
		for _, a := range answerings {
			t.Run(k.name+", "+a.name, func(t *testing.T) {
				k.stage(t, func(s *handlerstest.Stage, h handlerstest.Heard) {
					k.fits(t, h.Card)
					k.others(s, h, a)
					k.answered(s, h, a)
					if a.name != "a reply that repeats it" {
						k.settled(s, h, a)
					}
				})
			})
		}
	}
}

// stage plays what comes before and finds the card.
func (k reminderKind) stage(t *testing.T, run func(s *handlerstest.Stage, h handlerstest.Heard)) {
	t.Helper()
	with := handlerstest.Setup{Modules: faces.Modules(), Own: k.own}
	if k.profile != nil {
		with.Profile = handlerstest.Sample(t, k.profile...)
	}
	if k.from != "" {
		with.Start = mustTime(t, k.from)
	}
	handlerstest.Each(t, with, func(s *handlerstest.Stage) {
		for _, x := range k.seats {
			give(s, x)
		}
		if k.vacant != "" {
			s.Tx(func(tx *db.Tx) error {
				return tx.DB().Model(&roster.Held{}).Where("person = ?", k.vacant).Update("until", s.Now.UTC()).Error
			})
		}
		if k.begun {
			s.Sweep()
		}
		k.do(s, k.before)
		s.Fresh()
		s.At(k.at)
		s.Sweep()
		for _, h := range s.Fresh() {
			if h.Chat == k.chat && slices.Contains(h.Card.Labels(), "为什么催我") {
				s.Tx(func(tx *db.Tx) error { // as the platform calls it
					return tx.DB().Model(&outbox.Parcel{}).Where("id = ?", h.Parcel.ID).Update("receipt", "om"+h.Parcel.ID).Error
				})
				s.At(strings.Replace(k.at, "09:03", "09:30", 1))
				run(s, h)
				return
			}
		}
		t.Fatalf("nothing is asked for in %s", k.chat)
	})
}

func mustTime(t *testing.T, text string) time.Time {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", text, zone)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func (k reminderKind) do(s *handlerstest.Stage, list []happening) {
	s.T.Helper()
	for _, x := range list {
		if x.at != "" {
			s.At(x.at)
		}
		if x.text == "" {
			continue
		}
		e := bot.Event{From: x.who, Text: x.text}
		if x.in != "" {
			e.Chat = bot.Chat{ID: x.in, Kind: bot.Group}
		}
		if c := s.Event(e); strings.HasPrefix(string(c.Code), "ask.") || strings.HasPrefix(string(c.Code), "refused.") {
			s.T.Fatalf("%s: %s\n%s", x.text, c.Code, c.Plain())
		}
	}
}

// fits: WeCom takes six buttons of ten characters, each of another command of at most 1024 bytes.
func (k reminderKind) fits(t *testing.T, c bot.Card) {
	t.Helper()
	seen := map[string]bool{}
	for _, b := range c.Buttons {
		label := []rune(b.Label)
		label = label[:min(len(label), 10)]
		if len(b.Command) > 1024 || seen[string(label)] || seen[b.Command] {
			t.Errorf("button %s: %d bytes, or one like it", b.Label, len(b.Command))
		}
		seen[string(label)], seen[b.Command] = true, true
	}
	if len(c.Buttons) > 6 {
		t.Errorf("%d buttons: %v", len(c.Buttons), c.Labels())
	}
}

// others: whom the card does not concern stops nothing, records nothing, and is told whose it is, or what he owes
// alike.
func (k reminderKind) others(s *handlerstest.Stage, h handlerstest.Heard, a answering) {
	s.T.Helper()
	people := []string{"office.staff2"}
	if h.Chat == "main" && k.other != "" {
		people = append(people, k.other)
	}
	if k.chat == "office" || h.Chat != "main" {
		return
	}
	for _, who := range people {
		why := a.say(s, h, who, "为什么催我")
		his := who == "office.staff2" || alikeOwed(h, why) || strings.Contains(why.Title, "没有您的事")
		if why.Code != "duty.explain" || !his {
			s.T.Errorf("%s asks why: %s\n%s", who, why.Code, why.Plain())
		}
		if c := a.say(s, h, who, "收到"); c.Code != "duty.acked" {
			s.T.Errorf("%s: 收到: %s\n%s", who, c.Code, c.Plain())
		}
		c := a.say(s, h, who, "延后")
		if refused := strings.HasPrefix(string(c.Code), "refused."); !refused && !alikeOwed(h, c) {
			s.T.Errorf("%s: 延后: %s\n%s", who, c.Code, c.Plain())
		}
	}
	for _, key := range k.acked(s) {
		if slices.ContainsFunc(k.owned, func(o string) bool { return strings.HasPrefix(key, o) }) {
			s.T.Errorf("somebody else's 收到 stands for %s", key)
		}
	}
}

// alikeOwed: an answer about a duty that the reader owes as others do.
func alikeOwed(h handlerstest.Heard, c bot.Card) bool {
	return c.Duty != "" && strings.Contains(h.Card.Duty, c.Duty)
}

// acked are the standings of which a receipt is recorded.
func (k reminderKind) acked(s *handlerstest.Stage) (out []string) {
	s.Tx(func(tx *db.Tx) error {
		q := tx.DB().Model(&reminder.Reminder{}).Where("acked_by <> ''").Distinct().Order("standing")
		return q.Pluck("standing", &out).Error
	})
	return out
}

func (k reminderKind) answered(s *handlerstest.Stage, h handlerstest.Heard, a answering) {
	s.T.Helper()
	s.Want(a.say(s, h, k.who, "为什么催我"), "duty.explain", k.why...)
	before := k.acked(s)
	s.Want(a.say(s, h, k.who, "收到"), "duty.acked", "已记下")
	after := slices.DeleteFunc(k.acked(s), func(key string) bool { return slices.Contains(before, key) })
	one := func(key string) bool {
		return slices.ContainsFunc(k.owned, func(o string) bool { return strings.HasPrefix(key, o) })
	}
	if len(after) != len(k.owned) || slices.ContainsFunc(after, func(key string) bool { return !one(key) }) {
		s.T.Errorf("receipt of %v, want %v", after, k.owned)
	}
	k.putOff(s, h, a)
}

// putOff: one matter is put off, of several it is asked which one, and every button then does it.
func (k reminderKind) putOff(s *handlerstest.Stage, h handlerstest.Heard, a answering) {
	s.T.Helper()
	before := k.snoozed(s)
	c := a.say(s, h, k.who, "延后")
	switch {
	case k.late != "":
		if k.late == "今天到期" && slices.Contains(h.Card.Labels(), "延后") {
			s.T.Errorf("what is refused is offered: %v", h.Card.Labels())
		}
		s.Want(c, "refused.not_allowed", k.late)
		return
	case len(k.owned) > 1:
		s.Want(c, "ask.which", "延后哪一件")
		k.fits(s.T.(*testing.T), c)
		if len(c.Buttons) != len(k.owned) {
			s.T.Errorf("%d buttons, want %d: %v", len(c.Buttons), len(k.owned), c.Labels())
		}
		for i, b := range c.Buttons {
			done := s.Event(bot.Event{From: k.who, Text: b.Command, Kind: bot.KindPress, Chat: chatOf(h, k.who)})
			if done.Code != "duty.snoozed" || len(k.snoozed(s)) != len(before)+i+1 {
				s.T.Errorf("%s: %s\n%s", b.Command, done.Code, done.Plain())
			}
		}
	default:
		s.Want(c, "duty.snoozed")
	}
	for _, key := range k.snoozed(s) {
		own := slices.ContainsFunc(k.owned, func(o string) bool { return strings.HasPrefix(key, o) })
		if !own && !slices.Contains(before, key) {
			s.T.Errorf("%s is put off", key)
		}
	}
	if n := len(k.snoozed(s)) - len(before); n != len(k.owned) {
		s.T.Errorf("%d put off: %v", n, k.snoozed(s))
	}
}

func (k reminderKind) snoozed(s *handlerstest.Stage) (out []string) {
	s.Tx(func(tx *db.Tx) error {
		return tx.DB().Model(&reminder.Snooze{}).Order("standing").Pluck("standing", &out).Error
	})
	return out
}

// settled: days later, when the matter is settled or its period over, the same card still speaks of nothing else.
func (k reminderKind) settled(s *handlerstest.Stage, h handlerstest.Heard, a answering) {
	s.T.Helper()
	if k.settle == nil {
		return
	}
	k.do(s, k.settle)
	s.Want(a.say(s, h, k.who, "为什么催我"), "duty.explain", k.gone)
	if k.open {
		return
	}
	snoozed, acked := len(k.snoozed(s)), len(k.acked(s))
	a.say(s, h, k.who, "收到")
	a.say(s, h, k.who, "延后")
	if len(k.acked(s)) != acked || len(k.snoozed(s)) != snoozed {
		s.T.Errorf("an old card acts: %v, %v", k.acked(s), k.snoozed(s))
	}
}

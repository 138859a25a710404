package handlerstest

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"linzhangbot/bot"
	"linzhangbot/handlers/desk"
	"linzhangbot/models/db"
	"linzhangbot/models/outbox"
)

// Say lets a person write something in the main group, addressed to the bot.
func (s *Stage) Say(who, text string) bot.Card {
	s.T.Helper()
	return s.Event(bot.Event{From: who, Text: text})
}

// In lets a person write something in a group, addressed to the bot.
func (s *Stage) In(chat, who, text string) bot.Card {
	s.T.Helper()
	return s.Event(bot.Event{From: who, Text: text, Chat: bot.Chat{ID: chat, Kind: bot.Group}})
}

// Private lets a person write to the bot alone.
func (s *Stage) Private(who, text string) bot.Card {
	s.T.Helper()
	return s.Event(bot.Event{From: who, Text: text, Chat: bot.Chat{ID: who, Kind: bot.Private}})
}

// Photo is Say with a picture.
func (s *Stage) Photo(who, text string) bot.Card {
	s.T.Helper()
	return s.Event(bot.Event{From: who, Text: text, Media: []bot.Media{{Kind: "image", Name: "after.jpg", Ref: "after.jpg"}}})
}

// Press presses a button of a card in the main group.
func (s *Stage) Press(who string, c bot.Card, label string) bot.Card {
	s.T.Helper()
	return s.Event(bot.Event{From: who, Text: s.Button(c, label), Kind: bot.KindPress})
}

// Button is the command of a card's button.
func (s *Stage) Button(c bot.Card, label string) string {
	s.T.Helper()
	for _, b := range c.Buttons {
		if b.Label == label {
			return b.Command
		}
	}
	s.T.Fatalf("card %s has no button %s: %v", c.Code, label, c.Labels())
	return ""
}

// Event delivers an event. What it does not say is filled in: the console, the main group, now, a new id.
func (s *Stage) Event(e bot.Event) bot.Card {
	s.T.Helper()
	out := s.On(s.Desk, e)
	if out.Card == nil {
		return bot.Card{}
	}
	return *out.Card
}

// On delivers an event to a desk.
func (s *Stage) On(d *desk.Desk, e bot.Event) desk.Outcome {
	s.T.Helper()
	s.n++
	e.Platform, e.District, e.ToBot, e.At = "console", s.Set.Code(), true, s.Now
	if e.Kind == "" {
		e.Kind = bot.KindText
	}
	if e.Chat.ID == "" {
		e.Chat = bot.Chat{ID: "main", Kind: bot.Group}
	}
	if e.ID == "" {
		e.ID = fmt.Sprintf("m%d", s.n)
	}
	out, err := d.Deliver(context.Background(), e)
	if err != nil {
		s.T.Fatalf("%s %q: %v", e.From, e.Text, err)
	}
	return out
}

// Want checks the code and that the plain card has the words.
func (s *Stage) Want(c bot.Card, code string, words ...string) bot.Card {
	s.T.Helper()
	if string(c.Code) != code {
		s.T.Fatalf("code %s, want %s:\n%s", c.Code, code, c.Plain())
	}
	for _, w := range words {
		if !strings.Contains(c.Plain(), w) {
			s.T.Errorf("%s misses %q:\n%s", code, w, c.Plain())
		}
	}
	return c
}

// Heard is a notice as it was queued.
type Heard struct {
	Chat   string
	Urgent bool
	State  outbox.State
	Card   bot.Card
	Parcel outbox.Parcel
}

// Notices lists all notices queued so far, of some codes or of all, oldest first.
func (s *Stage) Notices(codes ...string) []Heard {
	s.T.Helper()
	var out []Heard
	s.Tx(func(tx *db.Tx) error {
		var rows []outbox.Parcel
		if err := tx.DB().Where("kind = 'notice'").Order("at, id").Find(&rows).Error; err != nil {
			return fmt.Errorf("list notices: %w", err)
		}
		for _, p := range rows {
			if len(codes) == 0 || slices.Contains(codes, p.Code) {
				out = append(out, Heard{p.Chat, p.Urgent, p.State, CardOf(s.T, p), p})
			}
		}
		return nil
	})
	return out
}

// Fresh lists the notices queued since it was asked last.
func (s *Stage) Fresh(codes ...string) []Heard {
	s.T.Helper()
	list := slices.DeleteFunc(s.Notices(codes...), func(h Heard) bool { return s.seen[h.Parcel.ID] })
	for _, h := range list {
		s.seen[h.Parcel.ID] = true
	}
	return list
}

// One is the single fresh notice of a code.
func (s *Stage) One(code string) Heard {
	s.T.Helper()
	list := s.Fresh(code)
	if len(list) != 1 {
		s.T.Fatalf("%d notices %s: %+v", len(list), code, list)
	}
	return list[0]
}

// CardOf is the card of a parcel.
func CardOf(t testing.TB, p outbox.Parcel) bot.Card {
	t.Helper()
	var c bot.Card
	if err := json.Unmarshal([]byte(p.Card), &c); err != nil {
		t.Fatal(err)
	}
	return c
}

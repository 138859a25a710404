package meeting

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/meeting"
	"linzhangbot/models/outbox"
	"linzhangbot/models/roster"
)

// stage is the shared stage with a dispatcher: what is due leaves after every message and at every morning and evening.
type stage struct {
	*handlerstest.Stage
	log []said // everything that has left, in order
}

// said is one card that left.
type said struct {
	at   time.Time
	chat string
	card bot.Card
}

// setup is this regulation beside one that takes problems on; people have held their posts for a month.
func setup() handlerstest.Setup {
	return handlerstest.Setup{Modules: []handlers.Module{Module(), raiser()}, Posted: time.Date(2026, 10, 23, 2, 0, 0, 0,
		time.UTC)}
}

// each runs a story in the sample district on every kind of database at hand; it begins on 2026-11-23 10:00, a Monday.
func each(t *testing.T, run func(t *testing.T, s *stage)) { eachWith(t, setup(), run) }

func eachWith(t *testing.T, with handlerstest.Setup, run func(t *testing.T, s *stage)) {
	t.Helper()
	handlerstest.Each(t, with, func(s *handlerstest.Stage) { run(s.T.(*testing.T), &stage{Stage: s}) })
}

// raiser stands for the regulation that keeps the list of problems.
func raiser() handlers.Module {
	return handlers.Module{Name: "raiser", Raise: func(_ context.Context, r *handlers.Request,
		x handlers.RaiseIssue) (string, error) {
		if x.Org == "" || x.Origin == "" {
			return "", models.Refuse(models.BadInput, "缺少责任单位", "", "")
		}
		number, _, err := r.Number("issue")
		return number, err
	}}
}

// to moves the clock on to a local moment, stopping at every morning, evening and waiting parcel.
func (s *stage) to(text string) {
	s.T.Helper()
	now := s.Now
	s.At(text)
	until := s.Now
	s.Now = now
	s.until(until)
}

func (s *stage) until(t time.Time) {
	s.T.Helper()
	s.carry()
	for {
		next := t
		for _, c := range []struct{ h, m int }{{0, 1}, {9, 3}, {17, 45}} {
			y, mo, d := s.Now.Date()
			slot := time.Date(y, mo, d, c.h, c.m, 0, 0, s.Now.Location())
			if !slot.After(s.Now) {
				slot = slot.AddDate(0, 0, 1)
			}
			if slot.Before(next) {
				next = slot
			}
		}
		if at, ok := s.waiting(); ok && at.Before(next) {
			next = at
		}
		s.Now = next.In(s.Profile().Location())
		s.sweep()
		s.carry()
		if !s.Now.Before(t) {
			return
		}
	}
}

func (s *stage) waiting() (at time.Time, ok bool) {
	var err error
	at, ok, err = outbox.Next(s.DB.Read(context.Background(), db.Everyone))
	if err != nil {
		s.T.Fatal(err)
	}
	return at, ok && at.After(s.Now)
}

// sweep runs what the clock asks for at this very minute.
func (s *stage) sweep() {
	s.T.Helper()
	when, known := map[string]string{"09:03": "", "17:45": "45 17 * * *", "00:01": "1 0 * * *"}[s.Now.Format("15:04")]
	list := slices.DeleteFunc(append(Module().Reminders, handlers.MorningReminder()), func(r handlers.Reminder) bool {
		return !known || r.When != when
	})
	if len(list) > 0 {
		s.Sweep(list...)
	}
}

// carry lets everything leave that is due, as the dispatcher does.
func (s *stage) carry() {
	s.T.Helper()
	s.Tx(func(tx *db.Tx) error {
		var rows []outbox.Parcel
		due := tx.DB().Where("state = ? AND next_at <= ?", outbox.Pending, s.Now.UTC())
		if err := due.Order("next_at, id").Find(&rows).Error; err != nil {
			return err
		}
		for _, p := range rows {
			state := outbox.Sent
			if p.Until != nil && !p.Until.After(s.Now) {
				state = outbox.Dead
			}
			if err := tx.DB().Model(&outbox.Parcel{}).Where("id = ?", p.ID).Update("state", state).Error; err != nil {
				return err
			}
			if state == outbox.Dead || p.Kind == "reply" {
				continue
			}
			s.log = append(s.log, said{s.Now, p.Chat, handlerstest.CardOf(s.T, p)})
		}
		return nil
	})
}

// say lets a person write in private; what is due leaves.
func (s *stage) say(who, text string) bot.Card {
	s.T.Helper()
	defer s.carry()
	return s.Private(who, text)
}

// group lets a person write in a group, addressed to the bot.
func (s *stage) group(chat, who, text string) bot.Card {
	s.T.Helper()
	defer s.carry()
	return s.In(chat, who, text)
}

// press presses a button of the newest card of a code that a person was sent.
func (s *stage) press(who, code, label string) bot.Card {
	s.T.Helper()
	for _, x := range slices.Backward(s.log) {
		if x.chat == who && string(x.card.Code) == code {
			return s.say(who, s.Button(x.card, label))
		}
	}
	s.T.Fatalf("%s has no card %s; sent: %v", who, code, s.chats(""))
	return bot.Card{}
}

// chats lists where cards of a code went, in order; empty: all as code@chat.
func (s *stage) chats(code string) []string {
	var out []string
	for _, x := range s.log {
		if code == "" {
			out = append(out, x.at.Format("01-02 15:04 ")+string(x.card.Code)+"@"+x.chat)
		} else if string(x.card.Code) == code {
			out = append(out, x.chat)
		}
	}
	return out
}

// clear forgets what was sent so far.
func (s *stage) clear() { s.carry(); s.log = nil }

// state reads a meeting.
func (s *stage) meeting(number string) meeting.Meeting {
	s.T.Helper()
	var out meeting.Meeting
	s.Tx(func(tx *db.Tx) error {
		m, ok, err := meeting.ByNumber(tx, []string{number})
		if out = m; err == nil && !ok {
			err = fmt.Errorf("no meeting %s", number)
		}
		return err
	})
	return out
}

// handOver gives a post to somebody new who has an account of his own.
func (s *stage) handOver(post, from, name string) string {
	s.T.Helper()
	code := ""
	s.Tx(func(tx *db.Tx) error {
		held, err := roster.Holders(tx, roster.Query{Post: post, Person: from}, s.Now)
		if err != nil || len(held) != 1 {
			return fmt.Errorf("holders of %s: %v %w", post, held, err)
		}
		person, err := roster.NewPerson(tx, name, held[0].Org)
		if err != nil {
			return err
		}
		code = person.Code
		def, _ := s.Profile().Post(post)
		org, _ := s.Profile().Org(held[0].Org)
		next := roster.Appointment{Post: def, Org: models.Org{Code: org.Code, Name: org.Name, Kind: org.Kind}, Person: code,
			From: s.Now}
		if _, err := roster.HandOver(tx, next, from); err != nil {
			return err
		}
		return roster.Bind(tx, roster.AccountKey{Platform: "console", Account: code}, code, s.Now)
	})
	return code
}

package meeting

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/desk"
	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models"
	"linzhangbot/models/approval"
	"linzhangbot/models/audit"
	"linzhangbot/models/calendar"
	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
	"linzhangbot/models/duty"
	"linzhangbot/models/inbox"
	"linzhangbot/models/meeting"
	"linzhangbot/models/outbox"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// stage is a district with its people, a desk, the morning and evening sweeps and a clock that tests move.
type stage struct {
	t     testing.TB
	db    *db.DB
	desk  *desk.Desk
	house *handlers.Deployment
	p     *profile.Profile
	now   time.Time
	n     int
	log   []said // everything that has left, in order
}

// said is one card that left.
type said struct {
	at   time.Time
	chat string
	card bot.Card
}

func allSteps() []db.Step {
	return slices.Concat(inbox.Steps, inbox.DialogueSteps, outbox.Steps, audit.Steps, duty.Steps, roster.Steps,
		approval.Steps, meeting.Steps)
}

// each runs a story in the sample district on every kind of database at hand; it begins on 2026-11-23 10:00, a Monday.
func each(t *testing.T, run func(t *testing.T, s *stage)) {
	t.Helper()
	dbtest.Each(t, allSteps(), func(t *testing.T, d *db.DB) { run(t, newStage(t, d, "xiqing", sample(t))) })
}

func sample(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile("../../config/districts/xiqing.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// raiser stands for the regulation that keeps the list of problems.
func raiser() handlers.Module {
	return handlers.Module{Name: "raiser", Raise: func(_ context.Context, r *handlers.Request, x handlers.RaiseIssue) (string, error) {
		if x.Org == "" || x.Origin == "" {
			return "", models.Refuse(models.BadInput, "缺少责任单位", "", "")
		}
		number, _, err := r.Number("issue")
		return number, err
	}}
}

func parsed(t testing.TB, code string, data []byte) *profile.Set {
	t.Helper()
	set, problems := profile.Parse(code+".yaml", data)
	if len(problems) > 0 {
		t.Fatalf("profile: %v", problems)
	}
	return set
}

func newStage(t testing.TB, d *db.DB, code string, data []byte) *stage {
	t.Helper()
	set := parsed(t, code, data)
	house, err := handlers.NewDeployment([]handlers.Module{Module(), raiser()}, map[string]*profile.Set{code: set}, calendar.New())
	if err != nil {
		t.Fatal(err)
	}
	s := &stage{t: t, db: d, house: house, p: set.Versions[0]}
	s.now = time.Date(2026, 11, 23, 10, 0, 0, 0, s.p.Location())
	s.desk = handlerstest.Join(d, house, func() time.Time { return s.now }, slog.New(slog.NewTextHandler(t.Output(), nil)))
	s.tx(func(tx *db.Tx) error { return roster.Seed(tx, s.p, "console", s.now.AddDate(0, -1, 0)) })
	return s
}

func (s *stage) tx(f func(tx *db.Tx) error) {
	s.t.Helper()
	if err := s.db.Tx(context.Background(), s.p.Code, f); err != nil {
		s.t.Fatal(err)
	}
}

// to moves the clock on to a local moment, stopping at every morning, evening and waiting parcel.
func (s *stage) to(text string) {
	s.t.Helper()
	until, err := time.ParseInLocation("2006-01-02 15:04", text, s.p.Location())
	if err != nil {
		s.t.Fatal(err)
	}
	s.until(until)
}

func (s *stage) until(t time.Time) {
	s.t.Helper()
	s.carry()
	for {
		next := t
		for _, c := range []struct{ h, m int }{{9, 3}, {17, 45}} {
			y, mo, d := s.now.Date()
			slot := time.Date(y, mo, d, c.h, c.m, 0, 0, s.now.Location())
			if !slot.After(s.now) {
				slot = slot.AddDate(0, 0, 1)
			}
			if slot.Before(next) {
				next = slot
			}
		}
		if at, ok := s.waiting(); ok && at.Before(next) {
			next = at
		}
		s.now = next.In(s.p.Location())
		s.sweep()
		s.carry()
		if !s.now.Before(t) {
			return
		}
	}
}

func (s *stage) waiting() (at time.Time, ok bool) {
	var err error
	at, ok, err = outbox.Next(s.db.Read(context.Background(), db.Everyone))
	if err != nil {
		s.t.Fatal(err)
	}
	return at, ok && at.After(s.now)
}

// sweep runs what the clock asks for at this very minute.
func (s *stage) sweep() {
	s.t.Helper()
	clock := s.now.Format("15:04")
	if clock != "09:03" && clock != "17:45" || clock == "09:03" && !s.house.Days.Working(s.now) {
		return
	}
	list := Module().Reminders
	if clock == "09:03" {
		list = append(list, handlers.DutyReminder())
	}
	for _, r := range list {
		if (r.When == "") != (clock == "09:03") {
			continue
		}
		s.tx(func(tx *db.Tx) error { return handlerstest.Tick(context.Background(), tx, s.house, r, s.now) })
	}
}

// carry lets everything leave that is due, as the dispatcher does.
func (s *stage) carry() {
	s.t.Helper()
	s.tx(func(tx *db.Tx) error {
		var rows []outbox.Parcel
		if err := tx.DB().Where("state = ? AND next_at <= ?", outbox.Pending, s.now.UTC()).Order("next_at, id").Find(&rows).Error; err != nil {
			return err
		}
		for _, p := range rows {
			state := outbox.Sent
			if p.Until != nil && !p.Until.After(s.now) {
				state = outbox.Dead
			}
			if err := tx.DB().Model(&outbox.Parcel{}).Where("id = ?", p.ID).Update("state", state).Error; err != nil {
				return err
			}
			if state == outbox.Dead || p.Kind == "reply" {
				continue
			}
			var c bot.Card
			if err := json.Unmarshal([]byte(p.Card), &c); err != nil {
				return err
			}
			s.log = append(s.log, said{s.now, p.Chat, c})
		}
		return nil
	})
}

// say lets a person write in private.
func (s *stage) say(who, text string) bot.Card { s.t.Helper(); return s.event(who, who, text, nil) }

// group lets a person write in a group, addressed to the bot.
func (s *stage) group(chat, who, text string) bot.Card {
	s.t.Helper()
	return s.event(chat, who, text, nil)
}

func (s *stage) event(chat, who, text string, media []bot.Media) bot.Card {
	s.t.Helper()
	s.n++
	e := bot.Event{Platform: "console", District: s.p.Code, ID: fmt.Sprintf("m%d", s.n), Kind: bot.KindText, From: who, Text: text, ToBot: true, At: s.now, Media: media,
		Chat: bot.Chat{ID: chat, Kind: bot.Group}}
	if chat == who {
		e.Chat.Kind = bot.Private
	}
	out, err := s.desk.Deliver(context.Background(), e)
	if err != nil {
		s.t.Fatalf("%s %q: %v", who, text, err)
	}
	s.carry()
	if out.Card == nil {
		return bot.Card{}
	}
	return *out.Card
}

// press presses a button of the newest card of a code that a person was sent.
func (s *stage) press(who, code, label string) bot.Card {
	s.t.Helper()
	for i := len(s.log) - 1; i >= 0; i-- {
		if x := s.log[i]; x.chat == who && x.card.Code == code {
			return s.pressOn(who, x.card, label)
		}
	}
	s.t.Fatalf("%s has no card %s; sent: %v", who, code, s.chats(""))
	return bot.Card{}
}

func (s *stage) pressOn(who string, c bot.Card, label string) bot.Card {
	s.t.Helper()
	for _, b := range c.Buttons {
		if b.Label == label {
			return s.say(who, b.Command)
		}
	}
	s.t.Fatalf("card %s has no button %s: %v", c.Code, label, c.Labels())
	return bot.Card{}
}

// want checks the code and that the plain card has the words.
func (s *stage) want(c bot.Card, code string, words ...string) bot.Card {
	s.t.Helper()
	if c.Code != code {
		s.t.Fatalf("code %s, want %s:\n%s", c.Code, code, c.Plain())
	}
	for _, w := range words {
		if !strings.Contains(c.Plain(), w) {
			s.t.Errorf("%s misses %q:\n%s", code, w, c.Plain())
		}
	}
	return c
}

// chats lists where cards of a code went, in order; empty: all as code@chat.
func (s *stage) chats(code string) []string {
	var out []string
	for _, x := range s.log {
		if code == "" {
			out = append(out, x.at.Format("01-02 15:04 ")+x.card.Code+"@"+x.chat)
		} else if x.card.Code == code {
			out = append(out, x.chat)
		}
	}
	return out
}

// clear forgets what was sent so far.
func (s *stage) clear() { s.carry(); s.log = nil }

// state reads a meeting.
func (s *stage) meeting(number string) meeting.Meeting {
	s.t.Helper()
	var out meeting.Meeting
	s.tx(func(tx *db.Tx) error {
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
	s.t.Helper()
	code := ""
	s.tx(func(tx *db.Tx) error {
		held, err := roster.Holders(tx, roster.Query{Post: post, Person: from}, s.now)
		if err != nil || len(held) != 1 {
			return fmt.Errorf("holders of %s: %v %w", post, held, err)
		}
		next, err := roster.NewPerson(tx, name, held[0].Org)
		if err != nil {
			return err
		}
		code = next.Code
		def, _ := s.p.Post(post)
		org, _ := s.p.Org(held[0].Org)
		if _, err := roster.HandOver(tx, roster.Appointment{Post: def, Org: models.Org{Code: org.Code, Name: org.Name, Kind: org.Kind}, Person: code, From: s.now}, from); err != nil {
			return err
		}
		return roster.Bind(tx, roster.AccountKey{Platform: "console", Account: code}, code, s.now)
	})
	return code
}

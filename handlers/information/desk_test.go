package information

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/desk"
	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models/audit"
	"linzhangbot/models/calendar"
	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
	"linzhangbot/models/duty"
	"linzhangbot/models/inbox"
	"linzhangbot/models/information"
	"linzhangbot/models/media"
	"linzhangbot/models/outbox"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// stage is the sample district with its people, a desk and a clock that tests move.
type stage struct {
	t     testing.TB
	db    *db.DB
	desk  *desk.Desk
	house *handlers.Deployment
	set   *profile.Set
	now   time.Time
	n     int
}

func allSteps() []db.Step {
	var out []db.Step
	for _, s := range [][]db.Step{inbox.Steps, inbox.DialogueSteps, outbox.Steps, audit.Steps, media.Steps, duty.Steps, roster.Steps, information.Steps} {
		out = append(out, s...)
	}
	return out
}

// each runs a test on the sample district on every kind of database at hand, at 2026-11-23 10:00 (a Monday).
func each(t *testing.T, run func(s *stage)) {
	t.Helper()
	dbtest.Each(t, allSteps(), func(t *testing.T, d *db.DB) { run(newStage(t, d)) })
}

func newStage(t testing.TB, d *db.DB) *stage {
	t.Helper()
	data, err := os.ReadFile("../../config/districts/xiqing.yaml")
	if err != nil {
		t.Fatal(err)
	}
	set, problems := profile.Parse("xiqing.yaml", data)
	if len(problems) > 0 {
		t.Fatalf("profile: %v", problems)
	}
	house, err := handlers.NewDeployment([]handlers.Module{Module()}, map[string]*profile.Set{"xiqing": set}, calendar.New())
	if err != nil {
		t.Fatal(err)
	}
	s := &stage{t: t, db: d, house: house, set: set, now: time.Date(2026, 11, 23, 10, 0, 0, 0, set.Versions[0].Location())}
	s.desk = handlerstest.Join(d, house, func() time.Time { return s.now }, slog.New(slog.NewTextHandler(t.Output(), nil)))
	s.tx(func(tx *db.Tx) error { return roster.Seed(tx, s.profile(), "console", s.now) })
	return s
}

func (s *stage) profile() *profile.Profile { return s.set.Versions[0] }

func (s *stage) tx(f func(tx *db.Tx) error) {
	s.t.Helper()
	if err := s.db.Tx(context.Background(), "xiqing", f); err != nil {
		s.t.Fatal(err)
	}
}

// at moves the clock to a local moment.
func (s *stage) at(text string) {
	s.t.Helper()
	now, err := time.ParseInLocation("2006-01-02 15:04:05.000", text, s.now.Location())
	if err != nil {
		s.t.Fatal(err)
	}
	s.now = now
}

// say lets a person write something in the main group, addressed to the bot.
func (s *stage) say(who, text string) bot.Card {
	s.t.Helper()
	return s.event(bot.Event{From: who, Text: text, Kind: bot.KindText})
}

func (s *stage) event(e bot.Event) bot.Card {
	s.t.Helper()
	s.n++
	e.Platform, e.District, e.ToBot, e.At = "console", "xiqing", true, s.now
	e.Chat = bot.Chat{ID: "main", Kind: bot.Group}
	if e.ID == "" {
		e.ID = fmt.Sprintf("m%d", s.n)
	}
	out, err := s.desk.Deliver(context.Background(), e)
	if err != nil {
		s.t.Fatalf("%s %q: %v", e.From, e.Text, err)
	}
	if out.Card == nil {
		return bot.Card{}
	}
	return *out.Card
}

// press presses a button of a card.
func (s *stage) press(who string, c bot.Card, label string) bot.Card {
	s.t.Helper()
	for _, b := range c.Buttons {
		if b.Label == label {
			return s.event(bot.Event{From: who, Text: b.Command, Kind: bot.KindPress})
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

// report reads a report from the database.
func (s *stage) report(number string) information.Report {
	s.t.Helper()
	var out information.Report
	s.tx(func(tx *db.Tx) error {
		rows, err := information.Find(tx, information.Filter{Numbers: []string{number}})
		if err == nil && len(rows) != 1 {
			err = fmt.Errorf("%d reports %s", len(rows), number)
		}
		if err == nil {
			out = rows[0]
		}
		return err
	})
	return out
}

func (s *stage) reports() []information.Report {
	var out []information.Report
	s.tx(func(tx *db.Tx) (err error) { out, err = information.Find(tx, information.Filter{}); return err })
	return out
}

// notices lists what was queued for others: code@chat.
func (s *stage) notices(code string) []string {
	s.t.Helper()
	var out []string
	s.tx(func(tx *db.Tx) error {
		var rows []outbox.Parcel
		if err := tx.DB().Where("kind = 'notice' AND code = ?", code).Order("chat").Find(&rows).Error; err != nil {
			return err
		}
		for _, p := range rows {
			var c bot.Card
			if err := json.Unmarshal([]byte(p.Card), &c); err != nil {
				return err
			}
			urgent := ""
			if p.Urgent {
				urgent = "!"
			}
			out = append(out, p.Chat+urgent)
		}
		return nil
	})
	return out
}

package supervision

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
	"linzhangbot/handlers/asking"
	"linzhangbot/handlers/desk"
	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models/audit"
	"linzhangbot/models/calendar"
	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
	"linzhangbot/models/duty"
	"linzhangbot/models/inbox"
	filed "linzhangbot/models/media"
	"linzhangbot/models/outbox"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
	"linzhangbot/models/supervision"
)

// stage is the sample district with its people, a desk and a clock that tests move.
type stage struct {
	t     *testing.T
	db    *db.DB
	desk  *desk.Desk
	house *handlers.Deployment
	set   *profile.Set
	now   time.Time
	n     int
	seen  map[string]bool
}

func allSteps() []db.Step {
	var out []db.Step
	for _, s := range [][]db.Step{inbox.Steps, inbox.DialogueSteps, outbox.Steps, audit.Steps, duty.Steps, roster.Steps, filed.Steps, supervision.Steps} {
		out = append(out, s...)
	}
	return out
}

// each runs a test on the sample district on every kind of database at hand, at 2026-11-23 10:00 (a Monday).
func each(t *testing.T, run func(s *stage)) {
	t.Helper()
	dbtest.Each(t, allSteps(), func(t *testing.T, d *db.DB) { run(newStage(t, d)) })
}

func profiles(t *testing.T) *profile.Set {
	t.Helper()
	data, err := os.ReadFile("../../config/districts/xiqing.yaml")
	if err != nil {
		t.Fatal(err)
	}
	set, problems := profile.Parse("xiqing.yaml", data)
	if len(problems) > 0 {
		t.Fatalf("profile: %v", problems)
	}
	return set
}

func newStage(t *testing.T, d *db.DB) *stage {
	t.Helper()
	return stageOf(t, d, profiles(t))
}

func stageOf(t *testing.T, d *db.DB, set *profile.Set) *stage {
	t.Helper()
	house, err := handlers.NewDeployment([]handlers.Module{asking.Module(), Module()}, map[string]*profile.Set{"xiqing": set}, calendar.New())
	if err != nil {
		t.Fatal(err)
	}
	s := &stage{t: t, db: d, house: house, set: set, now: time.Date(2026, 11, 23, 10, 0, 0, 0, set.Latest().Location()), seen: map[string]bool{}}
	s.desk = s.newDesk()
	s.tx(func(tx *db.Tx) error {
		if err := roster.Seed(tx, s.profile(), "console", s.now); err != nil {
			return err
		}
		return roster.BindGroup(tx, roster.Group{Platform: "console", Chat: "town.zhongbei", Purpose: "org", Org: "zhongbei"})
	})
	return s
}

func (s *stage) newDesk() *desk.Desk {
	return handlerstest.Join(s.db, s.house, func() time.Time { return s.now }, slog.New(slog.NewTextHandler(s.t.Output(), nil)))
}

func (s *stage) profile() *profile.Profile { return s.set.Latest() }

func (s *stage) tx(f func(tx *db.Tx) error) {
	s.t.Helper()
	if err := s.db.Tx(context.Background(), "xiqing", f); err != nil {
		s.t.Fatal(err)
	}
}

// at moves the clock to a local moment: 2026-12-05 10:00.
func (s *stage) at(text string) {
	s.t.Helper()
	now, err := time.ParseInLocation("2006-01-02 15:04", text, s.now.Location())
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

// photo is the same with a picture.
func (s *stage) photo(who, text string) bot.Card {
	s.t.Helper()
	return s.event(bot.Event{From: who, Text: text, Kind: bot.KindText, Media: []bot.Media{{Kind: "image", Name: "after.jpg", Ref: "after.jpg"}}})
}

// private says something to the bot alone.
func (s *stage) private(who, text string) bot.Card {
	s.t.Helper()
	return s.event(bot.Event{From: who, Text: text, Kind: bot.KindText, Chat: bot.Chat{ID: who, Kind: bot.Private}})
}

func (s *stage) event(e bot.Event) bot.Card {
	s.t.Helper()
	return s.on(s.desk, e)
}

func (s *stage) on(d *desk.Desk, e bot.Event) bot.Card {
	s.t.Helper()
	s.n++
	e.Platform, e.District, e.ToBot, e.At = "console", "xiqing", true, s.now
	if e.Chat.ID == "" {
		e.Chat = bot.Chat{ID: "main", Kind: bot.Group}
	}
	if e.ID == "" {
		e.ID = fmt.Sprintf("m%d", s.n)
	}
	out, err := d.Deliver(context.Background(), e)
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

// issue reads an issue by its number of the year.
func (s *stage) issue(n int) supervision.Issue {
	s.t.Helper()
	var out supervision.Issue
	s.tx(func(tx *db.Tx) error {
		x, ok, err := supervision.ByRef(tx, supervision.Ref{N: n}, s.now.Year())
		if err == nil && !ok {
			err = fmt.Errorf("no issue %d", n)
		}
		out = x
		return err
	})
	return out
}

// sweep lets the morning's reminders of the house look.
func (s *stage) sweep() {
	s.t.Helper()
	for _, m := range s.house.Modules {
		for _, r := range m.Reminders {
			s.tx(func(tx *db.Tx) error { return handlerstest.Tick(context.Background(), tx, s.house, r, s.now) })
		}
	}
}

// heard is a notice as it was queued.
type heard struct {
	Chat  string
	State outbox.State
	Card  bot.Card
}

// fresh lists the notices queued since it was asked last.
func (s *stage) fresh(codes ...string) []heard {
	s.t.Helper()
	var out []heard
	s.tx(func(tx *db.Tx) error {
		var rows []outbox.Parcel
		if err := tx.DB().Where("kind = 'notice'").Order("at, id").Find(&rows).Error; err != nil {
			return err
		}
		for _, p := range rows {
			if s.seen[p.ID] || len(codes) > 0 && !slices.Contains(codes, p.Code) {
				continue
			}
			s.seen[p.ID] = true
			var c bot.Card
			if err := json.Unmarshal([]byte(p.Card), &c); err != nil {
				return err
			}
			out = append(out, heard{p.Chat, p.State, c})
		}
		return nil
	})
	return out
}

// one is the single fresh notice of a code.
func (s *stage) one(code string) heard {
	s.t.Helper()
	list := s.fresh(code)
	if len(list) != 1 {
		s.t.Fatalf("%d notices %s: %+v", len(list), code, list)
	}
	return list[0]
}

func cardOf(t *testing.T, p outbox.Parcel) bot.Card {
	t.Helper()
	var c bot.Card
	if err := json.Unmarshal([]byte(p.Card), &c); err != nil {
		t.Fatal(err)
	}
	return c
}

package cooperation

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
	"linzhangbot/models/approval"
	"linzhangbot/models/audit"
	"linzhangbot/models/calendar"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
	"linzhangbot/models/duty"
	"linzhangbot/models/inbox"
	"linzhangbot/models/media"
	"linzhangbot/models/outbox"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// stage is the sample district with its people, a desk and a clock that tests move.
type stage struct {
	t      *testing.T
	db     *db.DB
	desk   *desk.Desk
	house  *handlers.Deployment
	set    *profile.Set
	now    time.Time
	n      int
	raised []handlers.RaiseIssue // what was put on the problem list
}

func allSteps() []db.Step {
	var out []db.Step
	for _, s := range [][]db.Step{inbox.Steps, inbox.DialogueSteps, outbox.Steps, audit.Steps, duty.Steps, roster.Steps,
		media.Steps, approval.Steps, cooperation.Steps} {
		out = append(out, s...)
	}
	return out
}

// each runs a test on the sample district on every kind of database at hand, at 2026-11-23 10:00 (a Monday).
func each(t *testing.T, run func(s *stage)) {
	t.Helper()
	dbtest.Each(t, allSteps(), func(t *testing.T, d *db.DB) { run(newStage(t, d)) })
}

func newStage(t *testing.T, d *db.DB) *stage {
	t.Helper()
	data, err := os.ReadFile("../../config/districts/xiqing.yaml")
	if err != nil {
		t.Fatal(err)
	}
	set, problems := profile.Parse("xiqing.yaml", data)
	if len(problems) > 0 {
		t.Fatalf("profile: %v", problems)
	}
	s := &stage{t: t, db: d, set: set, now: time.Date(2026, 11, 23, 10, 0, 0, 0, set.Versions[0].Location())}
	s.open(true)
	s.tx(func(tx *db.Tx) error { return roster.Seed(tx, s.profile(), "console", s.now) })
	return s
}

// open makes the desk, with or without a module that keeps problems.
func (s *stage) open(withIssues bool) {
	s.t.Helper()
	modules := []handlers.Module{Module()}
	if withIssues {
		modules = append(modules, handlers.Module{Name: "issues", Raise: func(_ context.Context, _ *handlers.Request, i handlers.RaiseIssue) (string, error) {
			s.raised = append(s.raised, i)
			return fmt.Sprintf("督〔2026〕%d号", len(s.raised)), nil
		}})
	}
	house, err := handlers.NewDeployment(modules, map[string]*profile.Set{"xiqing": s.set}, calendar.New())
	if err != nil {
		s.t.Fatal(err)
	}
	clock := func() time.Time { return s.now }
	s.house = house
	s.desk = handlerstest.Join(s.db, house, clock, slog.New(slog.NewTextHandler(s.t.Output(), nil)))
}

func (s *stage) profile() *profile.Profile { return s.set.Versions[0] }

func (s *stage) tx(f func(tx *db.Tx) error) {
	s.t.Helper()
	if err := s.db.Tx(context.Background(), "xiqing", f); err != nil {
		s.t.Fatal(err)
	}
}

// at moves the clock to a local minute.
func (s *stage) at(text string) {
	s.t.Helper()
	now, err := time.ParseInLocation("2006-01-02 15:04", text, s.now.Location())
	if err != nil {
		s.t.Fatal(err)
	}
	s.now = now
}

// say lets a person write something, addressed to the bot: the office in its own group, all others in the main one.
func (s *stage) say(who, text string) bot.Card {
	s.t.Helper()
	return s.event(bot.Event{From: who, Text: text, Kind: bot.KindText})
}

func (s *stage) event(e bot.Event) bot.Card {
	s.t.Helper()
	s.n++
	e.Platform, e.District, e.ToBot, e.At = "console", "xiqing", true, s.now
	if e.Chat.ID == "" {
		e.Chat = bot.Chat{ID: "main", Kind: bot.Group}
		if strings.HasPrefix(e.From, "office.") {
			e.Chat.ID = "office"
		}
	}
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
	s.t.Fatalf("card %s has no button %s: %v\n%s", c.Code, label, c.Labels(), c.Plain())
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

// parcels lists the notices of a code in a state.
func (s *stage) parcels(code string, state outbox.State) []outbox.Parcel {
	s.t.Helper()
	var rows []outbox.Parcel
	s.tx(func(tx *db.Tx) error {
		q := tx.DB().Where("kind = 'notice' AND code = ?", code)
		if state != "" {
			q = q.Where("state = ?", state)
		}
		return q.Order("chat, next_at").Find(&rows).Error
	})
	return rows
}

// notice reads the card of the first notice of a code.
func (s *stage) notice(code string) bot.Card {
	s.t.Helper()
	rows := s.parcels(code, "")
	if len(rows) == 0 {
		s.t.Fatalf("no notice %s", code)
	}
	var c bot.Card
	if err := json.Unmarshal([]byte(rows[0].Card), &c); err != nil {
		s.t.Fatal(err)
	}
	return c
}

// chats lists where notices of a code go.
func (s *stage) chats(code string, state outbox.State) string {
	var out []string
	for _, p := range s.parcels(code, state) {
		out = append(out, p.Chat)
	}
	return strings.Join(out, " ")
}

// history lists what was kept about a record.
func (s *stage) verbs(kind string) string {
	s.t.Helper()
	var rows []audit.Row
	s.tx(func(tx *db.Tx) error { return tx.DB().Where("kind = ?", kind).Order("at, id").Find(&rows).Error })
	var out []string
	for _, r := range rows {
		out = append(out, r.Verb)
	}
	return strings.Join(out, " ")
}

// words makes a request without a database, for what only reads words.
func words(tb testing.TB) *handlers.Request {
	tb.Helper()
	data, err := os.ReadFile("../../config/districts/xiqing.yaml")
	if err != nil {
		tb.Fatal(err)
	}
	set, problems := profile.Parse("xiqing.yaml", data)
	if len(problems) > 0 {
		tb.Fatalf("profile: %v", problems)
	}
	p := set.Versions[0]
	return &handlers.Request{Profile: p, Days: calendar.New(), Now: time.Date(2026, 11, 23, 10, 0, 0, 0, p.Location())}
}

package cooperation

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models/audit"
	"linzhangbot/models/calendar"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/outbox"
	"linzhangbot/models/reminder"
)

// stage is the sample district with this face and a list of problems. The office speaks in its own group, all others in
// the main one.
type stage struct {
	*handlerstest.Stage
	raised []handlers.RaiseIssue // what was put on the problem list
}

// each runs a test on the sample district on every kind of database at hand, at 2026-11-23 10:00 (a Monday).
func each(t *testing.T, run func(s *stage)) {
	t.Helper()
	handlerstest.Each(t, setup, func(s *handlerstest.Stage) { run(staged(s)) })
}

var setup = handlerstest.Setup{Modules: []handlers.Module{Module()}}

func staged(bare *handlerstest.Stage) *stage {
	s := &stage{Stage: bare}
	s.Open(Module(), handlers.Module{Name: "issues", Raise: s.raise})
	s.Tx(func(tx *db.Tx) error { return reminder.Begin(tx, s.Now) })
	return s
}

// own runs a test where some units have groups of their own.
func own(t *testing.T, run func(s *stage), groups ...string) {
	t.Helper()
	with := handlerstest.Setup{Modules: setup.Modules, Own: groups}
	handlerstest.Each(t, with, func(s *handlerstest.Stage) { run(staged(s)) })
}

// leave lets everything leave that was said.
func (s *stage) leave() {
	s.Tx(func(tx *db.Tx) error {
		return tx.DB().Model(&outbox.Parcel{}).Where("state = ?", outbox.Pending).Update("state", outbox.Sent).Error
	})
}

// owes lists what 我的待办 says about a record to somebody: what has a day, the nearest first, and what the regulation
// adds.
func (s *stage) owes(who, ref string) (lines []string) {
	s.T.Helper()
	s.Tx(func(tx *db.Tx) error {
		r := s.Request(tx, who)
		list, err := s.Deployment.Todo(s.T.Context(), r)
		if err != nil {
			return err
		}
		standings, err := s.Deployment.DeadlineStandings(s.T.Context(), r, r.Actor.Org.Code)
		slices.SortStableFunc(standings, func(a, b duty.Standing) int { return a.Due.Compare(b.Due) })
		var dated []string
		for _, st := range standings {
			if st.Open() {
				dated = append(dated, handlers.StandingLine(st, s.Now, false))
			}
		}
		for _, line := range append(dated, list...) {
			if line = s.Profile().Words(line); strings.Contains(line, ref) {
				lines = append(lines, line)
			}
		}
		return err
	})
	return lines
}

// queued lists what waits for the office, a line each.
func (s *stage) queued() string {
	s.T.Helper()
	var lines []string
	s.Tx(func(tx *db.Tx) error {
		list, err := queue(s.T.Context(), s.Request(tx, "office.staff1"))
		for _, q := range list {
			lines = append(lines, s.Profile().Words(q.Heap+"："+q.Ref+" "+q.Line))
		}
		return err
	})
	return strings.Join(lines, "\n")
}

func (s *stage) raise(_ context.Context, _ *handlers.Request, i handlers.RaiseIssue) (string, error) {
	s.raised = append(s.raised, i)
	return fmt.Sprintf("督〔2026〕%d号", len(s.raised)), nil
}

// Event lets the office speak in its own group.
func (s *stage) Event(e bot.Event) bot.Card {
	s.T.Helper()
	if e.Chat.ID == "" && strings.HasPrefix(e.From, "office.") {
		e.Chat = bot.Chat{ID: "office", Kind: bot.Group}
	}
	return s.Stage.Event(e)
}

// Say lets a person write something, addressed to the bot.
func (s *stage) Say(who, text string) bot.Card {
	s.T.Helper()
	return s.Event(bot.Event{From: who, Text: text})
}

// Press presses a button of a card.
func (s *stage) Press(who string, c bot.Card, label string) bot.Card {
	s.T.Helper()
	return s.Event(bot.Event{From: who, Text: s.Button(c, label), Kind: bot.KindPress})
}

// parcels lists the notices of a code in a state.
func (s *stage) parcels(code string, state outbox.State) []outbox.Parcel {
	s.T.Helper()
	var rows []outbox.Parcel
	s.Tx(func(tx *db.Tx) error {
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
	s.T.Helper()
	rows := s.parcels(code, "")
	if len(rows) == 0 {
		s.T.Fatalf("no notice %s", code)
	}
	return handlerstest.CardOf(s.T, rows[0])
}

// chats lists where notices of a code go.
func (s *stage) chats(code string, state outbox.State) string {
	s.T.Helper()
	var out []string
	for _, p := range s.parcels(code, state) {
		out = append(out, p.Chat)
	}
	return strings.Join(out, " ")
}

// verbs lists what was kept about records of a kind.
func (s *stage) verbs(kind string) string {
	s.T.Helper()
	var rows []audit.Row
	s.Tx(func(tx *db.Tx) error { return tx.DB().Where("kind = ?", kind).Order("at, id").Find(&rows).Error })
	var out []string
	for _, r := range rows {
		out = append(out, r.Verb)
	}
	return strings.Join(out, " ")
}

// words makes a request without a database, for what only reads words.
func words(tb testing.TB) *handlers.Request {
	tb.Helper()
	p := handlerstest.Sample(tb).Latest()
	return &handlers.Request{Profile: p, Days: calendar.New(), Now: time.Date(2026, 11, 23, 10, 0, 0, 0, p.Location())}
}

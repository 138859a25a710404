package supervision

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/asking"
	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models/db"
	"linzhangbot/models/naming"
	"linzhangbot/models/supervision"
)

// stage is the sample district with its people; 中北镇 has a group of its own.
type stage struct{ *handlerstest.Stage }

func setup() handlerstest.Setup {
	return handlerstest.Setup{Modules: []handlers.Module{asking.Module(), Module()}, Own: []string{"town.zhongbei"}}
}

// each runs a test on the sample district on every kind of database at hand, at 2026-11-23 10:00 (a Monday).
func each(t *testing.T, run func(s *stage)) {
	t.Helper()
	handlerstest.Each(t, setup(), func(s *handlerstest.Stage) { run(&stage{s}) })
}

// issue reads an issue by its number of the year.
func (s *stage) issue(n int) supervision.Issue {
	s.T.Helper()
	var out supervision.Issue
	s.Tx(func(tx *db.Tx) error {
		x, ok, err := supervision.ByNumber(tx, naming.Number{N: n}, s.Now.Year())
		if err == nil && !ok {
			err = fmt.Errorf("no issue %d", n)
		}
		out = x
		return err
	})
	return out
}

// queue is what waits for the office, of one heap or of all.
func (s *stage) queue(heap string) (out []handlers.Queued) {
	s.T.Helper()
	s.Tx(func(tx *db.Tx) error {
		all, err := queue(context.Background(), s.Request(tx, "office.staff1"))
		for _, q := range all {
			if heap == "" || q.Heap == heap {
				out = append(out, q)
			}
		}
		return err
	})
	return out
}

// press presses a button of what waits, as the one message of the morning bears it.
func (s *stage) press(who string, q handlers.Queued, label string) bot.Card {
	s.T.Helper()
	return s.Press(who, bot.Card{Code: q.Code, Buttons: q.Buttons}, label)
}

// rung is the measure that is proposed.
func rung(q handlers.Queued) string {
	_, words, _ := strings.Cut(q.Line, "建议")
	name, _, _ := strings.Cut(words, "，")
	return name
}

// proposals lets the ladder look every morning up to a day and lists when a measure was proposed: 12-09 函告.
func (s *stage) proposals(until string) (out []string) {
	s.T.Helper()
	seen := map[string]bool{}
	for _, q := range s.queue("建议采取措施") {
		seen[q.Ref+rung(q)] = true
	}
	for day := s.Now; ; day = day.AddDate(0, 0, 1) {
		s.Now = time.Date(day.Year(), day.Month(), day.Day(), 9, 3, 0, 0, day.Location())
		if s.Now.Format(time.DateOnly) > until {
			return out
		}
		s.Sweep()
		for _, q := range s.queue("建议采取措施") {
			if key := q.Ref + rung(q); !seen[key] && q.Since.Equal(s.Now) {
				seen[key] = true
				out = append(out, s.Now.Format("01-02")+" "+rung(q))
			}
		}
	}
}

// mornings lets the reminders look every morning up to a day and lists what a code was said on, as month-day@chat.
func (s *stage) mornings(until string, codes ...string) []string {
	s.T.Helper()
	var out []string
	for day := s.Now; ; day = day.AddDate(0, 0, 1) {
		s.Now = time.Date(day.Year(), day.Month(), day.Day(), 9, 3, 0, 0, day.Location())
		if s.Now.Format(time.DateOnly) > until {
			return out
		}
		s.Sweep()
		for _, n := range s.Fresh(codes...) {
			out = append(out, s.Now.Format("01-02")+"@"+n.Chat)
		}
	}
}

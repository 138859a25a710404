package supervision

import (
	"fmt"
	"testing"
	"time"

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

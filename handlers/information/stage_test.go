package information

import (
	"fmt"
	"slices"
	"testing"

	"linzhangbot/handlers"
	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models/db"
	"linzhangbot/models/information"
)

// stage is the sample district with this regulation alone.
type stage struct{ *handlerstest.Stage }

func setup() handlerstest.Setup { return handlerstest.Setup{Modules: []handlers.Module{Module()}} }

// each runs a test on the sample district on every kind of database at hand, at 2026-11-23 10:00 (a Monday).
func each(t *testing.T, run func(s *stage)) {
	t.Helper()
	handlerstest.Each(t, setup(), func(s *handlerstest.Stage) { run(&stage{s}) })
}

// report reads a report from the database.
func (s *stage) report(number string) information.Report {
	s.T.Helper()
	var out information.Report
	s.Tx(func(tx *db.Tx) error {
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
	s.Tx(func(tx *db.Tx) (err error) { out, err = information.Find(tx, information.Filter{}); return err })
	return out
}

// told lists the chats that were told something, those at once with a !.
func (s *stage) told(code string) []string {
	s.T.Helper()
	var out []string
	for _, n := range s.Notices(code) {
		if n.Urgent {
			n.Chat += "!"
		}
		out = append(out, n.Chat)
	}
	slices.Sort(out)
	return out
}

package asking

import (
	"context"
	"slices"
	"testing"
	"time"

	"linzhangbot/handlers"
	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// stage is a district with its seats and the facts a test brings; mornings are rung by hand.
type stage struct {
	*handlerstest.Stage
	facts []duty.Fact
}

// each opens the sample district on 2026-01-05, where reports, summaries and seats are counted.
func each(t *testing.T, run func(s *stage)) {
	t.Helper()
	opened(t, "2026-01-05 09:03", nil, run, "report", "summary", "selfcheck")
}

// eachReporting opens the sample district on 2026-03-10, where nothing but reports is counted.
func eachReporting(t *testing.T, run func(s *stage)) {
	t.Helper()
	opened(t, "2026-03-10 09:30", nil, run, "report")
}

func opened(t *testing.T, moment string, set *profile.Set, run func(s *stage), counted ...string) {
	t.Helper()
	s := &stage{}
	brings := duty.Source{What: counted, Facts: func(context.Context, *db.Tx, time.Time, time.Time) ([]duty.Fact, error) { return s.facts, nil }}
	facts := handlers.Module{Name: "facts", Facts: []duty.Source{brings}}
	if len(counted) > 1 {
		facts.Facts = append(facts.Facts, roster.Source())
	}
	start, err := time.ParseInLocation("2006-01-02 15:04", moment, time.FixedZone("CST", 8*3600))
	if err != nil {
		t.Fatal(err)
	}
	with := handlerstest.Setup{Modules: []handlers.Module{Module(), facts}, Profile: set, Start: start}
	handlerstest.Each(t, with, func(one *handlerstest.Stage) {
		s.Stage, s.facts = one, nil
		run(s)
	})
}

// report brings n reports of a town in a month.
func (s *stage) report(town, day string, n int) {
	s.T.Helper()
	at, err := time.ParseInLocation(time.DateOnly, day, s.Now.Location())
	if err != nil {
		s.T.Fatal(err)
	}
	for range n {
		s.facts = append(s.facts, duty.Fact{What: "report", Org: town, At: at})
	}
}

// morning rings every reminder of the module at a local moment and lists what was queued then, under one code.
func (s *stage) morning(when, code string) []handlerstest.Heard {
	s.T.Helper()
	s.At(when)
	s.Sweep(Module().Reminders...)
	list := s.Notices()
	if code != "" {
		list = s.Notices(code)
	}
	return slices.DeleteFunc(list, func(h handlerstest.Heard) bool { return !h.Parcel.At.Equal(s.Now) })
}

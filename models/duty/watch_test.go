package duty

import (
	"testing"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/profile"
)

// oneLiaison is 协作会商制度 第六条: exactly one, looked at always and told of on the 10th.
func oneLiaison(every models.Every) profile.Duty {
	return profile.Duty{ID: "liaison", What: "post.liaison", AtLeast: 1, AtMost: 1, Every: every, Watch: true,
		Steps: []profile.Step{{Key: "d10", When: profile.When{Day: 10}, If: "short", To: "office"}}}
}

// TestWatchedDutyIsToldOfOnceARound: people see no period, the reminder has its day in every month all the same.
func TestWatchedDutyIsToldOfOnceARound(t *testing.T) {
	held := Fact{What: "post.liaison", Org: "a"}
	for _, c := range []struct {
		name, now, day, round string
		every                 models.Every
		facts                 []Fact
	}{
		{"before its day", "2026-03-09 09:03", "", "2026-03", models.Month, nil},
		{"vacant", "2026-03-10 09:03", "2026-03-10", "2026-03", models.Month, nil},
		{"vacant the month after", "2026-04-10 09:03", "2026-04-10", "2026-04", models.Month, nil},
		{"the 10th is a Sunday, told on the working Saturday before", "2026-05-09 09:03", "2026-05-09", "2026-05", models.Month, nil},
		{"one too many", "2026-03-10 09:03", "2026-03-10", "2026-03", models.Month, []Fact{held, held}},
		{"one", "2026-03-10 09:03", "", "2026-03", models.Month, []Fact{held}},
		{"without a period it is the month", "2026-03-10 09:03", "2026-03-10", "2026-03", "", nil},
		{"quarterly", "2026-02-10 09:03", "", "2026Q1", models.Quarter, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := current(t, input(oneLiaison(c.every), c.now, c.facts...))
			if s.Period.Key != "now" || s.Key() != "liaison/a/now" {
				t.Errorf("people see the period %s", s.Period.Key)
			}
			if got := s.Round(at(c.now)).Key; got != c.round {
				t.Errorf("round %s, want %s", got, c.round)
			}
			got := ""
			if step, ok := s.Reached(at(c.now), days, everyDay); ok {
				got = step.Day.Format(time.DateOnly)
			}
			if got != c.day {
				t.Errorf("told on %q, want %q", got, c.day)
			}
		})
	}
}

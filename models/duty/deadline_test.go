package duty

import (
	"testing"
	"time"

	"linzhangbot/models/calendar"
	"linzhangbot/models/profile"
)

// TestDeadlineStandsLikeADuty: its steps fall on working days, it is overdue after its day, and another day makes it
// another deadline.
func TestDeadlineStandsLikeADuty(t *testing.T) {
	loc := time.FixedZone("", 8*3600)
	day := func(d int) time.Time { return time.Date(2026, 12, d, 9, 3, 0, 0, loc) }
	d := Deadline{Kind: "issue", ID: "x", Org: "dasi", Opened: time.Date(2026, 11, 20, 10, 0, 0, 0, loc), Due: time.Date(2026, 12, 6, 23, 59, 59, 0, loc), // a Sunday
		Steps: []profile.Step{{Key: "b3", When: profile.When{Before: 3}}, {Key: "due", When: profile.When{OnDue: true}}, {Key: "late", When: profile.When{After: 1}, If: "missed", Repeat: EveryWorkday}}}
	days := calendar.New()
	for _, c := range []struct {
		now  time.Time
		step string
		late bool
	}{{day(2), "", false}, {day(3), "b3", false}, {day(4), "due", false}, {day(7), "late", true}, {day(15), "late", true}} {
		st := d.Standing(c.now, days)
		step, _ := st.Reached(c.now, days, everyDay)
		if step.Step.Key != c.step || (st.State == Overdue) != c.late || !st.Open() {
			t.Errorf("%s: step %q, state %s", c.now.Format(time.DateOnly), step.Step.Key, st.State)
		}
	}
	st := d.Standing(day(2), days)
	if st.Key() != d.Key() || st.Key() != "issue/dasi/x@2026-12-06" || st.PeriodKey() != "2026-12-06" {
		t.Errorf("keys %s, %s, %s", st.Key(), d.Key(), st.PeriodKey())
	}
}

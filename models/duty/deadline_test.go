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
		step, _ := st.Reached(c.now, days)
		if step.Step.Key != c.step || (st.State == Overdue) != c.late || !st.Open() {
			t.Errorf("%s: step %q, state %s", c.now.Format(time.DateOnly), step.Step.Key, st.State)
		}
	}
	st := d.Standing(day(2), days)
	if st.Key() != d.Key() || st.Key() != "issue/dasi/x@2026-12-06" || st.PeriodKey() != "2026-12-06" {
		t.Errorf("keys %s, %s, %s", st.Key(), d.Key(), st.PeriodKey())
	}
}

// TestWhatNoRuleDates: a meeting that has begun asks for nothing more; a word that no rule sets a day for is told of
// after so many working days, and is never late.
func TestWhatNoRuleDates(t *testing.T) {
	days := calendar.New()
	meeting := Deadline{Kind: "meeting", ID: "x", Person: "p", Opened: at("2026-11-23 10:00"), Due: at("2026-12-07 14:30"),
		Lapses: true, Steps: []profile.Step{{Key: "b1", When: profile.When{Before: 1}}}} // a Monday
	word := Deadline{Kind: "word", ID: "x", Person: "p", Opened: at("2026-11-26 16:00"), Within: 2, Undated: true,
		Steps: []profile.Step{{Key: "silent", When: profile.When{OnDue: true}}}} // a Thursday
	for _, c := range []struct {
		d         Deadline
		now, step string
		state     State
		open      bool
	}{
		{meeting, "2026-12-03 09:03", "", OnTrack, true}, {meeting, "2026-12-04 09:03", "b1", Near, true},
		{meeting, "2026-12-07 14:30", "b1", Near, true}, {meeting, "2026-12-07 14:31", "", Waived, false},
		{word, "2026-11-27 09:03", "", OnTrack, true}, {word, "2026-11-30 09:03", "silent", Near, true},
		{word, "2026-12-10 09:03", "silent", Near, true},
	} {
		st := c.d.Standing(at(c.now), days)
		step, _ := st.Reached(at(c.now), days)
		if st.State != c.state || st.Open() != c.open || step.Step.Key != c.step || !st.Undated {
			t.Errorf("%s at %s: %s, step %q", c.d.Kind, c.now, st.State, step.Step.Key)
		}
	}
	if k := word.Key(); k != "word/p/x@2026-11-26" || word.Dated(days).Key() != k {
		t.Errorf("keys %s, %s", k, word.Dated(days).Key())
	}
	if due := word.Dated(days).Due; due.Format("2006-01-02 15:04") != "2026-11-30 23:59" {
		t.Errorf("told on %s", due)
	}
}

package duty

import (
	"strings"
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

// TestNobodyIsRemindedAsHeIsTold: a step that falls on the day on which a deadline is told of, or before, is left out; what
// is entered on a day off is told on the next working day.
func TestNobodyIsRemindedAsHeIsTold(t *testing.T) {
	steps := []profile.Step{{Key: "b3", When: profile.When{Before: 3}}, {Key: "b1", When: profile.When{Before: 1}},
		{Key: "late", When: profile.When{After: 1}, If: "missed", Repeat: EveryWorkday}}
	for opened, want := range map[string]string{"2026-12-03 10:00": "b3 b1 late", "2026-12-04 10:00": "b1 late", "2026-12-05 10:00": "b1 late", "2026-12-09 10:00": "late",
		"2026-12-30 10:00": "late"} { // what repeats goes on, however late it was handed over
		d := Deadline{Opened: at(opened), Due: at("2026-12-10 23:59"), Steps: steps} // a Thursday; three days before is Monday
		if opened == "2026-12-04 10:00" || opened == "2026-12-05 10:00" {
			d.Due = at("2026-12-09 23:59") // three days before is a Sunday: the Friday before
		}
		var got []string
		for _, s := range d.Standing(at("2026-12-01 09:00"), days).Steps {
			got = append(got, s.Step.Key)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("opened %s: %v, want %s", opened, got, want)
		}
	}
}

// TestAhead: so many working days before the due day, whether or not that is one itself.
func TestAhead(t *testing.T) {
	for due, want := range map[string]string{"2026-12-03": "11-30", "2026-12-05": "12-02", "2026-12-07": "12-02"} { // Thursday, Saturday, Monday
		d := Deadline{Opened: at("2026-11-02 10:00"), Due: at(due + " 09:00"), Steps: []profile.Step{{When: profile.When{Ahead: 3}}}}
		if got := d.Standing(at("2026-11-03 09:00"), days).Steps[0].Day.Format("01-02"); got != want {
			t.Errorf("three working days before %s: %s, want %s", due, got, want)
		}
	}
}

// TestLapses: what cannot be done any more after its day is owed until then and no longer.
func TestLapses(t *testing.T) {
	d := Deadline{Opened: at("2026-11-02 10:00"), Due: at("2026-12-03 09:00"), Lapses: true}
	for now, open := range map[string]bool{"2026-12-03 08:59": true, "2026-12-03 09:00": false, "2026-12-04 09:00": false} {
		if st := d.Standing(at(now), days); st.Open() != open || d.Over(at(now)) == open {
			t.Errorf("%s: %s", now, st.State)
		}
	}
}

// TestWhatNoRuleDates: a meeting that has begun asks for nothing more; a word that no rule sets a day for is told of
// after so many working days, and is never late.
func TestWhatNoRuleDates(t *testing.T) {
	days := calendar.New()
	meeting := Deadline{Kind: "meeting", ID: "x", Person: "p", Opened: at("2026-11-23 10:00"), Due: at("2026-12-07 14:30"),
		Lapses: true, Undated: true, Steps: []profile.Step{{Key: "b1", When: profile.When{Before: 1}}}} // a Monday
	word := Deadline{Kind: "word", ID: "x", Person: "p", Opened: at("2026-11-26 16:00"), Within: 2, Undated: true,
		Steps: []profile.Step{{Key: "silent", When: profile.When{OnDue: true}}}} // a Thursday
	for _, c := range []struct {
		d         Deadline
		now, step string
		state     State
		open      bool
	}{
		{meeting, "2026-12-03 09:03", "", OnTrack, true}, {meeting, "2026-12-04 09:03", "b1", Near, true},
		{meeting, "2026-12-07 14:29", "b1", Near, true}, {meeting, "2026-12-07 14:30", "", Waived, false},
		{word, "2026-11-27 09:03", "", OnTrack, true}, {word, "2026-11-30 09:03", "silent", Near, true},
		{word, "2026-12-10 09:03", "silent", Near, true},
	} {
		st := c.d.Standing(at(c.now), days)
		step, _ := st.Reached(at(c.now), days, everyDay)
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

package duty

import (
	"testing"
	"time"

	"linzhangbot/models/profile"
)

// boards is 信息制度 第七条: looked at always, told of on the 10th and on the working day after a change of chief.
func boards() profile.Duty {
	return profile.Duty{ID: "boards", What: "board.current", AtLeast: 1, Watch: true, Steps: []profile.Step{
		{Key: "d10", When: profile.When{Day: 10}, If: "short", To: "owner"},
		{Key: "lapsed", When: profile.When{Lapsed: 1}, If: "short", To: "owner"}}}
}

// TestArticle7LapseIsToldOfTheNextWorkingDay: a watched duty that fell back does not wait for its day of the month.
func TestArticle7LapseIsToldOfTheNextWorkingDay(t *testing.T) {
	lapse := func(day string) []Fact {
		return []Fact{{What: "board.current" + Lapse, Org: "a", At: at(day)}}
	}
	met := Fact{What: "board.current", Org: "a"}
	for _, c := range []struct {
		name, now, step, day string
		facts                []Fact
	}{
		{"never lapsed", "2026-03-20 09:03", "d10", "2026-03-10", nil},
		{"on the day itself", "2026-03-12 09:03", "d10", "2026-03-10", lapse("2026-03-12 08:00")},
		{"the morning after", "2026-03-13 09:03", "lapsed@2026-03-12", "2026-03-13", lapse("2026-03-12 16:00")},
		{"a Friday's on Monday", "2026-03-16 09:03", "lapsed@2026-03-13", "2026-03-16", lapse("2026-03-13 16:00")},
		{"a Saturday's on Monday", "2026-03-16 09:03", "lapsed@2026-03-14", "2026-03-16", lapse("2026-03-14 16:00")},
		{"before the 10th the lapse speaks", "2026-03-04 09:03", "lapsed@2026-03-03", "2026-03-04", lapse("2026-03-03 16:00")},
		{"from the 10th on the 10th", "2026-03-10 09:03", "d10", "2026-03-10", lapse("2026-03-03 16:00")},
		{"the last lapse counts", "2026-03-19 09:03", "lapsed@2026-03-18", "2026-03-19",
			append(lapse("2026-03-18 16:00"), lapse("2026-03-02 16:00")...)},
		{"of last month's last day", "2026-04-01 09:03", "lapsed@2026-03-31", "2026-04-01", lapse("2026-03-31 16:00")},
		{"not again when the month turns", "2026-04-01 09:03", "", "", lapse("2026-03-30 16:00")},
		{"put in order since", "2026-03-13 09:03", "", "", append(lapse("2026-03-12 16:00"), met)},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := current(t, input(boards(), c.now, c.facts...))
			step, day := "", ""
			if reached, ok := s.Reached(at(c.now), days, everyDay); ok {
				step, day = reached.Step.Key, reached.Day.Format(time.DateOnly)
			}
			if step != c.step || day != c.day {
				t.Errorf("told %s on %q, want %s on %q", step, day, c.step, c.day)
			}
			if c.name == "put in order since" != (s.State == Met) {
				t.Errorf("state %s", s.State)
			}
		})
	}
}

// TestLapseIsNotSaidForWeeks: after five working days the lapse is old news, and the next day of the month speaks.
func TestLapseIsNotSaidForWeeks(t *testing.T) {
	lapse := Fact{What: "board.current" + Lapse, Org: "a", At: at("2026-03-12 16:00")}
	s := current(t, input(boards(), "2026-03-13 09:03", lapse))
	step, _ := s.Reached(at("2026-03-13 09:03"), days, everyDay)
	if got := s.Expires(step, days, &profile.Profile{}).Format(time.DateOnly); got != "2026-03-20" {
		t.Errorf("said until %s", got)
	}
}

package duty

import (
	"slices"
	"strings"
	"testing"

	"linzhangbot/models"
	"linzhangbot/models/profile"
)

// daily is “每个工作日一巡” (variations rows 6 and 8).
func daily() profile.Duty {
	return profile.Duty{ID: "patrol", What: "report", AtLeast: 1, Every: models.Workday,
		Steps: []profile.Step{{Key: "today", When: profile.When{OnDue: true}}, {Key: "missed", When: profile.When{After: 1}, If: "missed"}}}
}

// TestEveryWorkingDay: a make-up Saturday counts, a holiday does not; what was missed is told the working day after.
func TestEveryWorkingDay(t *testing.T) {
	for _, c := range []struct {
		name, now string
		facts     []Fact
		want      string
	}{
		{"a Monday, Friday missed", "2026-03-16 09:03", nil, "D2026-03-13 overdue missed, D2026-03-16 near today"},
		{"done", "2026-03-16 15:00", reports("2026-03-13 10:00", "2026-03-16 10:00"), "D2026-03-16 met "},
		{"a Sunday is no period", "2026-03-15 10:00", reports("2026-03-13 10:00"), ""},
		{"what is done on a Sunday counts for no day", "2026-03-16 09:03", reports("2026-03-13 10:00", "2026-03-15 10:00"),
			"D2026-03-16 near today"},
		{"the make-up Saturday before the National Day", "2026-10-10 09:03", reports("2026-10-09 10:00"), "D2026-10-10 near today"},
		{"after the holidays, the last day before them", "2026-10-08 09:03", nil, "D2026-09-30 overdue missed, D2026-10-08 near today"},
	} {
		var got []string
		for _, s := range Stand(input(daily(), c.now, c.facts...)) {
			step, _ := s.Reached(at(c.now), days, everyDay)
			got = append(got, s.Period.Key+" "+string(s.State)+" "+step.Step.Key)
		}
		if text := strings.Join(got, ", "); text != c.want {
			t.Errorf("%s: %s, want %s", c.name, text, c.want)
		}
	}
	span := models.PeriodOf(models.Month, at("2026-10-01 00:00"))
	n := 0
	for range Within(laws(daily()), nil, span.From, span.To, days) {
		n++
	}
	if n != 18 { // October 2026: the 1st to the 7th off, the 10th a working Saturday
		t.Errorf("%d working days in October", n)
	}
}

// TestPointsByLevel: variations row 17, what is adopted is worth more the higher the level.
func TestPointsByLevel(t *testing.T) {
	r := monthly()
	r.Sum, r.AtLeast, r.Points = "points", 10, map[string]float64{"district": 1, "city": 3, "nation": 10}
	level := func(levels ...string) (out []Fact) {
		for _, l := range levels {
			out = append(out, Fact{What: "report", Org: "a", At: at("2026-03-02 09:00"), Level: l})
		}
		return out
	}
	for _, c := range []struct {
		levels []string
		have   int
		state  State
	}{{nil, 0, Near}, {[]string{"district", "city"}, 4, Near}, {[]string{"nation"}, 10, Met}, {[]string{"street", ""}, 0, Near}} {
		if s := current(t, input(r, "2026-03-20 09:00", level(c.levels...)...)); s.Have != c.have || s.State != c.state {
			t.Errorf("%v: %d %s, want %d %s", c.levels, s.Have, s.State, c.have, c.state)
		}
	}
}

// TestDueAfterThePeriod: variations row 5, 单月5日前 for the two months before: what comes until that day counts for
// them, what comes later for the next two.
func TestDueAfterThePeriod(t *testing.T) {
	r := profile.Duty{ID: "odd", What: "report", AtLeast: 1, Every: models.TwoMonths, Due: profile.Due{After: 1, Day: 5}}
	for _, c := range []struct{ filed, now, want string }{
		{"2026-03-04 10:00", "2026-03-04 11:00", "2026M03 0 on_track"},
		{"2026-03-05 23:59", "2026-03-06 09:00", "2026M03 0 on_track"},
		{"2026-03-06 08:00", "2026-03-06 09:00", "2026M01 0 overdue, 2026M03 1 met"},
		{"2026-01-05 10:00", "2026-02-20 09:00", "2026M01 0 on_track"},
	} {
		var got []string
		in := input(r, c.now, reports(c.filed)...)
		for _, s := range Stand(in) {
			got = append(got, s.Period.Key+" "+string(rune('0'+s.Have))+" "+string(s.State))
		}
		if text := strings.Join(got, ", "); text != c.want {
			t.Errorf("filed %s, asked %s: %s, want %s", c.filed, c.now, text, c.want)
		}
		counting := Counting(in.Laws, at(c.filed), days)
		if len(counting) != 1 || !slices.ContainsFunc(For(in, counting[0]), func(s Standing) bool { return s.Have == 1 }) {
			t.Errorf("filed %s: counts for %v", c.filed, counting)
		}
	}
}

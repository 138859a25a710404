package duty

import (
	"testing"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/calendar"
	"linzhangbot/models/profile"
)

var (
	zone = time.FixedZone("CST", 8*3600)
	days = calendar.New()
)

func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, zone)
	if err != nil {
		panic(err)
	}
	return t
}

func day(s string) profile.Date {
	t, err := time.ParseInLocation(time.DateOnly, s, zone)
	if err != nil {
		panic(err)
	}
	return profile.Date{Time: t}
}

// monthly is 信息制度 第九条 with the reminders of SPEC §7.
func monthly() profile.Duty {
	return profile.Duty{ID: "info", What: "report", AtLeast: 2, Every: models.Month, Due: profile.Due{End: true}, Steps: []profile.Step{
		{Key: "d10", When: profile.When{Day: 10}, If: "none"}, {Key: "d20", When: profile.When{Day: 20}, If: "short"},
		{Key: "last3", When: profile.When{LastWorking: 3}, If: "short"}, {Key: "last2", When: profile.When{LastWorking: 2}, If: "short"},
		{Key: "last1", When: profile.When{LastWorking: 1}, If: "short"}, {Key: "missed", When: profile.When{After: 1}, If: "missed"}}}
}

// laws are those of a district of one town, a, that never changed them.
func laws(rules ...profile.Duty) *profile.Set {
	return &profile.Set{Versions: []*profile.Profile{{Orgs: []profile.Org{{Code: "a", Kind: models.KindTown}}, Duties: rules}}}
}

func input(r profile.Duty, now string, facts ...Fact) Input {
	return Input{Laws: laws(r), Facts: facts, Now: at(now), Days: days}
}

func reports(days ...string) []Fact {
	var out []Fact
	for _, d := range days {
		out = append(out, Fact{What: "report", Org: "a", At: at(d), Ref: d})
	}
	return out
}

// current is the standing of the period that holds now.
func current(t *testing.T, in Input) Standing {
	t.Helper()
	list := Stand(in)
	if len(list) == 0 {
		t.Fatal("no standing")
	}
	return list[len(list)-1]
}

// TestArticle9Quota: 第九条, at least 2 items a month, by state.
func TestArticle9Quota(t *testing.T) {
	for _, c := range []struct {
		name, now string
		facts     []Fact
		have      int
		state     State
	}{
		{"first days", "2026-03-02 09:00", nil, 0, OnTrack},
		{"from the 10th on it is near", "2026-03-10 09:03", nil, 0, Near},
		{"one of two", "2026-03-20 09:03", reports("2026-03-02 09:00"), 1, Near},
		{"two of two", "2026-03-20 09:03", reports("2026-03-02 09:00", "2026-03-03 09:00"), 2, Met},
		{"last minute of February belongs to February", "2026-03-02 09:00", reports("2026-02-28 23:59", "2026-03-01 00:00"), 1, OnTrack},
		{"another town's items do not count", "2026-03-02 09:00", []Fact{{What: "report", Org: "b", At: at("2026-03-02 08:00")}}, 0, OnTrack},
		{"other facts do not count", "2026-03-02 09:00", []Fact{{What: "summary", Org: "a", At: at("2026-03-02 08:00")}}, 0, OnTrack},
		{"filled in late for February", "2026-03-02 09:00", []Fact{{What: "report", Org: "a", At: at("2026-03-02 08:00"), Period: "2026-02"}}, 0, OnTrack},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := current(t, input(monthly(), c.now, c.facts...))
			if s.Have != c.have || s.State != c.state {
				t.Fatalf("have %d, %s; want %d, %s", s.Have, s.State, c.have, c.state)
			}
		})
	}
}

// TestPastPeriodIsToldOfOnlyWhileShort: what was missed stays visible; what was met is over.
func TestPastPeriodIsToldOfOnlyWhileShort(t *testing.T) {
	list := Stand(input(monthly(), "2026-04-01 09:00"))
	if len(list) != 2 || list[0].Period.Key != "2026-03" || list[0].State != Overdue {
		t.Fatalf("want March overdue beside April, got %+v", list)
	}
	list = Stand(input(monthly(), "2026-04-01 09:00", reports("2026-03-03 09:00", "2026-03-04 09:00")...))
	if len(list) != 1 || list[0].Period.Key != "2026-04" {
		t.Fatalf("want April alone, got %d standings", len(list))
	}
	in := input(monthly(), "2026-04-02 09:00")
	in.Since = at("2026-04-01 12:00")
	if list = Stand(in); len(list) != 1 {
		t.Fatal("nobody owes a month that was over before the district began")
	}
}

// TestReminderDays: SPEC §7, the 10th, the 20th, the last three working days and the first of the next month, each
// moved by the State Council's calendar.
func TestReminderDays(t *testing.T) {
	for _, c := range []struct {
		month string
		want  []string
	}{
		{"2026-02-01 00:00", []string{"d10 02-10", "d20 02-14", "last3 02-26", "last2 02-27", "last1 02-28", "missed 03-02"}}, // Spring Festival; the 28th is a working Saturday
		{"2026-03-01 00:00", []string{"d10 03-10", "d20 03-20", "last3 03-27", "last2 03-30", "last1 03-31", "missed 04-01"}},
		{"2026-05-01 00:00", []string{"d10 05-09", "d20 05-20", "last3 05-27", "last2 05-28", "last1 05-29", "missed 06-01"}}, // the 10th is a Sunday, the 9th a working Saturday
		{"2026-10-01 00:00", []string{"d10 10-10", "d20 10-20", "last3 10-28", "last2 10-29", "last1 10-30", "missed 11-02"}},
	} {
		r := monthly()
		p := models.PeriodOf(models.Month, at(c.month))
		got := Calendar(r, p, days)
		for i, want := range c.want {
			if s := got[i].Step.Key + got[i].Day.Format(" 01-02"); s != want {
				t.Errorf("%s: step %d is %s, want %s", p.Key, i, s, want)
			}
		}
	}
}

// TestDueDays: variations rows 5 and 6, due days a regulation may name.
func TestDueDays(t *testing.T) {
	for _, c := range []struct {
		name  string
		every models.Every
		due   profile.Due
		now   string
		want  string
	}{
		{"month end", models.Month, profile.Due{End: true}, "2026-02-10 00:00", "2026-02-28"},
		{"leap February", models.Month, profile.Due{Day: -1}, "2028-02-10 00:00", "2028-02-29"},
		{"5th of odd months", models.TwoMonths, profile.Due{Month: 1, Day: 5}, "2026-03-20 00:00", "2026-03-05"},
		{"10th of the next month", models.Quarter, profile.Due{After: 1, Day: 10}, "2026-11-20 00:00", "2027-01-10"},
		{"December 中旬", models.Year, profile.Due{Month: 12, Third: "中旬"}, "2026-06-01 00:00", "2026-12-20"},
		{"October 上旬", models.Year, profile.Due{Month: 10, Third: "上旬"}, "2026-06-01 00:00", "2026-10-10"},
		{"July 下旬", models.Year, profile.Due{Month: 7, Third: "下旬"}, "2026-06-01 00:00", "2026-07-31"},
		{"5th working day", models.Month, profile.Due{WorkingDay: 5}, "2026-10-01 00:00", "2026-10-13"},
		{"last working day", models.Month, profile.Due{WorkingDay: -1}, "2026-05-01 00:00", "2026-05-29"},
		{"half-year end", models.Half, profile.Due{End: true}, "2026-08-01 00:00", "2026-12-31"},
		{"31st of a short month", models.Month, profile.Due{Day: 31}, "2026-04-01 00:00", "2026-04-30"},
		{"week end", models.Week, profile.Due{}, "2026-11-25 00:00", "2026-11-29"},
		{"year end", models.Year, profile.Due{}, "2026-11-25 00:00", "2026-12-31"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := dueAt(c.due, models.PeriodOf(c.every, at(c.now)), days)
			if got.Format(time.DateOnly) != c.want {
				t.Fatalf("due %s, want %s", got.Format(time.DateOnly), c.want)
			}
		})
	}
}

// TestSeason: variations row 7, patrols only from March to December, and one that wraps around the new year.
func TestSeason(t *testing.T) {
	for _, c := range []struct {
		from, to int
		now      string
		want     int
	}{{3, 12, "2026-02-10 09:00", 0}, {3, 12, "2026-03-10 09:00", 1}, {10, 3, "2026-12-10 09:00", 2}, {10, 3, "2026-06-10 09:00", 0}} {
		r := monthly()
		r.Season = &profile.Season{From: c.from, To: c.to}
		if got := Stand(input(r, c.now)); len(got) != c.want {
			t.Errorf("%d–%d at %s: %d standings, want %d", c.from, c.to, c.now, len(got), c.want)
		}
	}
}

// TestRuleChangedInMidMonth holds from the next period on (reliability 60).
func TestRuleChangedInMidMonth(t *testing.T) {
	old, now := monthly(), monthly()
	old.To = day("2026-03-15")
	now.ID, now.AtLeast, now.From = "info3", 3, day("2026-03-15")
	in := input(old, "2026-03-20 09:00")
	in.Laws = laws(old, now)
	if got := current(t, in); got.Want != 2 {
		t.Fatalf("March wants %d, want the old 2", got.Want)
	}
	in.Now = at("2026-04-02 09:00")
	if got := current(t, in); got.Want != 3 {
		t.Fatalf("April wants %d, want the new 3", got.Want)
	}
}

// TestWaiver: somebody set free is told why, and owes nothing.
func TestWaiver(t *testing.T) {
	r := monthly()
	r.Waive = []profile.Waiver{{Org: "a", From: day("2026-03-01"), To: day("2026-04-01"), Reason: "机构调整"}}
	if s := current(t, input(r, "2026-03-20 09:00")); s.State != Waived || s.Open() || s.Reason == "" {
		t.Fatalf("got %s %q", s.State, s.Reason)
	}
	if s := current(t, input(r, "2026-04-20 09:00")); s.State != Near {
		t.Fatalf("April is %s, want near", s.State)
	}
}

// TestSum: variations row 3, a target in points beside one in numbers.
func TestSum(t *testing.T) {
	r := monthly()
	r.Sum, r.AtLeast = "points", 5
	facts := []Fact{{What: "report", Org: "a", At: at("2026-03-02 09:00"), Amount: 3}, {What: "report", Org: "a", At: at("2026-03-03 09:00"), Amount: 2.5}}
	if s := current(t, input(r, "2026-03-20 09:00", facts...)); s.Have != 5 || s.State != Met {
		t.Fatalf("have %d, %s", s.Have, s.State)
	}
}

// TestReachedStep: the last step whose day has come and whose condition holds speaks; after silence one thing is
// said, not three.
func TestReachedStep(t *testing.T) {
	one := reports("2026-03-02 09:00")
	for _, c := range []struct {
		now, want string
		facts     []Fact
	}{
		{"2026-03-09 09:03", "", nil},
		{"2026-03-10 09:03", "d10", nil},
		{"2026-03-10 09:03", "", one}, // the 10th is only for those with nothing
		{"2026-03-20 09:03", "d20", one},
		{"2026-03-31 09:03", "last1", one}, // even if the 27th and 30th were never said
		{"2026-03-31 09:03", "", reports("2026-03-02 09:00", "2026-03-03 09:00")},
	} {
		step, ok := current(t, input(monthly(), c.now, c.facts...)).Reached(at(c.now), days, everyDay)
		if got := step.Step.Key; ok != (c.want != "") || got != c.want {
			t.Errorf("%s: %q, want %q", c.now, got, c.want)
		}
	}
}

// TestMissedAfterThePeriod: the overdue notice comes on the first working day after.
func TestMissedAfterThePeriod(t *testing.T) {
	past := Stand(input(monthly(), "2026-11-02 09:03"))[0]
	step, ok := past.Reached(at("2026-11-02 09:03"), days, everyDay)
	if !ok || step.Step.Key != "missed" {
		t.Fatalf("got %q %v", step.Step.Key, ok)
	}
	for _, c := range []struct {
		howLate         string
		lateDays, worth int
		want            string
	}{
		{"", 31, 0, "2026-11-09"}, // five working days where the profile says nothing
		{"", 31, 3, "2026-11-05"},
		{"还可以补报", 31, 3, "2026-12-02"}, // as long as October can be filled in late
		{"还可以补报", 2, 0, "2026-11-09"},
		{"还可以补报", -1, 0, "2026-11-09"},
	} {
		past.Rule.HowLate = c.howLate
		p := &profile.Profile{Reports: profile.Reports{LateDays: c.lateDays}, Budget: profile.Budget{MissedWorth: c.worth}}
		if end := past.Expires(step, days, p); end.Format(time.DateOnly) != c.want {
			t.Errorf("%+v: still said until %s", c, end)
		}
	}
}

// TestEveryWorkday: a repeating step falls on each working day, on the one before when today is none.
func TestEveryWorkday(t *testing.T) {
	r := monthly()
	r.Steps = []profile.Step{{Key: "daily", When: profile.When{Day: 25}, If: "short", Repeat: EveryWorkday}}
	step, ok := current(t, input(r, "2026-03-29 09:03")).Reached(at("2026-03-29 09:03"), days, everyDay) // a Sunday
	if !ok || step.Day.Format(time.DateOnly) != "2026-03-27" {
		t.Fatalf("got %s %v", step.Day, ok)
	}
}

// everyDay tells what is overdue on every working day.
var everyDay = Cadence{First: 1, Every: 1}

// TestOverdueCadence (SPEC 7): on the first three working days overdue, then on every fifth.
func TestOverdueCadence(t *testing.T) {
	c := Cadence{First: 3, Every: 5}
	for n, want := range []int{0, 1, 2, 2, 2, 2, 2, 7, 7, 7, 7, 7, 12} {
		if got := c.last(n); got != want {
			t.Errorf("after %d working days the newest telling is %d, not %d", n, got, want)
		}
	}
	for n, want := range []int{1, 2, 7, 7, 7, 7, 7, 12} {
		if got := c.next(n); got != want {
			t.Errorf("after %d working days the next telling is %d, not %d", n, got, want)
		}
	}
}

// TestWhatPassesTheBudget: a last day and the first notice that it was missed.
func TestWhatPassesTheBudget(t *testing.T) {
	for _, c := range []struct {
		when  profile.When
		again int
		want  bool
	}{
		{profile.When{OnDue: true}, 0, true}, {profile.When{LastWorking: 1}, 0, true}, {profile.When{LastWorking: 2}, 0, false},
		{profile.When{Before: 1}, 0, false}, {profile.When{Day: 20}, 0, false}, {profile.When{After: 1}, 0, true},
		{profile.When{After: 1}, 1, false}, {profile.When{After: 1}, 7, false},
	} {
		if got := (StepDay{Step: profile.Step{When: c.when}, Again: c.again}).Passes(); got != c.want {
			t.Errorf("%+v again %d: %v", c.when, c.again, got)
		}
	}
}

package profile

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"linzhangbot/models"
)

// load reads a profile that must have no mistakes.
func load(t *testing.T, file string) *Set {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	set, problems := Parse(file, data)
	for _, p := range problems {
		t.Error(p)
	}
	if set == nil {
		t.FailNow()
	}
	return set
}

func mustDuty(t *testing.T, p *Profile, id string) Duty {
	t.Helper()
	d, ok := p.Duty(id)
	if !ok {
		t.Fatalf("no duty %s", id)
	}
	return d
}

func TestRow1QuotaPeriods(t *testing.T) {
	quotas, fixed := load(t, "testdata/quotas.yaml").Versions[0], load(t, "testdata/fixed-days.yaml").Latest()
	for id, want := range map[string]models.Every{"weekly": models.Week, "short-first": models.Month, "long-first": models.Quarter, "points": models.Year} {
		if d := mustDuty(t, quotas, id); d.Every != want {
			t.Errorf("%s every %s", id, d.Every)
		}
	}
	for id, want := range map[string]models.Every{"odd-5": models.TwoMonths, "half": models.Half} {
		if d := mustDuty(t, fixed, id); d.Every != want {
			t.Errorf("%s every %s", id, d.Every)
		}
	}
}

func TestRow2And3QuotasByClassAndSeveralAtOnce(t *testing.T) {
	p := load(t, "testdata/quotas.yaml").Versions[0]
	if a, b := mustDuty(t, p, "short-first"), mustDuty(t, p, "short-second"); a.AtLeast != 8 || b.AtLeast != 3 || a.Who.Class == b.Who.Class {
		t.Errorf("classes %+v %+v", a.Who, b.Who)
	}
	if d := mustDuty(t, p, "points"); d.Sum != "points" || d.AtLeast != 60 {
		t.Errorf("points %+v", d)
	}
	var first []string
	for _, d := range p.Duties {
		if d.Who.Class == "first" {
			first = append(first, d.What)
		}
	}
	if !slices.Equal(first, []string{"report", "report.long"}) {
		t.Errorf("the first class owes %v", first)
	}
}

func TestRow4EventReportsBesidePeriodicOnes(t *testing.T) {
	p := load(t, "testdata/quotas.yaml").Latest()
	i := slices.IndexFunc(p.Categories, func(c Category) bool { return c.Emergency })
	if i < 0 || p.Categories[i].Name != "一事一报" {
		t.Errorf("categories %+v", p.Categories)
	}
}

func TestRow5And6FixedDays(t *testing.T) {
	p := load(t, "testdata/fixed-days.yaml").Latest()
	for id, want := range map[string]Due{
		"odd-5":         {After: 1, Day: 5},
		"january-10":    {After: 1, Day: 10},
		"first-ten":     {Opens: 1, Day: 10, At: "18:00"},
		"mid-december":  {Month: 12, Third: "中旬"},
		"late-july":     {Month: 7, Opens: 21, Third: "下旬"},
		"quarter-early": {After: 1, Third: "上旬"},
		"handover":      {After: 1, WorkingDay: 1},
		"last-working":  {WorkingDay: -1},
	} {
		if d := mustDuty(t, p, id); d.Due != want {
			t.Errorf("%s is due %+v", id, d.Due)
		}
	}
	w := mustDuty(t, p, "last-working").Waive[0]
	if w.From.String() != "2026-07-01" || w.From.Location().String() != "Asia/Shanghai" || w.From.Hour() != 0 {
		t.Errorf("a date is the local midnight of the district: %v", w.From.Time)
	}
}

func TestRow7And8SeasonsAndPatrols(t *testing.T) {
	p := load(t, "testdata/patrols.yaml").Latest()
	for id, want := range map[string]struct {
		post  string
		n     int
		every models.Every
		s     Season
	}{
		"patrol-area":    {"area", 1, models.Half, Season{3, 12}},
		"patrol-town":    {"town", 2, models.Month, Season{3, 12}},
		"patrol-village": {"village", 1, models.Week, Season{3, 12}},
		"patrol-ranger":  {"ranger", 5, models.Week, Season{10, 4}},
	} {
		d := mustDuty(t, p, id)
		if d.Who.Post != want.post || d.AtLeast != want.n || d.Every != want.every || *d.Season != want.s {
			t.Errorf("%s: %+v", id, d)
		}
	}
}

func TestRow10And11ChiefsAndMeetings(t *testing.T) {
	p := load(t, "testdata/patrols.yaml").Latest()
	for key, role := range map[string]models.Role{"first": models.RoleGeneralChief, "honorary": models.RoleBound, "area": models.RoleChief, "ranger": models.RoleBound} {
		if post, ok := p.Post(key); !ok || post.Role != role {
			t.Errorf("post %s: %+v", key, post)
		}
	}
	if d := mustDuty(t, p, "meeting-plenary"); d.What != "meeting."+p.Meetings[0].Key || d.AtLeast != 2 {
		t.Errorf("plenary %+v", d)
	}
}

func TestRow14And25LadderAndVeto(t *testing.T) {
	p := load(t, "testdata/patrols.yaml").Latest()
	if names := keys(p.Issues.Ladder, func(x Rung) string { return x.Name }); !slices.Equal(names, []string{"提示", "约谈", "通报"}) {
		t.Errorf("ladder %v", names)
	}
	if !p.Assessment.Groups[0].Indicators[1].Veto {
		t.Error("no veto")
	}
}

func TestRow20RuleChangesMidYear(t *testing.T) {
	set := load(t, "testdata/quotas.yaml")
	loc := set.Latest().Location()
	for _, x := range []struct {
		at      time.Time
		version string
		n       int
	}{
		{time.Date(2025, 1, 1, 0, 0, 0, 0, loc), "一", 8}, // the first also holds before its day
		{time.Date(2026, 8, 31, 23, 59, 59, 0, loc), "一", 8},
		{time.Date(2026, 8, 31, 16, 0, 0, 0, time.UTC), "二", 6}, // midnight here
		{time.Date(2027, 1, 1, 0, 0, 0, 0, loc), "二", 6},
	} {
		p := set.At(x.at)
		if p.Version != x.version || mustDuty(t, p, "short-first").AtLeast != x.n || len(p.Orgs) != 5 {
			t.Errorf("at %s: version %s", x.at, p.Version)
		}
	}
	if was, is := set.Versions[0].Duties[0], set.Latest().Duties[0]; was.AtLeast != 8 || is.AtLeast != 6 || is.What != was.What {
		t.Error("a later version changes one number and leaves the earlier version and everything else alone")
	}
}

func TestCheckFacts(t *testing.T) {
	problems := load(t, "testdata/quotas.yaml").CheckFacts(func(what string) bool { return !strings.Contains(what, ".") })
	want := []string{"testdata/quotas.yaml:25: 没有哪项制度能统计 report.long", "testdata/quotas.yaml:27: 没有哪项制度能统计 report.adopted"}
	if got := keys(problems, Problem.String); !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}

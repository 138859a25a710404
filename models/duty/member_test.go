package duty

import (
	"strings"
	"testing"

	"linzhangbot/models"
	"linzhangbot/models/profile"
)

// TestHoldersOwnTheirWholePeriods: who takes a post over in mid-month owes from the next month on, who leaves it owes
// nothing for the month he left in, from the day on which he left; a district that began in mid-month
// takes the people it had then.
func TestHoldersOwnTheirWholePeriods(t *testing.T) {
	r := monthly()
	r.Who.Post = "chief"
	holders := []Holder{
		{Post: "chief", Org: "a", Person: "old", Since: at("2025-01-01 00:00"), Until: at("2026-03-15 00:00")},
		{Post: "chief", Org: "a", Person: "new", Since: at("2026-03-15 00:00")},
		{Post: "chief", Org: "a", Person: "stays", Since: at("2025-01-01 00:00"), Until: at("2026-03-20 00:00")},
		{Post: "chief", Org: "a", Person: "stays", Since: at("2026-03-20 00:00")}, // renewed the same day
		{Post: "chief", Org: "gone", Person: "lost", Since: at("2025-01-01 00:00")},
		{Post: "other", Org: "a", Person: "else", Since: at("2025-01-01 00:00")},
	}
	for _, c := range []struct{ now, since, want string }{
		{"2026-03-05 10:00", "", "old on_track, new absent, stays on_track"},
		{"2026-03-18 10:00", "", "old absent, new absent, stays near"},
		{"2026-04-02 10:00", "", "old absent, new on_track, stays on_track"},
		{"2026-03-18 10:00", "2026-03-16 09:00", "old absent, new near, stays near"},
	} {
		in := input(r, c.now)
		in.Holders = holders
		if c.since != "" {
			in.Since = at(c.since)
		}
		var got []string
		for _, person := range []string{"old", "new", "stays"} {
			state := State("absent")
			for _, s := range Stand(in) {
				if s.Subject.Person == person && s.Period.Contains(in.Now) {
					state = s.State
				}
			}
			got = append(got, person+" "+string(state))
		}
		if text := strings.Join(got, ", "); text != c.want {
			t.Errorf("%s: %s, want %s", c.now, text, c.want)
		}
	}
}

// TestClosedWithinAPeriod: by the versions that held then; a later one that takes the closing back keeps the town, and
// one that drops the town closes it.
func TestClosedWithinAPeriod(t *testing.T) {
	town := func(to string) profile.Org {
		o := profile.Org{Code: "a", Kind: models.KindTown}
		if to != "" {
			o.To = day(to)
		}
		return o
	}
	march := models.PeriodOf(models.Month, at("2026-03-01 00:00"))
	for _, c := range []struct {
		name   string
		first  profile.Org
		second []profile.Org // from 10 March on
		want   string
	}{
		{"open", town(""), []profile.Org{town("")}, ""},
		{"closed on the 5th", town("2026-03-05"), []profile.Org{town("2026-03-05")}, "03-05"},
		{"closed with the month's end", town("2026-04-01"), []profile.Org{town("2026-04-01")}, ""},
		{"the closing is taken back before its day", town("2026-03-20"), []profile.Org{town("")}, ""},
		{"closed by the second version", town(""), []profile.Org{town("2026-03-20")}, "03-20"},
		{"backdated: it was open until the version said so", town(""), []profile.Org{town("2026-03-02")}, "03-10"},
		{"left out", town(""), nil, "03-10"},
	} {
		set := &profile.Set{Versions: []*profile.Profile{{Orgs: []profile.Org{c.first}},
			{Effective: day("2026-03-10"), Orgs: c.second}}}
		got := ""
		if left := closed(set, "a", march); !left.IsZero() {
			got = left.Format("01-02")
		}
		if got != c.want {
			t.Errorf("%s: closed on %q, want %q", c.name, got, c.want)
		}
	}
}

// TestAClosingCountsFromItsDay: a town that will be closed owes what all others owe until that day; from then on its
// unfinished periods ask nothing of it, and what was over and missed before stays on the lists, asked of nobody.
func TestAClosingCountsFromItsDay(t *testing.T) {
	set := laws(monthly())
	set.Versions[0].Orgs[0].To = day("2026-03-16")
	told := func(now string) (out []string) {
		for _, s := range Stand(Input{Laws: set, Now: at(now), Days: days}) {
			step, asked := s.Reached(at(now), days, everyDay)
			words := s.Period.Key + " " + string(s.State)
			if s.Gone {
				words += " gone"
			}
			if asked {
				words += " " + step.Step.Key
			}
			out = append(out, words)
		}
		return out
	}
	march := models.PeriodOf(models.Month, at("2026-03-01 00:00"))
	for _, c := range []struct{ now, want, inMarch string }{
		{"2026-03-02 09:00", "2026-02 overdue missed, 2026-03 on_track", "on_track"},
		{"2026-03-15 23:59", "2026-02 overdue missed, 2026-03 near d10", "near"},
		{"2026-03-16 00:00", "2026-02 overdue gone", "waived"},
		{"2026-04-01 09:00", "", "waived"},
	} {
		if got := strings.Join(told(c.now), ", "); got != c.want {
			t.Errorf("%s: %q, want %q", c.now, got, c.want)
		}
		in := Input{Laws: set, Now: at(c.now), Days: days}
		i, _ := Find(set, "info", march, days)
		if list := For(in, i); len(list) != 1 || string(list[0].State) != c.inMarch {
			t.Errorf("%s: March is %v, want %s", c.now, list, c.inMarch)
		}
	}
}

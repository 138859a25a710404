package information

import (
	"context"
	"slices"
	"strings"
	"time"

	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
)

// FactReport is the name under which duties count reports.
const FactReport = "report"

// counting are the states that count (第九条).
var counting = []State{Submitted, Adopted, Merged}

// ReportFacts brings every report that counts in [from, to), in one query.
func ReportFacts(_ context.Context, tx *db.Tx, from, to time.Time) ([]duty.Fact, error) {
	rows, err := countable(tx, from, to)
	out := make([]duty.Fact, 0, len(rows))
	for _, r := range rows {
		out = append(out, r.Fact(from.Location()))
	}
	return out, err
}

// KindFacts brings the same reports once more under the names of their kinds: report.long for a category with the
// key long, report.adopted for what was adopted, report.adoption once for each level that adopted it. Only districts
// whose duties tell kinds apart ask for them.
func KindFacts(_ context.Context, tx *db.Tx, from, to time.Time) ([]duty.Fact, error) {
	rows, err := countable(tx, from, to)
	if err != nil {
		return nil, err
	}
	higher, err := adoptionFacts(tx, from, to)
	out := make([]duty.Fact, 0, len(rows)+len(higher))
	for _, r := range rows {
		out = append(out, r.kinds(from.Location())...)
	}
	return append(out, higher...), err
}

func countable(tx *db.Tx, from, to time.Time) ([]Report, error) {
	return db.List[Report](tx.DB().
		Select("district", "org", "number", "title", "category", "period", "state", "late", "at").
		Where("period >= ? AND period <= ? AND state IN ?", Month(from), Month(to.Add(-time.Millisecond)), counting).
		Order("at, year, n"), "count reports")
}

// kinds are the report as facts of its category and, when it was adopted, of that.
func (r Report) kinds(loc *time.Location) []duty.Fact {
	f := r.Fact(loc)
	f.What = FactReport + "." + r.Category
	out := []duty.Fact{f}
	if r.State == Adopted {
		f.What = FactReport + "." + string(Adopted)
		out = append(out, f)
		f.What, f.Level = FactAdoption, profile.OwnLevel
		out = append(out, f)
	}
	return out
}

// IsReportRule reports whether a duty counts reports, of whatever kind.
func IsReportRule(d profile.Duty) bool {
	return !d.Watch && (d.What == FactReport || strings.HasPrefix(d.What, FactReport+"."))
}

// Fact is the report as the duty engine counts it. One that was filled in late counts for its own month.
func (r Report) Fact(loc *time.Location) duty.Fact {
	f := duty.Fact{What: FactReport, Org: r.Org, At: r.At.In(loc), Ref: r.Number, Title: r.Title}
	if r.Late {
		f.Period = r.Period
	}
	return f
}

// Rules are the profile's duties that count reports of an organisation.
func Rules(p *profile.Profile, org profile.Org) []profile.Duty {
	var out []profile.Duty
	for _, d := range p.Duties {
		if IsReportRule(d) && d.Who.Post == "" && d.Who.Selects(org) {
			out = append(out, d)
		}
	}
	return out
}

// Tally is how an organisation stands with its report duties in the periods that hold at, computed from its rows; each
// as the version of the rules says that held when the period began, and none where it did not belong to the district
// yet.
func Tally(laws *profile.Set, org string, rows []Report, at, now time.Time, days duty.Days) []duty.Standing {
	in := duty.Input{Laws: laws, Now: now, Days: days}
	for _, r := range rows {
		if r.Counts() {
			in.Facts = append(append(in.Facts, r.Fact(now.Location())), r.kinds(now.Location())...)
		}
	}
	var out []duty.Standing
	for _, i := range quotas(laws, at, days) {
		for _, s := range duty.For(in, i) {
			if s.Subject.Org == org {
				out = append(out, s)
			}
		}
	}
	return out
}

// quotas are the report duties of organisations for which a report of that moment counts. Points for adoptions are left
// out: no report changes them by coming in.
func quotas(laws *profile.Set, at time.Time, days duty.Days) []duty.Instance {
	return slices.DeleteFunc(duty.Counting(laws, at, days), func(i duty.Instance) bool {
		return !IsReportRule(i.Rule) || i.Rule.Who.Post != "" || i.Rule.What == FactAdoption
	})
}

// window is how far back a new report is held against the former ones.
const window = 90 * 24 * time.Hour

// Since is from when on an organisation's reports are needed for the check of duplicates and the tally of the periods
// that hold at.
func Since(laws *profile.Set, org string, at, now time.Time, days duty.Days) time.Time {
	since := now.Add(-window)
	for _, i := range quotas(laws, at, days) {
		o, ok := i.Law.Org(org)
		if ok && i.Rule.Who.Selects(o) && i.Period.From.Before(since) {
			since = i.Period.From
		}
	}
	return since
}

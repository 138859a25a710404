package supervision

import (
	"context"
	"slices"
	"time"

	"linzhangbot/models/db"
	"linzhangbot/models/duty"
)

// Names of the facts that duties and scores count.
const (
	FactComprehensive = "inspection.comprehensive" // 第六条（一）: one a quarter
	FactSpecial       = "inspection.special"       // 第六条（二）
	FactPlan          = "inspection.plan"          // 第七条（一）: the yearly arrangement
	FactInTime        = "issue.in_time"            // an issue whose rectification was reported in time and stood
	FactDue           = "issue.due"                // an issue whose deadline lies in the period, in time or not
)

// Sources are what the regulation can count.
func Sources() []duty.Source {
	return []duty.Source{
		{What: []string{FactComprehensive, FactSpecial}, Facts: visitFacts},
		{What: []string{FactPlan}, Facts: planFacts},
		{What: []string{FactInTime, FactDue}, Facts: issueFacts},
	}
}

// visitFacts counts an inspection once, on the first day it saw somebody.
func visitFacts(_ context.Context, tx *db.Tx, from, to time.Time) ([]duty.Fact, error) {
	rows, err := Visits(tx, "", from.Format(time.DateOnly), to.Add(-time.Millisecond).Format(time.DateOnly))
	if err != nil {
		return nil, err
	}
	var out []duty.Fact
	seen := map[string]bool{}
	for _, v := range rows {
		day, err := time.ParseInLocation(time.DateOnly, v.Day, from.Location())
		if err != nil || seen[v.Inspection] {
			continue
		}
		seen[v.Inspection] = true
		out = append(out, duty.Fact{What: "inspection." + v.Kind, Org: v.Office, At: day, Ref: v.Number, Title: v.Findings})
	}
	return out, nil
}

func planFacts(_ context.Context, tx *db.Tx, from, to time.Time) ([]duty.Fact, error) {
	rows, err := db.List[Inspection](tx.DB().Where("kind = ? AND from_day >= ? AND from_day <= ?", Yearly,
		from.Format(time.DateOnly), to.Add(-time.Millisecond).Format(time.DateOnly)).
		Order("at, id"), "count yearly arrangements")
	if err != nil {
		return nil, err
	}
	var out []duty.Fact
	for _, i := range rows {
		out = append(out, duty.Fact{What: FactPlan, Org: i.Office, At: i.At.In(from.Location()), Period: i.FromDay[:4],
			Ref: i.Number, Title: i.Title})
	}
	return out, nil
}

// issueFacts tells of every issue that fell due, and of those that were rectified in time. A report that was returned
// does not count; only what stands does.
func issueFacts(_ context.Context, tx *db.Tx, from, to time.Time) ([]duty.Fact, error) {
	rows, err := Find(tx, Filter{DueFrom: from.Format(time.DateOnly), DueBefore: to.Format(time.DateOnly)})
	if err != nil {
		return nil, err
	}
	var out []duty.Fact
	for _, x := range rows {
		if x.State == Cancelled {
			continue
		}
		f := duty.Fact{What: FactDue, Org: x.Org, At: x.Due.In(from.Location()), Ref: x.Number, Title: x.Title}
		out = append(out, f)
		if x.InTime() {
			f.What = FactInTime
			out = append(out, f)
		}
	}
	return out, nil
}

// InTime reports whether the rectification was reported within the deadline and stands (待核查 or 已销号).
func (x Issue) InTime() bool {
	return slices.Contains([]State{Review, Closed}, x.State) && x.ReportedAt != nil && !x.ReportedAt.After(x.Due)
}

package information

import (
	"slices"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/profile"
)

// Corrected reports whether the item was returned and put right, and waits for the office once more.
func (r Report) Corrected() bool { return r.State == Submitted && r.Turned != nil }

// WaitsSince is since when a report that waits for the office does so.
func (r Report) WaitsSince() time.Time {
	if r.Corrected() {
		return *r.Turned
	}
	return r.At
}

// LongestFirst sorts reports by how long they have been waiting.
func LongestFirst(rows []Report) {
	slices.SortStableFunc(rows, func(a, b Report) int { return a.WaitsSince().Compare(b.WaitsSince()) })
}

// Month is the month that a report counts for (第九条), in a zone.
func (r Report) Month(loc *time.Location) models.Period {
	if p, ok := models.ParsePeriod(r.Period, loc); ok {
		return p
	}
	return models.PeriodOf(models.Month, r.At.In(loc))
}

// OpenUntil is the first moment at which its organisation can no longer change a report; zero: it always can. A month
// closes with its end. What was filled in late, or returned, stays open for the days of grace; where the office gave it
// back after the month was over, they begin on that day: nobody loses a month because the answer came late.
func (r Report) OpenUntil(p *profile.Profile, loc *time.Location) time.Time {
	if p.Reports.EditUntil != "period" {
		return time.Time{}
	}
	end, grace := r.Month(loc).To, p.Reports.LateDays
	if grace < 0 || !r.Late && r.State != Returned {
		return end
	}
	if r.State == Returned && r.Turned != nil {
		y, m, d := r.Turned.In(loc).Date()
		if returned := time.Date(y, m, d+1, 0, 0, 0, 0, loc); returned.After(end) {
			end = returned
		}
	}
	return end.AddDate(0, 0, grace)
}

// Closed reports whether its organisation can no longer change it at now.
func (r Report) Closed(p *profile.Profile, now time.Time) bool {
	end := r.OpenUntil(p, now.Location())
	return !end.IsZero() && !now.Before(end)
}

// PutRight makes a returned report count again. After its month was over it counts as filled in late.
func (r *Report) PutRight(now time.Time) {
	at := now.UTC()
	r.Turned = &at
	r.Late = r.Late || !now.Before(r.Month(now.Location()).To)
}

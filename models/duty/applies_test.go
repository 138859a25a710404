package duty

import (
	"slices"
	"testing"

	"linzhangbot/models"
	"linzhangbot/models/profile"
)

// TestARuleHoldsForWholePeriods: from the period that begins with its first day, to the one before its last.
func TestARuleHoldsForWholePeriods(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     []string
	}{
		{"2026-03-01", "", []string{"2026-03", "2026-04"}}, {"2026-03-02", "", []string{"2026-04"}},
		{"", "2026-03-01", []string{"2026-02"}}, {"", "2026-03-02", []string{"2026-02", "2026-03"}},
	} {
		r := monthly()
		if c.from != "" {
			r.From = day(c.from)
		}
		if c.to != "" {
			r.To = day(c.to)
		}
		var got []string
		for _, month := range []string{"2026-02-10 00:00", "2026-03-10 00:00", "2026-04-10 00:00"} {
			if p := models.PeriodOf(models.Month, at(month)); Applies(r, p) {
				got = append(got, p.Key)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("from %q to %q it applies to %v, want %v", c.from, c.to, got, c.want)
		}
	}
	r := monthly()
	r.Waive = []profile.Waiver{{Org: "a", To: day("2026-04-01"), Reason: "x"}}
	if s := current(t, input(r, "2026-04-01 09:00")); s.State == Waived {
		t.Error("waived a month longer than said")
	}
}

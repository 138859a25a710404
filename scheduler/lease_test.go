package scheduler

import (
	"testing"
	"time"

	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
)

// TestOneLeads: a second process leads only when the first has stopped renewing.
func TestOneLeads(t *testing.T) {
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		now := local("2026-03-02 09:00:00").UTC()
		clock := func() time.Time { return now }
		a, b := &Leases{DB: d, Owner: "a", Now: clock}, &Leases{DB: d, Owner: "b", Now: clock}
		for _, c := range []struct {
			who   *Leases
			after time.Duration
			want  bool
		}{{a, 0, true}, {b, time.Second, false}, {a, 20 * time.Second, true}, {b, 20 * time.Second, false}, {b, 11 * time.Second, true}, {a, time.Second, false}} {
			now = now.Add(c.after)
			got, err := c.who.take(t.Context(), "robot")
			if err != nil || got != c.want {
				t.Fatalf("%s at %s: %v %v, want %v", c.who.Owner, now, got, err, c.want)
			}
		}
	})
}

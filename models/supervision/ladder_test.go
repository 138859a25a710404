package supervision

import (
	"strings"
	"testing"
	"time"

	"linzhangbot/models/calendar"
	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
)

// TestSupervisionArticle8PendingMeasures: the highest rung that is due waits until it is taken or declined, whether or
// not it was noted; a declined one does not come back, the next one does.
func TestSupervisionArticle8PendingMeasures(t *testing.T) {
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		x := opened(t, d)
		for _, c := range []struct {
			day                       int // of November, at 9:03
			state                     State
			taken, declined, proposed int
			want                      string
		}{
			{20, Raised, 0, 0, 0, ""}, {23, Raised, 0, 0, 0, "warn"}, {23, Raised, 0, 0, 1, "warn"}, {23, Raised, 1, 0, 1, ""},
			{23, Raised, 0, 1, 1, ""}, {25, Raised, 0, 1, 1, "letter"}, {25, Asking, 1, 0, 2, "letter"},
			{25, Review, 0, 0, 2, ""},
			{25, Closed, 0, 0, 2, ""}, {25, Raised, 3, 0, 2, ""},
		} {
			x.State, x.Rung, x.Declined, x.Proposed = c.state, c.taken, c.declined, c.proposed
			got, ok, err := x.Pending(time.Date(2026, 11, c.day, 9, 3, 0, 0, zone), calendar.New())
			if err != nil || ok != (c.want != "") || got.Rung.Key != c.want {
				t.Errorf("%+v: %q %v", c, got.Rung.Key, err)
			}
		}
	})
}

// TestSupervisionArticle8EarlySteps: what is skipped and what a rung waits for; nothing where its time has come.
func TestSupervisionArticle8EarlySteps(t *testing.T) {
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		x := opened(t, d)
		for _, c := range []struct {
			day, rung, taken int
			grave            bool
			skipped, trigger string
		}{
			{20, 0, 0, false, "", "逾期满1个工作日"}, {23, 0, 0, false, "", ""}, {23, 1, 0, false, "提醒", "逾期满3个工作日或退回满2次"},
			{25, 1, 1, false, "", ""}, {25, 2, 0, false, "提醒 函告", "逾期满10个工作日"},
			{20, 2, 2, true, "", "逾期"}, {23, 2, 2, true, "", ""},
		} {
			x.Rung, x.Grave = c.taken, c.grave
			skipped, trigger, err := x.Early(c.rung, time.Date(2026, 11, c.day, 9, 3, 0, 0, zone), calendar.New())
			if err != nil || strings.Join(skipped, " ") != c.skipped || trigger != c.trigger {
				t.Errorf("%+v: %v %q %v", c, skipped, trigger, err)
			}
		}
	})
}

// TestLastOf: the newest step of a verb, issue by issue.
func TestLastOf(t *testing.T) {
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		x := opened(t, d)
		for n, do := range []Verb{Rectify, Rectify, Progress} {
			was := x
			in(t, d, "a", func(tx *db.Tx) error {
				return Record(tx, &was, &x, Change{Verb: do, Person: "p", At: due.Add(time.Duration(n) * time.Hour)})
			})
		}
		in(t, d, "a", func(tx *db.Tx) error {
			last, err := LastOf(tx, Rectify, []Issue{x, {ID: "none"}})
			if len(last) != 1 || !last[x.ID].At.Equal(due.Add(time.Hour)) {
				t.Errorf("last %+v", last)
			}
			return err
		})
	})
}

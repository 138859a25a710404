package cooperation

import (
	"errors"
	"maps"
	"slices"
	"testing"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/approval"
	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
)

var tianjin = time.FixedZone("Asia/Shanghai", 8*3600)

// TestArticle10CountsFor checks which period of the cadence a summary belongs to.
func TestArticle10CountsFor(t *testing.T) {
	for _, c := range []struct {
		said  string
		every models.Every
		want  string
	}{
		{"2026", models.Half, "2026H2"}, {"2026H1", models.Half, "2026H1"}, {"2026H1", models.Quarter, "2026Q2"}, {"2026Q3", models.Half, "2026H2"},
		{"2026", models.Quarter, "2026Q4"}, {"2026", models.Year, "2026"}, {"2026-11", models.Month, "2026-11"}, {"2026", models.Month, "2026-12"},
	} {
		said, ok := models.ParsePeriod(c.said, tianjin)
		if got := CountsFor(said, c.every).Key; !ok || got != c.want {
			t.Errorf("%s with %s counts for %s, want %s", c.said, c.every, got, c.want)
		}
	}
}

// TestArticle10Facts checks that a summary counts in the last month of its period, however the cadence is cut, and
// that a withdrawn one does not.
func TestArticle10Facts(t *testing.T) {
	dbtest.Each(t, slices.Concat(approval.Migrations, Migrations), func(t *testing.T, d *db.DB) {
		err := d.Tx(t.Context(), "a", func(tx *db.Tx) error {
			s := Summary{Number: "1", Year: 2026, N: 1, Org: "shuiwu", Period: "2026H2", Month: "2026-12", Said: "2026", At: time.Date(2026, 11, 23, 10, 0, 0, 0, tianjin)}
			if taken, err := FileSummary(tx, &s); taken || err != nil {
				t.Errorf("taken %v: %v", taken, err)
			}
			again := Summary{Number: "2", Year: 2026, N: 2, Org: "shuiwu", Period: "2026H2", Month: "2026-12", At: s.At}
			if taken, err := FileSummary(tx, &again); !taken || err != nil {
				t.Errorf("two summaries of one period: %v, %v", taken, err)
			}
			count := func(from, to time.Month) int {
				facts, err := SummaryFacts(t.Context(), tx, time.Date(2026, from, 1, 0, 0, 0, 0, tianjin), time.Date(2026, to+1, 1, 0, 0, 0, 0, tianjin))
				if err != nil {
					t.Error(err)
				}
				return len(facts)
			}
			if count(7, 12) != 1 || count(10, 12) != 1 || count(1, 6) != 0 {
				t.Errorf("counted %d, %d, %d", count(7, 12), count(10, 12), count(1, 6))
			}
			stale := s
			s.State = Withdrawn
			if err := SaveSummary(tx, &s); err != nil {
				return err
			}
			if err := SaveSummary(tx, &stale); !errors.Is(err, db.ErrChanged) {
				t.Errorf("an old version was written: %v", err)
			}
			if count(7, 12) != 0 {
				t.Error("a withdrawn summary counts")
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

// TestArticle8Turnouts checks who never comes: cancelled activities do not count.
func TestArticle8Turnouts(t *testing.T) {
	held := []Activity{{ID: "1", State: Inviting}, {ID: "2", State: Inviting}, {ID: "3", State: Cancelled}}
	got := Turnouts(held, []Invitee{{Activity: "1", Org: "a", Answer: Coming}, {Activity: "1", Org: "b", Answer: Staying}, {Activity: "2", Org: "b"}, {Activity: "3", Org: "c"}})
	if len(got) != 2 || got["a"].Never() || !got["b"].Never() || !maps.Equal(got["b"], Turnout{Staying: 1, Unanswered: 1}) || got["b"].Invited() != 2 {
		t.Errorf("turnouts %+v", got)
	}
}

// TestArticle8Over checks when an activity begins: at its hour, or with the end of its day.
func TestArticle8Over(t *testing.T) {
	start := time.Date(2026, 12, 3, 9, 0, 0, 0, tianjin)
	day := time.Date(2026, 12, 3, 0, 0, 0, 0, tianjin)
	for _, c := range []struct {
		a    Activity
		now  time.Time
		want bool
	}{
		{Activity{Start: start, Timed: true}, start.Add(-time.Minute), false}, {Activity{Start: start, Timed: true}, start, true},
		{Activity{Start: day}, start, false}, {Activity{Start: day.UTC()}, day.Add(24*time.Hour - time.Millisecond), false}, {Activity{Start: day}, day.Add(24 * time.Hour), true},
	} {
		if got := c.a.Over(c.now); got != c.want {
			t.Errorf("%+v at %s: %v", c.a, c.now, got)
		}
	}
}

// TestOrderItemSteps is the table of who may do what with an item of a 总林长令.
func TestOrderItemSteps(t *testing.T) {
	for _, c := range []struct {
		state  ItemState
		to     ItemState
		org    string
		office bool
		code   string
	}{
		{ItemOpen, ItemReported, "shuiwu", false, ""}, {ItemOpen, ItemOpen, "shuiwu", false, ""}, {ItemOpen, ItemReported, "dasi", false, models.NotAllowed},
		{ItemReported, ItemDone, "shuiwu", false, models.NotAllowed}, {ItemReported, ItemDone, "office", true, ""}, {ItemOpen, ItemDone, "office", true, models.BadInput},
		{ItemReported, ItemOpen, "office", true, ""}, {ItemDone, ItemOpen, "office", true, models.BadInput}, {ItemDone, ItemReported, "shuiwu", false, models.BadInput},
	} {
		refusal := Item{State: c.state, Org: "shuiwu"}.Step(c.to, c.org, c.office, "督查制度 第四条")
		if got := refusal; (got == nil) != (c.code == "") || got != nil && got.Code != c.code {
			t.Errorf("%s to %s by %s: %v", c.state, c.to, c.org, got)
		}
	}
}

// TestReceipts checks that each organisation signs for itself and that the open ones are counted.
func TestReceipts(t *testing.T) {
	dbtest.Each(t, slices.Concat(approval.Migrations, Migrations), func(t *testing.T, d *db.DB) {
		err := d.Tx(t.Context(), "a", func(tx *db.Tx) error {
			rows, err := Await(tx, Receipt{Kind: KindOrder, Record: "0123456789abcdef0123456789abcdef", At: dbtest.Start}, []string{"dasi", "shuiwu"})
			if err != nil {
				return err
			}
			if err := rows[0].Sign(tx, "dasi.liaison", dbtest.Start); err != nil {
				return err
			}
			all, err := Waiting(tx, KindOrder, "")
			mine, err2 := Waiting(tx, KindOrder, "dasi")
			if all != 1 || mine != 0 || err != nil || err2 != nil {
				t.Errorf("%d wait, %d of them dasi's: %v %v", all, mine, err, err2)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

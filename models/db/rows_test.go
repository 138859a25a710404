package db_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
)

// TestSwap: of two who read the same version the slower one is told, and has written nothing; the version counts on.
func TestSwap(t *testing.T) {
	dbtest.Each(t, steps, func(t *testing.T, d *db.DB) {
		run(t, d, "a", func(tx *db.Tx) error {
			return tx.DB().Create(&[]tick{{ID: "x", N: 1}, {ID: "y", N: 1}}).Error
		})
		save := func(row *tick) error {
			return d.Tx(t.Context(), "a", func(tx *db.Tx) error { return db.Swap(tx.DB(), row, row.ID, "n", &row.N) })
		}
		first, slow := tick{ID: "x", District: "a", N: 1}, tick{ID: "x", District: "a", N: 1}
		if err := save(&first); err != nil || first.N != 2 {
			t.Errorf("version %d, %v", first.N, err)
		}
		if err := save(&slow); !errors.Is(err, db.ErrChanged) {
			t.Errorf("the slower one: %v", err)
		}
		if err := save(&first); err != nil || first.N != 3 {
			t.Errorf("version %d, %v", first.N, err)
		}
		ahead := tick{ID: "x", District: "a", N: 9}
		if err := save(&ahead); !errors.Is(err, db.ErrChanged) {
			t.Errorf("a version nobody wrote: %v", err)
		}
		if err := save(&tick{District: "a", N: 1}); !errors.Is(err, db.ErrChanged) {
			t.Errorf("a row without an id: %v", err)
		}
		run(t, d, "a", func(tx *db.Tx) error {
			rows, err := db.List[tick](tx.DB().Order("id"), "list ticks")
			if len(rows) != 2 || rows[0].N != 3 || rows[1].N != 1 {
				t.Errorf("rows %+v", rows)
			}
			return err
		})
	})
}

// TestSwapWritesTheNamedColumnsAlone and leaves the others as they are in the database.
func TestSwapWritesTheNamedColumnsAlone(t *testing.T) {
	dbtest.Each(t, steps, func(t *testing.T, d *db.DB) {
		two(t, d)
		run(t, d, "a", func(tx *db.Tx) error {
			if err := tx.DB().Create(&note{ID: "1", Org: "1", Text: "old", At: dbtest.Start}).Error; err != nil {
				return err
			}
			version := 1
			row := note{ID: "1", District: "a", Org: "2", Text: "new", At: dbtest.Start.Add(time.Hour)}
			if err := db.Swap(tx.DB(), &row, row.ID, "org", &version, "text"); err != nil {
				return err
			}
			got, ok, err := db.One[note](tx.DB().Where("id = ?", "1"), "find note")
			if !ok || got.Text != "new" || got.Org != "2" || !got.At.Equal(dbtest.Start) {
				t.Errorf("%v: %+v", ok, got)
			}
			return err
		})
	})
}

// TestRows holds the small helpers against a few rows of two districts.
func TestRows(t *testing.T) {
	dbtest.Each(t, steps, func(t *testing.T, d *db.DB) {
		for _, district := range []string{"a", "b"} {
			run(t, d, district, func(tx *db.Tx) error {
				for _, id := range []string{"1", "2", "3"} {
					row := note{ID: district + id, Org: "o" + id, Text: "t" + id, At: dbtest.Start}
					if taken, err := db.Create(tx, &row, "keep note"); taken || err != nil {
						t.Errorf("%s: taken %v, %v", row.ID, taken, err)
					}
				}
				taken, err := db.Create(tx, &note{ID: district + "1", At: dbtest.Start}, "keep note")
				if !taken {
					t.Error("a key that is taken was free")
				}
				return err
			})
		}
		run(t, d, "a", func(tx *db.Tx) error {
			find := func(want map[string]string) string {
				t.Helper()
				rows, err := db.List[note](db.Equal(tx.DB(), want).Order("id"), "list notes")
				if err != nil {
					t.Error(err)
				}
				ids := []string{}
				for _, r := range rows {
					ids = append(ids, r.ID)
				}
				return strings.Join(ids, " ")
			}
			for got, want := range map[string]string{find(nil): "a1 a2 a3", find(map[string]string{"org": "o2",
				"text": ""}): "a2", find(map[string]string{"org": "o2", "text": "t1"}): ""} {
				if got != want {
					t.Errorf("found %q, want %q", got, want)
				}
			}
			if _, ok, err := db.One[note](tx.DB().Where("id = ?", "b1"), "find note"); ok || err != nil {
				t.Errorf("another district's row: %v, %v", ok, err)
			}
			if n, err := db.Count(tx.DB().Model(&note{}), "count notes"); n != 3 || err != nil {
				t.Errorf("%d notes, %v", n, err)
			}
			for id, want := range map[string]bool{"a1": true, "b1": false} {
				hit, err := db.Hit(tx.DB().Model(&note{}).Where("id = ?", id).Update("text", "x"), "change note")
				if hit != want || err != nil {
					t.Errorf("%s: %v, %v", id, hit, err)
				}
			}
			return nil
		})
		err := d.Tx(t.Context(), "a", func(tx *db.Tx) error {
			_, err := db.List[note](tx.DB().Where("nothing = 1"), "list nothing")
			return err
		})
		if err == nil || !strings.HasPrefix(err.Error(), "list nothing: ") {
			t.Errorf("a faulty query: %v", err)
		}
	})
}

// TestListColumns: what Join writes Split reads, and LIKE finds a whole code in it.
func TestListColumns(t *testing.T) {
	for column, list := range map[string][]string{"": nil, "|dasi|": {"dasi"}, "|dasi|xinkou|": {"dasi", "xinkou"}} {
		if got := db.Join(list); got != column {
			t.Errorf("%v is kept as %q, want %q", list, got, column)
		}
		if got := db.Split(column); !slices.Equal(got, list) {
			t.Errorf("%q holds %v, want %v", column, got, list)
		}
	}
}

// TestLease: it is one owner's until it is over, and renewed by him alone.
func TestLease(t *testing.T) {
	dbtest.Each(t, steps, func(t *testing.T, d *db.DB) {
		for _, c := range []struct {
			owner string
			after time.Duration
			want  bool
		}{{"a", 0, true}, {"b", 30 * time.Second, false}, {"a", 30 * time.Second, true}, {"b", 90 * time.Second, false},
			{"b", 90*time.Second + time.Millisecond, true}, {"a", 91 * time.Second, false}} {
			got, err := d.TakeLease(t.Context(), "robot", c.owner, dbtest.Start.Add(c.after), time.Minute)
			if err != nil || got != c.want {
				t.Errorf("%s after %s: %v, %v", c.owner, c.after, got, err)
			}
		}
		if ok, err := d.TakeLease(t.Context(), "other", "a", dbtest.Start.Add(91*time.Second),
			time.Minute); !ok || err != nil {
			t.Errorf("a lease of another name: %v, %v", ok, err)
		}
	})
}

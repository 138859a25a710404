package reminder

import (
	"slices"
	"strings"
	"testing"
	"time"

	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
)

func in(t *testing.T, d *db.DB, district string, f func(tx *db.Tx) error) {
	t.Helper()
	if err := d.Tx(t.Context(), district, f); err != nil {
		t.Fatal(err)
	}
}

// nudge is one step said to a town on a day of March 2026; its key is its words.
func nudge(rule, org, target, day string) Reminder {
	return Reminder{Key: strings.Join([]string{rule, org, target, day}, " "), Standing: rule + "/" + org, Rule: rule,
		Org: org, Target: Target(target),
		Parcel: "p " + org + " " + day, Day: "2026-03-" + day, Due: dbtest.Start, At: dbtest.Start}
}

// TestBudgetCountsMornings: several things of one morning are one; the first day of the month counts, the day before it and
// today do not; nor does what passes, or what only the office or one person is told.
func TestBudgetCountsMornings(t *testing.T) {
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		in(t, d, "a", func(tx *db.Tx) error {
			passing := nudge("issue", "dasi", "own:dasi", "06")
			passing.Passes = true
			return Keep(tx, []Reminder{nudge("info", "dasi", "own:dasi", "02"), nudge("visit", "dasi", "own:dasi", "02"),
				nudge("info", "dasi", "main", "10"), passing,
				nudge("info", "dasi", "own:dasi", "01"), nudge("issue", "xinkou", "own:xinkou", "10"),
				nudge("info", "xinkou", "office", "09"), nudge("info", "xinkou", "private:x", "08")})
		})
		in(t, d, "b", func(tx *db.Tx) error { return Keep(tx, []Reminder{nudge("info", "dasi", "own:dasi", "05")}) })
		for _, c := range []struct {
			since, day   string
			dasi, xinkou int
		}{{"01", "11", 3, 1}, {"01", "10", 2, 0}, {"02", "11", 2, 1}, {"03", "11", 1, 1}, {"11", "12", 0, 0}} {
			in(t, d, "a", func(tx *db.Tx) error {
				count, err := Mornings(tx, "2026-03-"+c.since, "2026-03-"+c.day)
				if count["dasi"] != c.dasi || count["xinkou"] != c.xinkou {
					t.Errorf("from %s to %s: %v, want %d and %d", c.since, c.day, count, c.dasi, c.xinkou)
				}
				return err
			})
		}
		in(t, d, "a", func(tx *db.Tx) error {
			told, err := ToldOn(tx, "2026-03-10")
			if len(told) != 2 || !told[TargetMain] || !told[TargetOrg("xinkou")] {
				t.Errorf("told on the 10th: %v", told)
			}
			return err
		})
	})
}

// TestAStepIsSaidOnce: the key is unique in a district, and Said knows it.
func TestAStepIsSaidOnce(t *testing.T) {
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		one := nudge("info", "dasi", "main", "02")
		in(t, d, "a", func(tx *db.Tx) error { return Keep(tx, []Reminder{one}) })
		if err := d.Tx(t.Context(), "a", func(tx *db.Tx) error { return Keep(tx, []Reminder{one}) }); !isDuplicate(err) {
			t.Errorf("said twice: %v", err)
		}
		for district, want := range map[string]bool{"a": true, "b": false} {
			in(t, d, district, func(tx *db.Tx) error {
				said, err := Said(tx, []string{one.Key, "other"})
				if said[one.Key] != want || said["other"] {
					t.Errorf("%s: said %v", district, said)
				}
				return err
			})
		}
		in(t, d, "b", func(tx *db.Tx) error { return Keep(tx, []Reminder{one}) })
	})
}

func isDuplicate(err error) bool {
	return err != nil && strings.Contains(err.Error(), "keep nudges") && db.IsDuplicate(err)
}

// TestNudgesOfAMessage move with it, are dropped with what is settled, and are acknowledged once.
func TestNudgesOfAMessage(t *testing.T) {
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		in(t, d, "a", func(tx *db.Tx) error {
			if err := Keep(tx, []Reminder{nudge("info", "dasi", "main", "02"), nudge("visit", "dasi", "main", "02"),
				nudge("info", "xinkou", "main", "02")}); err != nil {
				return err
			}
			rules := func(parcel string) (out []string) {
				rows, err := OfParcel(tx, parcel)
				if err != nil {
					t.Error(err)
				}
				for _, r := range rows {
					out = append(out, r.Rule)
				}
				return out
			}
			if err := Repack(tx, "p dasi 02", "new"); err != nil {
				return err
			}
			if len(rules("p dasi 02")) != 0 || !slices.Equal(rules("new"), []string{"info", "visit"}) {
				t.Errorf("moved: %v and %v", rules("p dasi 02"), rules("new"))
			}
			if err := Drop(tx, "new", "info/dasi"); err != nil {
				return err
			}
			if !slices.Equal(rules("new"), []string{"visit"}) || !slices.Equal(rules("p xinkou 02"), []string{"info"}) {
				t.Errorf("dropped: %v and %v", rules("new"), rules("p xinkou 02"))
			}
			for _, want := range []int{1, 0} {
				if n, all, err := Ack(tx, []string{"visit/dasi", "other"}, "dasi.liaison", dbtest.Start); n != want || all != 1 || err != nil {
					t.Errorf("%d acknowledged, want %d, %v", n, want, err)
				}
			}
			return nil
		})
	})
}

// TestSnooze lets be until its moment, in its district, and counts.
func TestSnooze(t *testing.T) {
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		until := dbtest.Start.Add(time.Hour)
		in(t, d, "a", func(tx *db.Tx) error {
			first := KeepSnooze(tx, Snooze{Standing: "s", Until: dbtest.Start, Times: 1, Person: "x"})
			second := KeepSnooze(tx, Snooze{Standing: "s", Until: until, Times: 2, Person: "y"})
			if first != nil || second != nil {
				t.Errorf("%v, %v", first, second)
			}
			return nil
		})
		for _, c := range []struct {
			district string
			now      time.Time
			let      bool
			times    int
		}{{"a", until.Add(-time.Millisecond), true, 2}, {"a", until, false, 2}, {"b", dbtest.Start, false, 0}} {
			in(t, d, c.district, func(tx *db.Tx) error {
				all, err := Snoozed(tx, c.now)
				if _, let := all["s"]; let != c.let || err != nil {
					t.Errorf("%s at %s: let be %v, %v", c.district, c.now, let, err)
				}
				s, err := SnoozeOf(tx, "s")
				if s.Times != c.times || s.Standing != "s" {
					t.Errorf("%s: %+v", c.district, s)
				}
				return err
			})
		}
	})
}

// TestSinceTheDistrictBegan: the first day is noted once.
func TestSinceTheDistrictBegan(t *testing.T) {
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		in(t, d, "a", func(tx *db.Tx) error {
			before, err := Since(tx, dbtest.Start)
			if err != nil || !before.Equal(dbtest.Start) {
				t.Errorf("before it began: %s, %v", before, err)
			}
			for _, later := range []time.Duration{0, time.Hour} {
				if err := Begin(tx, dbtest.Start.Add(later)); err != nil {
					return err
				}
			}
			since, err := Since(tx, dbtest.Start.Add(24*time.Hour))
			if !since.Equal(dbtest.Start) {
				t.Errorf("began %s", since)
			}
			return err
		})
	})
}

package db_test

import (
	"errors"
	"slices"
	"testing"

	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
)

// TestLaterRowsAreSeenUndoneAndWrittenOnce collects rows around savepoints that fail, with and without a query
// that makes them be written in between.
func TestLaterRowsAreSeenUndoneAndWrittenOnce(t *testing.T) {
	dbtest.Each(t, steps, func(t *testing.T, d *db.DB) {
		later := func(tx *db.Tx, id string) {
			tx.Later(note{ID: id, District: "a", Text: id, At: dbtest.Start})
		}
		seen := func(tx *db.Tx) (ids []string) {
			if err := tx.DB().Model(&note{}).Order("id").Pluck("id", &ids).Error; err != nil {
				t.Error(err)
			}
			return ids
		}
		run(t, d, "a", func(tx *db.Tx) error {
			later(tx, "1")
			_ = tx.Nested(func() error { later(tx, "x"); return errRefused }) // nothing was written: nothing to undo
			_ = tx.Nested(func() error {
				later(tx, "y")
				if got := seen(tx); !slices.Equal(got, []string{"1", "y"}) {
					t.Errorf("inside: %v", got)
				}
				return errRefused // undoes 1 in the database too: it must wait again
			})
			if got := seen(tx); !slices.Equal(got, []string{"1"}) {
				t.Errorf("after: %v", got)
			}
			err := tx.Nested(func() error {
				later(tx, "2")
				inner := tx.Nested(func() error {
					return errors.Join(tx.DB().Create(&note{ID: "z", Text: "z", At: dbtest.Start}).Error, errRefused)
				})
				if !errors.Is(inner, errRefused) {
					t.Errorf("inner gave %v", inner)
				}
				later(tx, "3")
				return nil
			})
			return err
		})
		if got := texts(t, d, "a"); !slices.Equal(got, []string{"1", "2", "3"}) {
			t.Errorf("kept: %v", got)
		}
	})
}

// TestWhatWasReadAheadIsForgottenWhenItMayBeWrong keeps a value through Later, and not through a write or an undoing.
func TestWhatWasReadAheadIsForgottenWhenItMayBeWrong(t *testing.T) {
	dbtest.Each(t, steps, func(t *testing.T, d *db.DB) {
		run(t, d, "a", func(tx *db.Tx) error {
			table := note{}.TableName()
			has := func() bool { _, ok := tx.Kept(table); return ok }
			tx.Keep(table, 1)
			tx.Later(note{ID: "1", District: "a", Text: "1", At: dbtest.Start})
			if _, other := tx.For("b").Kept(table); other || !has() {
				t.Error("kept for another district, or not at all")
			}
			if err := tx.DB().Model(&note{}).Where("id = ?", "1").Update("text", "2").Error; err != nil || has() {
				t.Errorf("kept through a write, %v", err)
			}
			tx.Keep(table, 1)
			_ = tx.Nested(func() error { return errRefused })
			if has() {
				t.Error("kept through an undoing")
			}
			return nil
		})
		if got := texts(t, d, "a"); !slices.Equal(got, []string{"2"}) {
			t.Errorf("kept: %v", got)
		}
	})
}

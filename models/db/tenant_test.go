package db_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
)

// note is a row of a district, as regulations have them.
type note struct {
	ID       string `gorm:"primaryKey"`
	District string
	Org      string
	Text     string
	At       time.Time
}

func (note) TableName() string { return "notes" }

// tick is another append-only table.
type tick struct {
	ID       string `gorm:"primaryKey"`
	District string
	N        int
}

func (tick) TableName() string { return "ticks" }

var steps = []db.Migration{{Version: 900, Name: "notes", SQL: []string{
	`CREATE TABLE IF NOT EXISTS notes (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, org VARCHAR(64) NOT NULL, text {text} NOT NULL, at {time} NOT NULL) {table}`,
	`CREATE INDEX IF NOT EXISTS notes_org ON notes (district, org)`,
	`CREATE TABLE IF NOT EXISTS ticks (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, n INT NOT NULL) {table}`,
}}}

// run ends the test when the transaction fails.
func run(t *testing.T, d *db.DB, district string, f func(tx *db.Tx) error) {
	t.Helper()
	if err := d.Tx(context.Background(), district, f); err != nil {
		t.Fatal(err)
	}
}

func texts(t *testing.T, d *db.DB, district string) []string {
	t.Helper()
	var out []string
	err := d.Read(context.Background(), district).DB().Model(&note{}).Order("text").Pluck("text", &out).Error
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// two writes a note for each of two districts.
func two(t *testing.T, d *db.DB) {
	t.Helper()
	for _, district := range []string{"a", "b"} {
		run(t, d, district, func(tx *db.Tx) error {
			return tx.DB().Create(&note{ID: "n" + district, Org: "x", Text: "of " + district, At: dbtest.Start}).Error
		})
	}
}

func TestDistrictsAreKeptApart(t *testing.T) {
	dbtest.Each(t, steps, func(t *testing.T, d *db.DB) {
		two(t, d)
		run(t, d, "a", func(tx *db.Tx) error {
			var got []note
			for name, q := range map[string]*gorm.DB{
				"find": tx.DB(), "by id": tx.DB().Where("id = ?", "nb"), "or": tx.DB().Where("org = ?", "y").Or("org = ?", "x"),
				"or in text": tx.DB().Where("org = ? OR org = ?", "y", "x"), "named": tx.DB().Where("district = ?", "b"),
			} {
				if err := q.Find(&got).Error; err != nil {
					return err
				}
				for _, n := range got {
					if n.District != "a" {
						t.Errorf("%s: a row of %s", name, n.District)
					}
				}
			}
			up := tx.DB().Model(&note{}).Where("org = ?", "y").Or("org = ?", "x").Update("text", "changed")
			del := tx.DB().Where("id = ?", "nb").Delete(&note{})
			if up.Error != nil || del.Error != nil || up.RowsAffected != 1 || del.RowsAffected != 0 {
				t.Errorf("update %v %d, delete %v %d", up.Error, up.RowsAffected, del.Error, del.RowsAffected)
			}
			return nil
		})
		if got := texts(t, d, "b"); len(got) != 1 || got[0] != "of b" {
			t.Errorf("the other district's rows: %v", got)
		}
		if got := texts(t, d, db.Everyone); len(got) != 2 {
			t.Errorf("all rows: %v", got)
		}
	})
}

func TestRefusedWithoutDistrict(t *testing.T) {
	dbtest.Each(t, steps, func(t *testing.T, d *db.DB) {
		two(t, d)
		for name, f := range map[string]func(g *gorm.DB) error{
			"find":   func(g *gorm.DB) error { return g.Find(&[]note{}).Error },
			"count":  func(g *gorm.DB) error { var n int64; return g.Model(&note{}).Count(&n).Error },
			"create": func(g *gorm.DB) error { return g.Create(&note{ID: "n"}).Error },
			"update": func(g *gorm.DB) error { return g.Model(&note{}).Where("1 = 1").Update("text", "x").Error },
			"delete": func(g *gorm.DB) error { return g.Where("1 = 1").Delete(&note{}).Error },
			"rows":   func(g *gorm.DB) error { _, err := g.Model(&note{}).Select("text").Rows(); return err },
		} {
			err := d.Tx(context.Background(), "", func(tx *db.Tx) error { return f(tx.DB()) })
			if !errors.Is(err, db.ErrNoDistrict) {
				t.Errorf("%s without a district: %v", name, err)
			}
		}
	})
}

func TestWritesThatWouldCrossDistricts(t *testing.T) {
	dbtest.Each(t, steps, func(t *testing.T, d *db.DB) {
		two(t, d)
		for name, f := range map[string]func(g *gorm.DB) error{
			"row of another":    func(g *gorm.DB) error { return g.Create(&note{ID: "n1", District: "b"}).Error },
			"rows of both":      func(g *gorm.DB) error { return g.Create(&[]note{{ID: "n1"}, {ID: "n2", District: "b"}}).Error },
			"save another's id": func(g *gorm.DB) error { return g.Save(&note{ID: "nb", District: "a", At: dbtest.Start}).Error },
			"upsert": func(g *gorm.DB) error {
				return g.Clauses(clause.OnConflict{UpdateAll: true}).Create(&note{ID: "nb"}).Error
			},
			"move by map": func(g *gorm.DB) error {
				return g.Model(&note{}).Where("id = ?", "na").Updates(map[string]any{"district": "b"}).Error
			},
			"move by column": func(g *gorm.DB) error { return g.Model(&note{}).Where("id = ?", "na").Update("district", "b").Error },
			"move by struct": func(g *gorm.DB) error {
				return g.Model(&note{}).Where("id = ?", "na").Updates(note{District: "b"}).Error
			},
			"save without":       func(g *gorm.DB) error { return g.Save(&note{ID: "na", At: dbtest.Start}).Error },
			"delete everything":  func(g *gorm.DB) error { return g.Delete(&note{}).Error },
			"update everything":  func(g *gorm.DB) error { return g.Model(&note{}).Update("text", "x").Error },
			"table without type": func(g *gorm.DB) error { var n int64; return g.Table("notes").Count(&n).Error },
		} {
			if err := d.Tx(context.Background(), "a", func(tx *db.Tx) error { return f(tx.DB()) }); err == nil {
				t.Errorf("%s was let through", name)
			}
		}
		if got := texts(t, d, db.Everyone); len(got) != 2 || got[0] != "of a" || got[1] != "of b" {
			t.Errorf("rows after all that: %v", got)
		}
		run(t, d, "a", func(tx *db.Tx) error {
			return tx.DB().Save(&note{ID: "na", District: "a", Text: "saved", At: dbtest.Start}).Error
		})
		if got := texts(t, d, "a"); len(got) != 1 || got[0] != "saved" {
			t.Errorf("saved row: %v", got)
		}
	})
}

func TestTimesCompareAsInstants(t *testing.T) {
	dbtest.Each(t, steps, func(t *testing.T, d *db.DB) {
		tianjin := time.FixedZone("", 8*3600)
		run(t, d, "a", func(tx *db.Tx) error {
			return tx.DB().Create(&note{ID: "n", Text: "x", At: dbtest.Start.Add(500 * time.Millisecond).In(tianjin)}).Error
		})
		var got note
		q := d.Read(context.Background(), "a").DB().Where("at > ? AND at < ?", dbtest.Start, dbtest.Start.Add(time.Second).In(tianjin))
		if err := q.Take(&got).Error; err != nil || !got.At.Equal(dbtest.Start.Add(500*time.Millisecond)) {
			t.Errorf("got %v, %v", got.At, err)
		}
	})
}

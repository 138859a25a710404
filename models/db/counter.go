package db

import (
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

type counterKey struct {
	district, kind string
	year           int
}

type counter struct{ value, stored int }

// counterRow is the last number given out of one kind in one year.
type counterRow struct {
	District string `gorm:"primaryKey"`
	Kind     string `gorm:"primaryKey"`
	Year     int    `gorm:"primaryKey;autoIncrement:false"`
	Value    int
}

func (counterRow) TableName() string { return "counters" }

// Next gives the next number of a kind in a year, beginning with 1, without gaps: it is undone with the
// transaction. The counter's row stays locked until the commit, so two replicas never share a number.
func (tx *Tx) Next(kind string, year int) (int, error) {
	key := counterKey{tx.district, kind, year}
	c, ok := tx.counters[key]
	if !ok {
		value, err := tx.lockCounter(key)
		if err != nil {
			return 0, fmt.Errorf("reserve number of %s: %w", kind, err)
		}
		c = &counter{value: value, stored: value}
		tx.counters[key] = c
	}
	c.value++
	return c.value, nil
}

func (tx *Tx) lockCounter(key counterKey) (int, error) {
	row := counterRow{District: key.district, Kind: key.kind, Year: key.year}
	touch := func() *gorm.DB {
		return tx.DB().Model(&counterRow{}).Where("kind = ? AND year = ?", key.kind, key.year).
			Update("value", gorm.Expr("value + 0"))
	}
	res := touch()
	if res.Error == nil && res.RowsAffected == 0 {
		if err := tx.DB().Clauses(clause.OnConflict{DoNothing: true}).Create(&row).Error; err != nil {
			return 0, err
		}
		res = touch()
	}
	if res.Error != nil {
		return 0, res.Error
	}
	var got counterRow
	err := tx.DB().Where("kind = ? AND year = ?", key.kind, key.year).Take(&got).Error
	return got.Value, err
}

func (b *batch) flushCounters() error {
	for key, c := range b.counters {
		if c.value == c.stored {
			continue
		}
		err := b.root.Set(districtKey, key.district).Model(&counterRow{}).
			Where("kind = ? AND year = ?", key.kind, key.year).Update("value", c.value).Error
		if err != nil {
			return fmt.Errorf("keep number of %s: %w", key.kind, err)
		}
		c.stored = c.value
	}
	return nil
}

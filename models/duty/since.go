package duty

import (
	"fmt"
	"time"

	"gorm.io/gorm/clause"

	"linzhangbot/models/db"
)

// life is when a district began to work with the program: nobody is held to periods that were over before.
type life struct {
	District string `gorm:"primaryKey"`
	Since    time.Time
}

// TableName is district_lives.
func (life) TableName() string { return "district_lives" }

var lifeSteps = db.Step{Version: 142, Name: "district lives", SQL: []string{
	`CREATE TABLE IF NOT EXISTS district_lives (district VARCHAR(64) NOT NULL PRIMARY KEY, since {time} NOT NULL) {table}`}}

// Begin notes that a district works with the program from now on, unless it does already.
func Begin(tx *db.Tx, now time.Time) error {
	row := life{District: tx.District(), Since: now.UTC()}
	if err := tx.DB().Clauses(clause.OnConflict{DoNothing: true}).Create(&row).Error; err != nil {
		return fmt.Errorf("note the district's first day: %w", err)
	}
	return nil
}

// Since is when the district began; now when it has not yet.
func Since(tx *db.Tx, now time.Time) (time.Time, error) {
	var rows []life
	if err := tx.DB().Limit(1).Find(&rows).Error; err != nil {
		return now, fmt.Errorf("ask for the district's first day: %w", err)
	}
	if len(rows) == 0 {
		return now, nil
	}
	return rows[0].Since.In(now.Location()), nil
}

package reminder

import (
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

var lifeSteps = db.Migration{Version: 142, Name: "district lives", SQL: []string{
	`CREATE TABLE IF NOT EXISTS district_lives (district VARCHAR(64) NOT NULL PRIMARY KEY, since {time} NOT NULL) {table}`}}

// Begin notes that a district works with the program from now on, unless it does already.
func Begin(tx *db.Tx, now time.Time) error {
	row := life{District: tx.District(), Since: now.UTC()}
	return db.Wrap(tx.DB().Clauses(clause.OnConflict{DoNothing: true}).Create(&row), "note the district's first day")
}

// Since is when the district began; now when it has not yet.
func Since(tx *db.Tx, now time.Time) (time.Time, error) {
	row, ok, err := db.One[life](tx.DB(), "ask for the district's first day")
	if err != nil || !ok {
		return now, err
	}
	return row.Since.In(now.Location()), nil
}

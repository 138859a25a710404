package reminder

import (
	"time"

	"gorm.io/gorm/clause"

	"linzhangbot/models/db"
)

// Snooze lets an organisation or a person be, for one duty in one period.
type Snooze struct {
	District string    `gorm:"primaryKey"`
	Standing string    `gorm:"primaryKey"`
	Until    time.Time // first moment nudges go on
	Times    int       // how often it was snoozed
	Person   string    // who asked last
}

// TableName is snoozes.
func (Snooze) TableName() string { return "snoozes" }

// Snoozed lists the standings that are let be at now.
func Snoozed(tx *db.Tx, now time.Time) (map[string]Snooze, error) {
	rows, err := db.List[Snooze](tx.DB().Where("until > ?", now.UTC()), "list snoozes")
	if err != nil {
		return nil, err
	}
	out := map[string]Snooze{}
	for _, r := range rows {
		out[r.Standing] = r
	}
	return out, nil
}

// SnoozeOf is how one standing was snoozed; Times is 0 when it never was.
func SnoozeOf(tx *db.Tx, standing string) (Snooze, error) {
	s, _, err := db.One[Snooze](tx.DB().Where("standing = ?", standing), "look for snooze")
	s.Standing = standing
	return s, err
}

// KeepSnooze writes a snooze.
func KeepSnooze(tx *db.Tx, s Snooze) error {
	s.District, s.Until = tx.District(), s.Until.UTC()
	return db.Wrap(tx.DB().Clauses(clause.OnConflict{UpdateAll: true}).Create(&s), "keep snooze")
}

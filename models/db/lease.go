package db

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm/clause"
)

// leaseRow says who may do what only one process may do: hold a robot's one long connection.
type leaseRow struct {
	Name  string `gorm:"primaryKey"`
	Owner string
	Until time.Time
}

// TableName is leases.
func (leaseRow) TableName() string { return "leases" }

var leaseSteps = Migration{Version: 101, Name: "leases", SQL: []string{
	`CREATE TABLE IF NOT EXISTS leases (name VARCHAR(128) NOT NULL PRIMARY KEY, owner VARCHAR(64) NOT NULL, until {time} NOT NULL) {table}`}}

// TakeLease gets or renews a lease until now + span by compare-and-swap; ok is false while another owner has it.
func (d *DB) TakeLease(ctx context.Context, name, owner string, now time.Time, span time.Duration) (ok bool, err error) {
	now = now.UTC().Truncate(time.Millisecond)
	err = d.Tx(ctx, Everyone, func(tx *Tx) error {
		row := leaseRow{Name: name, Owner: owner, Until: now.Add(span)}
		if err := tx.DB().Clauses(clause.OnConflict{DoNothing: true}).Create(&row).Error; err != nil {
			return err
		}
		res := tx.DB().Model(&leaseRow{}).Where("name = ? AND (owner = ? OR until < ?)", name, owner, now).
			Updates(map[string]any{"owner": owner, "until": row.Until})
		ok = res.RowsAffected == 1
		return res.Error
	})
	if err != nil {
		return false, fmt.Errorf("take lease of %s: %w", name, err)
	}
	return ok, nil
}

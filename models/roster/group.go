package roster

import (
	"fmt"

	"gorm.io/gorm/clause"

	"linzhangbot/models/db"
)

// Purposes of groups.
const (
	PurposeMain   = "main"   // the district's group
	PurposeOffice = "office" // the office's own
	PurposeOrg    = "org"    // a town's or unit's
)

// Group is a group chat and what it is for.
type Group struct {
	Platform string
	Chat     string // the platform's chat id
	Purpose  string // main, office, org
	Org      string // code of the organisation, for office and org
	Paused   bool   // nothing is sent there for now
}

type groupRow struct {
	ID       string `gorm:"primaryKey"`
	District string
	Group    `gorm:"embedded"`
}

func (groupRow) TableName() string { return "roster_groups" }

// Groups lists all groups of the district: main, office, then organisations.
func Groups(tx *db.Tx) ([]Group, error) {
	rows, err := db.List[groupRow](tx.DB().Order("purpose, org, platform, chat"), "list groups")
	if err != nil {
		return nil, err
	}
	out := make([]Group, 0, len(rows))
	for _, r := range rows {
		out = append(out, r.Group)
	}
	return out, nil
}

// BindGroup says what a group chat is for. A platform has one main group, one of the office and one for each
// organisation: binding another chat lets the former one go.
func BindGroup(tx *db.Tx, g Group) error {
	err := tx.DB().Where("platform = ? AND (chat = ? OR purpose = ? AND (purpose <> ? OR org = ?))", g.Platform, g.Chat, g.Purpose, PurposeOrg, g.Org).
		Delete(&groupRow{}).Error
	if err != nil {
		return fmt.Errorf("let former group go: %w", err)
	}
	return db.Wrap(tx.DB().Create(&groupRow{ID: tx.NewID(), Group: g}), "bind group")
}

func addGroup(tx *db.Tx, g Group) error {
	row := groupRow{ID: tx.NewID(), Group: g}
	return db.Wrap(tx.DB().Clauses(clause.OnConflict{DoNothing: true}).Create(&row), "add group")
}

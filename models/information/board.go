package information

import (
	"fmt"
	"time"

	"linzhangbot/models/db"
)

// Board is a forest chief's sign (第七条). One without a place is what a town said of all its signs together: that it
// has so many of them, and that all show the present chief.
type Board struct {
	ID       string `gorm:"primaryKey"`
	District string
	Org      string
	Place    string
	Chief    string
	Area     string
	Targets  string
	Phone    string
	Photo    string // JSON list of attachments
	Amount   int    // how many signs this entry speaks of
	Person   string
	At       time.Time
}

// TableName is boards.
func (Board) TableName() string { return "boards" }

// All reports whether the entry speaks of all signs of its town together.
func (b Board) All() bool { return b.Place == "" }

// UpdateBoard enters a sign or replaces what was known about the one at its place; what is not said stays.
func UpdateBoard(tx *db.Tx, b Board) (before Board, after Board, err error) {
	rows, err := db.List[Board](tx.DB().Where("org = ? AND place = ?", b.Org, b.Place), "find board")
	if err != nil {
		return before, b, err
	}
	b.At = b.At.UTC()
	if len(rows) > 0 {
		before = rows[0]
		b.ID = before.ID
		for _, f := range []struct{ to, old *string }{{&b.Chief, &before.Chief}, {&b.Area, &before.Area},
			{&b.Targets, &before.Targets}, {&b.Phone, &before.Phone}, {&b.Photo, &before.Photo}} {
			if *f.to == "" && !(b.All() && f.to == &b.Chief) { // all signs show the present chief, whoever that was before
				*f.to = *f.old
			}
		}
	}
	err = putBoard(tx, &b)
	return before, b, err
}

func putBoard(tx *db.Tx, b *Board) error {
	if b.ID == "" {
		b.ID = tx.NewID()
		if err := tx.DB().Create(b).Error; err != nil {
			return fmt.Errorf("enter board: %w", err)
		}
		return nil
	}
	return db.Wrap(tx.DB().Model(&Board{}).Where("id = ?", b.ID).
		Select("chief", "area", "targets", "phone", "photo", "amount", "person", "at").Updates(b), "update board")
}

// Boards lists the signs; an empty org is all of the district.
func Boards(tx *db.Tx, org string) ([]Board, error) {
	return db.List[Board](db.Equal(tx.DB(), map[string]string{"org": org}).Order("org, place"), "list boards")
}

// RenewBoard writes a sign as it stands now, with what it no longer shows left out.
func RenewBoard(tx *db.Tx, b *Board) error { return putBoard(tx, b) }

package meeting

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"linzhangbot/models/db"
)

// Feed is a secret calendar address of a person or an organisation. Only the digest of its secret is kept.
type Feed struct {
	ID       string `gorm:"primaryKey"`
	District string
	Hash     string
	Person   string // whose meetings; empty for an organisation's
	Org      string // organisation code; empty for a person's
	At       time.Time
	Revoked  *time.Time
}

// TableName is calendar_feeds.
func (Feed) TableName() string { return "calendar_feeds" }

// OpenFeed makes a new address and stops the former ones of the same owner. The secret is told once and never kept.
// It is drawn out of two row ids that no row gets: each carries 74 bits of the system's randomness.
func OpenFeed(tx *db.Tx, person, org string, now time.Time) (secret string, err error) {
	if _, err := CloseFeeds(tx, person, org, now); err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(tx.NewID() + tx.NewID()))
	secret = hex.EncodeToString(sum[:16])
	f := Feed{ID: tx.NewID(), Hash: feedHash(secret), Person: person, Org: org, At: now.UTC()}
	if err := tx.DB().Create(&f).Error; err != nil {
		return "", fmt.Errorf("keep calendar address: %w", err)
	}
	return secret, nil
}

// CloseFeeds stops an owner's addresses and says how many there were.
func CloseFeeds(tx *db.Tx, person, org string, now time.Time) (int64, error) {
	res := tx.DB().Model(&Feed{}).Where("person = ? AND org = ? AND revoked IS NULL", person, org).Update("revoked", now.UTC())
	if res.Error != nil {
		return 0, fmt.Errorf("stop calendar addresses: %w", res.Error)
	}
	return res.RowsAffected, nil
}

// HasFeed reports whether an owner has an address that works.
func HasFeed(tx *db.Tx, person, org string) (bool, error) {
	var n int64
	err := tx.DB().Model(&Feed{}).Where("person = ? AND org = ? AND revoked IS NULL", person, org).Count(&n).Error
	if err != nil {
		return false, fmt.Errorf("look for calendar address: %w", err)
	}
	return n > 0, nil
}

// FeedBy finds the address behind a secret, in any district: tx is everyone's view.
func FeedBy(tx *db.Tx, secret string) (f Feed, ok bool, err error) {
	if len(secret) != 32 {
		return f, false, nil
	}
	return db.One[Feed](tx.DB().Where("hash = ? AND revoked IS NULL", feedHash(secret)), "find calendar address")
}

func feedHash(secret string) string {
	sum := sha256.Sum256([]byte("calendar:" + secret))
	return hex.EncodeToString(sum[:])
}

// Entries are the meetings of a feed from a moment on: those whose notice went to its owner, cancelled ones included,
// so that the calendars that took them over take them out.
func Entries(tx *db.Tx, f Feed, since time.Time) ([]Meeting, error) {
	find := tx.DB().Select("meeting").Where("told > 0")
	if f.Person != "" {
		find = find.Where("person = ?", f.Person)
	} else {
		find = find.Where("org = ?", f.Org)
	}
	seats, err := db.List[Attendee](find, "list seats of a calendar")
	if err != nil {
		return nil, err
	}
	mine := map[string]bool{}
	for _, a := range seats {
		mine[a.Meeting] = true
	}
	rows, err := Find(tx, Filter{States: []State{Noticed, Held, Minuted, Cancelled}, From: since})
	if err != nil {
		return nil, err
	}
	var out []Meeting
	for _, m := range rows {
		if mine[m.ID] {
			out = append(out, m)
		}
	}
	return out, nil
}

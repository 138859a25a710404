package meeting

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"time"

	"gorm.io/gorm"

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
	return secret, db.Wrap(tx.DB().Create(&f), "keep calendar address")
}

func openFeeds(tx *db.Tx, person, org string) *gorm.DB {
	return tx.DB().Model(&Feed{}).Where("person = ? AND org = ? AND revoked IS NULL", person, org)
}

// CloseFeeds stops an owner's addresses; had is false when there was none.
func CloseFeeds(tx *db.Tx, person, org string, now time.Time) (had bool, err error) {
	return db.Hit(openFeeds(tx, person, org).Update("revoked", now.UTC()), "stop calendar addresses")
}

// HasFeed reports whether an owner has an address that works.
func HasFeed(tx *db.Tx, person, org string) (bool, error) {
	n, err := db.Count(openFeeds(tx, person, org), "look for calendar address")
	return n > 0, err
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
	owner := map[string]any{"org": f.Org}
	if f.Person != "" {
		owner = map[string]any{"person": f.Person}
	}
	mine, err := db.List[Attendee](tx.DB().Select("meeting").Where("told > 0").Where(owner), "list meetings of a calendar")
	if err != nil {
		return nil, err
	}
	rows, err := Find(tx, Filter{States: []State{Noticed, Held, Minuted, Cancelled}, From: since})
	return slices.DeleteFunc(rows, func(m Meeting) bool {
		return !slices.ContainsFunc(mine, func(a Attendee) bool { return a.Meeting == m.ID })
	}), err
}

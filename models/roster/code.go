package roster

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"time"

	"linzhangbot/models/db"
)

// How long and how often: a code of six digits is safe only while it is short-lived and guesses are few.
const (
	CodeLife   = 24 * time.Hour // a code that was handed out works this long
	TriesLimit = 5              // wrong codes an account may try …
	TriesSpan  = time.Hour      // … in this time
)

// code is a one-time binding code; only its digest is kept.
type code struct {
	ID       string `gorm:"primaryKey"`
	District string
	Person   string
	Digest   string
	Issuer   string
	At       time.Time
	Expires  time.Time
	Used     *time.Time
}

func (code) TableName() string { return "roster_codes" }

// try is one wrong code.
type try struct {
	ID       string `gorm:"primaryKey"`
	District string
	Platform string
	Account  string
	At       time.Time
}

func (try) TableName() string { return "roster_tries" }

// IssueCode makes a one-time code for a person; an earlier one of his stops working. The digits are shown once and
// kept nowhere.
func IssueCode(tx *db.Tx, person, issuer string, now time.Time) (digits string, expires time.Time, err error) {
	expires = now.UTC().Add(CodeLife)
	if err := tx.DB().Where("person = ? OR expires <= ?", person, now.UTC()).Delete(&code{}).Error; err != nil {
		return "", expires, fmt.Errorf("drop earlier codes: %w", err)
	}
	digits = draw(tx)
	c := code{ID: tx.NewID(), Person: person, Issuer: issuer, At: now.UTC(), Expires: expires}
	c.Digest = digest(c.ID, digits)
	if err := tx.DB().Create(&c).Error; err != nil {
		return "", expires, fmt.Errorf("keep binding code: %w", err)
	}
	return digits, expires, nil
}

// draw makes six digits out of a row id that no row gets: ids carry 74 bits of the system's randomness, and where
// a simulation makes them itself, the same script draws the same codes.
func draw(tx *db.Tx) string {
	sum := sha256.Sum256([]byte(tx.NewID()))
	return fmt.Sprintf("%06d", binary.BigEndian.Uint64(sum[:8])%1_000_000)
}

func digest(id, digits string) string {
	sum := sha256.Sum256([]byte(id + ":" + digits))
	return hex.EncodeToString(sum[:])
}

// Outcome is what became of a code.
type Outcome string

// Outcomes.
const (
	Redeemed  Outcome = "redeemed" // right: the account is bound
	Wrong     Outcome = "wrong"    // no such code, expired or used; the try is counted
	TooMany   Outcome = "too_many" // too many wrong tries in the last hour; the code was not looked at
	noOutcome Outcome = ""
)

// Redeem binds an account to the person a code was handed out for. Wrong tries are counted in the same transaction,
// so the caller must not undo it: an Outcome is no error.
func Redeem(tx *db.Tx, key AccountKey, digits string, now time.Time) (person string, o Outcome, err error) {
	var tries int64
	err = tx.DB().Model(&try{}).Where("platform = ? AND account = ? AND at > ?", key.Platform, key.Account, now.UTC().Add(-TriesSpan)).
		Count(&tries).Error
	if err != nil {
		return "", noOutcome, fmt.Errorf("count tries: %w", err)
	}
	if tries >= TriesLimit {
		return "", TooMany, nil
	}
	c, ok, err := match(tx, digits, now)
	if err != nil {
		return "", noOutcome, err
	}
	if ok {
		if ok, err = use(tx, c, now); err != nil {
			return "", noOutcome, err
		}
	}
	if !ok {
		t := try{ID: tx.NewID(), Platform: key.Platform, Account: key.Account, At: now.UTC()}
		if err := tx.DB().Create(&t).Error; err != nil {
			return "", noOutcome, fmt.Errorf("count try: %w", err)
		}
		return "", Wrong, nil
	}
	return c.Person, Redeemed, Bind(tx, key, c.Person, now)
}

// match compares the digits with every open code, each in constant time.
func match(tx *db.Tx, digits string, now time.Time) (found code, ok bool, err error) {
	open, err := db.List[code](tx.DB().Where("expires > ? AND used IS NULL", now.UTC()).Order("id"), "list open codes")
	if err != nil {
		return found, false, err
	}
	for _, c := range open {
		if subtle.ConstantTimeCompare([]byte(c.Digest), []byte(digest(c.ID, digits))) == 1 {
			found, ok = c, true
		}
	}
	return found, ok, nil
}

// use marks a code used; ok is false when another message used it a moment before.
func use(tx *db.Tx, c code, now time.Time) (ok bool, err error) {
	return db.Hit(tx.DB().Model(&code{}).Where("id = ? AND used IS NULL", c.ID).
		Update("used", now.UTC()), "use binding code")
}

package meeting

import (
	"encoding/json"
	"fmt"
	"time"

	"linzhangbot/models/db"
)

// States of minutes.
const (
	MinutesPending  = "pending"  // wait for approval
	MinutesFinal    = "final"    // in force: their resolutions are tracked
	MinutesReturned = "returned" // sent back, or replaced by a newer version
)

// Minutes are one version of a meeting's minutes (纪要).
type Minutes struct {
	ID       string `gorm:"primaryKey"`
	District string
	Meeting  string
	Version  int
	Text     string
	Media    string // JSON list of attachments; empty for none
	Items    string // JSON list of what was resolved
	State    string
	Person   string // who filed them
	At       time.Time
}

// TableName is meeting_minutes.
func (Minutes) TableName() string { return "meeting_minutes" }

// Resolved reads the items of the minutes.
func (n Minutes) Resolved() ([]Item, error) {
	var out []Item
	if n.Items == "" {
		return nil, nil
	}
	if err := json.Unmarshal([]byte(n.Items), &out); err != nil {
		return nil, fmt.Errorf("read items of minutes: %w", err)
	}
	return out, nil
}

// FileMinutes keeps the next version of a meeting's minutes; versions that still wait are void.
func FileMinutes(tx *db.Tx, n *Minutes, items []Item) error {
	text, err := json.Marshal(items)
	if err != nil {
		return fmt.Errorf("write items of minutes: %w", err)
	}
	last, _, err := NewestMinutes(tx, n.Meeting, MinutesPending, MinutesFinal, MinutesReturned)
	if err != nil {
		return err
	}
	if err := SettleMinutes(tx, n.Meeting, MinutesReturned); err != nil {
		return err
	}
	n.ID, n.Version, n.Items, n.At = tx.NewID(), last.Version+1, string(text), n.At.UTC()
	return db.Wrap(tx.DB().Create(n), "keep minutes")
}

// SettleMinutes moves the version that waits to another state.
func SettleMinutes(tx *db.Tx, meeting, state string) error {
	waiting := tx.DB().Model(&Minutes{}).Where("meeting = ? AND state = ?", meeting, MinutesPending)
	return db.Wrap(waiting.Update("state", state), "settle minutes")
}

// NewestMinutes is a meeting's newest version in some states; ok is false when there is none.
func NewestMinutes(tx *db.Tx, meeting string, states ...string) (n Minutes, ok bool, err error) {
	find := tx.DB().Where("meeting = ? AND state IN ?", meeting, states).Order("version DESC")
	return db.One[Minutes](find, "find minutes")
}

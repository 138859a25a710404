package meeting

import (
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"linzhangbot/models/db"
)

// Entry is what a platform's calendar should say about a meeting and what it says so far. It is written in the
// transaction of the notice, the change or the cancellation; a chore carries it to the platform afterwards.
type Entry struct {
	Meeting   string `gorm:"primaryKey"`
	Platform  string `gorm:"primaryKey"`
	District  string
	Wanted    int    // grows with everything the calendar should know
	Done      int    // what of it the calendar knows
	Tried     int    // the Wanted of a first try to make the entry whose outcome is not known; 0: none
	External  string // the platform's id of the entry
	Cancelled bool
	Attempts  int       // at this Wanted
	NextAt    time.Time // of the next try; far away when nothing is to do
	Busy      time.Time // until then somebody is at it, whatever is wanted meanwhile
}

// TableName is calendar_entries.
func (Entry) TableName() string { return "calendar_entries" }

// idle is the next try of an entry that is finished.
var idle = time.Date(9000, 1, 1, 0, 0, 0, 0, time.UTC)

func wanting(tx *db.Tx, meeting string, now time.Time, cancelled bool) error {
	return db.Wrap(tx.DB().Model(&Entry{}).Where("meeting = ?", meeting).
		Updates(map[string]any{"wanted": gorm.Expr("wanted + 1"), "attempts": 0, "next_at": now.UTC(),
			"cancelled": cancelled}), "want calendar entry")
}

// Enter wants a meeting in the calendars of the platforms, as it stands now.
func Enter(tx *db.Tx, meeting string, platforms []string, now time.Time) error {
	if err := wanting(tx, meeting, now, false); err != nil {
		return err
	}
	for _, p := range platforms {
		e := Entry{Meeting: meeting, Platform: p, Wanted: 1, NextAt: now.UTC(), Busy: now.UTC()}
		once := tx.DB().Clauses(clause.OnConflict{DoNothing: true})
		if err := db.Wrap(once.Create(&e), "keep calendar entry"); err != nil {
			return err
		}
	}
	return nil
}

// TakeOff wants a meeting out of every calendar it was to be in.
func TakeOff(tx *db.Tx, meeting string, now time.Time) error {
	return wanting(tx, meeting, now, true)
}

// DueEntries lists what some calendars do not know yet, in any district: tx is everyone's view.
func DueEntries(tx *db.Tx, platforms []string, now time.Time, limit int) ([]Entry, error) {
	return db.List[Entry](tx.DB().
		Where("next_at <= ? AND busy <= ? AND done < wanted AND platform IN ?", now.UTC(), now.UTC(), platforms).
		Order("next_at, meeting, platform").Limit(limit), "look for calendar entries")
}

func one(tx *db.Tx, e Entry) *gorm.DB {
	return tx.DB().Model(&Entry{}).Where("meeting = ? AND platform = ?", e.Meeting, e.Platform)
}

// Take reserves an entry until the lease ends; ok is false when somebody else has it, or it changed meanwhile. A first
// try is noted before it is made, so that a crash leaves a trace of it.
func (e *Entry) Take(tx *db.Tx, now, until time.Time) (ok bool, err error) {
	set := map[string]any{"attempts": e.Attempts + 1, "busy": until.UTC()}
	if e.External == "" && e.Tried == 0 && !e.Cancelled {
		set["tried"] = e.Wanted
	}
	free := one(tx, *e).Where("wanted = ? AND attempts = ? AND busy <= ?", e.Wanted, e.Attempts, now.UTC())
	e.Attempts, e.Busy = e.Attempts+1, until.UTC()
	return db.Hit(free.Updates(set), "take calendar entry")
}

// Release gives an entry back with what came of it; again is the next try, zero when there is none. What was wanted
// while it was taken stays wanted.
func (e *Entry) Release(tx *db.Tx, now, again time.Time) error {
	set := map[string]any{"external": e.External, "tried": e.Tried, "busy": now.UTC()}
	mine, err := db.Hit(one(tx, *e).Where("busy = ?", e.Busy).Updates(set), "give calendar entry back")
	if err != nil || !mine { // not mine: the lease ran out and somebody else has it
		return err
	}
	if set = map[string]any{"next_at": again.UTC()}; again.IsZero() {
		set = map[string]any{"done": e.Wanted, "next_at": idle}
	}
	return db.Wrap(one(tx, *e).Where("wanted = ?", e.Wanted).Updates(set), "finish calendar entry")
}

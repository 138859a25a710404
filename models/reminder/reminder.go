// Package reminder keeps what was said about standings, so that nothing is said twice; what was snoozed and what was
// acknowledged; and since when a district is reminded at all.
package reminder

import (
	"slices"
	"time"

	"gorm.io/gorm"

	"linzhangbot/models/db"
)

// Reminder is one step of one standing that was said, or is about to be. Its key is unique: asked ten times by three
// replicas, it is said once. Several nudges of one chat share a message (Parcel).
type Reminder struct {
	ID       string `gorm:"primaryKey"`
	District string
	Key      string `gorm:"column:dedupe"` // standing key + step
	Standing string // Standing.Key()
	Rule     string
	Org      string
	Person   string
	Name     string `gorm:"-"` // Subject.Name, for the message that is made of it
	Period   string
	Step     string
	Target   Target // where it is said
	Have     int
	Want     int
	Due      time.Time
	Late     bool   // the due day is over
	Passes   bool   // a last day or a missed notice: told whatever the budget, and not counted in it
	Extra    string // the step's own words
	Parcel   string // key of the notice that carries it
	Day      string // local day, 2006-01-02: the nudge budget counts days
	At       time.Time
	AckedBy  string // person who said 收到
	AckedAt  *time.Time
}

// TableName is nudges.
func (Reminder) TableName() string { return "nudges" }

// Migrations makes the tables.
var Migrations = []db.Migration{{Version: 140, Name: "nudges", SQL: []string{
	`CREATE TABLE IF NOT EXISTS nudges (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, dedupe VARCHAR(190) NOT NULL,
	 standing VARCHAR(190) NOT NULL, rule VARCHAR(64) NOT NULL, org VARCHAR(64) NOT NULL, person VARCHAR(128) NOT NULL, period VARCHAR(32) NOT NULL,
	 step VARCHAR(64) NOT NULL, target VARCHAR(190) NOT NULL, have INT NOT NULL, want INT NOT NULL, due {time} NOT NULL, late BOOLEAN NOT NULL,
	 extra VARCHAR(255) NOT NULL, parcel VARCHAR(190) NOT NULL, day CHAR(10) NOT NULL, at {time} NOT NULL, acked_by VARCHAR(128) NOT NULL, acked_at {time} NULL) {table}`,
	`CREATE UNIQUE INDEX IF NOT EXISTS nudges_dedupe ON nudges (district, dedupe)`,
	`CREATE INDEX IF NOT EXISTS nudges_org ON nudges (district, org, day)`,
	`CREATE INDEX IF NOT EXISTS nudges_parcel ON nudges (district, parcel)`}},
	{Version: 141, Name: "snoozes", SQL: []string{
		`CREATE TABLE IF NOT EXISTS snoozes (district VARCHAR(64) NOT NULL, standing VARCHAR(190) NOT NULL, until {time} NOT NULL,
	 times INT NOT NULL, person VARCHAR(128) NOT NULL, PRIMARY KEY (district, standing)) {table}`}}, lifeSteps,
	{Version: 143, Name: "nudges that the budget does not count", SQL: []string{
		`ALTER TABLE nudges ADD COLUMN passes BOOLEAN NOT NULL DEFAULT FALSE`}}}

// Rules of rows that are about no standing: a section of a morning's message, and a thing in the office's queue.
const (
	RuleSection = "section"
	RuleQueue   = "queue"
)

// Said finds which of the keys have been said.
func Said(tx *db.Tx, keys []string) (map[string]bool, error) {
	out := map[string]bool{}
	for part := range slices.Chunk(keys, 500) {
		rows, err := db.List[Reminder](tx.DB().Select("dedupe").Where("dedupe IN ?", part), "look for nudges said")
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			out[r.Key] = true
		}
	}
	return out, nil
}

// Keep writes nudges; a key that another replica wrote first is a duplicate error, which undoes the sweep.
func Keep(tx *db.Tx, rows []Reminder) error {
	for i := range rows {
		rows[i].ID, rows[i].District = tx.NewID(), tx.District()
	}
	if len(rows) == 0 {
		return nil
	}
	return db.Wrap(tx.DB().CreateInBatches(&rows, 100), "keep nudges")
}

// Mornings counts, for every organisation, the days from since to before day on which it was mentioned for something
// that the budget counts, in its own group or the shared one.
func Mornings(tx *db.Tx, since, day string) (map[string]int, error) {
	rows, err := db.List[Reminder](tx.DB().Distinct("org", "day").
		Where("day >= ? AND day < ? AND passes = ? AND org <> ''", since, day, false).
		Where("target = ? OR target LIKE ?", TargetMain, own+"%"), "count mornings")
	count := map[string]int{}
	for _, r := range rows {
		count[r.Org]++
	}
	return count, err
}

// ToldOn tells which chats have had their message of a day.
func ToldOn(tx *db.Tx, day string) (map[Target]bool, error) {
	rows, err := db.List[Reminder](tx.DB().Distinct("target").Where("day = ?", day), "look for messages of a day")
	out := map[Target]bool{}
	for _, r := range rows {
		out[r.Target] = true
	}
	return out, err
}

// LastQueue is when the office was last told what waits for it; zero: never.
func LastQueue(tx *db.Tx) (time.Time, error) {
	row, _, err := db.One[Reminder](tx.DB().Where("rule = ?", RuleQueue).Order("at DESC"), "look for the last queue")
	return row.At, err
}

// OfParcel lists the nudges one message carries.
func OfParcel(tx *db.Tx, parcel string) ([]Reminder, error) {
	return db.List[Reminder](tx.DB().Where("parcel = ?", parcel).Order("rule, id"), "list nudges of a message")
}

// Waiting lists the nudges of a standing whose message was just withdrawn, newest first.
func Waiting(tx *db.Tx, standing string) ([]Reminder, error) {
	return db.List[Reminder](tx.DB().Where("standing = ?", standing).
		Order("at DESC, id DESC"), "list nudges of a standing")
}

// Repack moves nudges to another message.
func Repack(tx *db.Tx, from, to string) error {
	return db.Wrap(tx.DB().Model(&Reminder{}).Where("parcel = ?", from).Update("parcel", to), "move nudges")
}

// Drop forgets the nudges of a settled standing that had not left.
func Drop(tx *db.Tx, parcel, standing string) error {
	return db.Wrap(tx.DB().Where("parcel = ? AND standing = ?", parcel, standing).Delete(&Reminder{}), "drop nudge")
}

// addressed finds what was said to an organisation or to one person; the district's own posts have no organisation.
const addressed = "(org = ? AND org <> '' OR person = ? AND person <> '')"

// Latest lists the newest nudges of an organisation (or of one person), newest first.
func Latest(tx *db.Tx, org, person string, limit int) ([]Reminder, error) {
	return db.List[Reminder](tx.DB().Where(addressed, org, person).
		Order("at DESC, id DESC").Limit(limit), "list nudges")
}

// saidAbout finds what was said about some standings: in some chats, or everywhere where none is named.
func saidAbout(tx *db.Tx, standings []string, targets []Target) *gorm.DB {
	q := tx.DB().Where("standing IN ?", standings)
	if len(targets) > 0 {
		q = q.Where("target IN ?", targets)
	}
	return q
}

// Told tells of which standings something was said, in some chats or anywhere.
func Told(tx *db.Tx, standings []string, targets ...Target) (map[string]bool, error) {
	out := map[string]bool{}
	if len(standings) == 0 {
		return out, nil
	}
	rows, err := db.List[Reminder](saidAbout(tx, standings, targets).Distinct("standing"), "look for what was said")
	for _, r := range rows {
		out[r.Standing] = true
	}
	return out, err
}

// Ack records that somebody said 收到 to what was said about some standings, in some chats or anywhere. It tells to how
// many of them that was the first time, and how many were said at all.
func Ack(tx *db.Tx, standings []string, person string, at time.Time, targets ...Target) (fresh, said int, err error) {
	if len(standings) == 0 {
		return 0, 0, nil
	}
	rows, err := db.List[Reminder](saidAbout(tx, standings, targets), "look for receipts")
	if err != nil || len(rows) == 0 {
		return 0, 0, err
	}
	all, open := map[string]bool{}, map[string]bool{}
	for _, r := range rows {
		all[r.Standing] = true
		if r.AckedAt == nil {
			open[r.Standing] = true
		}
	}
	res := saidAbout(tx, standings, targets).Model(&Reminder{}).Where("acked_at IS NULL").
		Updates(map[string]any{"acked_by": person, "acked_at": at.UTC()})
	return len(open), len(all), db.Wrap(res, "record receipt")
}

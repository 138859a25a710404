// Package inbox remembers every message that came in, once: the unique key (platform, message id) is the truth
// about “already done”. It knows no regulation and decodes no card.
package inbox

import (
	"slices"
	"time"

	"linzhangbot/models/db"
)

// Row is one message that was acted on, with the reply that was given. The text itself is not kept here.
type Row struct {
	ID       string `gorm:"primaryKey"`
	District string
	Platform string
	Message  string // the platform's message id
	Chat     string
	Account  string
	Intent   string
	Code     string // code of the reply; empty when the message was left alone
	Reply    string // the reply's card as JSON; empty when there was none
	At       time.Time
}

// TableName is inbox.
func (Row) TableName() string { return "inbox" }

// Migrations makes the table. A message id is kept for ever: platforms repeat up to seven hours later, backups later
// still.
var Migrations = []db.Migration{{Version: 110, Name: "inbox", SQL: []string{
	`CREATE TABLE IF NOT EXISTS inbox (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, platform VARCHAR(64) NOT NULL,
	 message VARCHAR(190) NOT NULL, chat VARCHAR(190) NOT NULL, account VARCHAR(190) NOT NULL, intent VARCHAR(64) NOT NULL,
	 code VARCHAR(64) NOT NULL, reply {text} NOT NULL, at {time} NOT NULL) {table}`,
	`CREATE UNIQUE INDEX IF NOT EXISTS inbox_message ON inbox (platform, message)`,
	`CREATE INDEX IF NOT EXISTS inbox_at ON inbox (district, at)`}}}

// Key is what makes a message unique.
type Key struct{ Platform, Message string }

// Seen finds which of the messages have been acted on already, in one query.
func Seen(tx *db.Tx, keys []Key) (map[Key]Row, error) {
	ids, platforms := make([]string, 0, len(keys)), []string{}
	for _, k := range keys {
		ids = append(ids, k.Message)
		if !slices.Contains(platforms, k.Platform) {
			platforms = append(platforms, k.Platform) // the unique index begins with it: without, every message would be read
		}
	}
	rows, err := db.List[Row](tx.DB().Where("platform IN ? AND message IN ?", platforms, ids), "look for messages seen")
	if err != nil {
		return nil, err
	}
	out := map[Key]Row{}
	for _, r := range rows {
		out[Key{r.Platform, r.Message}] = r
	}
	return out, nil
}

// Put keeps a message; it is written with the transaction's other collected rows.
func Put(tx *db.Tx, r Row) {
	r.ID, r.District = tx.NewID(), tx.District()
	tx.Append(r)
}

// Lately lists what an account said in a chat since a moment, the newest first.
func Lately(tx *db.Tx, platform, chat, account string, since time.Time) ([]Row, error) {
	q := tx.DB().Where("platform = ? AND chat = ? AND account = ? AND at >= ?", platform, chat, account, since.UTC())
	return db.List[Row](q.Order("at DESC, id DESC"), "look for what was said lately")
}

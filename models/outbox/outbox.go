// Package outbox keeps what must be said, in the same transaction as the fact that causes it. A parcel is frozen
// when it is put; it can be withdrawn by its subject until it has left. The package decodes no card.
package outbox

import (
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm/clause"

	"linzhangbot/models/db"
)

// State of a parcel.
type State string

const (
	Pending   State = "pending"   // waits for NextAt
	Sending   State = "sending"   // a dispatcher holds it until LeaseUntil
	Sent      State = "sent"      // the platform took it, or took it as the answer of the very request
	Unknown   State = "unknown"   // written, but the platform's word is missing, and it drops no repeats: a person decides
	Dead      State = "dead"      // refused for good, tried too often, or too late to make sense
	Cancelled State = "cancelled" // withdrawn before it left
)

// Parcel is one card for one chat.
type Parcel struct {
	ID         string `gorm:"primaryKey"`
	District   string
	Key        string `gorm:"column:dedupe"` // said once per key; a reply's key is its message
	Subjects   string // |key|key| of the duties and records it speaks about
	Platform   string
	Chat       string // the platform's chat id
	ChatKind   string
	ReplyTo    string
	Kind       string // reply, notice
	Code       string
	Urgent     bool
	Card       string // frozen, JSON
	State      State
	NextAt     time.Time
	Until      *time.Time // after it there is no sense in saying it
	Attempts   int
	Owner      string
	LeaseUntil *time.Time
	Receipt    string // the platform's id of the message
	Trouble    string // last error code and reason, without secrets
	At         time.Time
	SentAt     *time.Time
}

// TableName is outbox.
func (Parcel) TableName() string { return "outbox" }

// Migrations makes the table. The indexes serve the unique key and the dispatcher's claim.
var Migrations = []db.Migration{{Version: 120, Name: "outbox", SQL: []string{
	`CREATE TABLE IF NOT EXISTS outbox (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, dedupe VARCHAR(190) NOT NULL,
	 subjects {text} NOT NULL, platform VARCHAR(64) NOT NULL, chat VARCHAR(190) NOT NULL, chat_kind VARCHAR(16) NOT NULL, reply_to {text} NOT NULL,
	 kind VARCHAR(16) NOT NULL, code VARCHAR(64) NOT NULL, urgent BOOLEAN NOT NULL, card {text} NOT NULL, state VARCHAR(16) NOT NULL,
	 next_at {time} NOT NULL, until {time} NULL, attempts INT NOT NULL, owner VARCHAR(64) NOT NULL, lease_until {time} NULL,
	 receipt VARCHAR(190) NOT NULL, trouble VARCHAR(255) NOT NULL, at {time} NOT NULL, sent_at {time} NULL) {table}`,
	`CREATE UNIQUE INDEX IF NOT EXISTS outbox_dedupe ON outbox (district, dedupe)`,
	`CREATE INDEX IF NOT EXISTS outbox_due ON outbox (state, next_at)`}},
	{Version: 121, Name: "outbox finds the card that was answered", SQL: []string{
		`CREATE INDEX IF NOT EXISTS outbox_receipt ON outbox (receipt)`}},
	{Version: 122, Name: "outbox finds what was said last in a chat", SQL: []string{
		`CREATE INDEX IF NOT EXISTS outbox_chat ON outbox (chat, at)`}}}

// Reply keeps the answer to a message; it is written with the transaction's other collected rows.
func Reply(tx *db.Tx, p Parcel) Parcel {
	p.ID, p.District, p.Kind = tx.NewID(), tx.District(), "reply"
	tx.Append(p)
	return p
}

// Put keeps a notice unless its key was used before: asked ten times by three replicas, it is said once.
func Put(tx *db.Tx, p Parcel) error {
	p.ID, p.District, p.Kind, p.State = tx.NewID(), tx.District(), "notice", Pending
	return db.Wrap(tx.DB().Clauses(clause.OnConflict{DoNothing: true}).Create(&p), "put notice")
}

// Subject writes the subjects of a parcel so that Cancel finds them.
func Subject(keys ...string) string { return "|" + strings.Join(keys, "|") + "|" }

// Cancel withdraws every notice about the subject that has not left, and returns those parcels: what they said
// about other subjects is the caller's to say again.
func Cancel(tx *db.Tx, subject string) ([]Parcel, error) {
	ids, err := waitingAbout(tx, subject)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	rows, err := db.List[Parcel](tx.DB().Where("id IN ? AND state = ?", ids, Pending).
		Order("id"), "find notices of "+subject)
	if err != nil {
		return nil, err
	}
	var out []Parcel
	for _, p := range rows {
		res := tx.DB().Model(&Parcel{}).Where("id = ? AND state = ?", p.ID, Pending).Update("state", Cancelled)
		if res.Error != nil {
			return nil, fmt.Errorf("withdraw notice: %w", res.Error)
		}
		if res.RowsAffected == 1 {
			out = append(out, p)
		}
	}
	return out, nil
}

func escape(s string) string { return strings.NewReplacer("!", "!!", "%", "!%", "_", "!_").Replace(s) }

// waitingAbout finds the waiting notices about a subject.
func waitingAbout(tx *db.Tx, subject string) (ids []string, err error) {
	if _, ok := tx.Kept(Parcel{}.TableName()); !ok {
		if err := Ahead(tx); err != nil {
			return nil, err
		}
	}
	kept, _ := tx.Kept(Parcel{}.TableName())
	notices, _ := kept.([]Parcel)
	for _, p := range notices {
		if strings.Contains(p.Subjects, Subject(subject)) {
			ids = append(ids, p.ID)
		}
	}
	return ids, nil
}

// Ahead reads which notices wait, for all that Cancel will be asked in this transaction: most of what is settled has
// no reminder on its way.
func Ahead(tx *db.Tx) error {
	notices, err := db.List[Parcel](tx.DB().Select("id", "subjects").
		Where("state = ? AND kind = 'notice'", Pending), "look for waiting notices")
	if err != nil {
		return err
	}
	tx.Keep(Parcel{}.TableName(), notices)
	return nil
}

// About lists every notice about a subject, sent or not, oldest first: the correspondence of a dossier.
func About(tx *db.Tx, subject string) ([]Parcel, error) {
	return db.List[Parcel](tx.DB().Where("kind = 'notice' AND subjects LIKE ? ESCAPE '!'", "%|"+escape(subject)+"|%").
		Order("at, id"), "list notices of "+subject)
}

// Receipt is a sent message as its platform names it.
type Receipt struct{ Platform, ID string }

// SentAs tells which of the platforms' message ids are of parcels of ours, of any district.
func SentAs(tx *db.Tx, ids []string) (map[Receipt]bool, error) {
	found, err := db.List[Parcel](tx.DB().Select("platform", "receipt").Where("receipt IN ?", ids),
		"look for cards answered")
	if err != nil {
		return nil, err
	}
	ours := map[Receipt]bool{}
	for _, p := range found {
		ours[Receipt{p.Platform, p.Receipt}] = true
	}
	return ours, nil
}

// SaidAs finds the card that a platform knows by an id; ok is false when it is none of ours.
func SaidAs(tx *db.Tx, platform, id string) (p Parcel, ok bool, err error) {
	return db.One[Parcel](tx.DB().Where("receipt = ? AND platform = ?", id, platform), "look for the card answered")
}

// Latest are the cards said last in a chat, the newest first. What was withdrawn or never arrived is none of them.
func Latest(tx *db.Tx, chat ChatKey, now time.Time, n int) ([]Parcel, error) {
	return db.List[Parcel](tx.DB().Where("chat = ? AND platform = ?", chat.Chat, chat.Platform).
		Where("at <= ? AND next_at <= ? AND state NOT IN ?", now, now, []State{Cancelled, Dead}).
		Order("at DESC, id DESC").Limit(n), "look for the last cards")
}

// Package media keeps the pictures and files that came with messages. A message's transaction keeps only the
// platform's reference; the bytes are fetched at once afterwards, since platforms' links live minutes. They lie in
// the database, so that one backup holds everything and every replica sees them.
package media

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"linzhangbot/models/db"
)

// State of a file.
type State string

const (
	Waiting State = "waiting" // only the reference is known
	Kept    State = "kept"    // the bytes are here
	Lost    State = "lost"    // the platform does not give them any more
)

// Max is the largest file that is kept, in bytes.
const Max = 10 << 20

// File is one picture or file of one message.
type File struct {
	ID       string `gorm:"primaryKey"`
	District string
	Platform string
	Message  string // the platform's message id
	Kind     string // image, file, voice, video
	Name     string
	Ref      string // how the platform names it
	Secret   string // the file's own key where the platform has one
	State    State
	Hash     string // SHA-256 of the bytes
	Size     int
	Attempts int
	NextAt   time.Time
	At       time.Time
}

// TableName is media.
func (File) TableName() string { return "media" }

// content holds the bytes apart, so that lists stay light.
type content struct {
	ID       string `gorm:"primaryKey"`
	District string
	Data     []byte
}

// TableName is media_bytes.
func (content) TableName() string { return "media_bytes" }

// Migrations makes the tables.
var Migrations = []db.Migration{{Version: 160, Name: "media", SQL: []string{
	`CREATE TABLE IF NOT EXISTS media (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, platform VARCHAR(64) NOT NULL,
	 message VARCHAR(190) NOT NULL, kind VARCHAR(16) NOT NULL, name VARCHAR(255) NOT NULL, ref {text} NOT NULL, secret VARCHAR(255) NOT NULL,
	 state VARCHAR(16) NOT NULL, hash CHAR(64) NOT NULL, size INT NOT NULL, attempts INT NOT NULL, next_at {time} NOT NULL, at {time} NOT NULL) {table}`,
	`CREATE INDEX IF NOT EXISTS media_message ON media (district, platform, message)`,
	`CREATE INDEX IF NOT EXISTS media_waiting ON media (state, next_at)`,
	`CREATE TABLE IF NOT EXISTS media_bytes (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, data {bytes} NOT NULL) {table}`}}}

// Note keeps a reference; it is written with the transaction's other collected rows.
func Note(tx *db.Tx, f File) {
	f.ID, f.District, f.State, f.NextAt = tx.NewID(), tx.District(), Waiting, f.At
	tx.Append(f)
}

// Due lists files whose bytes are still to be fetched.
func Due(tx *db.Tx, now time.Time, limit int) ([]File, error) {
	return db.List[File](tx.DB().Where("state = ? AND next_at <= ?", Waiting, now).Order("next_at, id").
		Limit(limit), "look for files to fetch")
}

// Take marks a file as being fetched until the lease ends; ok is false when another replica has it.
func Take(tx *db.Tx, f File, until time.Time) (ok bool, err error) {
	return db.Hit(tx.DB().Model(&File{}).Where("id = ? AND state = ? AND attempts = ?", f.ID, Waiting, f.Attempts).
		Updates(map[string]any{"attempts": f.Attempts + 1, "next_at": until}), "take file")
}

// Keep stores the bytes.
func Keep(tx *db.Tx, f File, data []byte, name string) error {
	if _, err := db.Create(tx, &content{ID: f.ID, Data: data}, "keep file"); err != nil {
		return err
	}
	if name == "" {
		name = f.Name
	}
	sum := sha256.Sum256(data)
	return db.Wrap(tx.DB().Model(&File{}).Where("id = ?", f.ID).
		Updates(map[string]any{"state": Kept, "hash": hex.EncodeToString(sum[:]), "size": len(data),
			"name": clip(name, 200)}), "mark file kept")
}

// GiveUp marks a file as lost.
func GiveUp(tx *db.Tx, f File) error {
	return db.Wrap(tx.DB().Model(&File{}).Where("id = ?", f.ID).Update("state", Lost), "mark file lost")
}

// Of lists the files of a message, oldest first.
func Of(tx *db.Tx, platform, message string) ([]File, error) {
	return db.List[File](tx.DB().Where("platform = ? AND message = ?", platform, message).
		Order("id"), "list files of a message")
}

// Bytes reads a file; nil when it was not kept.
func Bytes(tx *db.Tx, id string) ([]byte, error) {
	row, _, err := db.One[content](tx.DB().Where("id = ?", id), "read file")
	return row.Data, err
}

func clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}

// LostSince lists files that were given up since a moment, oldest first.
func LostSince(tx *db.Tx, since time.Time) ([]File, error) {
	q := tx.DB().Where("state = ? AND next_at > ?", Lost, since.UTC())
	return db.List[File](q.Order("next_at, id"), "list files lost")
}

// Package audit keeps who did what, when, from which message, before and after. Rows are never changed or removed.
package audit

import (
	"encoding/json"
	"fmt"
	"time"

	"linzhangbot/models/db"
)

// Row is one change of one record.
type Row struct {
	ID       string `gorm:"primaryKey"`
	District string
	Kind     string // report, issue, post …
	Record   string // id of the record
	Ref      string // number people know
	Verb     string // accepted, withdrawn, adopted …
	Person   string // person code
	Account  string
	Message  string // platform message id that caused it; empty for the clock
	Before   string // JSON, empty when it is new
	After    string // JSON
	Note     string // reason given
	At       time.Time
}

// TableName is audit.
func (Row) TableName() string { return "audit" }

// Migrations makes the table.
var Migrations = []db.Migration{{Version: 130, Name: "audit", SQL: []string{
	"CREATE TABLE IF NOT EXISTS audit (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, kind VARCHAR(32) NOT NULL, " +
		"record VARCHAR(64) NOT NULL, ref VARCHAR(128) NOT NULL, verb VARCHAR(32) NOT NULL, person VARCHAR(128) NOT NULL, " +
		"account VARCHAR(190) NOT NULL, message VARCHAR(190) NOT NULL, `before` {text} NOT NULL, `after` {text} NOT NULL, note {text} NOT NULL, at {time} NOT NULL) {table}",
	`CREATE INDEX IF NOT EXISTS audit_record ON audit (district, kind, record)`}}}

// Put keeps a change; before and after are written as JSON (nil: nothing).
func Put(tx *db.Tx, r Row, before, after any) error {
	var err error
	if r.Before, err = text(before); err != nil {
		return err
	}
	if r.After, err = text(after); err != nil {
		return err
	}
	r.ID, r.District = tx.NewID(), tx.District()
	tx.Append(r)
	return nil
}

// Of lists a record's changes, oldest first.
func Of(tx *db.Tx, kind, record string) ([]Row, error) {
	return db.List[Row](tx.DB().Where("kind = ? AND record = ?", kind, record).Order("at, id"), "list history of "+kind)
}

func text(v any) (string, error) {
	if v == nil {
		return "", nil
	}
	b, err := json.Marshal(v)
	if err != nil {
		return "", fmt.Errorf("write history: %w", err)
	}
	return string(b), nil
}

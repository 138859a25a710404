package approval

import (
	"slices"
	"time"

	"gorm.io/gorm"

	"linzhangbot/models/db"
)

// Migrations makes the table. approvals_one lets each word be said once, approvals_open serves the morning's sweep.
var Migrations = []db.Migration{{Version: 170, Name: "approvals", SQL: []string{
	`CREATE TABLE IF NOT EXISTS approvals (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL,
	 kind VARCHAR(16) NOT NULL, record CHAR(32) NOT NULL, version VARCHAR(32) NOT NULL, pos INT NOT NULL,
	 extra BOOLEAN NOT NULL, post VARCHAR(64) NOT NULL, person VARCHAR(128) NOT NULL, verdict VARCHAR(16) NOT NULL,
	 reason {text} NOT NULL, asked {time} NULL, at {time} NULL) {table}`,
	`CREATE UNIQUE INDEX IF NOT EXISTS approvals_one ON approvals (district, kind, record, version, post, extra)`,
	`CREATE INDEX IF NOT EXISTS approvals_open ON approvals (district, verdict, kind)`,
}}}

// Demand writes down whose word a version needs; what was missing on earlier versions is void.
func Demand(tx *db.Tx, s Subject, r Rule) ([]Word, error) {
	if err := Drop(tx, s); err != nil {
		return nil, err
	}
	words := r.Fill(s, nil)
	if len(words) == 0 {
		return nil, nil
	}
	for i := range words {
		words[i].ID = tx.NewID()
	}
	return words, db.Wrap(tx.DB().Create(&words), "ask for approval")
}

// Words lists the words on a version that are on file, in their order.
func Words(tx *db.Tx, s Subject) ([]Word, error) {
	q := tx.DB().Where("kind = ? AND record = ? AND version = ?", s.Kind, s.Record, s.Version)
	return db.List[Word](q.Order("pos, post"), "list approvals")
}

// Waiting lists all words of the district that were asked for and are missing, on records of the kinds.
func Waiting(tx *db.Tx, kinds ...string) ([]Word, error) {
	q := tx.DB().Where("verdict = '' AND kind IN ?", kinds)
	return db.List[Word](q.Order("record, kind, version, pos"), "list missing approvals")
}

// Say writes a person's words. When somebody has said one of them meanwhile it is db.ErrChanged.
func Say(tx *db.Tx, words []Word, person, verdict, reason string, now time.Time) error {
	for _, w := range words {
		if w.ID == "" {
			w.ID = tx.NewID()
			if _, err := db.Create(tx, &w, "keep word"); err != nil {
				return err
			}
		}
		said := map[string]any{"person": person, "verdict": verdict, "reason": reason, "at": now.UTC()}
		hit, err := db.Hit(missing(tx, w.ID).Updates(said), "keep word")
		if err == nil && !hit {
			err = db.ErrChanged
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// missing is a word that was asked for, while nobody has said it.
func missing(tx *db.Tx, id string) *gorm.DB {
	return tx.DB().Model(&Word{}).Where("id = ? AND verdict = ''", id)
}

// Return sends a version back with a reason: one of the person's words says so, and no other is needed any more.
func Return(tx *db.Tx, s Subject, mine []Word, person, reason string, now time.Time) error {
	if i := slices.IndexFunc(mine, Word.Open); i >= 0 {
		if err := Say(tx, mine[i:i+1], person, Returned, reason, now); err != nil {
			return err
		}
	}
	return Drop(tx, s)
}

// Drop makes every missing word on all versions of a record void.
func Drop(tx *db.Tx, s Subject) error {
	q := tx.DB().Model(&Word{}).Where("kind = ? AND record = ? AND verdict = ''", s.Kind, s.Record)
	return db.Wrap(q.Update("verdict", Spare), "drop approvals")
}

// Ask notes whom and since when a word is asked for; asking a successor begins a new wait.
func Ask(tx *db.Tx, w Word, person string, now time.Time) error {
	asked := map[string]any{"person": person, "asked": now.UTC()}
	return db.Wrap(missing(tx, w.ID).Updates(asked), "note request for approval")
}

package approval

import (
	"fmt"
	"slices"
	"time"

	"linzhangbot/models/db"
)

// Steps makes the table. approvals_one lets each word be said once, approvals_open serves the morning's sweep.
var Steps = []db.Step{{Version: 170, Name: "approvals", SQL: []string{
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
	if err := tx.DB().Create(&words).Error; err != nil {
		return nil, fmt.Errorf("ask for approval: %w", err)
	}
	return words, nil
}

// Words lists the words on a version that are on file, in their order.
func Words(tx *db.Tx, s Subject) ([]Word, error) {
	var rows []Word
	err := tx.DB().Where("kind = ? AND record = ? AND version = ?", s.Kind, s.Record, s.Version).Order("pos, post").
		Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("list approvals: %w", err)
	}
	return rows, nil
}

// Waiting lists all words of the district that were asked for and are missing, on records of the kinds.
func Waiting(tx *db.Tx, kinds ...string) ([]Word, error) {
	var rows []Word
	err := tx.DB().Where("verdict = '' AND kind IN ?", kinds).Order("record, kind, version, pos").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("list missing approvals: %w", err)
	}
	return rows, nil
}

// Say writes a person's words. When somebody has said one of them meanwhile it is db.ErrChanged.
func Say(tx *db.Tx, words []Word, person, verdict, reason string, now time.Time) error {
	at := now.UTC()
	for _, w := range words {
		if w.ID == "" {
			w.ID, w.Person, w.Verdict, w.Reason, w.At = tx.NewID(), person, verdict, reason, &at
			err := tx.Nested(func() error { return tx.DB().Create(&w).Error })
			if db.IsDuplicate(err) {
				return db.ErrChanged
			}
			if err != nil {
				return fmt.Errorf("keep word: %w", err)
			}
			continue
		}
		res := tx.DB().Model(&Word{}).Where("id = ? AND verdict = ''", w.ID).
			Updates(map[string]any{"person": person, "verdict": verdict, "reason": reason, "at": at})
		if res.Error != nil {
			return fmt.Errorf("keep verdict: %w", res.Error)
		}
		if res.RowsAffected == 0 {
			return db.ErrChanged
		}
	}
	return nil
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
	err := tx.DB().Model(&Word{}).Where("kind = ? AND record = ? AND verdict = ''", s.Kind, s.Record).
		Update("verdict", Spare).Error
	if err != nil {
		return fmt.Errorf("drop approvals: %w", err)
	}
	return nil
}

// Ask notes whom and since when a word is asked for; asking a successor begins a new wait.
func Ask(tx *db.Tx, w Word, person string, now time.Time) error {
	err := tx.DB().Model(&Word{}).Where("id = ? AND verdict = ''", w.ID).
		Updates(map[string]any{"person": person, "asked": now.UTC()}).Error
	if err != nil {
		return fmt.Errorf("note request for approval: %w", err)
	}
	return nil
}

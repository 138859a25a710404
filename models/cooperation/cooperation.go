// Package cooperation is the 协作会商制度 as code: the written summaries of units, patrols of chiefs, joint activities with
// their invitations, what the office shares with its receipts, and 总林长令 with signatures, acknowledgements and
// items. It knows no chat and no clock.
package cooperation

import (
	"errors"
	"fmt"

	"linzhangbot/models/db"
)

// ErrChanged says that somebody else changed the record since it was read.
var ErrChanged = errors.New("record was changed meanwhile")

// swap writes the named columns of a row that has an id and a version, unless somebody was faster.
func swap(tx *db.Tx, row any, id string, was int, columns ...string) error {
	res := tx.DB().Model(row).Where("id = ? AND version = ?", id, was).Select(append(columns, "version")).Updates(row)
	if res.Error != nil {
		return fmt.Errorf("save record: %w", res.Error)
	}
	if res.RowsAffected == 0 {
		return ErrChanged
	}
	return nil
}

// create keeps a new row. taken is true when a unique key holds it already.
func create(tx *db.Tx, row any) (taken bool, err error) {
	err = tx.Nested(func() error { return tx.DB().Create(row).Error })
	if db.IsDuplicate(err) {
		return true, nil
	}
	if err != nil {
		return false, fmt.Errorf("keep record: %w", err)
	}
	return false, nil
}

// one takes the first row of a list.
func one[T any](rows []T, err error) (T, bool, error) {
	var none T
	if err != nil || len(rows) == 0 {
		return none, false, err
	}
	return rows[0], true, nil
}

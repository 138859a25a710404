// Package cooperation is the 协作会商制度 as code: the written summaries of units, patrols of chiefs, joint activities with
// their invitations, what the office shares with its receipts, and 总林长令 with signatures, acknowledgements and
// items. It knows no chat and no clock.
package cooperation

import "linzhangbot/models/db"

// swap writes the named columns of a row whose version has been counted on, unless somebody was faster.
func swap(tx *db.Tx, row any, id string, was int, columns ...string) error {
	return db.Swap(tx.DB(), row, id, "version", &was, columns...)
}

// create keeps a new row. taken is true when a unique key holds it already.
func create(tx *db.Tx, row any) (taken bool, err error) { return db.Create(tx, row, "keep record") }

// one takes the first row of a list.
func one[T any](rows []T, err error) (T, bool, error) {
	var none T
	if err != nil || len(rows) == 0 {
		return none, false, err
	}
	return rows[0], true, nil
}

// Package cooperation is the 协作会商制度 as code: the written summaries of units, patrols of chiefs, joint activities with
// their invitations, what the office shares with its receipts, and 总林长令 with signatures, acknowledgements and
// items. It knows no chat and no clock.
package cooperation

import "linzhangbot/models/db"

// Numbered is what bears a number of its year.
type Numbered interface {
	Patrol | Activity | Order | Share
}

// ByNumber finds a record by year and number.
func ByNumber[T Numbered](tx *db.Tx, year, n int) (T, bool, error) {
	return db.One[T](tx.DB().Where("year = ? AND n = ?", year, n), "find record by number")
}

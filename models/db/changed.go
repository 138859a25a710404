package db

import (
	"errors"

	"gorm.io/gorm"
)

// ErrChanged says that somebody else changed the record since it was read.
var ErrChanged = errors.New("record was changed meanwhile")

// Swap writes the named columns of a row and counts its version (in the column counter) on, unless somebody was
// faster: then it is ErrChanged. The row is named by its id and by the version it was read with.
func Swap(q *gorm.DB, row any, id, counter string, version *int, columns ...string) error {
	was := *version
	*version++
	q = q.Model(row).Where("id = ?", id).Where(counter+" = ?", was).Select(append(columns, counter))
	hit, err := Hit(q.Updates(row), "save record")
	if err == nil && !hit {
		err = ErrChanged
	}
	return err
}

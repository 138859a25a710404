package db

import (
	"fmt"
	"strings"

	"gorm.io/gorm"
)

// List reads the rows that a query finds. what is the verb phrase of its error: list reports.
func List[T any](q *gorm.DB, what string) ([]T, error) {
	var rows []T
	err := Wrap(q.Find(&rows), what)
	return rows, err
}

// One reads the first row that a query finds; ok is false when there is none.
func One[T any](q *gorm.DB, what string) (row T, ok bool, err error) {
	rows, err := List[T](q.Limit(1), what)
	if err != nil || len(rows) == 0 {
		return row, false, err
	}
	return rows[0], true, nil
}

// Count counts the rows that a query finds.
func Count(q *gorm.DB, what string) (int, error) {
	var n int64
	err := Wrap(q.Count(&n), what)
	return int(n), err
}

// Equal restricts a query to rows whose columns hold the values; empty values do not restrict.
func Equal(q *gorm.DB, columns map[string]string) *gorm.DB {
	want := map[string]any{}
	for column, value := range columns {
		if value != "" {
			want[column] = value
		}
	}
	if len(want) == 0 {
		return q
	}
	return q.Where(want)
}

// Wrap is the error of a statement that has run, with the verb phrase of what was to be done.
func Wrap(q *gorm.DB, what string) error {
	if q.Error != nil {
		return fmt.Errorf("%s: %w", what, q.Error)
	}
	return nil
}

// Hit reports whether a statement that has run found its row: what a compare-and-swap asks.
func Hit(q *gorm.DB, what string) (bool, error) {
	return q.RowsAffected > 0, Wrap(q, what)
}

// Create keeps a new row; taken is true when a unique key holds it already.
func Create(tx *Tx, row any, what string) (taken bool, err error) {
	q := tx.DB().Create(row)
	if IsDuplicate(q.Error) {
		return true, nil
	}
	return false, Wrap(q, what)
}

// Split reads a column that keeps a list of codes: |dasi|xinkou|.
func Split(column string) []string {
	return strings.FieldsFunc(column, func(r rune) bool { return r == '|' })
}

// Join writes a list of codes as a column keeps it, so that LIKE '%|dasi|%' finds one of them; empty for none.
func Join(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return "|" + strings.Join(list, "|") + "|"
}

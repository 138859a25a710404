package sheet

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// maxUnzipped is how large a workbook may become when it is unpacked, in bytes: a small file can claim to be huge.
const maxUnzipped = 64 << 20

// ErrNoWorkbook is what a file gets that cannot be read as a workbook.
var ErrNoWorkbook = errors.New("not a workbook")

// Content is a sheet as it was read.
type Content struct {
	Heads map[string]bool // names of the columns; nil: the sheet is empty
	Rows  []Row
	More  bool // it has more rows than were asked for; then none is read
}

// Row is one row under the head.
type Row struct {
	No       int               // as people see it: the first row under the head is 2
	Cells    map[string]string // by column; a formula is never worked out
	Formulas map[string]bool   // columns that hold one
}

// Read reads those of the named sheets that a workbook has, each with at most a number of rows, the head included.
func Read(r io.Reader, most int, names ...string) (map[string]Content, error) {
	f, err := excelize.OpenReader(r, excelize.Options{UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxUnzipped, RawCellValue: true})
	if err != nil {
		return nil, errors.Join(ErrNoWorkbook, err)
	}
	defer func() { _ = f.Close() }()
	out := map[string]Content{}
	for _, name := range names {
		if i, err := f.GetSheetIndex(name); err != nil || i < 0 {
			continue
		}
		rows, err := first(f, name, most+1)
		if err != nil {
			return nil, errors.Join(ErrNoWorkbook, err)
		}
		out[name] = content(f, name, rows, most)
	}
	return out, nil
}

// first reads no more rows than it is asked for: a small file can claim a million.
func first(f *excelize.File, name string, most int) (out [][]string, err error) {
	rows, err := f.Rows(name)
	if err != nil {
		return nil, fmt.Errorf("read sheet: %w", err)
	}
	defer func() { _ = rows.Close() }()
	for len(out) < most && rows.Next() {
		row, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return nil, fmt.Errorf("read row: %w", err)
		}
		out = append(out, row)
	}
	return out, rows.Error()
}

func content(f *excelize.File, name string, rows [][]string, most int) Content {
	c := Content{More: len(rows) > most}
	if len(rows) == 0 || c.More {
		return c
	}
	c.Heads = map[string]bool{}
	place := map[string]int{}
	for i, head := range rows[0] {
		head = strings.TrimSpace(head)
		place[head], c.Heads[head] = i, true
	}
	for i, row := range rows[1:] {
		r := Row{No: i + 2, Cells: map[string]string{}, Formulas: map[string]bool{}}
		for head, j := range place {
			cell, err := excelize.CoordinatesToCellName(j+1, r.No)
			if err != nil {
				continue
			}
			if formula, err := f.GetCellFormula(name, cell); err == nil && formula != "" {
				r.Formulas[head] = true
			} else if j < len(row) {
				r.Cells[head] = strings.TrimSpace(row[j])
			}
		}
		c.Rows = append(c.Rows, r)
	}
	return c
}

// Day reads a moment that a workbook keeps as a number of days, as a wall clock shows it in loc; ok is false for other
// texts and for numbers that are no day of our time.
func Day(text string, loc *time.Location) (day time.Time, ok bool) {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || n <= 10000 || n >= 100000 {
		return day, false
	}
	t, err := excelize.ExcelDateToTime(n, false)
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), 0, 0, loc), err == nil
}

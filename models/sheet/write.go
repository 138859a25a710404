// Package sheet writes tables as workbooks (.xlsx) and reads them back as text. It alone speaks to the spreadsheet
// library. Every cell is text, so that words which look like a formula stay words.
package sheet

import (
	"errors"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"
)

// Table is one sheet of a workbook.
type Table struct {
	Name   string
	Heads  []string // the first row; it stays in view
	Rows   [][]string
	Widths []float64 // of the columns in characters, one for each head; nil: usual
}

const (
	usual  = 20 // width of a column, in characters
	asText = 49 // the library's number of the format “text”: whoever types a long number keeps its digits
)

// Write writes a workbook with the tables in their order; there must be one at least.
func Write(w io.Writer, tables ...Table) error {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	style, err := f.NewStyle(&excelize.Style{NumFmt: asText})
	if err != nil {
		return fmt.Errorf("make text style: %w", err)
	}
	for i, t := range tables {
		if i == 0 {
			err = f.SetSheetName("Sheet1", t.Name)
		} else {
			_, err = f.NewSheet(t.Name)
		}
		if err := errors.Join(err, t.write(f, style)); err != nil {
			return fmt.Errorf("write sheet %s: %w", t.Name, err)
		}
	}
	if err := f.Write(w); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}

func (t Table) write(f *excelize.File, style int) error {
	s, err := f.NewStreamWriter(t.Name)
	if err != nil {
		return err
	}
	err = errors.Join(s.SetColStyle(1, len(t.Heads), style), s.SetColWidth(1, len(t.Heads), usual))
	for i, width := range t.Widths {
		err = errors.Join(err, s.SetColWidth(i+1, i+1, width))
	}
	err = errors.Join(err, s.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
	for i, row := range append([][]string{t.Heads}, t.Rows...) {
		cells := make([]any, len(row))
		for j, text := range row {
			cells[j] = text
		}
		err = errors.Join(err, s.SetRow(fmt.Sprintf("A%d", i+1), cells))
	}
	return errors.Join(err, s.Flush())
}

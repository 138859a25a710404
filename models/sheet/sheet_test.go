package sheet

import (
	"bytes"
	"errors"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// TestWrittenTablesAreReadBack goes through two sheets: what looks like a formula is text, and rows keep their numbers.
func TestWrittenTablesAreReadBack(t *testing.T) {
	var b bytes.Buffer
	err := Write(&b, Table{Name: "人员", Heads: []string{"编号", "姓名"}, Rows: [][]string{{"=1+1", " 张三 "}, {}, {"007", "+86"}}},
		Table{Name: "空", Heads: []string{"一"}, Widths: []float64{40}})
	if err != nil {
		t.Fatal(err)
	}
	got, err := Read(bytes.NewReader(b.Bytes()), 4, "人员", "空", "没有")
	if err != nil || len(got) != 2 || got["人员"].More {
		t.Fatalf("%+v, %v", got, err)
	}
	if empty := got["空"]; !empty.Heads["一"] || len(empty.Rows) != 0 {
		t.Errorf("the sheet without rows: %+v", empty)
	}
	for i, want := range []Row{{No: 2, Cells: map[string]string{"编号": "=1+1", "姓名": "张三"}}, {No: 3}, {No: 4, Cells: map[string]string{"编号": "007", "姓名": "+86"}}} {
		if row := got["人员"].Rows[i]; row.No != want.No || !maps.Equal(row.Cells, want.Cells) || len(row.Formulas) != 0 {
			t.Errorf("row %d: %+v, want %+v", i, row, want)
		}
	}
	if few, err := Read(bytes.NewReader(b.Bytes()), 3, "人员"); err != nil || !few["人员"].More || len(few["人员"].Rows) != 0 {
		t.Errorf("four rows where three are allowed: %+v, %v", few, err)
	}
}

// TestLook holds the width of the columns, the text format and the head that stays in view.
func TestLook(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, Table{Name: "台账", Heads: []string{"编号", "描述"}, Widths: []float64{16}, Rows: [][]string{{"1", "x"}}}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	first, err1 := f.GetColWidth("台账", "A")
	second, err2 := f.GetColWidth("台账", "B")
	panes, err3 := f.GetPanes("台账")
	style, err4 := f.GetCellStyle("台账", "A2")
	look, err5 := f.GetStyle(style)
	if err := errors.Join(err1, err2, err3, err4, err5); err != nil {
		t.Fatal(err)
	}
	if first != 16 || second != 20 || look.NumFmt != 49 || !panes.Freeze {
		t.Errorf("widths %v and %v, panes %+v, format %d", first, second, panes, look.NumFmt)
	}
}

// TestFormulasAreTold and never worked out; what is no workbook is said to be none.
func TestFormulasAreTold(t *testing.T) {
	f := excelize.NewFile()
	err := errors.Join(f.SetCellStr("Sheet1", "A1", " 编号 "), f.SetCellFormula("Sheet1", "A2", "1+1"))
	var b bytes.Buffer
	if err := errors.Join(err, f.Write(&b)); err != nil {
		t.Fatal(err)
	}
	got, err := Read(&b, 10, "Sheet1")
	if err != nil || len(got["Sheet1"].Rows) != 1 || !got["Sheet1"].Rows[0].Formulas["编号"] || got["Sheet1"].Rows[0].Cells["编号"] != "" {
		t.Errorf("%+v, %v", got, err)
	}
	for _, text := range []string{"", "PK", "a,b"} {
		if _, err := Read(strings.NewReader(text), 10, "Sheet1"); !errors.Is(err, ErrNoWorkbook) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestDay reads the days that workbooks keep as numbers.
func TestDay(t *testing.T) {
	zone := time.FixedZone("CST", 8*3600)
	for text, want := range map[string]string{"46084": "2026-03-03 00:00", "46084.5": "2026-03-03 12:00", "10000": "", "100000": "", "三月": ""} {
		day, ok := Day(text, zone)
		if ok != (want != "") || ok && day.Format("2006-01-02 15:04") != want {
			t.Errorf("%s: %s %v, want %s", text, day, ok, want)
		}
	}
}

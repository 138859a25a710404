package roster

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"

	"linzhangbot/models/chinese"
)

// The sheets of a roster file and their columns. A file may leave out sheets; the order of columns is free.
const (
	sheetOrgs     = "机构"
	sheetPeople   = "人员"
	sheetPosts    = "任职"
	sheetAccounts = "账号"
	sheetGroups   = "群"
)

var sheetNames = []string{sheetOrgs, sheetPeople, sheetPosts, sheetAccounts, sheetGroups}

var columns = map[string][]string{
	sheetOrgs:     {"机构编号", "名称", "全称", "类别"},
	sheetPeople:   {"人员编号", "姓名"},
	sheetPosts:    {"人员编号", "姓名", "职务", "机构", "对口联系街镇", "开始日期", "结束日期"},
	sheetAccounts: {"平台", "账号", "人员编号"},
	sheetGroups:   {"平台", "群号", "用途", "机构", "暂停"},
}

// needed are the columns a sheet cannot do without.
var needed = map[string][]string{
	sheetOrgs: {"机构编号", "名称"}, sheetPeople: {"人员编号", "姓名"}, sheetPosts: {"人员编号", "职务"},
	sheetAccounts: {"平台", "账号", "人员编号"}, sheetGroups: {"平台", "群号", "用途"},
}

// Limits of a file: beyond them it is no roster of a district.
const (
	maxUnzipped = 64 << 20
	maxRows     = 5000
	maxCell     = 500
	maxProblems = 100
)

// line is one row of a sheet: its number as people see it, and its cells by column name.
type line struct {
	sheet string
	no    int
	cells map[string]string
}

// problems collects what is wrong, in the order of the file.
type problems struct{ texts []string }

func (p *problems) at(l line, format string, args ...any) {
	p.add(fmt.Sprintf("%s表第%d行：", l.sheet, l.no) + fmt.Sprintf(format, args...))
}

func (p *problems) add(text string) {
	if len(p.texts) < maxProblems {
		p.texts = append(p.texts, text)
	}
}

// errNoSheet is what a file gets that cannot be read as a workbook.
var errNoSheet = errors.New("not a workbook")

// readSheets reads all sheets of a roster file as text. Formulas are never worked out: a cell with one is a problem.
func readSheets(r io.Reader, wrong *problems) (map[string][]line, error) {
	f, err := excelize.OpenReader(r, excelize.Options{UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxUnzipped, RawCellValue: true})
	if err != nil {
		return nil, errors.Join(errNoSheet, err)
	}
	defer func() { _ = f.Close() }()
	out := map[string][]line{}
	for _, name := range sheetNames {
		if i, err := f.GetSheetIndex(name); err != nil || i < 0 {
			continue
		}
		if out[name], err = readSheet(f, name, wrong); err != nil {
			return nil, errors.Join(errNoSheet, err)
		}
	}
	if len(out) == 0 {
		wrong.add("文件里没有“" + strings.Join(sheetNames, "”“") + "”这些表，请先导出一份名册照着填")
	}
	return out, nil
}

func readSheet(f *excelize.File, name string, wrong *problems) ([]line, error) {
	rows, err := firstRows(f, name)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	if len(rows) > maxRows {
		wrong.add(fmt.Sprintf("%s表超过%d行，请分几次导入", name, maxRows))
		return nil, nil
	}
	place := map[string]int{}
	for i, head := range rows[0] {
		place[strings.TrimSpace(head)] = i
	}
	for _, head := range needed[name] {
		if _, ok := place[head]; !ok {
			wrong.add(fmt.Sprintf("%s表第1行：缺少“%s”一栏", name, head))
			return nil, nil
		}
	}
	var out []line
	for i, row := range rows[1:] {
		if l, some := readLine(f, line{sheet: name, no: i + 2}, row, place, wrong); some {
			out = append(out, l)
		}
	}
	return out, nil
}

// firstRows reads no more rows than a roster may have: a small file can claim a million.
func firstRows(f *excelize.File, name string) ([][]string, error) {
	rows, err := f.Rows(name)
	if err != nil {
		return nil, fmt.Errorf("read sheet: %w", err)
	}
	defer func() { _ = rows.Close() }()
	var out [][]string
	for len(out) <= maxRows && rows.Next() {
		row, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return nil, fmt.Errorf("read row: %w", err)
		}
		out = append(out, row)
	}
	if err := rows.Error(); err != nil {
		return nil, fmt.Errorf("read sheet: %w", err)
	}
	return out, nil
}

// readLine takes one row's cells; some is false for an empty row.
func readLine(f *excelize.File, l line, row []string, place map[string]int, wrong *problems) (line, bool) {
	l.cells = map[string]string{}
	some := false
	for _, head := range columns[l.sheet] {
		i, ok := place[head]
		if !ok {
			continue
		}
		cell, err := excelize.CoordinatesToCellName(i+1, l.no)
		if err != nil {
			continue
		}
		if formula, err := f.GetCellFormula(l.sheet, cell); err == nil && formula != "" {
			wrong.at(l, "“%s”是公式，请改成文字", head)
			some = true
			continue
		}
		if i < len(row) {
			l.cells[head] = tidy(row[i])
		}
		some = some || l.cells[head] != ""
		if len([]rune(l.cells[head])) > maxCell {
			wrong.at(l, "“%s”太长", head)
		}
	}
	return l, some
}

// tidy evens out widths and blanks, and drops what cannot be seen.
func tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, chinese.Normalize(s))
	return strings.Join(strings.Fields(s), " ")
}

package roster

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"linzhangbot/models"
	"linzhangbot/models/chinese"
	"linzhangbot/models/profile"
	"linzhangbot/models/sheet"
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

// linkedTowns is the column of a chief's towns, which each district calls otherwise.
const linkedTowns = "对口联系" + models.Towns

var columns = map[string][]string{
	sheetOrgs:     {"机构编号", "名称", "全称", "类别"},
	sheetPeople:   {"人员编号", "姓名"},
	sheetPosts:    {"人员编号", "姓名", "职务", "机构", linkedTowns, "开始日期", "结束日期"},
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

// problems collects what is wrong, in the order of the file and in the district's words.
type problems struct {
	p     *profile.Profile
	texts []string
}

func (p *problems) at(l line, format string, args ...any) {
	p.add(fmt.Sprintf("%s表第%d行：", l.sheet, l.no) + fmt.Sprintf(format, args...))
}

func (p *problems) add(text string) {
	if len(p.texts) < maxProblems {
		p.texts = append(p.texts, p.p.Words(text))
	}
}

// readSheets reads all sheets of a roster file as text. Formulas are never worked out: a cell with one is a problem.
func readSheets(r io.Reader, wrong *problems) (map[string][]line, error) {
	found, err := sheet.Read(r, maxRows, sheetNames...)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		wrong.add("文件里没有“" + strings.Join(sheetNames, "”“") + "”这些表，请先导出一份名册照着填")
	}
	out := map[string][]line{}
	for _, name := range sheetNames {
		if c, ok := found[name]; ok && whole(name, c, wrong) {
			out[name] = lines(name, c.Rows, wrong)
		}
	}
	return out, nil
}

// whole reports whether a sheet has its columns and not too many rows; an empty sheet needs no columns.
func whole(name string, c sheet.Content, wrong *problems) bool {
	if c.More {
		wrong.add(fmt.Sprintf("%s表超过%d行，请分几次导入", name, maxRows))
		return false
	}
	for _, head := range needed[name] {
		if c.Heads != nil && !c.Heads[head] {
			wrong.add(fmt.Sprintf("%s表第1行：缺少“%s”一栏", name, head))
			return false
		}
	}
	return true
}

// lines takes the cells of the columns we know; empty rows are left out.
func lines(name string, rows []sheet.Row, wrong *problems) (out []line) {
	for _, row := range rows {
		l, some := line{name, row.No, map[string]string{}}, false
		for _, head := range columns[name] {
			called := wrong.p.Words(head)
			l.cells[head] = tidy(row.Cells[called])
			if row.Formulas[called] {
				wrong.at(l, "“%s”是公式，请改成文字", head)
			}
			if len([]rune(l.cells[head])) > maxCell {
				wrong.at(l, "“%s”太长", head)
			}
			some = some || row.Formulas[called] || l.cells[head] != ""
		}
		if some {
			out = append(out, l)
		}
	}
	return out
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

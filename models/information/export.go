package information

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"linzhangbot/models/profile"
)

// ExportDisclosures writes the register of what was made public as a sheet.
func ExportDisclosures(p *profile.Profile, rows []Disclosure, w io.Writer) error {
	table := [][]string{{"编号", "公开日期", "公开单位", "标题", "类别", "渠道", "审查人", "不涉密已确认", "链接"}}
	for _, d := range rows {
		cleared := "否"
		if d.Cleared {
			cleared = "是"
		}
		table = append(table, []string{d.Number, d.Day, p.OrgName(d.Org), d.Title, DisclosureCategory(p, d.Category, d.Title).Name, d.Channel, d.Reviewer, cleared, d.Link})
	}
	return sheet("信息公开台账", table, w)
}

// ExportReports writes a list of reports as a sheet.
func ExportReports(p *profile.Profile, rows []Report, loc *time.Location, w io.Writer) error {
	table := [][]string{{"编号", "单位", "标题", "类别", "计入月份", "报送时间", "状态", "迟报", "正文"}}
	for _, r := range rows {
		late := ""
		if r.Late {
			late = "是"
		}
		table = append(table, []string{r.Number, p.OrgName(r.Org), r.Title, CategoryName(p, r.Category), r.Period, r.At.In(loc).Format("2006-01-02 15:04"), r.State.Name(), late, r.Body})
	}
	return sheet("信息台账", table, w)
}

// sheet writes rows of text. Every cell is text, so that a title that looks like a formula stays a title.
func sheet(name string, rows [][]string, w io.Writer) error {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	last, err := excelize.ColumnNumberToName(len(rows[0]))
	if err := errors.Join(err, f.SetSheetName("Sheet1", name), f.SetColWidth(name, "A", last, 20)); err != nil {
		return fmt.Errorf("prepare sheet: %w", err)
	}
	for i, row := range rows {
		for j, text := range row {
			cell, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err := errors.Join(err, f.SetCellStr(name, cell, text)); err != nil {
				return fmt.Errorf("write cell: %w", err)
			}
		}
	}
	if err := f.Write(w); err != nil {
		return fmt.Errorf("write sheet: %w", err)
	}
	return nil
}

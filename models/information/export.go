package information

import (
	"fmt"
	"io"
	"strconv"
	"time"

	"linzhangbot/models/profile"
	"linzhangbot/models/sheet"
)

// ExportDisclosures writes the register of what was made public as a sheet.
func ExportDisclosures(p *profile.Profile, rows []Disclosure, w io.Writer) error {
	t := sheet.Table{Name: "信息公开台账", Heads: []string{"编号", "公开日期", "公开单位", "标题", "类别", "渠道", "审查人", "不涉密已确认", "链接"}}
	for _, d := range rows {
		cleared := "否"
		if d.Cleared {
			cleared = "是"
		}
		t.Rows = append(t.Rows, []string{d.Number, d.Day, p.OrgName(d.Org), d.Title,
			DisclosureCategory(p, d.Category, d.Title).Name, d.Channel, d.Reviewer, cleared, d.Link})
	}
	return sheet.Write(w, t)
}

// BoardRow is a line of the ledger of signs; one without signs says that a town has none.
type BoardRow struct {
	Board
	Current bool // it shows the present chief
	Unknown bool // whether it does the roster cannot tell: it holds posts instead of names
	Photos  int
}

// ExportBoards writes the ledger of signs as a sheet. A town that counted its signs has a line for all of them beside
// those that are known one by one.
func ExportBoards(p *profile.Profile, rows []BoardRow, loc *time.Location, w io.Writer) error {
	t := sheet.Table{Name: "公示牌台账", Heads: []string{"单位", "位置", "块数", "林长姓名", "责任区域", "任务目标", "监督电话",
		"照片", "更新日期", "与现任林长一致"}}
	for _, b := range rows {
		row := []string{p.OrgName(b.Org), "没有登记", "0", "", "", "", "", "", "", "否"}
		if !b.At.IsZero() {
			place, current, photos := b.Place, "否", ""
			if b.All() {
				place = "（全部，含逐块登记的）"
			}
			if b.Current {
				current = "是"
			}
			if b.Unknown {
				current = "未核对"
			}
			if b.Photos > 0 {
				photos = fmt.Sprintf("%d张", b.Photos)
			}
			row = []string{p.OrgName(b.Org), place, strconv.Itoa(max(1, b.Amount)), b.Chief, b.Area, b.Targets, b.Phone, photos,
				b.At.In(loc).Format(time.DateOnly), current}
		}
		t.Rows = append(t.Rows, row)
	}
	return sheet.Write(w, t)
}

// ExportReports writes a list of reports as a sheet.
func ExportReports(p *profile.Profile, rows []Report, loc *time.Location, w io.Writer) error {
	t := sheet.Table{Name: "信息台账", Heads: []string{"编号", "单位", "标题", "类别", "计入月份", "报送时间", "状态", "补报", "照片或附件", "正文"}}
	for _, r := range rows {
		late := ""
		if r.Late {
			late = "是"
		}
		t.Rows = append(t.Rows, []string{r.Number, p.OrgName(r.Org), r.Title, CategoryName(p, r.Category), r.Period,
			r.At.In(loc).Format("2006-01-02 15:04"), r.State.Name(), late,
			strconv.Itoa(len(r.Enclosures())), r.Body})
	}
	return sheet.Write(w, t)
}

package supervision

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"linzhangbot/models/db"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
	"linzhangbot/models/sheet"
)

// columns of the ledger, 问题清单, 整改台账 and 销号 in one table, with their widths.
var (
	columns = []string{"编号", "来源", "发现日期", "问题描述", "位置", "责任单位", "协办", "整改措施", "时限", "延期", "进展", "报送整改日期",
		"核查人", "核查结论", "销号日期", "升级措施", "附件"}
	widths = []float64{16, 12, 12, 40, 20, 14, 16, 30, 12, 24, 30, 14, 16, 20, 12, 16, 16}
)

// TakenOf lists the measures taken on issues, by issue.
func TakenOf(tx *db.Tx, issues []Issue) (map[string]string, error) {
	out := map[string]string{}
	for part := range slices.Chunk(issues, 500) {
		var ids []string
		for _, x := range part {
			ids = append(ids, x.ID)
		}
		q := tx.DB().Where("issue IN ? AND verb = ?", ids, Escalate)
		rows, err := db.List[Change](q.Order("issue, seq"), "list measures taken")
		if err != nil {
			return nil, err
		}
		for _, s := range rows {
			out[s.Issue] = strings.TrimPrefix(out[s.Issue]+"、"+Taken([]Change{s}), "、")
		}
	}
	return out, nil
}

// Ledger writes issues as a workbook. Every cell is text, so no words of a user become a formula.
func Ledger(w io.Writer, p *profile.Profile, rows []Issue, taken map[string]string, now time.Time) error {
	t := sheet.Table{Name: "问题清单", Heads: columns, Widths: widths}
	for _, x := range rows {
		t.Rows = append(t.Rows, cells(p, x, taken[x.ID], now.Location()))
	}
	return sheet.Write(w, t)
}

func cells(p *profile.Profile, x Issue, taken string, loc *time.Location) []string {
	day := func(t *time.Time) string {
		if t == nil {
			return ""
		}
		return t.In(loc).Format(time.DateOnly)
	}
	source := strings.TrimSpace(SourceName(p, x.Source) + " " + x.Inspection)
	return []string{x.Number, source, x.Found, x.Title, x.Place, p.OrgName(x.Org),
		naming.Orgs(p, x.Helpers()), x.Measures, x.DueDay, extensionWords(x),
		strings.TrimSpace(x.State.Name() + " " + x.Progress), day(x.ReportedAt), x.CheckedBy, x.Verdict, day(x.ClosedAt), taken, attachments(x.Proof)}
}

func extensionWords(x Issue) string {
	switch {
	case x.Wish != "":
		return fmt.Sprintf("%d次，申请延至%s", x.Extensions, x.Wish)
	case x.Extensions > 0:
		return fmt.Sprintf("%d次，至%s，批准人%s", x.Extensions, x.DueDay, x.ApprovedBy)
	}
	return ""
}

func attachments(proof string) string {
	var media []struct{ Name, Ref string }
	if proof == "" || json.Unmarshal([]byte(proof), &media) != nil {
		return proof
	}
	return fmt.Sprintf("%d件", len(media))
}

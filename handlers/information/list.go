package information

import (
	"context"
	"fmt"
	"io"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/information"
	"linzhangbot/models/naming"
)

// tail is the newest of a list, as many as a chat shows.
func tail[T any](rows []T) []T { return rows[max(0, len(rows)-handlers.Listed):] }

// reports lists a period's reports.
func reports(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	if waitingWords.MatchString(r.Args.Text) {
		return queueList(ctx, r)
	}
	orgs, refusal := wanted(r)
	if refusal != nil {
		return bot.Card{}, refusal
	}
	p := asked(r, models.Month)
	rows, err := information.Find(r.Tx, information.Filter{Orgs: orgs, Within: p})
	if err != nil {
		return bot.Card{}, err
	}
	c := bot.Card{Code: "report.list", Tone: bot.ToneNotice, Article: string(r.Profile.Reports.Article)}
	name := models.WholeDistrict
	if len(orgs) > 0 {
		name = naming.Orgs(r.Profile, orgs)
		c.Article = string(articleOf(r.Profile, naming.OrgOf(r.Profile, orgs[0])))
	}
	c.Title = fmt.Sprintf("%s%s信息：%d条", name, span(p, r.Now), len(rows))
	c.Text, _ = handlers.List(tail(rows), func(x information.Report) string {
		line := x.Number + titled(x.Title, 30) + stateOf(x)
		if files := photoWords(x.Enclosures()); files != "" {
			line += "，" + files
		}
		if len(orgs) != 1 {
			line = r.Profile.OrgName(x.Org) + " " + line
		}
		return line
	})
	if len(rows) > handlers.Listed {
		c.Next = fmt.Sprintf("只列最近%d条；加上单位或月份可以看得更细。", handlers.Listed)
	}
	return withFile(r, c, "信息台账", func(w io.Writer) error {
		return information.ExportReports(r.Profile, rows, r.Now.Location(), w)
	})
}

// withFile adds a sheet to a list when the sentence asks for one (导出, 表格).
func withFile(r *handlers.Request, c bot.Card, name string, write func(io.Writer) error) (bot.Card, error) {
	if !strings.Contains(r.Args.Text, "导出") && !strings.Contains(r.Args.Text, "表格") {
		return c, nil
	}
	var err error
	c.File, err = handlers.Workbook(name+r.Now.Format("20060102")+".xlsx", write)
	return c, err
}

// stateOf tells late, returned, corrected and adopted items apart: 已报送（退回后已改，补报）.
func stateOf(x information.Report) string {
	var marks []string
	if x.Corrected() {
		marks = append(marks, "退回后已改")
	}
	if x.Late {
		marks = append(marks, "补报")
	}
	if x.Recalled {
		marks = append(marks, "原消息已撤")
	}
	return x.State.Name() + inBrackets(marks)
}

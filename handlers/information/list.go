package information

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/audit"
	"linzhangbot/models/information"
	"linzhangbot/models/naming"
)

// tail is the newest of a list, as many as a chat shows.
func tail[T any](rows []T) []T { return rows[max(0, len(rows)-handlers.Listed):] }

// reports lists a period's reports.
func reports(_ context.Context, r *handlers.Request) (bot.Card, error) {
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

// stateOf tells late, returned and adopted items apart.
func stateOf(x information.Report) string {
	name := x.State.Name()
	if x.Late {
		name += "（迟报）"
	}
	if x.Recalled {
		name += "（原消息已撤）"
	}
	return name
}

// show tells one report in full, with its history.
func show(_ context.Context, r *handlers.Request) (bot.Card, error) {
	x, err := pick(r, refSlot(r))
	if err != nil {
		return bot.Card{}, err
	}
	if !r.Sees(x.Org) {
		return bot.Card{}, notYours(r)
	}
	history, err := audit.Of(r.Tx, kind, x.ID)
	if err != nil {
		return bot.Card{}, err
	}
	c := card(r, x, "report.shown", bot.ToneNotice, x.Number+" "+stateOf(x), "", handlers.Cut(x.Body, 500))
	c.Fields = []bot.Field{{Name: "单位", Value: r.Profile.OrgName(x.Org)},
		{Name: "类别", Value: information.CategoryName(r.Profile, x.Category)},
		{Name: "报送", Value: x.At.In(r.Now.Location()).Format("2006-01-02 15:04")}}
	if x.Reason != "" && x.State == information.Returned {
		c.Fields = append(c.Fields, bot.Field{Name: "退回原因", Value: x.Reason})
	}
	if len(history) > 1 {
		c.Fields = append(c.Fields, bot.Field{Name: "经过", Value: steps(r, history)})
	}
	return c, nil
}

func steps(r *handlers.Request, history []audit.Row) string {
	var out []string
	for _, h := range history {
		name := cmp.Or(information.Verb(h.Verb).Name(), "报送")
		out = append(out, h.At.In(r.Now.Location()).Format("1月2日")+name)
	}
	return strings.Join(out, "→")
}

package information

import (
	"context"
	"fmt"
	"io"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/audit"
	"linzhangbot/models/information"
	"linzhangbot/models/profile"
)

// longest is how many lines a list in chat has.
const longest = 20

// asked is the period a question is about; this month when none is said.
func asked(r *handlers.Request) models.Period {
	if p, ok := models.ParsePeriod(r.Args.Slots.Str("period"), r.Now.Location()); ok {
		return p
	}
	return models.PeriodOf(models.Month, r.Now)
}

// wanted is the organisation a question is about; empty: all. Outside the office and the chiefs everybody sees his own.
func wanted(r *handlers.Request) (string, *models.Error) {
	own := scope(r)
	org, named := orgNamed(r.Profile, r.Args.Slots.Str("unit"))
	if own == "" {
		if named && org.Kind != models.KindOffice {
			return org.Code, nil
		}
		return "", nil
	}
	if named && org.Code != own {
		return "", models.Refuse(models.NotAllowed, "只能看本单位的信息。", "发“信息列表”看本单位的。", r.Profile.Reports.Article)
	}
	return own, nil
}

// reports lists a period's reports.
func reports(_ context.Context, r *handlers.Request) (bot.Card, error) {
	org, refusal := wanted(r)
	if refusal != nil {
		return bot.Card{}, refusal
	}
	p := asked(r)
	rows, err := information.Find(r.Tx, information.Filter{Org: org, FromMonth: information.Month(p.From), ToMonth: information.Month(p.Last())})
	if err != nil {
		return bot.Card{}, err
	}
	name := "全区"
	if org != "" {
		name = r.Profile.OrgName(org)
	}
	c := bot.Card{Code: "report.list", Tone: bot.ToneNotice, Title: fmt.Sprintf("%s%s信息：%d条", name, span(p, r.Now), len(rows)), Article: string(r.Profile.Reports.Article)}
	c.Text = table(r.Profile, rows, org == "")
	if len(rows) > longest {
		c.Next = fmt.Sprintf("只列最近%d条；加上单位或月份可以看得更细。", longest)
	}
	if org != "" {
		c.Article = string(articleOf(r.Profile, orgOf(r.Profile, org)))
	}
	return withFile(r, c, "信息台账", func(w io.Writer) error { return information.ExportReports(r.Profile, rows, r.Now.Location(), w) })
}

// table writes one line a report, the newest at the end.
func table(p *profile.Profile, rows []information.Report, withOrg bool) string {
	var out []string
	for _, x := range rows[max(0, len(rows)-longest):] {
		line := fmt.Sprintf("%s《%s》%s", x.Number, cut(x.Title, 30), stateOf(x))
		if withOrg {
			line = p.OrgName(x.Org) + " " + line
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
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
	if own := scope(r); own != "" && own != x.Org {
		return bot.Card{}, models.Refuse(models.NotAllowed, "只能看本单位的信息。", "发“信息列表”看本单位的。", r.Profile.Reports.Article)
	}
	history, err := audit.Of(r.Tx, "report", x.ID)
	if err != nil {
		return bot.Card{}, err
	}
	c := card(r, x, "report.shown", bot.ToneNotice, x.Number+" "+stateOf(x), "", cut(x.Body, 500))
	c.Fields = []bot.Field{{Name: "单位", Value: r.Profile.OrgName(x.Org)}, {Name: "类别", Value: information.CategoryName(r.Profile, x.Category)},
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
		name := information.Verb(h.Verb).Name()
		if name == "" {
			name = "报送"
		}
		out = append(out, h.At.In(r.Now.Location()).Format("1月2日")+name)
	}
	return strings.Join(out, "→")
}

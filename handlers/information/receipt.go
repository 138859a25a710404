package information

import (
	"fmt"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/duty"
	"linzhangbot/models/information"
)

// receipt is the answer to a report: number, tally, what is next. A person reads it at a glance.
func receipt(r *handlers.Request, d draft, filed []information.Report, standings []duty.Standing) bot.Card {
	first := filed[0]
	c := bot.Card{Code: "report.accepted", Tone: bot.ToneDone, Title: "已收到 " + first.Number,
		Next: nextLine(standings, r.Now), Article: string(articleOf(r.Profile, d.org)), Refs: map[string]string{"report": first.Number}}
	if len(standings) > 0 {
		c.Duty, c.Article = standings[0].Rule.ID, string(standings[0].Rule.Article)
	}
	tally := strings.Join(tallyLines(standings, r.Now), "\n")
	if len(filed) > 1 {
		c.Title = fmt.Sprintf("已收到%d条", len(filed))
		c.Text = lines(list(r, filed), behalf(r, d), late(r, d), alarmed(filed), tally)
		return c
	}
	c.Text = lines("《"+cut(first.Title, 60)+"》", "类别："+information.CategoryName(r.Profile, first.Category), behalf(r, d), late(r, d), alarmed(filed), tally, advice(r, d))
	c.Buttons = []bot.Button{
		{Label: "撤回", Command: "撤回 " + first.Number, Confirm: "撤回" + first.Number + "？"},
		{Label: "改标题", Command: "改标题 " + first.Number},
		{Label: "改类别", Command: "改类别 " + first.Number},
		{Label: "采用", Command: "采用 " + first.Number},
		{Label: "退回", Command: "退回 " + first.Number},
	}
	return c
}

func list(r *handlers.Request, filed []information.Report) string {
	out := make([]string, 0, len(filed))
	for _, x := range filed {
		out = append(out, fmt.Sprintf("%s《%s》%s", x.Number, cut(x.Title, 40), information.CategoryName(r.Profile, x.Category)))
	}
	return strings.Join(out, "\n")
}

func behalf(r *handlers.Request, d draft) string {
	if d.org.Code == r.Actor.Org.Code {
		return ""
	}
	return "代" + d.org.Name + "登记"
}

func late(r *handlers.Request, d draft) string {
	if !d.late {
		return ""
	}
	return "计入" + span(d.month, r.Now) + "，标为迟报"
}

func alarmed(filed []information.Report) string {
	for _, x := range filed {
		if x.Emergency {
			return "已立即告知区林长办和区级以上林长"
		}
	}
	return ""
}

// advice is the quality check of 第十一条 in one short line; it never refuses.
func advice(r *handlers.Request, d draft) string {
	it := d.items[0]
	if it.trimmed {
		return fmt.Sprintf("正文太长，只保留了前%d字", maxBody)
	}
	tips := information.Advice(r.Profile, it.title, it.body, it.eventDate)
	if d.media != "" && it.body == "" {
		tips = tips[:0] // the attachment says the rest
	}
	if len(tips) == 0 {
		return ""
	}
	return "小建议：" + strings.Join(tips, "；")
}

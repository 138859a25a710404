package information

import (
	"fmt"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/duty"
	"linzhangbot/models/information"
)

// receipt is the answer to a report: number, tally, what is next. A person reads it at a glance.
func receipt(r *handlers.Request, d draft, filed []information.Report, standings []duty.Standing) bot.Card {
	first := filed[0]
	c := bot.Card{Code: "report.accepted", Tone: bot.ToneDone, Title: "已收到 " + first.Number, Text: titled(first.Title, 60),
		Next: nextLine(r, standings), Article: string(articleOf(r.Profile, d.org)), Refs: refs(first)}
	if len(standings) > 0 {
		c.Duty, c.Article = standings[0].Rule.ID, string(standings[0].Rule.Article)
	}
	if len(filed) > 1 {
		c.Title = fmt.Sprintf("已收到%d条", len(filed))
		out := make([]string, 0, len(filed))
		for _, x := range filed {
			out = append(out, x.Number+titled(x.Title, 40)+information.CategoryName(r.Profile, x.Category))
		}
		c.Text = handlers.Lines(append(out, remarks(r, d, filed, standings))...)
		return c
	}
	c.Text = handlers.Lines(c.Text, "类别："+information.CategoryName(r.Profile, first.Category),
		remarks(r, d, filed, standings), advice(r, d))
	c.Buttons = []bot.Button{{Label: "撤回", Command: "撤回 " + first.Number, Confirm: "撤回" + first.Number + "？"}}
	can := []string{"改标题", "改类别", "采用", "退回"}
	if r.Event.Chat.Kind == bot.Private && !r.Actor.IsOffice() {
		can = can[:2] // nobody of the office reads it
	}
	for _, do := range can {
		c.Buttons = append(c.Buttons, bot.Button{Label: do, Command: do + " " + first.Number})
	}
	return c
}

// remarks are what is said of all the reports of a message, with the tally.
func remarks(r *handlers.Request, d draft, filed []information.Report, standings []duty.Standing) string {
	var out []string
	if !r.Actor.Owns(d.org.Code) {
		out = append(out, "代"+d.org.Name+"登记")
	}
	if name := whose(r, d.org.Code); name != "" {
		out = append(out, name)
	}
	if d.late {
		out = append(out, "补报：计入"+span(d.month, r.Now)+"，标为迟报")
	}
	if n := photoWords(filed[0].Enclosures()); n != "" {
		out = append(out, "已收到"+n)
	}
	if slices.ContainsFunc(filed, func(x information.Report) bool { return x.Emergency }) {
		out = append(out, "已立即告知"+alarmed)
	}
	if len(standings) == 0 && len(information.Rules(r.Profile, d.org)) > 0 {
		out = append(out, counted(r, d.org.Code))
	}
	return strings.Join(append(out, tallyLines(standings, r.Now)...), "\n")
}

// advice is the quality check of 第十一条 in one short line; it never refuses.
func advice(r *handlers.Request, d draft) string {
	it := d.items[0]
	if it.trimmed {
		return fmt.Sprintf("正文太长，只保留了前%d字", maxBody)
	}
	tips := information.Advice(r.Profile, it.title, it.body, it.eventDate)
	if len(tips) == 0 || it.body == "" && media(r) != "" { // the attachment says the rest
		return ""
	}
	return "小建议：" + strings.Join(tips, "；")
}

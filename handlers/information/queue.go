package information

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/information"
	"linzhangbot/models/naming"
)

const (
	waitingHeap = "待采用信息"
	those       = "those" // slot: the reports that 全部采用 showed before it asked
	paired      = 2       // of how many reports a list bears buttons: platforms show six in all
)

// waitingWords ask for what the office has not looked at.
var waitingWords = regexp.MustCompile(`待采用|待采纳|待审|待处理|未采用|没采用|没有采用|等.{0,3}采用`)

// waitKey is the subject of what is said about a report that waits for the office.
func waitKey(x information.Report) string { return "report.waiting/" + x.ID }

// waits lists the reports that wait for the office (第十条), the longest waiting first; an empty org is all of the
// district's.
func waits(r *handlers.Request, orgs []string) ([]information.Report, error) {
	rows, err := information.Find(r.Tx, information.Filter{Orgs: orgs, State: information.Submitted})
	information.LongestFirst(rows)
	return rows, err
}

// queue is what the office's morning message says of reports that wait for it.
func queue(_ context.Context, r *handlers.Request) ([]handlers.Queued, error) {
	rows, err := waits(r, nil)
	var out []handlers.Queued
	for _, x := range rows {
		out = append(out, handlers.Queued{Heap: waitingHeap, Code: "report.waiting", Ref: x.Number, Key: kind,
			Line: waitLine(r, x), Since: x.WaitsSince(), Subject: waitKey(x), Article: string(articleBulletin),
			Next: waitNext(rows), Buttons: reviewButtons(x, len(rows) > 1)})
	}
	return out, err
}

// waitLine is a report that waits, without its number: 大寺镇《…》（退回后已改）.
func waitLine(r *handlers.Request, x information.Report) string {
	var marks []string
	if x.Corrected() {
		marks = append(marks, "退回后已改")
	}
	if x.Late {
		marks = append(marks, "补报")
	}
	if files := photoWords(x.Enclosures()); files != "" {
		marks = append(marks, files)
	}
	return r.Profile.OrgName(x.Org) + titled(x.Title, 30) + inBrackets(marks)
}

// waitNext says how the queue is worked off, in sentences that can be said as they stand.
func waitNext(rows []information.Report) string {
	first := rows[0].Number
	if len(rows) == 1 {
		return "采用发“采用 " + first + "”，退回请说明理由，例如“退回 " + first + " 缺少数字”。"
	}
	return "采用发“采用 " + first + "、" + rows[1].Number + "”或“全部采用”，退回请说明理由，例如“退回 " + first + " 缺少数字”。"
}

// reviewButtons adopt and return a report; numbered tells those of several reports apart.
func reviewButtons(x information.Report, numbered bool) []bot.Button {
	var out []bot.Button
	for _, do := range []string{"采用", "退回"} {
		b := bot.Button{Label: do, Command: do + " " + x.Number}
		if numbered {
			b.Label = fmt.Sprintf("%s%d", do, x.N)
		}
		out = append(out, b)
	}
	return out
}

// queueList answers 待采用的信息: the office sees all and can act, everybody else sees what his organisation's waits.
func queueList(_ context.Context, r *handlers.Request) (bot.Card, error) {
	orgs, refusal := wanted(r)
	if refusal != nil {
		return bot.Card{}, refusal
	}
	rows, err := waits(r, orgs)
	if err != nil {
		return bot.Card{}, err
	}
	c := bot.Card{Code: "report.waiting", Tone: bot.ToneNotice, Article: string(articleBulletin),
		Title: fmt.Sprintf("%s：%d条", waitingHeap, len(rows))}
	if len(rows) == 0 {
		c.Tone, c.Title = bot.ToneDone, "没有"+waitingHeap
		return c, nil
	}
	var more int
	c.Text, more = handlers.List(rows, func(x information.Report) string { return x.Number + " " + waitLine(r, x) })
	if more > 0 {
		c.Text += fmt.Sprintf("\n……后面还有%d条，先办这一页", more)
	}
	if !r.Actor.IsOffice() {
		return c, nil
	}
	c.Next = waitNext(rows)
	for _, x := range rows[:min(paired, len(rows))] {
		c.Buttons = append(c.Buttons, reviewButtons(x, len(rows) > 1)...)
	}
	if len(rows) > 1 {
		c.Buttons = append(c.Buttons, bot.Button{Label: "全部采用", Command: "全部采用"})
	}
	return c, nil
}

// asking are words of a question.
var asking = regexp.MustCompile(`哪|几条|什么|多少|有没有|吗`)

// asksWhich reports whether a sentence asks what waits, and orders nothing.
func asksWhich(r *handlers.Request) bool {
	return waitingWords.MatchString(r.Args.Text) && asking.MatchString(r.Args.Text) && len(mentioned(r)) == 0
}

// all are words for everything that waits: 全部采用, 把待采用的都采用.
var all = regexp.MustCompile(`全部|全都|都|所有|统统|一并`)

// everything reports whether a sentence adopts all that waits, and names no report.
func everything(r *handlers.Request) bool {
	return all.MatchString(r.Args.Text) && refSlot(r) == "" && len(mentioned(r)) == 0 && len(named(r)) == 0
}

// askAll shows what 全部采用 would adopt, and asks. What comes in meanwhile is not among it.
func askAll(r *handlers.Request) (bot.Card, error) {
	var orgs []string
	if said := naming.OrgsIn(r.Profile, r.Args.Text, r.Now); len(said) == 1 && said[0].Org.Kind != models.KindOffice {
		orgs = []string{said[0].Org.Code} // 把大寺镇的都采用
	}
	rows, err := waits(r, orgs)
	if err != nil {
		return bot.Card{}, err
	}
	if len(rows) == 0 {
		return bot.Card{Code: "report.waiting", Tone: bot.ToneDone, Title: "没有" + waitingHeap,
			Article: string(articleBulletin)}, nil
	}
	page := rows[:min(len(rows), maxItems)]
	var numbers, lines []string
	for _, x := range page {
		numbers = append(numbers, x.Number)
		lines = append(lines, x.Number+" "+waitLine(r, x))
	}
	c := bot.Card{Code: "report.confirm", Tone: bot.ToneNotice, Article: string(articleBulletin),
		Title: fmt.Sprintf("采用这%d条信息，对吗？", len(page)), Text: strings.Join(lines, "\n")}
	if more := len(rows) - len(page); more > 0 {
		c.Text += fmt.Sprintf("\n……后面还有%d条，这次先不采用", more)
	}
	return r.Confirm(c, handlers.Slots{those: numbers}), nil
}

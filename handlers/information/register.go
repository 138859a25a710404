package information

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/information"
)

func registerCommands() []handlers.Command {
	return []handlers.Command{
		{Name: "disclosure.register", Title: "登记信息公开", Usage: "登记公开 林长名单 微信公众号 审查人张科长", Allow: reporters, Article: articleDisclosure, OwnQuestions: true, ForOrg: true,
			Deny: "信息公开由公开的单位自己登记。", Run: disclose, Codes: []string{"disclosure.confirm", "disclosure.registered", "report.secret"}},
		{Name: "disclosure.list", Title: "信息公开台账", Usage: "信息公开台账", Allow: everybody, Article: articleDisclosure, Run: disclosures, Codes: []string{"disclosure.list"}},
		{Name: "board.update", Title: "更新公示牌", Usage: "更新公示牌 位置 林长 电话", Allow: reporters, Article: articleBoards, Deny: "公示牌由街镇更新。", ForOrg: true, Run: updateBoard,
			Codes: []string{"board.updated"}},
		{Name: "board.list", Title: "公示牌列表", Usage: "公示牌列表", Allow: everybody, Article: articleBoards, Run: boards, Codes: []string{"board.list"}},
	}
}

var (
	linkIn     = regexp.MustCompile(`https?://[^\s，。；、）)]+`)
	reviewerIn = regexp.MustCompile(`审查人?[：:是为]?\s*([^\s，。；、]{2,20})`)
)

// disclose enters what was made public (第三至六条). The organ that publishes names its reviewer and answers for it;
// the question of secrecy must be answered before anything is entered.
func disclose(_ context.Context, r *handlers.Request) (bot.Card, error) {
	if err := secrecy(r); err != nil {
		return bot.Card{}, err
	}
	org, refusal := owner(r)
	if refusal != nil {
		return bot.Card{}, refusal
	}
	d := entry(r, org.Code)
	switch {
	case d.Title == "":
		return r.Ask(handlers.Question{Missing: "title", Text: "公开了什么？请发标题。"}), nil
	case d.Channel == "":
		return r.Ask(handlers.Question{Missing: "channel", Text: "通过什么渠道公开？", Choices: r.Profile.Disclosure.Channels, Slots: known(d)}), nil
	case d.Reviewer == "":
		return r.Ask(handlers.Question{Missing: "reviewer", Text: "谁审查的？请发审查人的姓名或职务。", Slots: known(d)}), nil
	}
	if !r.Args.Confirmed || !r.Args.Slots.Bool("secrecy_asked") {
		return r.Confirm(bot.Card{Code: "disclosure.confirm", Tone: bot.ToneNotice, Title: "这条内容不涉密、可以公开，对吗？", Text: about(r, d),
			Article: string(r.Profile.Disclosure.Article), Next: "谁公开、谁审查、谁负责。回“确认”即登记，回“取消”作罢。"},
			known(d).With(handlers.Slots{"secrecy_asked": true})), nil
	}
	return enter(r, d)
}

// entry reads what is known about a publication from slots and, where the sentence has no slot for it, from its words.
func entry(r *handlers.Request, org string) information.Disclosure {
	s, text := r.Args.Slots, r.Args.Text
	d := information.Disclosure{Org: org, Person: r.Actor.Person, Title: cut(tidy(or(s.Str("title"), s.Str("content"))), maxTitle), Channel: s.Str("channel"),
		Reviewer: cut(s.Str("reviewer"), 60), Link: s.Str("link"), Day: or(s.Str("date"), r.Now.Format(time.DateOnly)), At: r.Now}
	if d.Channel == "" {
		d.Channel = information.ChannelIn(r.Profile, text)
	}
	if d.Link == "" {
		d.Link = linkIn.FindString(text)
	}
	if m := reviewerIn.FindStringSubmatch(text); d.Reviewer == "" && m != nil {
		d.Reviewer = m[1]
	}
	if _, err := time.Parse(time.DateOnly, d.Day); err != nil {
		d.Day = r.Now.Format(time.DateOnly)
	}
	d.Category = information.DisclosureCategory(r.Profile, s.Str("category"), d.Title).Key
	return d
}

// known is what a question must remember.
func known(d information.Disclosure) handlers.Slots {
	return handlers.Slots{"title": d.Title, "channel": d.Channel, "reviewer": d.Reviewer, "link": d.Link, "date": d.Day}
}

func about(r *handlers.Request, d information.Disclosure) string {
	category := information.DisclosureCategory(r.Profile, d.Category, d.Title)
	return lines("《"+cut(d.Title, 60)+"》", "类别："+category.Name, "渠道："+d.Channel+"，"+d.Day, "公开单位："+r.Profile.OrgName(d.Org)+"，审查人："+d.Reviewer, d.Link)
}

func enter(r *handlers.Request, d information.Disclosure) (bot.Card, error) {
	number, n, err := r.Number("disclosure")
	if err != nil {
		return bot.Card{}, err
	}
	d.Number, d.Year, d.N, d.Cleared = number, r.Now.Year(), n, true
	if err := information.Register(r.Tx, &d); err != nil {
		return bot.Card{}, err
	}
	if err := r.Audit("disclosure", d.ID, d.Number, "registered", nil, d, "不涉密"); err != nil {
		return bot.Card{}, err
	}
	return bot.Card{Code: "disclosure.registered", Tone: bot.ToneDone, Title: "已登记 " + d.Number, Text: about(r, d),
		Article: string(r.Profile.Disclosure.Article), Refs: map[string]string{"disclosure": d.Number}}, nil
}

// disclosures lists the register of a period; outside the office and the chiefs everybody sees his own organ's.
func disclosures(_ context.Context, r *handlers.Request) (bot.Card, error) {
	org, refusal := wanted(r)
	if refusal != nil {
		return bot.Card{}, refusal
	}
	p := models.PeriodOf(models.Year, r.Now)
	if r.Args.Slots.Str("period") != "" {
		p = asked(r)
	}
	rows, err := information.Disclosures(r.Tx, org, p.From.Format(time.DateOnly), p.Last().Format(time.DateOnly))
	if err != nil {
		return bot.Card{}, err
	}
	var out []string
	for _, d := range rows[max(0, len(rows)-longest):] {
		out = append(out, fmt.Sprintf("%s %s《%s》%s", d.Day, r.Profile.OrgName(d.Org), cut(d.Title, 30), d.Channel))
	}
	c := bot.Card{Code: "disclosure.list", Tone: bot.ToneNotice, Title: fmt.Sprintf("%s信息公开：%d条", span(p, r.Now), len(rows)),
		Text: strings.Join(out, "\n"), Article: string(r.Profile.Disclosure.Article)}
	return withFile(r, c, "信息公开台账", func(w io.Writer) error { return information.ExportDisclosures(r.Profile, rows, w) })
}

// withFile adds a sheet to a list when the sentence asks for one (导出, 表格).
func withFile(r *handlers.Request, c bot.Card, name string, write func(io.Writer) error) (bot.Card, error) {
	if !strings.Contains(r.Args.Text, "导出") && !strings.Contains(r.Args.Text, "表格") {
		return c, nil
	}
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return c, err
	}
	c.File = &bot.File{Name: name + r.Now.Format("20060102") + ".xlsx", Type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Data: b.Bytes()}
	return c, nil
}

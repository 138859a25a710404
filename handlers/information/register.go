package information

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/information"
)

// The question of secrecy, and its two answers.
const (
	slotSecrecy = "secrecy"
	publicWord  = "不涉密"
	secretWord  = "涉密"
)

// disclose enters what was made public (第三至六条). The organ that publishes names its reviewer and answers for it;
// the question of secrecy must be answered before anything is entered.
func disclose(_ context.Context, r *handlers.Request) (bot.Card, error) {
	org, refusal := owner(r)
	if refusal != nil {
		return bot.Card{}, refusal
	}
	d, secrecy := entry(r, org.Code)
	have := handlers.Slots{"title": d.Title, "channel": d.Channel, "reviewer": d.Reviewer, "link": d.Link, "date": d.Day,
		"category": r.Args.Slots.Str("category"), slotSecrecy: secrecy,
		handlers.SlotAside: slotSecrecy + "=" + secretWord}
	switch {
	case strings.Contains(secrecy, secretWord) && !notSecret.MatchString(secrecy):
		return bot.Card{}, models.Refuse(models.NotAllowed, "涉密或依法不应公开的事项不予公开，没有登记。", "确实可以公开的，核对后再登记。",
			r.Profile.Secrecy.Article)
	case d.Title == "":
		return r.Ask(handlers.Question{Missing: "title", Text: "公开了什么？请发标题。", Slots: have}), nil
	case d.Channel == "":
		return r.Ask(handlers.Question{Missing: "channel", Text: askChannel(r), Choices: r.Profile.Disclosure.Channels,
			Slots: have}), nil
	case d.Reviewer == "":
		return r.Ask(handlers.Question{Missing: "reviewer", Text: "谁审查的？请发审查人的姓名或职务。", Slots: have}), nil
	case notSecret.MatchString(secrecy):
		return enter(r, d)
	}
	return askSecrecy(r, d, have), nil
}

// askChannel asks for a channel of the profile's list; one that is none of them is named.
func askChannel(r *handlers.Request) string {
	if said := r.Args.Slots.Str("channel"); said != "" {
		return "渠道里没有“" + handlers.Cut(said, 20) + "”。请从下面选一个。"
	}
	return "通过什么渠道公开？"
}

// askSecrecy shows what will be entered and asks whether it may be known. A plain yes says that it bears no secret.
func askSecrecy(r *handlers.Request, d information.Disclosure, have handlers.Slots) bot.Card {
	c := r.Ask(handlers.Question{Missing: slotSecrecy, Text: "这条内容不涉密、可以公开，对吗？", Choices: []string{publicWord, secretWord},
		Slots: have.With(handlers.Slots{handlers.SlotYes: publicWord})})
	c.Code, c.Article, c.Text = "disclosure.confirm", string(r.Profile.Disclosure.Article), about(r, d)
	c.Next = "谁公开、谁审查、谁负责。回“" + publicWord + "”即登记，回“" + secretWord + "”不公开。"
	c.Buttons = []bot.Button{{Label: "确认", Command: "确认", Primary: true}, {Label: secretWord, Command: secretWord},
		{Label: "取消", Command: "取消"}}
	return c
}

// entry reads what is known about a publication, from what was asked and answered and from the parts of the words, and
// how the question of secrecy was answered.
func entry(r *handlers.Request, org string) (d information.Disclosure, secrecy string) {
	s, today := r.Args.Slots, r.Now.Format(time.DateOnly)
	text := cmp.Or(s.Str("title"), s.Str("content"))
	if head := orderHead.FindString(r.Args.Text); head != "" && r.Args.Text != head {
		text = strings.TrimPrefix(r.Args.Text, head) // as it was typed: blanks part one thing from the next
	}
	parts := partsOf(r.Profile, text)
	channels := parts.channels
	if asked := channelsOf(r.Profile, s.Str("channel")); len(asked) > 0 {
		channels = asked
	}
	reviewer := partsOf(r.Profile, s.Str("reviewer"))
	d = information.Disclosure{Org: org, Person: r.Actor.Person, At: r.Now, Channel: strings.Join(channels, "、"),
		Reviewer: handlers.Cut(cmp.Or(reviewer.reviewer, reviewer.title, parts.reviewer), 60),
		Title:    handlers.Cut(parts.title, maxTitle),
		Link:     cmp.Or(s.Str("link"), parts.link), Day: cmp.Or(s.Str("date"), today)}
	if _, err := time.Parse(time.DateOnly, d.Day); err != nil {
		d.Day = today
	}
	d.Category = information.DisclosureCategory(r.Profile, cmp.Or(s.Str("category"), parts.category), d.Title).Key
	return d, cmp.Or(s.Str(slotSecrecy), parts.secrecy)
}

func about(r *handlers.Request, d information.Disclosure) string {
	category := information.DisclosureCategory(r.Profile, d.Category, d.Title).Name
	if category != "" {
		category = "类别：" + category
	}
	return handlers.Lines(titled(d.Title, 60), category, "渠道："+d.Channel+"，"+d.Day,
		"公开单位："+r.Profile.OrgName(d.Org)+"，审查人："+d.Reviewer, d.Link)
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
	c := bot.Card{Code: "disclosure.registered", Tone: bot.ToneDone, Title: "已登记 " + d.Number, Text: about(r, d),
		Article: string(r.Profile.Disclosure.Article), Refs: map[string]string{"disclosure": d.Number}}
	return c, r.Audit("disclosure", d.ID, d.Number, "registered", nil, d, "不涉密")
}

// disclosures lists the register of a period; outside the office and the chiefs everybody sees his own organ's.
func disclosures(_ context.Context, r *handlers.Request) (bot.Card, error) {
	orgs, refusal := wanted(r)
	if refusal != nil {
		return bot.Card{}, refusal
	}
	p := asked(r, models.Year)
	rows, err := information.Disclosures(r.Tx, "", p.From.Format(time.DateOnly), p.Last().Format(time.DateOnly))
	if err != nil {
		return bot.Card{}, err
	}
	rows = slices.DeleteFunc(rows, func(d information.Disclosure) bool { return !among(orgs, d.Org) })
	c := bot.Card{Code: "disclosure.list", Tone: bot.ToneNotice, Article: string(r.Profile.Disclosure.Article),
		Title: fmt.Sprintf("%s信息公开：%d条", span(p, r.Now), len(rows))}
	c.Text, _ = handlers.List(tail(rows), func(d information.Disclosure) string {
		return d.Day + " " + r.Profile.OrgName(d.Org) + titled(d.Title, 30) + d.Channel
	})
	if len(rows) > 0 {
		c.Next = "要表格，发“导出信息公开台账”。"
	}
	return withFile(r, c, "信息公开台账", func(w io.Writer) error { return information.ExportDisclosures(r.Profile, rows, w) })
}

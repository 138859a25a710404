package information

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/information"
)

var (
	linkIn     = regexp.MustCompile(`https?://[^\s，。；、）)]+`)
	reviewerIn = regexp.MustCompile(`审查人?[：:是为]?\s*([^\s，。；、]{2,20})`)
)

// clearing is the slot that says that the question of secrecy was asked.
const clearing = "secrecy_asked"

// disclose enters what was made public (第三至六条). The organ that publishes names its reviewer and answers for it;
// the question of secrecy must be answered before anything is entered.
func disclose(_ context.Context, r *handlers.Request) (bot.Card, error) {
	org, refusal := owner(r)
	if refusal != nil {
		return bot.Card{}, refusal
	}
	d := entry(r, org.Code)
	have := handlers.Slots{"title": d.Title, "channel": d.Channel, "reviewer": d.Reviewer, "link": d.Link, "date": d.Day}
	switch {
	case d.Title == "":
		return r.Ask(handlers.Question{Missing: "title", Text: "公开了什么？请发标题。"}), nil
	case d.Channel == "":
		return r.Ask(handlers.Question{Missing: "channel", Text: "通过什么渠道公开？", Choices: r.Profile.Disclosure.Channels,
			Slots: have}), nil
	case d.Reviewer == "":
		return r.Ask(handlers.Question{Missing: "reviewer", Text: "谁审查的？请发审查人的姓名或职务。", Slots: have}), nil
	}
	c := bot.Card{Code: "disclosure.confirm", Tone: bot.ToneNotice, Article: string(r.Profile.Disclosure.Article),
		Text: about(r, d)}
	if r.Args.Confirmed && r.Args.Slots.Bool(clearing) {
		return enter(r, d, c)
	}
	c.Title, c.Next = "这条内容不涉密、可以公开，对吗？", "谁公开、谁审查、谁负责。回“确认”即登记，回“取消”作罢。"
	return r.Confirm(c, have.With(handlers.Slots{clearing: true})), nil
}

// entry reads what is known about a publication from slots and, where the sentence has no slot for it, from its words.
func entry(r *handlers.Request, org string) information.Disclosure {
	s, text, today := r.Args.Slots, r.Args.Text, r.Now.Format(time.DateOnly)
	reviewer := ""
	if m := reviewerIn.FindStringSubmatch(text); m != nil {
		reviewer = m[1]
	}
	d := information.Disclosure{Org: org, Person: r.Actor.Person, At: r.Now,
		Channel:  cmp.Or(s.Str("channel"), information.ChannelIn(r.Profile, text)),
		Reviewer: cmp.Or(handlers.Cut(s.Str("reviewer"), 60), reviewer),
		Link:     cmp.Or(s.Str("link"), linkIn.FindString(text)), Day: cmp.Or(s.Str("date"), today)}
	d.Title = handlers.Cut(tidy(publicTitle(cmp.Or(s.Str("title"), s.Str("content")), d.Channel)), maxTitle)
	if _, err := time.Parse(time.DateOnly, d.Day); err != nil {
		d.Day = today
	}
	d.Category = information.DisclosureCategory(r.Profile, s.Str("category"), d.Title).Key
	return d
}

// publicTitle is what was made public without what stands behind it: 林长名单 微信公众号 审查人张科长.
func publicTitle(said, channel string) string {
	const between = " ，,、；;。"
	title := strings.TrimRight(linkIn.ReplaceAllString(reviewerIn.ReplaceAllString(said, ""), ""), between)
	return strings.TrimRight(strings.TrimSuffix(title, channel), between)
}

func about(r *handlers.Request, d information.Disclosure) string {
	category := information.DisclosureCategory(r.Profile, d.Category, d.Title).Name
	if category != "" {
		category = "类别：" + category
	}
	return handlers.Lines(titled(d.Title, 60), category, "渠道："+d.Channel+"，"+d.Day,
		"公开单位："+r.Profile.OrgName(d.Org)+"，审查人："+d.Reviewer, d.Link)
}

func enter(r *handlers.Request, d information.Disclosure, c bot.Card) (bot.Card, error) {
	number, n, err := r.Number("disclosure")
	if err != nil {
		return bot.Card{}, err
	}
	d.Number, d.Year, d.N, d.Cleared = number, r.Now.Year(), n, true
	if err := information.Register(r.Tx, &d); err != nil {
		return bot.Card{}, err
	}
	c.Code, c.Tone, c.Title, c.Refs = "disclosure.registered", bot.ToneDone, "已登记 "+d.Number, map[string]string{"disclosure": d.Number}
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
	return withFile(r, c, "信息公开台账", func(w io.Writer) error { return information.ExportDisclosures(r.Profile, rows, w) })
}

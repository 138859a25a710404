package information

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models"
	"linzhangbot/models/duty"
	"linzhangbot/models/information"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
)

// force is the slot of the answer to the question about a report that looks like a former one.
const (
	force    = "force"
	yesForce = "仍要报送"
	noForce  = "作罢"
)

// submit files one or more reports (第八、九条). One query brings what the check for duplicates and the tally need.
func submit(_ context.Context, r *handlers.Request) (bot.Card, error) {
	answer, forced := r.Args.Slots.Str(force), r.Args.Intent == "report.force"
	if answer != "" && !agrees(answer) {
		return bot.Card{Code: "ask.cancelled", Tone: bot.ToneQuiet, Title: "好的，没有再报。"}, nil
	}
	d := draft{items: itemsOf(r.Args.Slots), said: r.First.At.In(r.Now.Location())}
	if len(d.items) == 0 && forced {
		return bot.Card{}, models.Refuse(models.NotFound, "没有等您确认的信息。", "请直接发“报送 标题”。", r.Profile.Reports.Article)
	}
	if len(d.items) == 0 {
		return r.Ask(handlers.Question{Missing: "title", Text: "请发这条信息的标题，一句话就行。"}), nil
	}
	var refusal *models.Error
	if d.org, refusal = owner(r); refusal == nil {
		refusal = d.place(r)
	}
	if refusal != nil {
		return bot.Card{}, refusal
	}
	if !r.Args.Confirmed && answer == "" {
		if card, ask := doubts(r, d); ask {
			return card, nil
		}
	}
	return file(r, d, forced || answer != "")
}

func agrees(answer string) bool {
	return answer == "true" || strings.Contains(answer, "仍要") || strings.Contains(answer, "确认") || answer == "是"
}

// doubts asks before filing what was said unclearly, late, or in another's name.
func doubts(r *handlers.Request, d draft) (bot.Card, bool) {
	c := bot.Card{Code: "report.confirm", Tone: bot.ToneNotice, Article: string(articleOf(r.Profile, d.org))}
	for _, it := range d.items {
		c.Text = handlers.Lines(c.Text, titled(it.title, 60))
	}
	other, strange := d.foreign(r)
	switch {
	case d.late:
		c.Title = fmt.Sprintf("补报%s的信息，会标为迟报，对吗？", span(d.month, r.Now))
	case strange:
		c.Title = fmt.Sprintf("标题写的是%s，按%s报送，对吗？", other.Name, d.org.Name)
	case r.Args.Expect == frame.Confirm:
		c.Title = fmt.Sprintf("按%s报送这条信息，对吗？", d.org.Name)
		c.Text = handlers.Lines(c.Text, r.Args.Why)
	default:
		return c, false
	}
	return r.Confirm(c, nil), true
}

// file checks for duplicates, keeps the reports and writes the receipt.
func file(r *handlers.Request, d draft, anyway bool) (bot.Card, error) {
	since := information.Since(r.Laws(), d.org.Code, d.at(), d.said, r.Days)
	rows, err := information.Recent(r.Tx, d.org.Code, since)
	if err != nil {
		return bot.Card{}, err
	}
	if !anyway {
		if old, found := alike(r, d, rows); found {
			return duplicate(r, old), nil
		}
	}
	before := information.Tally(r.Laws(), d.org.Code, rows, d.at(), r.Now, r.Days)
	var filed []information.Report
	for i, it := range d.items {
		rep, err := keep(r, d, i, it)
		if err != nil {
			return bot.Card{}, err
		}
		filed = append(filed, rep)
	}
	after := information.Tally(r.Laws(), d.org.Code, append(rows, filed...), d.at(), r.Now, r.Days)
	for i, s := range after {
		if s.State == duty.Met && before[i].State != duty.Met {
			r.Settled(s.Key()) // what waits to be said about a duty that has just been met
		}
	}
	return receipt(r, d, filed, after), nil
}

// alike holds each item against what was reported before and against the items before it in the same message.
func alike(r *handlers.Request, d draft, rows []information.Report) (information.Report, bool) {
	for i, it := range d.items {
		if old, found := information.Alike(r.Profile, d.org, it.title, it.body, rows); found {
			return old, true
		}
		rows = append(rows, information.Report{Number: fmt.Sprintf("这条消息里的第%d条", i+1), Title: it.title, Body: it.body,
			State: information.Submitted, At: d.said})
	}
	return information.Report{}, false
}

// duplicate says which former report is the same or nearly so, and asks.
func duplicate(r *handlers.Request, old information.Report) bot.Card {
	c := r.Ask(handlers.Question{Missing: force, Text: fmt.Sprintf("和%s几乎一样，还要再报一条吗？", old.Number),
		Choices: []string{yesForce, noForce}, Intent: "report.submit"})
	c.Code, c.Article, c.Refs = "report.duplicate", string(r.Profile.Reports.Article), refs(old)
	c.Text = naming.Day(old.At, r.Now) + "已收：" + titled(old.Title, 60) + "\n没有重复计数。"
	return c
}

// keep numbers and files one report.
func keep(r *handlers.Request, d draft, i int, it item) (information.Report, error) {
	category := categoryOf(r, it)
	number, n, err := r.Number(kind)
	if err != nil {
		return information.Report{}, err
	}
	rep := information.Report{Org: d.org.Code, Person: r.Actor.Person, Number: number, Year: r.Now.Year(), N: n,
		Title: it.title, Body: it.body, Category: category.Key, Period: d.month.Key, Late: d.late, Emergency: category.Emergency,
		EventDate: it.eventDate, Contact: handlers.Cut(r.Args.Slots.Str("contact"), 60),
		Platform: r.Event.Platform, Message: r.First.ID, Item: r.First.Act*maxItems + i, At: d.said, Arrived: r.Now}
	rep.Enclose(enclosed(r)...)
	taken, err := information.File(r.Tx, &rep)
	if err != nil {
		return rep, err
	}
	if taken {
		return rep, bad(r, "这条消息已经撤回或收过，没有再收。", "需要的话，请重新发一条。")
	}
	if rep.Emergency {
		alarm(r, rep)
	}
	return rep, r.Audit(kind, rep.ID, rep.Number, "accepted", nil, summary(rep), "")
}

// urgent is how people cry for help: 紧急！… 突发：…; 紧急报送 only says that they are in a hurry.
var urgent = regexp.MustCompile(`^\s*(?:[@＠]\S+\s+)?【?(?:紧急|突发|加急)(?:情况|事件|险情|报告|信息|应急)?[】！!：:，,、\s]`)

// categoryOf is the category that was said, else that of the sender's cry, else that of the words.
func categoryOf(r *handlers.Request, it item) profile.Category {
	drill := information.Drill(it.title + it.body)
	if said, ok := information.CategoryOf(r.Profile, it.category); ok && !(said.Emergency && drill) {
		return said
	}
	i := slices.IndexFunc(r.Profile.Categories, func(c profile.Category) bool { return c.Emergency })
	if i >= 0 && !drill && urgent.MatchString(r.First.Text) {
		return r.Profile.Categories[i]
	}
	return information.Guess(r.Profile, it.title, it.body)
}

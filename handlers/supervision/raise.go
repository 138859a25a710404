package supervision

import (
	"context"
	"fmt"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/language"
	"linzhangbot/models"
	"linzhangbot/models/profile"
	"linzhangbot/models/supervision"
)

// draft is an issue as it was understood.
type draft struct {
	orgs     []profile.Org
	title    string
	due      time.Time
	dueSaid  bool
	place    string
	source   string
	contact  string
	measures string
	document string
	grave    bool
	evidence bool
	helpers  []string
	origin   string
	media    string
}

// raise puts a problem on the list (第八条): one sentence is enough, several organisations make several issues.
func raise(_ context.Context, r *handlers.Request) (bot.Card, error) {
	if r.Args.Expect == language.Refuse && !r.Args.Confirmed {
		return bot.Card{}, models.Refuse(models.NotAllowed, r.Args.Why, r.Profile.Secrecy.Channel, r.Profile.Secrecy.Article)
	}
	d := understand(r)
	if c, asked := lacks(r, d); asked {
		return c, nil
	}
	if r.Args.Expect == language.Confirm && !r.Args.Confirmed {
		return r.Confirm(bot.Card{Tone: bot.ToneNotice, Title: "请核对后立项", Text: lines(d.title, "责任单位："+names(d.orgs), "时限："+monthDay(d.due, r.Now), r.Args.Why),
			Article: string(r.Profile.Issues.Article)}, d.memory(r)), nil
	}
	return file(r, d)
}

// understand reads slots, and what the sentence says beyond them.
func understand(r *handlers.Request) draft {
	s, text := r.Args.Slots, said(r)
	d := draft{orgs: charged(r.Profile, s.Str("unit"), text), title: cut(s.Str("title"), 200), place: cut(s.Str("place"), 200), document: s.Str("document"),
		media: media(r), evidence: r.Profile.Issues.Evidence && !hasAny(text, "不需照片", "无需照片", "不用照片", "免附照片", "不用附照片"),
		grave: hasAny(text, "特别重要", "特别重大")}
	d.title = withoutNames(r.Profile, d.title, d.orgs)
	d.due, d.dueSaid = dayOf(r, s.Str("deadline"))
	d.contact = strings.TrimSpace(s.Str("owner") + " " + s.Str("phone"))
	if src, ok := supervision.SourceOf(r.Profile, s.Str("source")); ok {
		d.source = src.Key
	} else if r.Actor.IsChief() {
		if src, ok := supervision.SourceOf(r.Profile, "批示"); ok {
			d.source = src.Key
		}
	}
	d.origin = numberForm(r.Profile, "inspection").FindString(text + " " + r.Event.Quote)
	if d.origin != "" && d.source == "" {
		if src, ok := supervision.SourceOf(r.Profile, "督查发现"); ok {
			d.source = src.Key
		}
	}
	return d
}

// lacks asks for what is missing: one question.
func lacks(r *handlers.Request, d draft) (bot.Card, bool) {
	ask := func(missing, text string, choices ...string) (bot.Card, bool) {
		c := r.Ask(handlers.Question{Missing: missing, Text: text, Choices: choices, Slots: d.memory(r)})
		c.Article = string(r.Profile.Issues.Article)
		return c, true
	}
	switch unit := r.Args.Slots.Str("unit"); {
	case unit == "*":
		return ask("unit", "这是对全体的要求，不是一个问题。要立项的话，请说由哪个单位整改。")
	case len(d.orgs) == 0 && r.Args.Missing == "unit" && len(r.Args.Choices) > 0:
		return ask("unit", r.Args.Why, r.Args.Choices...)
	case len(d.orgs) == 0:
		if o, ok := supervision.Suggest(r.Profile, d.title+said(r), r.Now); ok {
			return ask("unit", "由哪个单位整改？按职责分工可由"+o.Name+"办理（"+string(o.Article)+"）。", o.Name)
		}
		return ask("unit", "由哪个单位整改？")
	case d.title == "":
		return ask("title", "请简单说一下是什么问题。")
	case !d.dueSaid:
		return askDue(r, d, "要求什么时候整改到位？")
	case d.due.Before(r.Now):
		return askDue(r, d, monthDay(d.due, r.Now)+"已经过去，要求什么时候整改到位？")
	case justPassed(r, d.due):
		return askDue(r, d, d.due.Format("1月2日")+"已经过去，要求什么时候整改到位？明年的请写上年份。")
	}
	return bot.Card{}, false
}

// justPassed reports whether a day said without a year went by within the last half year: such a day was meant to lie
// ahead this year and is wrong, and must not quietly become next year's.
func justPassed(r *handlers.Request, due time.Time) bool {
	day := due.AddDate(-1, 0, 0)
	return day.Before(r.Now) && r.Now.Before(day.AddDate(0, 6, 0)) && !strings.Contains(said(r)+r.Args.Text, "年")
}

func askDue(r *handlers.Request, d draft, text string) (bot.Card, bool) {
	q := handlers.Question{Missing: "deadline", Text: text, Slots: d.memory(r)}
	if n := r.Profile.Issues.DefaultDays; n > 0 {
		q.Choices = []string{monthDay(r.Now.AddDate(0, 0, n), r.Now)}
	}
	c := r.Ask(q)
	c.Article = string(r.Profile.Issues.Article)
	return c, true
}

// memory is what a question must remember.
func (d draft) memory(r *handlers.Request) handlers.Slots {
	m := handlers.Slots{"said": said(r), "media": d.media, "carrier": carrier(r), "title": d.title}
	if r.Args.Slots.Str("unit") == "*" {
		m["unit"] = ""
	}
	return m
}

func names(orgs []profile.Org) string {
	var out []string
	for _, o := range orgs {
		out = append(out, o.Name)
	}
	return strings.Join(out, "、")
}

// file opens the issues and answers with what was understood.
func file(r *handlers.Request, d draft) (bot.Card, error) {
	if d.origin == "" {
		if err := linkInspection(r, &d); err != nil {
			return bot.Card{}, err
		}
	}
	if c, asked, err := again(r, d); err != nil || asked {
		return c, err
	}
	var opened []supervision.Issue
	for i, o := range d.orgs {
		x, taken, err := open(r, d, o.Code, i)
		if err != nil {
			return bot.Card{}, err
		}
		if taken {
			return bot.Card{}, models.Refuse(models.BadInput, "这条消息已经立过项了，没有重复立项。", "发“问题清单”看编号。", r.Profile.Issues.Article)
		}
		opened = append(opened, x)
		announce(r, x)
	}
	if len(opened) == 1 {
		return raisedCard(r, opened[0]), nil
	}
	var text, refs []string
	for _, x := range opened {
		text, refs = append(text, x.Number+" "+r.Profile.OrgName(x.Org)), append(refs, x.Number)
	}
	c := card(r, opened[0], "issue.raised", bot.ToneDone, fmt.Sprintf("已立项%d件", len(opened)), "各责任单位已收到，等待签收。", r.Profile.Issues.Article,
		append(text, "时限："+dueWords(opened[0], r.Now, r.Days))...)
	c.Refs = map[string]string{"issue": strings.Join(refs, "、")}
	return c, nil
}

// again asks before the same words about the same organisation become a second issue on one day: a hurried sender says
// things twice.
func again(r *handlers.Request, d draft) (bot.Card, bool, error) {
	if r.Args.Confirmed {
		return bot.Card{}, false, nil
	}
	var codes []string
	for _, o := range d.orgs {
		codes = append(codes, o.Code)
	}
	rows, err := supervision.Find(r.Tx, supervision.Filter{Orgs: codes, States: supervision.OpenStates})
	if err != nil {
		return bot.Card{}, false, err
	}
	for _, x := range rows {
		if x.Title == d.title && x.RaisedBy == r.Actor.Person && x.Found == r.Now.Format(time.DateOnly) && x.Message != r.Event.ID {
			return r.Confirm(bot.Card{Tone: bot.ToneNotice, Title: "今天已立过" + x.Number + "，再立一件吗？", Text: lines(x.Title, "责任单位："+r.Profile.OrgName(x.Org)),
				Article: string(r.Profile.Issues.Article)}, d.memory(r)), true, nil
		}
	}
	return bot.Card{}, false, nil
}

// open reserves a number and keeps one issue.
func open(r *handlers.Request, d draft, org string, item int) (supervision.Issue, bool, error) {
	number, n, err := r.Number("issue")
	if err != nil {
		return supervision.Issue{}, false, err
	}
	x := supervision.Issue{Number: number, Year: r.Now.Year(), N: n, Title: d.title, Place: d.place, Source: d.source, Org: org,
		Assisting: supervision.Join(d.helpers), Measures: d.measures, Contact: d.contact, Found: r.Now.Format(time.DateOnly), Due: d.due,
		DueDay: d.due.Format(time.DateOnly), Grave: d.grave, Evidence: d.evidence, Inspection: d.origin, RaisedBy: r.Actor.Person,
		Platform: r.Event.Platform, Message: r.Event.ID, Item: item, At: r.Now}
	first := step(r, supervision.Raise, "")
	first.Media = d.media
	taken, err := supervision.Open(r.Tx, &x, r.Profile, first)
	if err != nil || taken {
		return x, taken, err
	}
	if d.document != "" {
		if err := advice(r, x, d.document); err != nil {
			return x, false, err
		}
	}
	return x, false, r.Audit("issue", x.ID, x.Number, string(supervision.Raise), nil, x, "")
}

// raisedCard echoes what was understood.
func raisedCard(r *handlers.Request, x supervision.Issue) bot.Card {
	c := card(r, x, "issue.raised", bot.ToneDone, "已立项 "+x.Number, "请"+r.Profile.OrgName(x.Org)+"签收并按期整改。", r.Profile.Issues.Article)
	c.Fields = facts(r, x)
	c.Buttons = []bot.Button{{Label: "签收", Command: "签收 " + x.Number, Primary: true}, {Label: "撤回", Command: "撤回 " + x.Number, Confirm: "撤回" + x.Number + "？"}}
	if o, ok := supervision.Suggest(r.Profile, x.Title, r.Now); ok && !x.Concerns(o.Code) && o.Kind != models.KindOffice {
		c.Fields = append(c.Fields, bot.Field{Name: "可请协办", Value: o.Name + "（" + string(o.Article) + "）"})
		c.Buttons = append(c.Buttons, bot.Button{Label: "请其协办", Command: "协办 " + x.Number + " " + o.Name})
	}
	return c
}

// facts are the lines about an issue that everybody sees.
func facts(r *handlers.Request, x supervision.Issue) []bot.Field {
	out := []bot.Field{{Name: "责任单位", Value: r.Profile.OrgName(x.Org)}, {Name: "时限", Value: dueWords(x, r.Now, r.Days)}}
	add := func(name, value string) {
		if value != "" {
			out = append(out, bot.Field{Name: name, Value: value})
		}
	}
	add("位置", x.Place)
	add("来源", lines(strings.TrimSpace(supervision.SourceName(r.Profile, x.Source)+" "+x.Inspection)))
	add("协办", helperNames(r.Profile, x))
	add("要求", cut(x.Measures, 100))
	add("联系人", masked(x.Contact))
	if x.Grave {
		add("级别", "特别重要")
	}
	return out
}

func helperNames(p *profile.Profile, x supervision.Issue) string {
	var out []string
	for _, code := range x.Helpers() {
		out = append(out, p.OrgName(code))
	}
	return strings.Join(out, "、")
}

// announce brings the issue into the responsible organisation's own group, and to those who assist.
func announce(r *handlers.Request, x supervision.Issue) {
	c := card(r, x, "issue.raised", bot.ToneNotice, r.Profile.OrgName(x.Org)+"有新问题 "+x.Number, "整改后发“"+x.Number+" 已整改”并附照片。", r.Profile.Issues.Article)
	c.Fields = facts(r, x)
	c.Buttons = []bot.Button{{Label: "签收", Command: "签收 " + x.Number, Primary: true}}
	tell(r, x, x.Org, c)
	for _, code := range x.Helpers() {
		c.Title, c.Buttons, c.Next = "请"+r.Profile.OrgName(code)+"协办 "+x.Number, nil, "牵头整改："+r.Profile.OrgName(x.Org)
		tell(r, x, code, c)
	}
}

// raiseFor puts a problem on the list for another regulation: a resolution, something seen on a patrol.
func raiseFor(_ context.Context, r *handlers.Request, p handlers.RaiseIssue) (string, error) {
	o, ok := r.Profile.Org(p.Org)
	if !ok || o.Kind == models.KindOffice {
		return "", models.Refuse(models.BadInput, "没有说清由哪个单位整改，没有立项。", "请写明责任单位。", r.Profile.Issues.Article)
	}
	d := draft{title: cut(p.Title, 200), measures: p.Text, place: cut(p.Place, 200), helpers: p.Assist, media: mediaText(p.Media),
		evidence: r.Profile.Issues.Evidence, origin: p.Origin}
	if src, ok := supervision.SourceOf(r.Profile, p.Source); ok {
		d.source = src.Key
	}
	if d.due = p.Deadline; d.due.IsZero() {
		d.due = r.Now.AddDate(0, 0, r.Profile.Issues.DefaultDays)
	}
	if p.Deadline.IsZero() || d.due.Hour() == 0 && d.due.Minute() == 0 {
		d.due = endOfDay(d.due)
	}
	item, err := supervision.Items(r.Tx, r.Event.Platform, r.Event.ID)
	if err != nil {
		return "", err
	}
	x, taken, err := open(r, d, o.Code, item)
	if err != nil {
		return "", err
	}
	if taken {
		return "", fmt.Errorf("issue of message %s item %d is there already", r.Event.ID, item)
	}
	announce(r, x)
	return x.Number, nil
}

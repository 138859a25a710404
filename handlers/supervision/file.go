package supervision

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/naming"
	"linzhangbot/models/roster"
	"linzhangbot/models/supervision"
)

// foundInspecting is the word for the source of what an inspection finds.
const foundInspecting = "督查发现"

// file opens the issues and answers with what was understood.
func file(r *handlers.Request, d draft) (bot.Card, error) {
	if d.Inspection == "" {
		if err := linkInspection(r, &d); err != nil {
			return bot.Card{}, err
		}
	}
	x, twice, err := sameToday(r, d)
	if err != nil {
		return bot.Card{}, err
	}
	if twice {
		return confirm(r, "今天已立过"+x.Number+"，再立一件吗？", x.Title, "责任单位："+r.Profile.OrgName(x.Org)), nil
	}
	before, err := supervision.Items(r.Tx, r.Event.Platform, r.Event.ID) // by another order of the same message
	if err != nil {
		return bot.Card{}, err
	}
	var text, refs []string
	for i, org := range d.orgs {
		if x, err = open(r, d, org, before+i); err != nil {
			return bot.Card{}, err
		}
		announce(r, x)
		text, refs = append(text, x.Number+" "+r.Profile.OrgName(org)), append(refs, x.Number)
	}
	if len(refs) == 1 {
		return raisedCard(r, x)
	}
	c := card(r, x, "issue.raised", bot.ToneDone, fmt.Sprintf("已立项%d件", len(refs)), "各责任单位已收到，等待签收。",
		append(text, "时限："+due(r, x))...)
	c.Refs = map[string]string{"issue": strings.Join(refs, "、")}
	return c, nil
}

// linkInspection names the inspection behind an issue: the newest visit of this year where the issue is said to come
// from one, or one of this very day.
func linkInspection(r *handlers.Request, d *draft) error {
	src, ok := supervision.SourceOf(r.Profile, foundInspecting)
	if !ok || d.Source != "" && d.Source != src.Key || len(d.orgs) != 1 {
		return nil
	}
	today := r.Now.Format(time.DateOnly)
	from := today
	if d.Source != "" {
		from = models.PeriodOf(models.Year, r.Now).From.Format(time.DateOnly)
	}
	rows, err := supervision.Visits(r.Tx, d.orgs[0], from, today)
	if err == nil && len(rows) > 0 {
		d.Source, d.Inspection = src.Key, rows[len(rows)-1].Number
	}
	return err
}

// sameToday finds what the sender raised today about the same organisation in the same words: a hurried sender says
// things twice, and is asked before it becomes a second issue.
func sameToday(r *handlers.Request, d draft) (x supervision.Issue, found bool, err error) {
	if r.Args.Confirmed {
		return x, false, nil
	}
	rows, err := supervision.Find(r.Tx, supervision.Filter{Orgs: d.orgs, States: supervision.OpenStates})
	for _, x := range rows {
		mine := x.RaisedBy == r.Actor.Person && x.Found == r.Now.Format(time.DateOnly) && x.Message != r.Event.ID
		if mine && x.Title == d.Title {
			return x, true, nil
		}
	}
	return x, false, err
}

// open reserves a number and keeps one issue.
func open(r *handlers.Request, d draft, org string, item int) (x supervision.Issue, err error) {
	number, n, err := r.Number("issue")
	if err != nil {
		return x, err
	}
	x = d.Issue
	x.Number, x.Year, x.N, x.Org, x.At = number, r.Now.Year(), n, org, r.Now
	x.Found, x.RaisedBy = r.Now.Format(time.DateOnly), r.Actor.Person
	x.Platform, x.Message, x.Item = r.Event.Platform, r.Event.ID, item
	x.SetDue(d.Due)
	first := step(r, x, supervision.Raise, "")
	first.Media = d.media
	taken, err := supervision.Open(r.Tx, &x, r.Profile, first)
	if err != nil {
		return x, err
	}
	if taken {
		return x, refuse(r, models.BadInput, "这条消息已经立过项了，没有重复立项。", "发“问题清单”看编号。")
	}
	if d.document != "" {
		if err := advice(r, x, d.document); err != nil {
			return x, err
		}
	}
	return x, r.Audit("issue", x.ID, x.Number, string(supervision.Raise), nil, x, "")
}

// raisedCard echoes what was understood. Its buttons are those that somebody who reads it may press.
func raisedCard(r *handlers.Request, x supervision.Issue) (bot.Card, error) {
	c := card(r, x, "issue.raised", bot.ToneDone, "已立项 "+x.Number, "请"+r.Profile.OrgName(x.Org)+"签收并按期整改。")
	c.Fields = facts(r, x)
	c.Buttons = []bot.Button{button(x, "撤回", "撤回"+x.Number+"？")}
	reads, err := readBy(r, x.Org)
	if reads {
		c.Buttons = append([]bot.Button{primary(x, "签收")}, c.Buttons...)
	}
	o, ok := supervision.Suggest(r.Profile, x.Title, r.Now)
	if ok && !x.Concerns(o.Code) && o.Kind != models.KindOffice {
		c.Fields = append(c.Fields, fields("可请协办", o.Name+"（"+string(o.Article)+"）")...)
		if r.Actor.IsOffice() || reads {
			c.Buttons = append(c.Buttons, bot.Button{Label: "请其协办", Command: "协办 " + x.Number + " " + o.Name})
		}
	}
	return c, err
}

// readBy reports whether an organisation reads the answer: its own people's, in its own group, or in the main group.
func readBy(r *handlers.Request, org string) (bool, error) {
	if r.Event.Chat.Kind != bot.Group {
		return r.Actor.Owns(org), nil
	}
	groups, err := roster.Groups(r.Tx)
	here := slices.IndexFunc(groups, func(g roster.Group) bool {
		return g.Platform == r.Event.Platform && g.Chat == r.Event.Chat.ID
	})
	if here < 0 {
		return false, err
	}
	return groups[here].Purpose == roster.PurposeMain || groups[here].Org == org, err
}

// facts are the lines about an issue that everybody sees.
func facts(r *handlers.Request, x supervision.Issue) []bot.Field {
	grave := ""
	if x.Grave {
		grave = "特别重要"
	}
	return fields("责任单位", r.Profile.OrgName(x.Org), "时限", due(r, x), "位置", x.Place,
		"来源", strings.TrimSpace(supervision.SourceName(r.Profile, x.Source)+" "+x.Inspection),
		"协办", naming.Orgs(r.Profile, x.Helpers()), "要求", handlers.Cut(x.Measures, 100), "联系人", masked(x.Contact), "级别", grave)
}

// announce brings the issue into the responsible organisation's own group, and to those who assist.
func announce(r *handlers.Request, x supervision.Issue) {
	org := r.Profile.OrgName(x.Org)
	c := card(r, x, "issue.raised", bot.ToneNotice, org+"有新问题 "+x.Number, reportNext(x))
	c.Fields, c.Buttons = facts(r, x), []bot.Button{primary(x, "签收")}
	tell(r, x, x.Org, c)
	for _, code := range x.Helpers() {
		c.Title, c.Buttons, c.Next = "请"+r.Profile.OrgName(code)+"协办 "+x.Number, nil, "牵头整改："+org
		tell(r, x, code, c)
	}
}

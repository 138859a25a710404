package supervision

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/profile"
	"linzhangbot/models/supervision"
)

// longest is how many lines a list in chat has.
const longest = 20

// wish is what a list is asked for.
type wish struct {
	org    string // empty: all the sender may see
	orgs   []string
	status string
	source profile.Source
	origin string // number of an inspection
	title  string
}

// list answers 问题清单: mine, my town's, overdue, by source, by inspection.
func list(_ context.Context, r *handlers.Request) (bot.Card, error) {
	w, refusal := wanted(r)
	if refusal != nil {
		return bot.Card{}, refusal
	}
	rows, err := found(r, w)
	if err != nil {
		return bot.Card{}, err
	}
	c := bot.Card{Code: "issue.list", Tone: bot.ToneNotice, Title: fmt.Sprintf("%s：%d件", w.title, len(rows)), Article: string(r.Profile.Issues.Article)}
	if n := overdue(r, rows); n > 0 {
		c.Tone = bot.ToneLate
		if w.status != "overdue" {
			c.Title += fmt.Sprintf("，其中逾期%d件", n)
		}
	}
	var out []string
	for _, x := range rows[:min(longest, len(rows))] {
		out = append(out, line(r, x, w.org == ""))
	}
	c.Text = strings.Join(out, "\n")
	if len(rows) > longest {
		c.Next = fmt.Sprintf("只列前%d件；发“导出问题清单”取全部。", longest)
	}
	if r.Args.Slots.Bool("export") {
		return export(r, rows, c)
	}
	if len(rows) > 0 {
		c.Buttons = []bot.Button{{Label: "导出", Command: "导出 " + strings.TrimSpace(said(r))}}
	}
	return c, nil
}

func overdue(r *handlers.Request, rows []supervision.Issue) int {
	n := 0
	for _, x := range rows {
		if x.Overdue(r.Now) {
			n++
		}
	}
	return n
}

// wanted reads what is asked for, within what the sender may see.
func wanted(r *handlers.Request) (wish, *models.Error) {
	s, text := r.Args.Slots, r.Args.Text
	w := wish{status: s.Str("status"), title: "问题清单"}
	o, named := orgNamed(r.Profile, s.Str("unit"))
	own := r.Actor.Org.Code
	switch {
	case !wide(r) && named && o.Code != own:
		return w, models.Refuse(models.NotAllowed, "只能看本单位的问题。", "发“问题清单”看本单位的。", r.Profile.Issues.Article)
	case !wide(r):
		w.org = own
	case named && o.Kind != models.KindOffice:
		w.org = o.Code
	case len(r.Actor.Linked) > 0 && hasAny(text, "我的", "我联系", "联系街镇"):
		w.orgs, w.title = r.Actor.Linked, "您联系街镇的问题"
	}
	if w.org != "" {
		w.title = r.Profile.OrgName(w.org) + "问题清单"
	}
	w.origin = numberForm(r.Profile, "inspection").FindString(text)
	for _, src := range r.Profile.Issues.Sources {
		if strings.Contains(text, src.Name) {
			w.source, w.title = src, w.title+"（"+src.Name+"）"
		}
	}
	if w.origin != "" {
		w.title += "（" + w.origin + "）"
	}
	if name := statusNames[w.status]; name != "" {
		w.title += "（" + name + "）"
	}
	return w, nil
}

var statusNames = map[string]string{"due_soon": "快到期", "overdue": "已逾期", "review": "待核查", "closed": "已销号", "extended": "延期", "open": "未销号"}

// soonDays is how far 快到期 looks ahead when the profile reminds of nothing: the earliest reminder decides.
func soonDays(p *profile.Profile) int {
	n := 0
	for _, s := range p.Issues.Steps {
		n = max(n, s.When.Before)
	}
	return n
}

func found(r *handlers.Request, w wish) ([]supervision.Issue, error) {
	f := supervision.Filter{Org: w.org, Orgs: w.orgs, Source: w.source.Key, Inspection: w.origin}
	today := r.Now.Format(time.DateOnly)
	switch w.status {
	case "overdue":
		f.States, f.DueBefore = supervision.DueStates, r.Now.AddDate(0, 0, 1).Format(time.DateOnly)
	case "due_soon":
		f.States, f.DueFrom, f.DueBefore = supervision.DueStates, today, r.Now.AddDate(0, 0, soonDays(r.Profile)+1).Format(time.DateOnly)
	case "review":
		f.States = []supervision.State{supervision.Review}
	case "closed":
		f.States = []supervision.State{supervision.Closed}
	case "open":
		f.States = supervision.OpenStates
	default:
		if w.origin == "" && w.source.Key == "" && !hasAny(r.Args.Text, "全部", "所有", "台账", "导出") {
			f.States = supervision.OpenStates
		}
	}
	rows, err := supervision.Find(r.Tx, f)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(rows, func(x supervision.Issue) bool {
		return w.status == "overdue" && !x.Overdue(r.Now) || w.status == "extended" && x.Extensions == 0
	}), nil
}

// export hands the ledger over as a workbook (附件 of 第八条's list).
func export(r *handlers.Request, rows []supervision.Issue, c bot.Card) (bot.Card, error) {
	var ids []string
	for _, x := range rows {
		ids = append(ids, x.ID)
	}
	taken, err := supervision.TakenOf(r.Tx, ids)
	if err != nil {
		return c, err
	}
	var b bytes.Buffer
	if err := supervision.Ledger(&b, r.Profile, rows, taken, r.Now); err != nil {
		return c, err
	}
	c.Text, c.Next = "", "表格随附，共"+fmt.Sprint(len(rows))+"件。"
	c.File = &bot.File{Name: r.Profile.Short + "问题清单" + r.Now.Format("20060102") + ".xlsx", Type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Data: b.Bytes()}
	return c, nil
}

// status adds the problem list to a status card.
func status(_ context.Context, r *handlers.Request, org string) ([]bot.Field, error) {
	if org != "" && !wide(r) && org != r.Actor.Org.Code {
		return nil, nil
	}
	f := supervision.Filter{States: supervision.OpenStates}
	if org != "" {
		f.Orgs = []string{org}
	}
	rows, err := supervision.Find(r.Tx, f)
	if err != nil {
		return nil, err
	}
	review := 0
	for _, x := range rows {
		if x.State == supervision.Review {
			review++
		}
	}
	return []bot.Field{{Name: "督查问题", Value: fmt.Sprintf("在办%d件，逾期%d件，待核查%d件", len(rows), overdue(r, rows), review)}}, nil
}

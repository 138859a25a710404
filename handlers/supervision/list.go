package supervision

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
	"linzhangbot/models/supervision"
)

// What a list can be asked for, as the slot status names it, where it is more than some states.
const (
	statusSoon     = "due_soon"
	statusOverdue  = "overdue"
	statusExtended = "extended"
)

// statuses are all that a list can be asked for, with their names and states.
var statuses = map[string]struct {
	name   string
	states []supervision.State
}{
	statusSoon:     {"快到期", supervision.DueStates},
	statusOverdue:  {"已逾期", supervision.DueStates},
	statusExtended: {"延期", nil},
	"review":       {"待核查", []supervision.State{supervision.Review}},
	"closed":       {"已销号", []supervision.State{supervision.Closed}},
	"open":         {"未销号", supervision.OpenStates},
}

// listIssues answers 问题清单: mine, my town's, overdue, by source, by inspection.
func listIssues(_ context.Context, r *handlers.Request) (bot.Card, error) {
	orgs, ok := about(r)
	if !ok {
		return bot.Card{}, ownOnly(r)
	}
	f, title := asked(r, orgs)
	rows, err := supervision.Find(r.Tx, f)
	if err != nil {
		return bot.Card{}, err
	}
	status := r.Args.Slots.Str("status")
	rows = slices.DeleteFunc(rows, func(x supervision.Issue) bool {
		return status == statusOverdue && !x.Overdue(r.Now) || status == statusExtended && x.Extensions == 0
	})
	c := bot.Card{Code: "issue.list", Tone: bot.ToneNotice, Title: fmt.Sprintf("%s：%d件", title, len(rows)),
		Article: string(r.Profile.Issues.Article)}
	if n := count(rows, func(x supervision.Issue) bool { return x.Overdue(r.Now) }); n > 0 {
		c.Tone = bot.ToneLate
		if status != statusOverdue {
			c.Title += fmt.Sprintf("，其中逾期%d件", n)
		}
	}
	if r.Args.Slots.Bool("export") {
		return export(r, rows, c)
	}
	text, more := handlers.List(rows, func(x supervision.Issue) string { return line(r, x, len(orgs) != 1) })
	if c.Text = text; more > 0 {
		c.Next = fmt.Sprintf("只列前%d件；发“导出问题清单”取全部。", handlers.Listed)
	}
	if len(rows) > 0 {
		c.Buttons = []bot.Button{{Label: "导出", Command: "导出 " + r.First.Text}}
	}
	return c, nil
}

// count counts the issues of a kind.
func count(rows []supervision.Issue, is func(supervision.Issue) bool) (n int) {
	for _, x := range rows {
		if is(x) {
			n++
		}
	}
	return n
}

// asked reads which issues are meant, and what their list is called.
func asked(r *handlers.Request, orgs []string) (f supervision.Filter, title string) {
	text, status := r.First.Text, r.Args.Slots.Str("status")
	f, title = supervision.Filter{Concerns: orgs, Inspection: inspectionIn(r, text)}, "问题清单"
	switch {
	case len(orgs) > 0:
		title = naming.Orgs(r.Profile, orgs) + title
	case len(r.Actor.Linked) > 0 && hasAny(text, "我的", "我联系", "联系"+r.Profile.Words(models.Towns)):
		f.Orgs, title = r.Actor.Linked, "您联系"+models.Towns+"的问题"
	}
	for _, src := range r.Profile.Issues.Sources {
		if strings.Contains(text, src.Name) {
			f.Source, title = src.Key, title+"（"+src.Name+"）"
		}
	}
	for _, word := range []string{f.Inspection, statuses[status].name} {
		if word != "" {
			title += "（" + word + "）"
		}
	}
	day := func(n int) string { return r.Now.AddDate(0, 0, n).Format(time.DateOnly) }
	switch status {
	case statusOverdue:
		f.DueBefore = day(1)
	case statusSoon:
		f.DueFrom, f.DueBefore = day(0), day(soonDays(r.Profile)+1)
	}
	whole := f.Inspection != "" || f.Source != "" || hasAny(text, "全部", "所有", "台账", "导出")
	if f.States = statuses[status].states; f.States == nil && !whole {
		f.States = supervision.OpenStates
	}
	return f, title
}

// soonDays is how far 快到期 looks ahead: as far as the earliest reminder.
func soonDays(p *profile.Profile) int {
	n := 0
	for _, s := range p.Issues.Steps {
		n = max(n, s.When.Before)
	}
	return n
}

// export hands the ledger over as a workbook (附件 of 第八条's list).
func export(r *handlers.Request, rows []supervision.Issue, c bot.Card) (bot.Card, error) {
	taken, err := supervision.TakenOf(r.Tx, rows)
	if err != nil {
		return c, err
	}
	c.Next = fmt.Sprintf("表格随附，共%d件。", len(rows))
	c.File, err = handlers.Workbook(r.Profile.Short+"问题清单"+r.Now.Format("20060102")+".xlsx", func(w io.Writer) error {
		return supervision.Ledger(w, r.Profile, rows, taken, r.Now)
	})
	return c, err
}

// status adds the problem list to a status card.
func status(_ context.Context, r *handlers.Request, org string) ([]bot.Field, error) {
	if org != "" && !r.Sees(org) {
		return nil, nil
	}
	f := supervision.Filter{States: supervision.OpenStates}
	if org != "" {
		f.Orgs = []string{org}
	}
	rows, err := supervision.Find(r.Tx, f)
	late := count(rows, func(x supervision.Issue) bool { return x.Overdue(r.Now) })
	waiting := count(rows, func(x supervision.Issue) bool { return x.State == supervision.Review })
	words := fmt.Sprintf("在办%d件，逾期%d件，待核查%d件", len(rows), late, waiting)
	return fields("督查问题", words), err
}

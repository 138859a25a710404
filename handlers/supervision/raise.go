package supervision

import (
	"context"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
	"linzhangbot/models/supervision"
)

// draft is what was understood of an issue, or of several that are alike.
type draft struct {
	supervision.Issue
	orgs     []string // codes of the responsible organisations
	dueSaid  bool
	document string // the paper it is opened with: 整改建议书
	media    string
}

// raise puts a problem on the list (第八条): one sentence is enough, several organisations make several issues.
func raise(_ context.Context, r *handlers.Request) (bot.Card, error) {
	d := understand(r)
	if q, asks := lacks(r, d); asks {
		c := r.Ask(q)
		c.Article = string(r.Profile.Issues.Article)
		return c, nil
	}
	if c, err := closedOrgs(r, d.orgs, r.Now, "立项", r.Profile.Issues.Article); err != nil || c.Code != "" {
		return c, err
	}
	if r.Args.Expect == frame.Confirm && !r.Args.Confirmed {
		return confirm(r, "请核对后立项", d.Title, "责任单位："+naming.Orgs(r.Profile, d.orgs), "时限："+naming.Day(d.Due, r.Now),
			r.Args.Why), nil
	}
	return file(r, d)
}

// understand reads slots, and what the sentence says beyond them.
func understand(r *handlers.Request) draft {
	s, text := r.Args.Slots, r.First.Text
	d := draft{orgs: charged(r), document: s.Str("document"), Issue: supervision.Issue{
		Title: handlers.Cut(s.Str("title"), 200), Place: handlers.Cut(s.Str("place"), 200),
		Contact:  strings.TrimSpace(s.Str("owner") + " " + s.Str("phone")),
		Evidence: r.Profile.Issues.Evidence && !hasAny(text, "不需照片", "无需照片", "不用照片", "免附照片", "不用附照片"),
		Grave:    hasAny(text, "特别重要", "特别重大"), Inspection: inspectionIn(r, text+" "+r.Event.Quote)}}
	if len(d.orgs) > 1 {
		d.Title = withoutNames(r, d.Title)
	}
	d.Due, d.dueSaid = dayOf(r, s.Str("deadline"))
	for _, name := range s.List("assist") {
		if o, ok := naming.Org(r.Profile, name, r.Now); ok && !slices.Contains(d.orgs, o.Code) {
			d.Assisting = db.Join(append(db.Split(d.Assisting), o.Code))
		}
	}
	d.media, _ = enclosed(r)
	words := []string{s.Str("source")}
	if r.Actor.IsChief() {
		words = append(words, "批示")
	}
	if d.Inspection != "" {
		words = append(words, foundInspecting)
	}
	for i := 0; i < len(words) && d.Source == ""; i++ {
		src, _ := supervision.SourceOf(r.Profile, words[i])
		d.Source = src.Key
	}
	return d
}

// withoutNames is a title without the names that lead it in.
func withoutNames(r *handlers.Request, title string) string {
	for {
		title = strings.TrimSpace(strings.TrimLeft(title, "、，, 和及与"))
		if list := named(r, title); len(list) > 0 && list[0].At == 0 {
			title = title[list[0].End:]
			continue
		}
		return title
	}
}

// lacks is the question for what is missing: one at a time.
func lacks(r *handlers.Request, d draft) (handlers.Question, bool) {
	ask := func(missing, text string, choices ...string) (handlers.Question, bool) {
		return handlers.Question{Missing: missing, Text: text, Choices: choices}, true
	}
	switch {
	case r.Args.Slots.Str(handlers.SlotUnit) == "*":
		return ask(handlers.SlotUnit, "这是对全体的要求，不是一个问题。要立项的话，请说由哪个单位整改。")
	case len(d.orgs) == 0 && r.Args.Missing == handlers.SlotUnit && len(r.Args.Choices) > 0:
		return ask(handlers.SlotUnit, r.Args.Why, r.Args.Choices...)
	case len(d.orgs) == 0:
		if o, ok := supervision.Suggest(r.Profile, d.Title+r.First.Text, r.Now); ok {
			return ask(handlers.SlotUnit, "由哪个单位整改？按职责分工可由"+o.Name+"办理（"+string(o.Article)+"）。", o.Name)
		}
		return ask(handlers.SlotUnit, "由哪个单位整改？")
	case d.Title == "":
		return ask("title", "请简单说一下是什么问题。")
	}
	const when = "要求什么时候整改到位？"
	var usual []string
	if n := r.Profile.Issues.DefaultDays; n > 0 {
		usual = []string{naming.Day(r.Now.AddDate(0, 0, n), r.Now)}
	}
	switch {
	case !d.dueSaid:
		return ask("deadline", when, usual...)
	case d.Due.Before(r.Now):
		return ask("deadline", naming.Day(d.Due, r.Now)+"已经过去，"+when, usual...)
	case r.JustPassed(d.Due):
		return ask("deadline", d.Due.Format("1月2日")+"已经过去，"+when+"明年的请写上年份。", usual...)
	}
	return handlers.Question{}, false
}

// raiseFor puts a problem on the list for another regulation: a resolution, something seen on a patrol.
func raiseFor(_ context.Context, r *handlers.Request, p handlers.RaiseIssue) (string, error) {
	o, ok := r.Profile.Org(p.Org)
	if !ok || o.Kind == models.KindOffice {
		return "", refuse(r, models.BadInput, "没有说清由哪个单位整改，没有立项。", "请写明责任单位。")
	}
	if o.Closed(r.Now) {
		return "", refuseClosed(r, []profile.Org{o}, "立项", r.Profile.Issues.Article)
	}
	d := draft{media: handlers.MediaText(p.Media), Issue: supervision.Issue{
		Title: handlers.Cut(p.Title, 200), Measures: p.Text, Place: handlers.Cut(p.Place, 200),
		Assisting: db.Join(p.Assist), Evidence: r.Profile.Issues.Evidence, Inspection: p.Origin, Due: p.Deadline}}
	src, _ := supervision.SourceOf(r.Profile, p.Source)
	d.Source = src.Key
	if d.Due.IsZero() {
		d.Due = handlers.EndOfDay(r.Now.AddDate(0, 0, r.Profile.Issues.DefaultDays))
	} else if d.Due.Hour() == 0 && d.Due.Minute() == 0 {
		d.Due = handlers.EndOfDay(d.Due)
	}
	item, err := supervision.Items(r.Tx, r.Event.Platform, r.Event.ID)
	if err != nil {
		return "", err
	}
	x, err := open(r, d, o.Code, item)
	if err != nil {
		return "", err
	}
	announce(r, x)
	return x.Number, nil
}

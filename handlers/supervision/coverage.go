package supervision

import (
	"context"
	"fmt"
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

// inspections tells what was inspected in a period, and which town was not seen in it and in its year.
func inspections(_ context.Context, r *handlers.Request) (bot.Card, error) {
	p := models.PeriodOf(models.Quarter, r.Now)
	if said, ok := models.ParsePeriod(r.Args.Slots.Str("period"), r.Now.Location()); ok {
		p = said
	}
	orgs, ok := about(r)
	if !ok {
		return bot.Card{}, models.Refuse(models.NotAllowed, "只能看本单位的督查情况。", "发“督查情况”看本单位的。", articleInspection)
	}
	visits, err := visitsIn(r, p, orgs)
	if err != nil {
		return bot.Card{}, err
	}
	c := bot.Card{Code: "inspection.list", Tone: bot.ToneNotice, Article: string(articleInspection),
		Title: fmt.Sprintf("%s%s督查：%s", p.Title(), naming.Orgs(r.Profile, orgs), tally(r, visits)),
		Text:  visitLines(r, visits)}
	if len(orgs) > 0 {
		return c, nil
	}
	plans, err := inspectionsIn(r, p)
	if err != nil {
		return c, err
	}
	c.Text = handlers.Lines(c.Text, planLines(r, plans))
	c.Fields = fields("本期未督查到", unseen(r, p, visits))
	if p.Every == models.Year {
		return c, nil
	}
	year := models.PeriodOf(models.Year, p.From)
	visits, err = visitsIn(r, year, nil)
	c.Fields = append(c.Fields, fields("全年未督查到", unseen(r, year, visits))...)
	return c, err
}

// visitsIn are the visits of a period to some organisations; nil is all of them.
func visitsIn(r *handlers.Request, p models.Period, orgs []string) ([]supervision.Visit, error) {
	rows, err := supervision.Visits(r.Tx, "", p.From.Format(time.DateOnly), p.Last().Format(time.DateOnly))
	return slices.DeleteFunc(rows, func(v supervision.Visit) bool {
		return orgs != nil && !slices.Contains(orgs, v.Org)
	}), err
}

// tally counts inspections, not visits: 综合督查1次、专项督查2次.
func tally(r *handlers.Request, visits []supervision.Visit) string {
	counts, seen := map[string]int{}, map[string]bool{}
	for _, v := range visits {
		if !seen[v.Inspection] {
			seen[v.Inspection] = true
			counts[v.Kind]++
		}
	}
	return strings.Join(models.Each(r.Profile.Inspections, func(k profile.InspectionType) string {
		return fmt.Sprintf("%s%d次", k.Name, counts[k.Key])
	}), "、")
}

// visitLines are the newest visits, a line each.
func visitLines(r *handlers.Request, visits []supervision.Visit) string {
	text, _ := handlers.List(visits[max(0, len(visits)-handlers.Listed):], func(v supervision.Visit) string {
		return fmt.Sprintf("%s %s %s %s", v.Number, v.Day[5:], r.Profile.OrgName(v.Org), foundWords(v.Found))
	})
	return text
}

func planLines(r *handlers.Request, plans []supervision.Inspection) string {
	var out []string
	for _, i := range plans {
		if i.State != supervision.Planned {
			continue
		}
		name := supervision.KindName(r.Profile, i.Kind)
		if i.Numbered() {
			name = i.Number + " " + name
		}
		if i.Hidden(r.Now) {
			name += "（保密）"
		}
		out = append(out, fmt.Sprintf("计划：%s %s %s %s", name, span(r, i), goals(r, i), i.Filing.Name()))
	}
	return strings.Join(out, "\n")
}

// unseen names the towns without a visit in a period: those that there are, or that there were at its end.
func unseen(r *handlers.Request, p models.Period, visits []supervision.Visit) string {
	seen := map[string]bool{}
	for _, v := range visits {
		seen[v.Org] = true
	}
	var out []string
	at := r.Now
	if last := p.Last(); last.Before(at) {
		at = last
	}
	for _, o := range r.Laws().At(at).OrgsOf(models.KindTown, at) {
		if !seen[o.Code] {
			out = append(out, o.Code)
		}
	}
	if len(out) == 0 {
		return "无，" + models.Towns + "全部覆盖"
	}
	return naming.Orgs(r.Profile, out)
}

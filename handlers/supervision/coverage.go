package supervision

import (
	"context"
	"fmt"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/supervision"
)

// inspections tells what was inspected in a period, and which town was not seen.
func inspections(_ context.Context, r *handlers.Request) (bot.Card, error) {
	p := models.PeriodOf(models.Quarter, r.Now)
	if said, ok := models.ParsePeriod(r.Args.Slots.Str("period"), r.Now.Location()); ok {
		p = said
	}
	from, to := p.From.Format(time.DateOnly), p.Last().Format(time.DateOnly)
	org, refusal := aboutOrg(r)
	if refusal != nil {
		return bot.Card{}, refusal
	}
	visits, err := supervision.Visits(r.Tx, org, from, to)
	if err != nil {
		return bot.Card{}, err
	}
	c := bot.Card{Code: "inspection.list", Tone: bot.ToneNotice, Article: string(articleInspection)}
	c.Text = lines(visitLines(r, visits)...)
	c.Title = fmt.Sprintf("%s%s督查：%s", p.Title(), r.Profile.OrgName(org), tally(r, visits))
	if org != "" {
		return c, nil
	}
	plans, err := supervision.Inspections(r.Tx, viewer(r), from, to)
	if err != nil {
		return c, err
	}
	c.Text = lines(c.Text, lines(planLines(r, plans)...))
	return coverage(r, c, p, visits)
}

func aboutOrg(r *handlers.Request) (string, *models.Error) {
	o, named := orgNamed(r.Profile, r.Args.Slots.Str("unit"))
	if wide(r) {
		if named && o.Kind != models.KindOffice {
			return o.Code, nil
		}
		return "", nil
	}
	if named && o.Code != r.Actor.Org.Code {
		return "", models.Refuse(models.NotAllowed, "只能看本单位的督查情况。", "发“督查情况”看本单位的。", articleInspection)
	}
	return r.Actor.Org.Code, nil
}

// tally counts inspections, not visits: 综合督查1次、专项督查2次.
func tally(r *handlers.Request, visits []supervision.Visit) string {
	kinds := map[string]map[string]bool{}
	for _, v := range visits {
		if kinds[v.Kind] == nil {
			kinds[v.Kind] = map[string]bool{}
		}
		kinds[v.Kind][v.Inspection] = true
	}
	var out []string
	for _, k := range r.Profile.Inspections {
		out = append(out, fmt.Sprintf("%s%d次", k.Name, len(kinds[k.Key])))
	}
	return strings.Join(out, "、")
}

func visitLines(r *handlers.Request, visits []supervision.Visit) []string {
	var out []string
	for _, v := range visits[max(0, len(visits)-longest):] {
		out = append(out, fmt.Sprintf("%s %s %s %s", v.Number, v.Day[5:], r.Profile.OrgName(v.Org), foundWords(v.Found)))
	}
	return out
}

func planLines(r *handlers.Request, plans []supervision.Inspection) []string {
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
		out = append(out, fmt.Sprintf("计划：%s %s %s %s", name, span(r, i), orgNames(r, i.Goals()), i.Filing.Name()))
	}
	return out
}

// coverage names the towns that were not seen in the period, and in its year.
func coverage(r *handlers.Request, c bot.Card, p models.Period, visits []supervision.Visit) (bot.Card, error) {
	c.Fields = append(c.Fields, bot.Field{Name: "本期未督查到", Value: unseen(r, visits)})
	year := models.PeriodOf(models.Year, p.From)
	if p.Every != models.Year {
		all, err := supervision.Visits(r.Tx, "", year.From.Format(time.DateOnly), year.Last().Format(time.DateOnly))
		if err != nil {
			return c, err
		}
		c.Fields = append(c.Fields, bot.Field{Name: "全年未督查到", Value: unseen(r, all)})
	}
	return c, nil
}

func unseen(r *handlers.Request, visits []supervision.Visit) string {
	seen := map[string]bool{}
	for _, v := range visits {
		seen[v.Org] = true
	}
	var out []string
	for _, o := range r.Profile.OrgsOf(models.KindTown, r.Now) {
		if !seen[o.Code] {
			out = append(out, o.Name)
		}
	}
	if len(out) == 0 {
		return "无，街镇全部覆盖"
	}
	return strings.Join(out, "、")
}

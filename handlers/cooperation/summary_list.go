package cooperation

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
)

// summaries tells who has handed in a period's summary and who has not (第十条); with one unit named, its own.
func summaries(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	if word := r.Args.Slots.Str(handlers.SlotUnit); word != "" && word != "*" {
		return summaryOfUnit(r, word)
	}
	at := r.Now
	if said, ok := models.ParsePeriod(r.Args.Slots.Str("period"), r.Now.Location()); ok {
		at = said.Last()
	}
	for _, i := range duty.Counting(r.Laws(), at, r.Days) {
		if i.Rule.What != cooperation.FactSummary {
			continue
		}
		list, err := r.Deployment.StandingsFor(ctx, r.Tx, r.Profile, i.Rule, i.Period, r.Now)
		return summaryTable(r, i.Rule, i.Period, list), err
	}
	return bot.Card{}, models.Refuse(models.NotFound, models.District+"没有规定报送工作总结。", "发“帮助”看我会做什么。", articleSummary)
}

func summaryTable(r *handlers.Request, rule profile.Duty, period models.Period, list []duty.Standing) bot.Card {
	var done, missing []string
	for _, s := range list {
		name := r.Profile.OrgName(s.Subject.Org)
		switch {
		case s.State == duty.Waived:
		case s.Have >= s.Want:
			done = append(done, name+" "+s.Facts[len(s.Facts)-1].Ref)
		default:
			missing = append(missing, name)
		}
	}
	c := bot.Card{Code: "summary.list", Tone: bot.ToneNotice, Text: strings.Join(done, "\n"), Duty: rule.ID,
		Title:   fmt.Sprintf("%s工作总结：已交%d家，未交%d家", period.Title(), len(done), len(missing)),
		Article: string(cmp.Or(rule.Article, articleSummary))}
	if len(missing) > 0 {
		c.Fields = []bot.Field{{Name: "未交", Value: strings.Join(missing, "、")}}
	}
	return c
}

// summaryOfUnit shows an organisation's summaries, the newest first. Others than the office, the chiefs and the
// organisation itself see only that they were handed in.
func summaryOfUnit(r *handlers.Request, word string) (bot.Card, error) {
	o, ok := unitSaid(r)
	if !ok {
		return bot.Card{}, unknownUnit(word, articleSummary)
	}
	rows, err := cooperation.Summaries(r.Tx, cooperation.SummaryFilter{Org: o.Code, State: cooperation.Filed})
	slices.Reverse(rows)
	c := bot.Card{Code: "summary.list", Tone: bot.ToneNotice, Article: string(articleSummary),
		Title: fmt.Sprintf("%s工作总结：%d份", o.Name, len(rows))}
	for _, s := range rows[:min(len(rows), handlers.Listed)] {
		f := bot.Field{Name: s.Period, Value: s.Number + " " + s.At.In(r.Now.Location()).Format("1月2日")}
		if r.Sees(o.Code) {
			f.Value = handlers.Lines(f.Value, handlers.Cut(s.Body, 200), files(s.Media))
		}
		if p, ok := models.ParsePeriod(s.Said, r.Now.Location()); ok {
			f.Name = p.Title()
		}
		c.Fields = append(c.Fields, f)
	}
	return c, err
}

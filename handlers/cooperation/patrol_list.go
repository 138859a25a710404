package cooperation

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/naming"
)

// patrols lists the patrols of a period by chief: a chief's own and his towns', a town's, the office's all.
func patrols(_ context.Context, r *handlers.Request) (bot.Card, error) {
	period := models.PeriodOf(models.Year, r.Now)
	if p, ok := models.ParsePeriod(r.Args.Slots.Str("period"), r.Now.Location()); ok {
		period = p
	}
	f := cooperation.PatrolFilter{Orgs: r.Scopes(), From: period.From.Format(time.DateOnly),
		To: period.Last().Format(time.DateOnly), State: cooperation.Filed}
	if o, ok := unitSaid(r); ok {
		if !r.Sees(o.Code) {
			return bot.Card{}, models.Refuse(models.NotAllowed, "只能看本单位的巡林记录。", "发“巡林台账”即可。", articlePatrol)
		}
		f.Orgs = []string{o.Code}
	}
	whose := models.WholeDistrict
	if f.Orgs != nil {
		whose = naming.Orgs(r.Profile, f.Orgs)
	}
	rows, err := cooperation.Patrols(r.Tx, f)
	slices.Reverse(rows)
	text, _ := handlers.List(rows, func(p cooperation.Patrol) string {
		place := handlers.Cut(p.Place, 20)
		return fmt.Sprintf("%s %s %s %s，问题%s", p.Number, dayWords(p.Day), p.ChiefName, place, foundWords(p))
	})
	return bot.Card{Code: "patrol.list", Tone: bot.ToneNotice, Text: text, Fields: byChief(rows),
		Title: fmt.Sprintf("%s%s巡林：%d次", whose, period.Title(), len(rows)), Article: string(articlePatrol)}, err
}

// byChief counts patrols, those who went most often first, and of equals who began first.
func byChief(newest []cooperation.Patrol) []bot.Field {
	var chiefs []string
	count := map[string]int{}
	for _, p := range slices.Backward(newest) {
		if count[p.ChiefName]++; count[p.ChiefName] == 1 {
			chiefs = append(chiefs, p.ChiefName)
		}
	}
	slices.SortStableFunc(chiefs, func(a, b string) int { return count[b] - count[a] })
	var out []bot.Field
	for _, name := range chiefs[:min(handlers.Listed, len(chiefs))] {
		out = append(out, bot.Field{Name: name, Value: fmt.Sprintf("%d次", count[name])})
	}
	return out
}

func ofPatrol(p cooperation.Patrol) record { return record{"patrol", p.ID, p.Number, articlePatrol} }

func patrolCard(r *handlers.Request, p cooperation.Patrol) bot.Card {
	c := ofPatrol(p).card("patrol.logged", bot.ToneDone, "已登记巡林 "+p.Number)
	c.Text = handlers.Lines(cmp.Or(p.ChiefName, r.Profile.OrgName(p.Org)), files(p.Media))
	c.Fields = []bot.Field{{Name: "时间", Value: dayWords(p.Day)}, {Name: "地点", Value: p.Place},
		{Name: "问题", Value: foundWords(p)}}
	return c
}

func foundWords(p cooperation.Patrol) string {
	switch {
	case p.Issue != "":
		return fmt.Sprintf("%d处，已立为%s", p.Found, p.Issue)
	case p.Found > 0:
		return fmt.Sprintf("%d处", p.Found)
	}
	return "未发现"
}

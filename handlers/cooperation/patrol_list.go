package cooperation

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/cooperation"
)

// longest is how many lines a list shows.
const longest = 12

// patrols lists the patrols of a period by chief: a chief's own and his towns', a town's, the office's all.
func patrols(_ context.Context, r *handlers.Request) (bot.Card, error) {
	period := models.PeriodOf(models.Year, r.Now)
	if p, ok := models.ParsePeriod(r.Args.Slots.Str("period"), r.Now.Location()); ok {
		period = p
	}
	f := cooperation.PatrolFilter{Org: scope(r), From: period.From.Format(time.DateOnly), To: period.Last().Format(time.DateOnly), State: cooperation.Filed}
	whose := "全区"
	if o, ok := orgNamed(r.Profile, r.Args.Slots.Str("unit")); ok {
		if f.Org != "" && f.Org != o.Code {
			return bot.Card{}, models.Refuse(models.NotAllowed, "只能看本单位的巡林记录。", "发“巡林台账”即可。", articlePatrol)
		}
		f.Org = o.Code
	}
	if f.Org != "" {
		whose = r.Profile.OrgName(f.Org)
	}
	rows, err := cooperation.Patrols(r.Tx, f)
	if err != nil {
		return bot.Card{}, err
	}
	return bot.Card{Code: "patrol.list", Tone: bot.ToneNotice, Title: fmt.Sprintf("%s%s巡林：%d次", whose, period.Title(), len(rows)),
		Text: strings.Join(newest(rows), "\n"), Fields: byChief(rows), Article: string(articlePatrol)}, nil
}

func byChief(rows []cooperation.Patrol) []bot.Field {
	var order []string
	count := map[string]int{}
	for _, p := range rows {
		if count[p.ChiefName]++; count[p.ChiefName] == 1 {
			order = append(order, p.ChiefName)
		}
	}
	slices.SortStableFunc(order, func(a, b string) int { return count[b] - count[a] })
	var out []bot.Field
	for _, name := range order[:min(longest, len(order))] {
		out = append(out, bot.Field{Name: name, Value: fmt.Sprintf("%d次", count[name])})
	}
	return out
}

func newest(rows []cooperation.Patrol) []string {
	var out []string
	for i := len(rows) - 1; i >= 0 && len(out) < longest; i-- {
		p := rows[i]
		out = append(out, fmt.Sprintf("%s %s %s %s，问题%s", p.Number, dayWords(p.Day), p.ChiefName, cut(p.Place, 20), foundWords(p)))
	}
	return out
}

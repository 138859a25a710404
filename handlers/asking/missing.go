package asking

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
)

// missing names who is still short, duty by duty.
func missing(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	period, said := models.ParsePeriod(r.Args.Slots.Str("period"), r.Now.Location())
	rules := asked(r, period, said)
	all, err := inPeriod(ctx, r, rules, period, said)
	if err != nil {
		return bot.Card{}, err
	}
	var first, rest []duty.Standing // a chief's own towns lead
	for _, s := range all {
		if linked(r, s) {
			first = append(first, s)
		} else {
			rest = append(rest, s)
		}
	}
	all = append(first, rest...)
	card := bot.Card{Code: "duty.standing", Tone: bot.ToneNotice, Title: "还没完成的"}
	if said {
		card.Title = handlers.PeriodWords(period.Key, r.Now) + "没有完成的"
	}
	var lines, ids []string
	for _, rule := range rules {
		parts := short(r, all, rule)
		if len(parts) > 0 {
			lines, ids = append(lines, parts...), append(ids, rule.ID)
			card.Article = cmp.Or(card.Article, string(rule.Article))
		}
	}
	card.Text, card.Duty = strings.Join(lines, "\n"), strings.Join(models.Unique(ids), ",")
	if card.Text == "" {
		card.Tone, card.Title = bot.ToneDone, "都完成了，没有欠着的。"
		if said && len(all) == 0 {
			card.Tone, card.Title = bot.ToneNotice, handlers.PeriodWords(period.Key, r.Now)+"没有按这个周期算的义务。"
		}
	}
	return card, nil
}

// inPeriod is how everybody stands with some duties: now, or in the period that was named.
func inPeriod(ctx context.Context, r *handlers.Request, rules []profile.Duty, period models.Period, said bool) (
	[]duty.Standing, error) {
	if !said {
		return r.Deployment.Standings(ctx, r.Tx, r.Profile, rules, r.Now)
	}
	var out []duty.Standing
	for _, rule := range rules { // the version that held then says which of them have such periods
		list, err := r.Deployment.StandingsFor(ctx, r.Tx, r.Profile, rule, period, r.Now)
		if err != nil {
			return nil, err
		}
		out = append(out, list...)
	}
	return out, nil
}

// asked narrows the duties to what the sentence names: 总结, 自查, 信息; else all that towns and units owe. Of a period
// that is named it looks at what was owed then, by the office where nobody else owed anything by such periods.
func asked(r *handlers.Request, period models.Period, said bool) []profile.Duty {
	words := r.Args.Slots.Str("topic") + r.Args.Text
	var named, others, office []profile.Duty
	all := r.Deployment.Duties(r.Profile, r.Now)
	if said {
		all = r.Laws().At(period.From).Duties
	}
	for _, d := range all {
		switch {
		case d.Watch:
			continue
		case d.Who.Kind == models.KindOffice:
			office = append(office, d)
			continue
		}
		others = append(others, d)
		topic := func(w string) bool { return strings.Contains(words, w) && strings.Contains(d.Title+d.How, w) }
		if slices.ContainsFunc([]string{"信息", "总结", "自查", "巡林"}, topic) {
			named = append(named, d)
		}
	}
	if len(named) > 0 {
		return named
	}
	such := func(d profile.Duty) bool { return d.Every == period.Every && r.Deployment.Counts(d.What) }
	if said && !slices.ContainsFunc(others, such) {
		return office // only the office owes something by such periods
	}
	return others
}

// short words who is short of one duty, one line for the present period and one for the period before. It counts all
// who owe it in the present one.
func short(r *handlers.Request, all []duty.Standing, rule profile.Duty) []string {
	byPeriod := map[string][]duty.Standing{}
	for _, s := range all {
		if s.Rule.ID == rule.ID && (s.Open() || s.Gone) {
			byPeriod[s.Period.Key] = append(byPeriod[s.Period.Key], s)
		}
	}
	var lines []string
	for _, k := range slices.Backward(slices.Sorted(maps.Keys(byPeriod))) { // the present period first
		list, late := byPeriod[k], ""
		if list[0].State == duty.Overdue {
			late = "，已过期限"
		}
		lines = append(lines, fmt.Sprintf("%s“%s”%s%s：%s", handlers.PeriodWords(k, r.Now), list[0].Rule.Title,
			handlers.Owners(len(list), list[0].Subject.Person), late, handlers.ShortNames(list)))
	}
	return lines
}

package asking

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
)

// mine lists what the sender's organisation owes now; a chief sees his linked towns, the office its own duties and
// how many others are short.
func mine(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	all, err := r.Deployment.Standings(ctx, r.Tx, r.Profile, r.Profile.Duties, r.Now)
	if err != nil {
		return bot.Card{}, err
	}
	var open []duty.Standing
	for _, s := range all {
		if concernsActor(r, s) && s.Open() {
			open = append(open, s)
		}
	}
	extra, err := todo(ctx, r)
	if err != nil {
		return bot.Card{}, err
	}
	card := bot.Card{Code: "duty.standing", Tone: bot.ToneNotice, Duty: dutyIDs(open)}
	if len(open)+len(extra) == 0 {
		card.Tone, card.Title = bot.ToneDone, "您现在没有待办，都完成了。"
		return card, nil
	}
	card.Title = fmt.Sprintf("您有%d项待办", len(open)+len(extra))
	var lines []string
	for _, s := range open {
		lines = append(lines, handlers.StandingLine(r.Profile, s, r.Now, s.Subject.Org != r.Actor.Org.Code))
		if s.State == duty.Overdue {
			card.Tone = bot.ToneLate
		}
	}
	lines = append(lines, extra...)
	card.Text = strings.Join(clip(lines, 12), "\n")
	if len(open) > 0 {
		card.Article = string(open[0].Rule.Article)
	}
	if i := slices.IndexFunc(open, func(s duty.Standing) bool { return own(r, s) }); i >= 0 {
		card.Next = open[i].Rule.How
	} else if len(open) > 0 { // a chief sees what his towns owe; it is not his to file
		card.Title = fmt.Sprintf("%d项待办，含您联系的街镇", len(open)+len(extra))
		card.Next = "发“某某镇怎么样”看一家。"
	}
	return card, nil
}

// todo asks the regulations for what else waits for the sender: approvals, issues, resolutions.
func todo(ctx context.Context, r *handlers.Request) ([]string, error) {
	var out []string
	for _, m := range r.Deployment.Modules {
		if m.Todo == nil {
			continue
		}
		lines, err := m.Todo(ctx, r)
		if err != nil {
			return nil, err
		}
		out = append(out, lines...)
	}
	return out, nil
}

func concernsActor(r *handlers.Request, s duty.Standing) bool {
	a := r.Actor
	switch {
	case s.Subject.Person != "":
		return s.Subject.Person == a.Person
	case a.Org.Code != "":
		return s.Subject.Org == a.Org.Code
	}
	return slices.Contains(a.Linked, s.Subject.Org)
}

// missing names who is still short, duty by duty.
func missing(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	rules := asked(r)
	all, err := r.Deployment.Standings(ctx, r.Tx, r.Profile, rules, r.Now)
	if err != nil {
		return bot.Card{}, err
	}
	card := bot.Card{Code: "duty.standing", Tone: bot.ToneNotice, Title: "还没完成的单位"}
	var ids []string
	for _, rule := range rules {
		for _, part := range short(r, linkedFirst(r, all), rule) {
			card.Text += part + "\n"
			if !slices.Contains(ids, rule.ID) {
				ids = append(ids, rule.ID)
			}
			if card.Article == "" {
				card.Article = string(rule.Article)
			}
		}
	}
	card.Text, card.Duty = strings.TrimSpace(card.Text), strings.Join(ids, ",")
	if card.Text == "" {
		card.Tone, card.Title = bot.ToneDone, "都完成了，没有单位欠着。"
	}
	return card, nil
}

// linkedFirst puts a chief's own towns at the head.
func linkedFirst(r *handlers.Request, all []duty.Standing) []duty.Standing {
	if len(r.Actor.Linked) == 0 {
		return all
	}
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b duty.Standing) int {
		x, y := slices.Contains(r.Actor.Linked, a.Subject.Org), slices.Contains(r.Actor.Linked, b.Subject.Org)
		switch {
		case x == y:
			return 0
		case x:
			return -1
		}
		return 1
	})
	return all
}

// asked narrows the duties to what the sentence names: 总结, 自查, 信息; else all that towns and units owe.
func asked(r *handlers.Request) []profile.Duty {
	words := r.Args.Slots.Str("topic") + r.Args.Text
	var named, others []profile.Duty
	for _, d := range r.Profile.Duties {
		if d.Who.Kind == "office" || d.Watch {
			continue
		}
		others = append(others, d)
		for _, w := range []string{"信息", "总结", "自查", "巡林"} {
			if strings.Contains(words, w) && strings.Contains(d.Title+d.How, w) {
				named = append(named, d)
				break
			}
		}
	}
	if len(named) > 0 {
		return named
	}
	return others
}

// short words who is short of one duty, one line for the present period and one for the period before.
func short(r *handlers.Request, all []duty.Standing, rule profile.Duty) []string {
	var lines []string
	var keys []string
	byPeriod := map[string][]duty.Standing{}
	for _, s := range all {
		if s.Rule.ID == rule.ID && s.Open() {
			if byPeriod[s.Period.Key] == nil {
				keys = append(keys, s.Period.Key)
			}
			byPeriod[s.Period.Key] = append(byPeriod[s.Period.Key], s)
		}
	}
	slices.Sort(keys)
	slices.Reverse(keys) // the present period first
	for _, k := range keys {
		list := byPeriod[k]
		late := ""
		if list[0].State == duty.Overdue {
			late = "，已过期限"
		}
		lines = append(lines, fmt.Sprintf("%s“%s”%d家%s：%s", handlers.PeriodWords(list[0].Period.Key, r.Now), rule.Title, len(list), late, handlers.ShortNames(r.Profile, list)))
	}
	return lines
}

func dutyIDs(list []duty.Standing) string {
	var out []string
	for _, s := range list {
		if !slices.Contains(out, s.Rule.ID) {
			out = append(out, s.Rule.ID)
		}
	}
	return strings.Join(out, ",")
}

// clip keeps a list short enough to read at a glance.
func clip(lines []string, n int) []string {
	if len(lines) <= n {
		return lines
	}
	return append(slices.Clone(lines[:n]), fmt.Sprintf("……另有%d项", len(lines)-n))
}

package duties

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
	all, err := r.House.Standings(ctx, r.Tx, r.Profile, r.Profile.Duties, r.Now)
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
		card.Article, card.Next = string(open[0].Rule.Article), open[0].Rule.How
	}
	return card, nil
}

// todo asks the regulations for what else waits for the sender: approvals, issues, resolutions.
func todo(ctx context.Context, r *handlers.Request) ([]string, error) {
	var out []string
	for _, m := range r.House.Modules {
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
	all, err := r.House.Standings(ctx, r.Tx, r.Profile, rules, r.Now)
	if err != nil {
		return bot.Card{}, err
	}
	card := bot.Card{Code: "duty.standing", Tone: bot.ToneNotice, Title: "还没完成的单位"}
	var ids []string
	for _, rule := range rules {
		names := short(r.Profile, all, rule)
		if len(names) == 0 {
			continue
		}
		ids = append(ids, rule.ID)
		if card.Article == "" {
			card.Article = string(rule.Article)
		}
		card.Text += fmt.Sprintf("%s（%d家）：%s\n", rule.Title, len(names), strings.Join(names, "、"))
	}
	card.Text, card.Duty = strings.TrimSpace(card.Text), strings.Join(ids, ",")
	if card.Text == "" {
		card.Tone, card.Title = bot.ToneDone, "都完成了，没有单位欠着。"
	}
	return card, nil
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

func short(p *profile.Profile, all []duty.Standing, rule profile.Duty) []string {
	var out []string
	for _, s := range all {
		if s.Rule.ID != rule.ID || !s.Open() {
			continue
		}
		name := fmt.Sprintf("%s%d/%d", p.OrgName(s.Subject.Org), s.Have, s.Want)
		if s.State == duty.Overdue {
			name += "（" + s.Period.Title() + "，已过期）"
		}
		out = append(out, name)
	}
	return out
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

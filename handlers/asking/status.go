package asking

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
)

// status answers “概况” and “张家窝镇怎么样”: one card, the linked towns first for a chief.
func status(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	all, err := r.Deployment.Standings(ctx, r.Tx, r.Profile, r.Profile.Duties, r.Now)
	if err != nil {
		return bot.Card{}, err
	}
	if o, ok := named(r); ok {
		return statusOf(ctx, r, o, all)
	}
	card := bot.Card{Code: "status.shown", Tone: bot.ToneNotice, Title: r.Profile.Short + "林长制概况（" + r.Now.Format("1月2日15:04") + "）"}
	if card.Fields, err = district(ctx, r, all); err != nil {
		return bot.Card{}, err
	}
	if len(r.Actor.Linked) > 0 {
		var lines []string
		for _, code := range r.Actor.Linked {
			lines = append(lines, r.Profile.OrgName(code)+"："+summary(r, code, all))
		}
		card.Text = "您联系的街镇\n" + strings.Join(lines, "\n")
	}
	card.Next = "发“某某镇怎么样”看一家，发“谁还没报”看名单。"
	return card, nil
}

// district says how the whole district stands: duty by duty, then what the regulations add.
func district(ctx context.Context, r *handlers.Request, all []duty.Standing) ([]bot.Field, error) {
	var out []bot.Field
	for _, rule := range r.Profile.Duties {
		if line := overview(r.Profile, rule, all, r.Actor.Linked, r.Now); line != "" && !rule.Watch {
			out = append(out, bot.Field{Name: rule.Title, Value: line})
		}
	}
	more, err := moreStatus(ctx, r, "")
	return append(out, more...), err
}

func named(r *handlers.Request) (profile.Org, bool) {
	unit := r.Args.Slots.Str("unit")
	if unit == "" || unit == "*" || r.Args.Slots.Str("scope") == "district" {
		return profile.Org{}, false
	}
	for _, o := range r.Profile.Orgs {
		if o.Name == unit || o.Code == unit {
			return o, true
		}
	}
	return profile.Org{}, false
}

func statusOf(ctx context.Context, r *handlers.Request, o profile.Org, all []duty.Standing) (bot.Card, error) {
	card := bot.Card{Code: "status.shown", Tone: bot.ToneDone, Title: o.Name + "（" + r.Now.Format("1月2日15:04") + "）"}
	for _, s := range all {
		if s.Subject.Org != o.Code || s.Subject.Person != "" {
			continue
		}
		if s.Open() {
			card.Tone = bot.ToneNear
		}
		card.Fields = append(card.Fields, bot.Field{Name: s.Rule.Title, Value: standingWords(s, r.Now)})
	}
	more, err := moreStatus(ctx, r, o.Code)
	if err != nil {
		return bot.Card{}, err
	}
	card.Fields = append(card.Fields, more...)
	return card, nil
}

// moreStatus asks the regulations for their own lines: issues, meetings.
func moreStatus(ctx context.Context, r *handlers.Request, org string) ([]bot.Field, error) {
	var out []bot.Field
	for _, m := range r.Deployment.Modules {
		if m.Status == nil {
			continue
		}
		fields, err := m.Status(ctx, r, org)
		if err != nil {
			return nil, err
		}
		out = append(out, fields...)
	}
	return out, nil
}

// standingWords names the period, so that last month's line is not read as this month's.
func standingWords(s duty.Standing, now time.Time) string {
	words := map[duty.State]string{duty.NotDue: "未到时候", duty.Overdue: "已过期", duty.Met: "已完成", duty.Waived: "免办"}
	if s.Rule.Watch {
		return map[bool]string{true: "齐全", false: "需补充"}[s.State == duty.Met]
	}
	state := words[s.State]
	if state == "" {
		state = s.Due.In(now.Location()).Format("1月2日") + "截止"
	}
	return strings.TrimSpace(fmt.Sprintf("%s %d/%d%s，%s", handlers.PeriodWords(s.Period.Key, now), s.Have, s.Want, s.Rule.Unit, state))
}

// overview says how many have done a duty: 本月 11家中8家完成.
func overview(p *profile.Profile, rule profile.Duty, all []duty.Standing, first []string, now time.Time) string {
	done, total, period := 0, 0, ""
	var open []string
	for _, s := range all {
		if s.Rule.ID != rule.ID {
			continue
		}
		if past(s, now) {
			continue
		}
		total++
		if period = handlers.PeriodWords(s.Period.Key, now); period != "" {
			period += " "
		}
		if s.State == duty.Met || s.State == duty.Waived {
			done++
		} else if slices.Contains(first, s.Subject.Org) || len(first) == 0 {
			open = append(open, p.OrgName(s.Subject.Org))
		}
	}
	switch {
	case total == 0:
		return ""
	case total == 1:
		return period + map[bool]string{true: "已完成", false: "还没完成"}[done == 1]
	case done == total:
		return period + fmt.Sprintf("%d家全部完成", total)
	}
	line := period + fmt.Sprintf("%d家中%d家完成", total, done)
	if len(open) > 0 && len(open) <= 3 {
		line += "，还差" + strings.Join(open, "、")
	}
	return line
}

// past tells of a standing of the period before, which lists of the present leave out.
func past(s duty.Standing, now time.Time) bool { return !s.Rule.Watch && !s.Period.To.After(now) }

func summary(r *handlers.Request, org string, all []duty.Standing) string {
	var parts []string
	for _, s := range all {
		if s.Subject.Org == org && s.Open() && !s.Rule.Watch && !past(s, r.Now) {
			parts = append(parts, s.Rule.Title+fmt.Sprintf("%d/%d", s.Have, s.Want))
		}
	}
	if len(parts) == 0 {
		return "都已完成"
	}
	return strings.Join(parts, "，")
}

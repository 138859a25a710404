package asking

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/duty"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
)

// status answers “概况” and “张家窝镇怎么样”: one card, the linked towns first for a chief.
func status(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	all, err := standings(ctx, r)
	if err != nil {
		return bot.Card{}, err
	}
	o, ok := naming.Org(r.Profile, r.Args.Slots.Str(handlers.SlotUnit), time.Time{})
	if ok && r.Args.Slots.Str("scope") != "district" {
		return statusOf(ctx, r, o, all)
	}
	card := bot.Card{Code: "status.shown", Tone: bot.ToneNotice, Next: "发“某某镇怎么样”看一家，发“谁还没报”看名单。",
		Title: r.Profile.Short + "林长制概况（" + naming.Moment(r.Now, r.Now) + "）"}
	towns, err := linkedLines(ctx, r, all)
	if err != nil {
		return bot.Card{}, err
	}
	if len(towns) > 0 {
		card.Text = "您联系的" + models.Towns + "\n" + strings.Join(towns, "\n")
	}
	card.Fields, err = district(ctx, r, all)
	return card, err
}

// district says how the whole district stands: duty by duty, then what the regulations add.
func district(ctx context.Context, r *handlers.Request, all []duty.Standing) ([]bot.Field, error) {
	var out []bot.Field
	for _, rule := range r.Deployment.Duties(r.Profile, r.Now) {
		if line := overview(r, rule, all); line != "" && !rule.Watch {
			out = append(out, bot.Field{Name: rule.Title, Value: line})
		}
	}
	return moreStatus(ctx, r, "", out)
}

func statusOf(ctx context.Context, r *handlers.Request, o profile.Org, all []duty.Standing) (card bot.Card, err error) {
	card = bot.Card{Code: "status.shown", Tone: bot.ToneDone, Title: o.Name + "（" + naming.Moment(r.Now, r.Now) + "）"}
	for _, s := range all {
		if s.Subject.Org != o.Code || s.Subject.Person != "" {
			continue
		}
		if s.Open() {
			card.Tone = bot.ToneNear
		}
		card.Fields = append(card.Fields, bot.Field{Name: s.Rule.Title, Value: standingWords(s, r.Now)})
	}
	card.Fields, err = moreStatus(ctx, r, o.Code, card.Fields)
	return card, err
}

// moreStatus adds the regulations' own lines: issues, meetings.
func moreStatus(ctx context.Context, r *handlers.Request, org string, out []bot.Field) ([]bot.Field, error) {
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

var stateWords = map[duty.State]string{duty.NotDue: "未到时候", duty.Overdue: "已过期", duty.Met: "已完成", duty.Waived: "免办"}

// standingWords names the period, so that last month's line is not read as this month's.
func standingWords(s duty.Standing, now time.Time) string {
	if s.Rule.Watch {
		return map[bool]string{true: "齐全", false: "需补充"}[s.State == duty.Met]
	}
	state := cmp.Or(stateWords[s.State], s.Due.In(now.Location()).Format("1月2日")+"截止")
	period := handlers.PeriodWords(s.Period.Key, now)
	return strings.TrimSpace(fmt.Sprintf("%s %d/%d%s，%s", period, s.Have, s.Want, s.Rule.Unit, state))
}

// overview says how many have done a duty: 本月 11家中8家完成.
func overview(r *handlers.Request, rule profile.Duty, all []duty.Standing) string {
	done, total, period, person := 0, 0, "", ""
	var open []string
	for _, s := range all {
		if s.Rule.ID != rule.ID || past(s, r.Now) || s.State == duty.Waived { // who need not counts in no number
			continue
		}
		total++
		person = s.Subject.Person
		period = strings.TrimLeft(handlers.PeriodWords(s.Period.Key, r.Now)+" ", " ")
		if s.State == duty.Met {
			done++
		} else if theirs(r, s) {
			open = append(open, s.Subject.Name)
		}
	}
	owners := func(n int) string { return handlers.Owners(n, person) }
	switch {
	case total == 0:
		return ""
	case total == 1:
		return period + map[bool]string{true: "已完成", false: "还没完成"}[done == 1]
	case done == total:
		return period + owners(total) + "全部完成"
	}
	line := period + owners(total) + "中" + owners(done) + "完成"
	if len(open) > 0 && len(open) <= 3 {
		line += "，还差" + strings.Join(open, "、")
	}
	return line
}

// past tells of a standing of the period before, which lists of the present leave out.
func past(s duty.Standing, now time.Time) bool { return !s.Rule.Watch && !s.Period.To.After(now) }

// linkedLines says how a chief's own towns stand, a line each: what they owe now, and what of theirs is overdue.
func linkedLines(ctx context.Context, r *handlers.Request, all []duty.Standing) ([]string, error) {
	if len(r.Actor.Linked) == 0 {
		return nil, nil
	}
	once, err := r.Deployment.DeadlineStandings(ctx, r, "")
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, code := range r.Actor.Linked {
		var parts []string
		for _, s := range all {
			switch {
			case s.Subject.Org != code || s.Subject.Person != "" || !s.Open() || past(s, r.Now):
			case s.Rule.Watch:
				parts = append(parts, s.Rule.Title+"需补充")
			default:
				parts = append(parts, s.Rule.Title+fmt.Sprintf("%d/%d", s.Have, s.Want))
			}
		}
		parts = append(parts, lateKinds(r, once, code)...)
		lines = append(lines, r.Profile.OrgName(code)+"："+cmp.Or(strings.Join(parts, "，"), "都已完成"))
	}
	return lines, nil
}

// lateKinds counts an organisation's overdue deadlines, kind by kind.
func lateKinds(r *handlers.Request, once []duty.Standing, org string) []string {
	var out []string
	for _, m := range r.Deployment.Modules {
		for _, k := range m.Deadlines {
			n := 0
			for _, s := range once {
				if s.Rule.ID == k.Kind && s.Subject.Org == org && s.State == duty.Overdue {
					n++
				}
			}
			if n > 0 {
				out = append(out, fmt.Sprintf("%s逾期%d件", k.Title, n))
			}
		}
	}
	return out
}

package cooperation

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/naming"
)

// activities lists a year's joint activities and who never comes; with a number, one activity and who said what.
func activities(_ context.Context, r *handlers.Request) (bot.Card, error) {
	one, named, err := activityCited.meant(r)
	if err != nil {
		return bot.Card{}, err
	}
	if named {
		return oneActivity(r, one)
	}
	year := r.Now.Year()
	if p, ok := models.ParsePeriod(r.Args.Slots.Str("period"), r.Now.Location()); ok {
		year = p.From.Year()
	}
	all, err := cooperation.Activities(r.Tx, year)
	if err != nil {
		return bot.Card{}, err
	}
	rows, err := cooperation.Invitees(r.Tx, all...)
	if err != nil {
		return bot.Card{}, err
	}
	var text []string
	for _, a := range slices.Backward(all) {
		if line := activityLine(r, a, rows); line != "" && len(text) < handlers.Listed {
			text = append(text, line)
		}
	}
	c := bot.Card{Code: "activity.list", Tone: bot.ToneNotice, Title: fmt.Sprintf("%d年联合活动：%d次", year, len(all)),
		Text: strings.Join(text, "\n"), Article: string(articleActivity)}
	if r.Wide() {
		c.Fields = turnout(r, all, rows)
	}
	return c, nil
}

// activityLine is one activity in one line; an organisation sees those it was invited to, with its own answer.
func activityLine(r *handlers.Request, a cooperation.Activity, rows []cooperation.Invitee) string {
	head := a.Number + " " + startWords(a, r.Now) + " " + kindOf(a)
	var own []string
	count := map[cooperation.Answer]int{}
	for _, i := range rows {
		if i.Activity != a.ID {
			continue
		}
		if r.Scopes() != nil && r.InScope(i.Org) {
			own = append(own, ownAnswer(r, i))
		}
		count[i.Answer]++
	}
	switch {
	case len(own) > 0:
		return head + "：" + strings.Join(own, "，")
	case !r.Wide():
		return ""
	}
	words := fmt.Sprintf("%s：参加%d，不参加%d，未答复%d", head, count[cooperation.Coming], count[cooperation.Staying],
		count[cooperation.Unanswered])
	if count[cooperation.Absent] > 0 {
		words += fmt.Sprintf("，缺席%d", count[cooperation.Absent])
	}
	return words
}

// ownAnswer is what an organisation of the sender's answered, by its name where he has several.
func ownAnswer(r *handlers.Request, i cooperation.Invitee) string {
	if len(r.Scopes()) > 1 {
		return r.Profile.OrgName(i.Org) + i.Answer.Name()
	}
	return i.Answer.Name()
}

func kindOf(a cooperation.Activity) string {
	if a.State == cooperation.Cancelled {
		return a.Kind + "（已取消）"
	}
	return a.Kind
}

// turnout names who never came to what has been held, and who often leaves invitations unanswered.
func turnout(r *handlers.Request, all []cooperation.Activity, rows []cooperation.Invitee) []bot.Field {
	held := slices.DeleteFunc(slices.Clone(all), func(a cooperation.Activity) bool { return !a.Over(r.Now) })
	turnouts := cooperation.Turnouts(held, rows)
	var never, silent []string
	for _, org := range naming.Ordered(r.Profile, slices.Sorted(maps.Keys(turnouts))) {
		t := turnouts[org]
		name := fmt.Sprintf("%s（邀请%d次）", r.Profile.OrgName(org), t.Invited())
		switch {
		case t[cooperation.Unanswered] == t.Invited():
			silent = append(silent, name)
		case t.Never():
			never = append(never, name)
		}
	}
	return slices.DeleteFunc([]bot.Field{{Name: "一次没来", Value: strings.Join(never, "、")},
		{Name: "从未答复", Value: strings.Join(silent, "、")}}, func(f bot.Field) bool { return f.Value == "" })
}

func oneActivity(r *handlers.Request, a cooperation.Activity) (bot.Card, error) {
	rows, err := cooperation.Invitees(r.Tx, a)
	c := activityCard(r, a, "activity.list", bot.ToneNotice, kindOf(a))
	for _, answer := range []cooperation.Answer{
		cooperation.Coming, cooperation.Staying, cooperation.Absent, cooperation.Unanswered} {
		var names []string
		for _, i := range rows {
			name := r.Profile.OrgName(i.Org)
			if i.Note != "" {
				name += "（" + i.Note + "）"
			}
			if i.Answer == answer {
				names = append(names, name)
			}
		}
		if len(names) > 0 {
			c.Fields = append(c.Fields, bot.Field{Name: fmt.Sprintf("%s %d", answer.Name(), len(names)),
				Value: strings.Join(names, "、")})
		}
	}
	return c, err
}

package cooperation

import (
	"context"
	"fmt"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/cooperation"
)

// activities lists a year's joint activities and who never comes; with a number, one activity and who said what.
func activities(_ context.Context, r *handlers.Request) (bot.Card, error) {
	if year, n, ok := numberIn(r, said(r)); ok {
		a, found, err := cooperation.ActivityOf(r.Tx, year, n)
		if err == nil && !found {
			err = models.Refuse(models.NotFound, "没有找到这次活动。", "发“联合活动”看编号。", articleActivity)
		}
		if err != nil {
			return bot.Card{}, err
		}
		return oneActivity(r, a)
	}
	year := r.Now.Year()
	if p, ok := models.ParsePeriod(r.Args.Slots.Str("period"), r.Now.Location()); ok {
		year = p.From.Year()
	}
	all, err := cooperation.Activities(r.Tx, year)
	if err != nil {
		return bot.Card{}, err
	}
	rows, err := inviteesOf(r, all)
	if err != nil {
		return bot.Card{}, err
	}
	c := bot.Card{Code: "activity.list", Tone: bot.ToneNotice, Article: string(articleActivity)}
	var text []string
	for i := len(all) - 1; i >= 0 && len(text) < longest; i-- {
		if line := activityLine(r, all[i], rows); line != "" {
			text = append(text, line)
		}
	}
	c.Title, c.Text = fmt.Sprintf("%d年联合活动：%d次", year, len(all)), strings.Join(text, "\n")
	if scope(r) == "" {
		c.Fields = turnout(r, all, rows)
	}
	return c, nil
}

func inviteesOf(r *handlers.Request, all []cooperation.Activity) ([]cooperation.Invitee, error) {
	var ids []string
	for _, a := range all {
		ids = append(ids, a.ID)
	}
	return cooperation.Invitees(r.Tx, ids...)
}

// activityLine is one activity in one line; an organisation sees those it was invited to, with its own answer.
func activityLine(r *handlers.Request, a cooperation.Activity, rows []cooperation.Invitee) string {
	head := fmt.Sprintf("%s %s %s", a.Number, startWords(a, r.Now.Location()), a.Kind)
	if a.State == cooperation.Cancelled {
		head += "（已取消）"
	}
	count := map[cooperation.Answer]int{}
	for _, i := range rows {
		if i.Activity != a.ID {
			continue
		}
		if i.Org == scope(r) {
			return head + "：" + i.Answer.Name()
		}
		count[i.Answer]++
	}
	if scope(r) != "" {
		return ""
	}
	words := fmt.Sprintf("%s：参加%d，不参加%d，未答复%d", head, count[cooperation.Coming], count[cooperation.Staying], count[cooperation.Unanswered])
	if count[cooperation.Absent] > 0 {
		words += fmt.Sprintf("，缺席%d", count[cooperation.Absent])
	}
	return words
}

// turnout names who never came to what has been held, and who often leaves invitations unanswered.
func turnout(r *handlers.Request, all []cooperation.Activity, rows []cooperation.Invitee) []bot.Field {
	var held []cooperation.Activity
	for _, a := range all {
		if a.Over(r.Now) {
			held = append(held, a)
		}
	}
	of := map[string]cooperation.Turnout{}
	var orgs, never, silent []string
	for _, t := range cooperation.Turnouts(held, rows) {
		of[t.Org], orgs = t, append(orgs, t.Org)
	}
	for _, org := range ordered(r.Profile, orgs) {
		t := of[org]
		name := fmt.Sprintf("%s（邀请%d次）", r.Profile.OrgName(t.Org), t.Invited)
		switch {
		case t.Nothing == t.Invited:
			silent = append(silent, name)
		case t.Never():
			never = append(never, name)
		}
	}
	var out []bot.Field
	for _, f := range []struct {
		name string
		list []string
	}{{"一次没来", never}, {"从未答复", silent}} {
		if len(f.list) > 0 {
			out = append(out, bot.Field{Name: f.name, Value: strings.Join(f.list, "、")})
		}
	}
	return out
}

func oneActivity(r *handlers.Request, a cooperation.Activity) (bot.Card, error) {
	rows, err := cooperation.Invitees(r.Tx, a.ID)
	if err != nil {
		return bot.Card{}, err
	}
	title := a.Kind
	if a.State == cooperation.Cancelled {
		title += "（已取消）"
	}
	c := activityCard(r, a, "activity.list", title)
	for _, answer := range []cooperation.Answer{cooperation.Coming, cooperation.Staying, cooperation.Absent, cooperation.Unanswered} {
		var names []string
		for _, i := range rows {
			if i.Answer != answer {
				continue
			}
			name := r.Profile.OrgName(i.Org)
			if i.Note != "" {
				name += "（" + i.Note + "）"
			}
			names = append(names, name)
		}
		if len(names) > 0 {
			c.Fields = append(c.Fields, bot.Field{Name: fmt.Sprintf("%s %d", answer.Name(), len(names)), Value: strings.Join(names, "、")})
		}
	}
	return c, nil
}

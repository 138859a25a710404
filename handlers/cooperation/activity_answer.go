package cooperation

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/db"
)

// answerActivity takes an organisation's answer to an invitation. It may change until the activity begins.
func answerActivity(_ context.Context, r *handlers.Request) (bot.Card, error) {
	org, refusal := ofOrg(r, articleActivity)
	if refusal != nil {
		return bot.Card{}, refusal
	}
	a, ask, err := activityMeant(r, org)
	if err != nil || ask.Code != "" {
		return ask, err
	}
	switch {
	case a.State == cooperation.Cancelled:
		return bot.Card{}, models.Refuse(models.BadInput, a.Number+"已经取消，不用答复。", "有新的安排会再通知。", articleActivity)
	case a.Over(r.Now):
		return bot.Card{}, models.Refuse(models.BadInput, a.Number+"已经开始或结束，不再收答复。", "有情况请直接告诉区林长办。", articleActivity)
	}
	all, err := cooperation.Invitees(r.Tx, a.ID)
	if err != nil {
		return bot.Card{}, err
	}
	for k := range all {
		if all[k].Org == org {
			return answered(r, a, all, &all[k])
		}
	}
	return bot.Card{}, models.Refuse(models.NotAllowed, a.Number+"没有邀请"+r.Profile.OrgName(org)+"。", "请与区林长办联系。", articleActivity)
}

func answered(r *handlers.Request, a cooperation.Activity, all []cooperation.Invitee, mine *cooperation.Invitee) (bot.Card, error) {
	answer, note := answerSaid(r)
	before := *mine
	if before.Answer != answer || before.Note != note {
		if err := mine.Say(r.Tx, answer, note, r.Actor.Person, r.Now); errors.Is(err, db.ErrChanged) {
			return bot.Card{}, busy(a.Number, articleActivity)
		} else if err != nil {
			return bot.Card{}, err
		}
		if err := r.Audit("activity", a.ID, a.Number, string(answer), before, *mine, note); err != nil {
			return bot.Card{}, err
		}
	}
	r.Settled(mine.ID)
	tellOffice(r, a, all)
	c := activityCard(r, a, "activity.answered", fmt.Sprintf("%s%s%s", r.Profile.OrgName(mine.Org), answer.Name(), a.Kind))
	c.Tone = bot.ToneDone
	c.Next = "有变化，活动开始前再答复一次即可。"
	return c, nil
}

// answerSaid reads yes or no, and the reason or who comes.
func answerSaid(r *handlers.Request) (cooperation.Answer, string) {
	text := or(r.Args.Slots.Str("body"), said(r))
	answer := cooperation.Coming
	if hasAny(text, []string{"不参加", "不能参加", "无法参加", "参加不了", "去不了", "不能去", "来不了", "请假"}) {
		answer = cooperation.Staying
	}
	note := r.Args.Slots.Str("reason")
	if m := yearedNo.FindStringIndex(text); note == "" && m != nil {
		note = text[m[1]:]
	}
	return answer, cut(strings.Trim(note, " ，,。：:"), 80)
}

// tellOffice says once that all have answered.
func tellOffice(r *handlers.Request, a cooperation.Activity, all []cooperation.Invitee) {
	var coming, staying []string
	for _, i := range all {
		switch i.Answer {
		case cooperation.Coming:
			coming = append(coming, i.Org)
		case cooperation.Staying:
			staying = append(staying, i.Org)
		default:
			return
		}
	}
	c := activityCard(r, a, "activity.complete", fmt.Sprintf("%d家单位都已答复：%d家参加", len(all), len(coming)))
	if len(staying) > 0 {
		c.Fields = append(c.Fields, bot.Field{Name: "不参加", Value: nameList(r.Profile, staying)})
	}
	r.Say(handlers.Notice{Key: "activity.complete/" + a.ID, Subject: []string{a.ID}, To: handlers.Audience{Office: true}, Card: c})
}

// activityMeant finds the activity by number; without one, the only open invitation, else it asks.
func activityMeant(r *handlers.Request, org string) (a cooperation.Activity, ask bot.Card, err error) {
	text := or(r.Args.Slots.Str("ref"), said(r)+" "+r.Event.Quote)
	if year, n, ok := numberIn(r, text); ok {
		a, found, err := cooperation.ActivityOf(r.Tx, year, n)
		if err == nil && !found {
			err = models.Refuse(models.NotFound, "没有找到这次活动。", "发“联合活动”看编号。", articleActivity)
		}
		return a, ask, err
	}
	open, err := cooperation.Pending(r.Tx, org, r.Now)
	switch {
	case err != nil:
		return a, ask, err
	case len(open) == 1:
		return open[0], ask, nil
	case len(open) == 0:
		return a, ask, models.Refuse(models.NotFound, "没有等您答复的活动。", "发“联合活动”看已经答复的。", articleActivity)
	}
	var choices []string
	for _, x := range open {
		choices = append(choices, x.Number)
	}
	return a, r.Ask(handlers.Question{Missing: "ref", Text: "答复哪一次活动？", Choices: choices, Slots: handlers.Slots{"body": said(r)}}), nil
}

// noteAbsent notes after an activity who did not come, whatever they had answered.
func noteAbsent(_ context.Context, r *handlers.Request) (bot.Card, error) {
	text := said(r)
	year, n, ok := numberIn(r, text+" "+r.Event.Quote)
	orgs := addressed(r, text, nil)
	if !ok || len(orgs) == 0 {
		return bot.Card{}, models.Refuse(models.BadInput, "登记缺席要说清哪次活动、哪个单位。", "例如：登记缺席 "+r.Profile.Number("activity", r.Now.Year(), 1)+" 单位名称", articleActivity)
	}
	a, found, err := cooperation.ActivityOf(r.Tx, year, n)
	if err != nil {
		return bot.Card{}, err
	}
	if !found || a.State == cooperation.Cancelled || r.Now.Before(a.Start) {
		return bot.Card{}, models.Refuse(models.BadInput, "这次活动还没有举行，不能登记缺席。", "发“联合活动”看记录。", articleActivity)
	}
	all, err := cooperation.Invitees(r.Tx, a.ID)
	if err != nil {
		return bot.Card{}, err
	}
	var noted []string
	for k := range all {
		if !slices.Contains(orgs, all[k].Org) {
			continue
		}
		before := all[k]
		if err := all[k].Say(r.Tx, cooperation.Absent, before.Note, r.Actor.Person, r.Now); errors.Is(err, db.ErrChanged) {
			return bot.Card{}, busy(a.Number, articleActivity)
		} else if err != nil {
			return bot.Card{}, err
		}
		if err := r.Audit("activity", a.ID, a.Number, "absent", before, all[k], ""); err != nil {
			return bot.Card{}, err
		}
		noted = append(noted, all[k].Org)
	}
	if len(noted) == 0 {
		return bot.Card{}, models.Refuse(models.BadInput, a.Number+"没有邀请"+nameList(r.Profile, orgs)+"。", "发“查看活动 "+a.Number+"”看邀请了谁。", articleActivity)
	}
	c := activityCard(r, a, "activity.absent", "已登记缺席："+nameList(r.Profile, noted))
	c.Tone = bot.ToneDone
	return c, nil
}

// cancelActivity calls an activity off: whatever has not left is withdrawn, and all that were invited are told.
func cancelActivity(_ context.Context, r *handlers.Request) (bot.Card, error) {
	year, n, ok := numberIn(r, said(r)+" "+r.Event.Quote)
	if !ok {
		return bot.Card{}, models.Refuse(models.BadInput, "取消哪一次活动？没有看到编号。", "发“联合活动”看编号，再说“取消活动 编号”。", articleActivity)
	}
	a, found, err := cooperation.ActivityOf(r.Tx, year, n)
	switch {
	case err != nil:
		return bot.Card{}, err
	case !found:
		return bot.Card{}, models.Refuse(models.NotFound, "没有找到这次活动。", "发“联合活动”看编号。", articleActivity)
	case a.State == cooperation.Cancelled:
		return activityCard(r, a, "activity.cancelled", a.Number+"已经取消过了"), nil
	case a.Over(r.Now):
		return bot.Card{}, models.Refuse(models.BadInput, a.Number+"已经开始或结束，不能取消。", "发“联合活动”看记录。", articleActivity)
	}
	before := a
	if err := a.Cancel(r.Tx); errors.Is(err, db.ErrChanged) {
		return bot.Card{}, busy(a.Number, articleActivity)
	} else if err != nil {
		return bot.Card{}, err
	}
	if err := r.Audit("activity", a.ID, a.Number, "cancelled", before, a, ""); err != nil {
		return bot.Card{}, err
	}
	r.Settled(a.ID)
	rows, err := cooperation.Invitees(r.Tx, a.ID)
	if err != nil {
		return bot.Card{}, err
	}
	var orgs []string
	for _, i := range rows {
		orgs = append(orgs, i.Org)
	}
	c := activityCard(r, a, "activity.cancelled", a.Kind+"取消")
	c.Tone = bot.ToneQuiet
	return c, deliver(r, letter{key: "activity.cancelled/" + a.ID, record: a.ID, subjects: func(string) string { return a.ID }, card: c}, orgs)
}

package cooperation

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/naming"
)

// answerActivity takes an organisation's answer to an invitation. It may change until the activity begins.
func answerActivity(_ context.Context, r *handlers.Request) (bot.Card, error) {
	a, org, ask, err := activityCited.answered(r, articleActivity)
	switch {
	case err != nil || ask.Code != "":
		return ask, err
	case a.State == cooperation.Cancelled:
		return bot.Card{}, models.Refuse(models.BadInput, a.Number+"已经取消，不用答复。", "有新的安排会再通知。", articleActivity)
	case a.Over(r.Now):
		return bot.Card{}, models.Refuse(models.BadInput, a.Number+"已经开始或结束，不再收答复。",
			"有情况请直接告诉"+models.TheOffice+"。", articleActivity)
	}
	all, err := cooperation.Invitees(r.Tx, a)
	if err != nil {
		return bot.Card{}, err
	}
	mine := slices.IndexFunc(all, func(i cooperation.Invitee) bool { return i.Org == org })
	if mine < 0 {
		return bot.Card{}, models.Refuse(models.NotAllowed, a.Number+"没有邀请"+r.Profile.OrgName(org)+"。",
			"请与"+models.TheOffice+"联系。", articleActivity)
	}
	return answered(r, a, all, &all[mine])
}

func answered(r *handlers.Request, a cooperation.Activity, all []cooperation.Invitee,
	mine *cooperation.Invitee) (bot.Card, error) {
	answer, note := answerSaid(r)
	if mine.Answer != answer || mine.Note != note {
		if err := say(r, a, mine, answer, note, note); err != nil {
			return bot.Card{}, err
		}
	}
	r.Settled(mine.ID, answerOwed(r.Profile, a, *mine).Key())
	tellOffice(r, a, all)
	c := activityCard(r, a, "activity.answered", bot.ToneDone, r.Profile.OrgName(mine.Org)+answer.Name()+a.Kind)
	c.Next = "有变化，活动开始前再答复一次即可。"
	return c, nil
}

// say writes an organisation's answer with its history.
func say(r *handlers.Request, a cooperation.Activity, i *cooperation.Invitee, answer cooperation.Answer,
	note, why string) error {
	before := *i
	err := i.Say(r.Tx, answer, note, r.Actor.Person, r.Now)
	return ofActivity(a).kept(r, err, string(answer), before, i, why)
}

// answerSaid reads yes or no, and the reason or who comes.
func answerSaid(r *handlers.Request) (cooperation.Answer, string) {
	text, answer := said(r), cooperation.Coming
	if hasAny(text, "不参加", "不能参加", "无法参加", "参加不了", "去不了", "不能去", "来不了", "请假") {
		answer = cooperation.Staying
	}
	note := r.Args.Slots.Str("reason")
	if n, ok := naming.Find(r.Profile, "activity", text); ok {
		note = cmp.Or(note, text[n.End:])
	}
	return answer, handlers.Cut(strings.Trim(note, " ，,。：:"), 80)
}

// tellOffice says once that all have answered.
func tellOffice(r *handlers.Request, a cooperation.Activity, all []cooperation.Invitee) {
	by := map[cooperation.Answer][]string{}
	for _, i := range all {
		by[i.Answer] = append(by[i.Answer], i.Org)
	}
	coming, staying := by[cooperation.Coming], by[cooperation.Staying]
	if len(coming)+len(staying) < len(all) {
		return
	}
	c := activityCard(r, a, "activity.complete", bot.ToneNotice,
		fmt.Sprintf("%d家单位都已答复：%d家参加", len(all), len(coming)))
	if len(staying) > 0 {
		c.Fields = append(c.Fields, bot.Field{Name: "不参加", Value: nameList(r.Profile, staying)})
	}
	key := string(c.Code) + "/" + a.ID
	r.Say(handlers.Notice{Key: key, Subject: []string{a.ID}, To: handlers.Audience{Office: true}, Card: c})
}

// noteAbsent notes after an activity who did not come, whatever they had answered.
func noteAbsent(_ context.Context, r *handlers.Request) (bot.Card, error) {
	a, named, err := activityCited.meant(r)
	orgs := addressed(r, said(r))
	switch {
	case err != nil:
		return bot.Card{}, err
	case !named || len(orgs) == 0:
		return bot.Card{}, models.Refuse(models.BadInput, "登记缺席要说清哪次活动、哪个单位。",
			"例如：登记缺席 "+r.Profile.Number("activity", r.Now.Year(), 1)+" 单位名称", articleActivity)
	case a.State == cooperation.Cancelled || r.Now.Before(a.Start):
		return bot.Card{}, models.Refuse(models.BadInput, "这次活动还没有举行，不能登记缺席。", "发“联合活动”看记录。", articleActivity)
	}
	all, err := cooperation.Invitees(r.Tx, a)
	if err != nil {
		return bot.Card{}, err
	}
	var noted []string
	for _, i := range all {
		if !slices.Contains(orgs, i.Org) {
			continue
		}
		if err := say(r, a, &i, cooperation.Absent, i.Note, ""); err != nil {
			return bot.Card{}, err
		}
		noted = append(noted, i.Org)
	}
	if len(noted) == 0 {
		return bot.Card{}, models.Refuse(models.BadInput, a.Number+"没有邀请"+nameList(r.Profile, orgs)+"。",
			"发“查看活动 "+a.Number+"”看邀请了谁。", articleActivity)
	}
	return activityCard(r, a, "activity.absent", bot.ToneDone, "已登记缺席："+nameList(r.Profile, noted)), nil
}

// cancelActivity calls an activity off: whatever has not left is withdrawn, and all that were invited are told.
func cancelActivity(_ context.Context, r *handlers.Request) (bot.Card, error) {
	a, named, err := activityCited.meant(r)
	switch {
	case err != nil:
		return bot.Card{}, err
	case !named:
		return bot.Card{}, models.Refuse(models.BadInput, "取消哪一次活动？没有看到编号。",
			"发“联合活动”看编号，再说“取消活动 编号”。", articleActivity)
	case a.State == cooperation.Cancelled:
		return activityCard(r, a, "activity.cancelled", bot.ToneNotice, a.Number+"已经取消过了"), nil
	case a.Over(r.Now):
		return bot.Card{}, models.Refuse(models.BadInput, a.Number+"已经开始或结束，不能取消。", "发“联合活动”看记录。", articleActivity)
	}
	before := a
	if err := ofActivity(a).kept(r, a.Cancel(r.Tx), "cancelled", before, &a, ""); err != nil {
		return bot.Card{}, err
	}
	r.Settled(a.ID)
	rows, err := cooperation.Invitees(r.Tx, a)
	if err != nil {
		return bot.Card{}, err
	}
	for _, i := range rows {
		r.Settled(answerOwed(r.Profile, a, i).Key())
	}
	orgs := models.Each(rows, func(i cooperation.Invitee) string { return i.Org })
	c := activityCard(r, a, "activity.cancelled", bot.ToneQuiet, a.Kind+"取消")
	return c, deliver(r, handlers.Notice{Key: string(c.Code) + "/" + a.ID, Subject: []string{a.ID}, Card: c}, orgs, nil)
}

package cooperation

import (
	"context"
	"fmt"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/chinese"
	"linzhangbot/models/cooperation"
)

// invite calls organisations to a joint activity (第八条).
func invite(_ context.Context, r *handlers.Request) (bot.Card, error) {
	s := r.Args.Slots
	text := or(s.Str("body"), said(r))
	memo := handlers.Slots{"body": text}
	a := cooperation.Activity{Person: r.Actor.Person, At: r.Now, Place: cut(s.Str("place"), 80), Topic: topic(text)}
	orgs := addressed(r, text, s.List("targets"))
	if len(orgs) == 0 {
		return r.Ask(handlers.Question{Missing: "targets", Text: "邀请哪些单位？请写单位名称，或写“各协作单位”。", Slots: memo}), nil
	}
	memo["targets"] = orgs
	when, timed, ok := startSaid(r)
	if !ok {
		return r.Ask(handlers.Question{Missing: "start", Text: "定在哪一天？", Slots: memo}), nil
	}
	a.Start, a.Timed = when, timed
	if a.Over(r.Now) {
		return bot.Card{}, models.Refuse(models.BadInput, "活动时间已经过去，没有发出邀请。", "请换个时间再发。", articleActivity)
	}
	if a.Kind = kindIn(r, text); a.Kind == "" {
		return r.Ask(handlers.Question{Missing: "kind", Text: "是什么活动？", Choices: r.Profile.Activities, Slots: memo.With(handlers.Slots{"start": stamp(a)})}), nil
	}
	return sendInvitations(r, a, orgs)
}

// stamp writes a start as exactly as it was said.
func stamp(a cooperation.Activity) string {
	if a.Timed {
		return a.Start.Format("2006-01-02T15:04")
	}
	return a.Start.Format(time.DateOnly)
}

// startSaid reads the moment of the activity.
func startSaid(r *handlers.Request) (at time.Time, timed, ok bool) {
	for _, key := range []string{"start", "date"} {
		word := r.Args.Slots.Str(key)
		if t, err := time.ParseInLocation("2006-01-02T15:04", word, r.Now.Location()); err == nil {
			return t, true, true
		}
		if t, err := time.ParseInLocation(time.DateOnly, word, r.Now.Location()); err == nil {
			return t, false, true
		}
		for _, sp := range chinese.Dates(chinese.Normalize(word), r.Now, r.Days) { // the words of an answer
			if sp = sp.Future(r.Now); !sp.Impossible && sp.Grain <= chinese.Day {
				return sp.From, sp.Grain == chinese.Minute, true
			}
		}
	}
	return at, false, false
}

// kindIn is the profile's kind of activity that the words mean: the longest name, or the name that ends in a word.
func kindIn(r *handlers.Request, text string) string {
	kind := r.Args.Slots.Str("kind")
	best := ""
	for _, k := range r.Profile.Activities {
		short := []rune(k)
		end := string(short[max(0, len(short)-2):])
		if (strings.Contains(text, k) || k == kind || strings.Contains(text, end)) && len(k) > len(best) {
			best = k
		}
	}
	return or(best, cut(kind, 20)) // a district may name no kinds
}

// topic is what the activity is about, where the sentence says so.
func topic(text string) string {
	for _, w := range []string{"主题：", "主题:", "内容：", "内容:", "事由："} {
		if t := after(text, w); t != "" {
			return cut(strings.SplitN(t, "\n", 2)[0], 80)
		}
	}
	return ""
}

func sendInvitations(r *handlers.Request, a cooperation.Activity, orgs []string) (bot.Card, error) {
	var err error
	if a.Number, a.N, err = r.Number("activity"); err != nil {
		return bot.Card{}, err
	}
	a.Year = r.Now.Year()
	rows, err := cooperation.Invite(r.Tx, &a, orgs)
	if err != nil {
		return bot.Card{}, err
	}
	if err := r.Audit("activity", a.ID, a.Number, "invited", nil, map[string]any{"activity": a, "orgs": orgs}, ""); err != nil {
		return bot.Card{}, err
	}
	ids := map[string]string{}
	for _, i := range rows {
		ids[i.Org] = i.ID
	}
	l := letter{key: "activity.invited/" + a.ID, record: a.ID, subjects: func(org string) string { return ids[org] }, card: invitation(r, a, "activity.invited", "邀请参加"+a.Kind)}
	if err := deliver(r, l, orgs); err != nil {
		return bot.Card{}, err
	}
	if err := remindInvited(r, a, rows); err != nil {
		return bot.Card{}, err
	}
	c := activityCard(r, a, "activity.invited", fmt.Sprintf("已邀请%d家单位参加%s", len(orgs), a.Kind))
	c.Tone = bot.ToneDone
	c.Text = lines(nameList(r.Profile, orgs), restDay(r, a))
	c.Next = "发“查看活动 " + a.Number + "”看谁来谁不来。"
	return open(r, c, l.card)
}

// restDay warns where the day is none of the office's.
func restDay(r *handlers.Request, a cooperation.Activity) string {
	if r.Days.Working(a.Start.In(r.Now.Location())) {
		return ""
	}
	return "提醒：这一天不是工作日。"
}

// remindInvited queues the reminders of those that will not have answered.
func remindInvited(r *handlers.Request, a cooperation.Activity, rows []cooperation.Invitee) error {
	own, err := ownGroups(r)
	if err != nil {
		return err
	}
	start := a.Start.In(r.Now.Location())
	until := start
	if !a.Timed {
		until = start.AddDate(0, 0, 1)
	}
	for _, i := range rows {
		n := nudge{key: "activity.reminder", record: a.ID, task: i.ID, org: i.Org, card: invitation(r, a, "activity.reminder", r.Profile.OrgName(i.Org)+"还没有答复是否参加"+a.Kind),
			days: workdays(r, start, -1, r.Profile.Cooperation.Answer), until: until}
		n.card.Tone = bot.ToneNear
		if err := later(r, own, n); err != nil {
			return err
		}
	}
	return nil
}

func activityCard(r *handlers.Request, a cooperation.Activity, code, title string) bot.Card {
	c := bot.Card{Code: code, Tone: bot.ToneNotice, Title: title, Article: string(articleActivity), Refs: map[string]string{"activity": a.Number}}
	c.Fields = append(c.Fields, bot.Field{Name: "编号", Value: a.Number}, bot.Field{Name: "时间", Value: startWords(a, r.Now.Location())})
	if a.Place != "" {
		c.Fields = append(c.Fields, bot.Field{Name: "地点", Value: a.Place})
	}
	if a.Topic != "" {
		c.Fields = append(c.Fields, bot.Field{Name: "内容", Value: a.Topic})
	}
	return c
}

// invitation is the card that organisations answer.
func invitation(r *handlers.Request, a cooperation.Activity, code, title string) bot.Card {
	c := activityCard(r, a, code, title)
	c.Next = "请点“参加”或“不参加”。"
	c.Buttons = []bot.Button{{Label: "参加", Command: "答复活动 参加 " + a.Number, Primary: true}, {Label: "不参加", Command: "答复活动 不参加 " + a.Number}}
	return c
}

func startWords(a cooperation.Activity, loc *time.Location) string {
	t := a.Start.In(loc)
	day := fmt.Sprintf("%d月%d日（%s）", t.Month(), t.Day(), "周"+string([]rune("日一二三四五六")[t.Weekday()]))
	if !a.Timed {
		return day
	}
	return day + t.Format("15:04")
}

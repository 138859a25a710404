package cooperation

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/chinese"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/naming"
)

// invite calls organisations to a joint activity (第八条).
func invite(_ context.Context, r *handlers.Request) (bot.Card, error) {
	s, text := r.Args.Slots, said(r)
	orgs := addressed(r, text+"\n"+strings.Join(s.List("targets"), "、"))
	if len(orgs) == 0 {
		return r.Ask(handlers.Question{Missing: "targets", Text: "邀请哪些单位？请写单位名称，或写“各" + models.Units + "”。"}), nil
	}
	a := cooperation.Activity{Year: r.Now.Year(), Person: r.Actor.Person, At: r.Now,
		Place: handlers.Cut(s.Str("place"), 80), Topic: topic(text), Kind: kindIn(r, text)}
	var ok bool
	if a.Start, a.Timed, ok = startSaid(r); !ok {
		return r.Ask(handlers.Question{Missing: "start", Text: "定在哪一天？"}), nil
	}
	if a.Over(r.Now) {
		return bot.Card{}, models.Refuse(models.BadInput, "活动时间已经过去，没有发出邀请。", "请换个时间再发。", articleActivity)
	}
	if a.Kind == "" {
		return r.Ask(handlers.Question{Missing: "kind", Text: "是什么活动？", Choices: r.Profile.Activities}), nil
	}
	return sendInvitations(r, a, orgs)
}

// startSaid reads the moment of the activity.
func startSaid(r *handlers.Request) (at time.Time, timed, ok bool) {
	for _, key := range []string{"start", "date"} {
		word := r.Args.Slots.Str(key)
		if t, err := time.ParseInLocation("2006-01-02T15:04", word, r.Now.Location()); err == nil {
			return t, true, true
		}
		if t, err := dayOf(r, word); err == nil {
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
	kind, best := r.Args.Slots.Str("kind"), ""
	for _, k := range r.Profile.Activities {
		short := []rune(k)
		end := string(short[max(0, len(short)-2):])
		if (k == kind || strings.Contains(text, end)) && len(k) > len(best) {
			best = k
		}
	}
	return cmp.Or(best, handlers.Cut(kind, 20)) // a district may name no kinds
}

// topic is what the activity is about, where the sentence says so.
func topic(text string) string {
	line, _, _ := strings.Cut(after(text, "主题：", "主题:", "内容：", "内容:", "事由："), "\n")
	return handlers.Cut(line, 80)
}

func sendInvitations(r *handlers.Request, a cooperation.Activity, orgs []string) (bot.Card, error) {
	var err error
	if a.Number, a.N, err = r.Number("activity"); err != nil {
		return bot.Card{}, err
	}
	rows, err := cooperation.Invite(r.Tx, &a, orgs)
	full := map[string]any{"activity": a, "orgs": orgs}
	if err := ofActivity(a).kept(r, err, "invited", nil, full, ""); err != nil {
		return bot.Card{}, err
	}
	tasks := map[string]string{}
	for _, i := range rows {
		tasks[i.Org] = i.ID
	}
	c := invitation(r, a)
	notice := handlers.Notice{Key: "activity.invited/" + a.ID, Subject: []string{a.ID}, Card: c,
		Until: a.Begins(r.Now.Location())}
	if err := deliver(r, notice, orgs, tasks); err != nil {
		return bot.Card{}, err
	}
	done := activityCard(r, a, "activity.invited", bot.ToneDone, fmt.Sprintf("已邀请%d家单位参加%s", len(orgs), a.Kind))
	done.Text, done.Next = nameList(r.Profile, orgs), "发“查看活动 "+a.Number+"”看谁来谁不来。"
	if !r.Days.Working(a.Start.In(r.Now.Location())) {
		done.Text += "\n提醒：这一天不是工作日。"
	}
	return withButtons(r, done, c)
}

func ofActivity(a cooperation.Activity) record {
	return record{"activity", a.ID, a.Number, articleActivity}
}

// activityCited is the activity that an answer, an absence or a question is about.
var activityCited = cited[cooperation.Activity]{kind: "activity",
	open: func(r *handlers.Request, org string) ([]cooperation.Activity, error) {
		return cooperation.Pending(r.Tx, org, r.Now)
	},
	sentTo: func(r *handlers.Request, a cooperation.Activity) ([]string, error) {
		all, err := cooperation.Invitees(r.Tx, a)
		return models.Each(all, func(i cooperation.Invitee) string { return i.Org }), err
	},
	again:    true,
	number:   func(a cooperation.Activity) string { return a.Number },
	question: "答复哪一次活动？",
	none: func(string) *models.Error {
		return models.Refuse(models.NotFound, "没有找到这次活动。", "发“联合活动”看编号。", articleActivity)
	},
	nothing: models.Refuse(models.NotFound, "没有等您答复的活动。", "发“联合活动”看已经答复的。", articleActivity),
}

func activityCard(r *handlers.Request, a cooperation.Activity, code bot.Code, tone bot.Tone, title string) bot.Card {
	c := ofActivity(a).card(code, tone, title)
	c.Fields = []bot.Field{{Name: "编号", Value: a.Number}, {Name: "时间", Value: startWords(a, r.Now)}}
	for _, f := range []bot.Field{{Name: "地点", Value: a.Place}, {Name: "内容", Value: a.Topic}} {
		if f.Value != "" {
			c.Fields = append(c.Fields, f)
		}
	}
	return c
}

// invitation is the card that organisations answer.
func invitation(r *handlers.Request, a cooperation.Activity) bot.Card {
	c := activityCard(r, a, "activity.invited", bot.ToneNotice, "邀请参加"+a.Kind)
	c.Next = "请点“参加”或“不参加”。"
	c.Buttons = []bot.Button{{Label: "参加", Command: "答复活动 参加 " + a.Number, Primary: true},
		{Label: "不参加", Command: "答复活动 不参加 " + a.Number}}
	return c
}

func startWords(a cooperation.Activity, now time.Time) string {
	if a.Timed {
		return naming.Clock(a.Start, now)
	}
	return fmt.Sprintf("%s（%s）", naming.Day(a.Start, now), naming.Weekday(a.Start.In(now.Location())))
}

package asking

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/calendar"
	"linzhangbot/models/chinese"
	"linzhangbot/models/duty"
	"linzhangbot/models/reminder"
)

// snooze lets the sender's own organisation be for some days, within the profile's limits. Nobody stops the reminders
// of others by a tap.
func snooze(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	list, err := meant(ctx, r)
	if err != nil {
		return bot.Card{}, err
	}
	list = slices.DeleteFunc(list, func(s duty.Standing) bool { return !s.Open() })
	if len(list) == 0 {
		return bot.Card{Code: "duty.snoozed", Tone: bot.ToneDone, Title: "现在没有催您的事，不用延后。"}, nil
	}
	mine := slices.DeleteFunc(slices.Clone(list), func(s duty.Standing) bool { return !own(r, s) })
	if len(mine) == 0 {
		s := list[0]
		return bot.Card{}, models.Refuse(models.NotAllowed, "这是"+s.Subject.Name+"的提醒，不能由您延后。",
			"要延后的，请他们自己说“延后提醒”。", s.Rule.Article)
	}
	if len(mine) > 1 {
		return whichToSnooze(r, mine), nil
	}
	return letBe(r, mine[0])
}

// whichToSnooze asks which of several matters is put off: each is one tap.
func whichToSnooze(r *handlers.Request, list []duty.Standing) bot.Card {
	card := bot.Card{Code: "ask.which", Tone: bot.ToneNotice, Title: fmt.Sprintf("这条提醒里有%d件事，延后哪一件？", len(list))}
	for _, s := range list[:min(len(list), 5)] {
		name := handlers.Matter(s, r.Now)
		card.Buttons = append(card.Buttons, bot.Button{Label: handlers.Cut(name, 16), Command: "延后提醒 " + name})
	}
	return card
}

// letBe puts off the reminders of one matter.
func letBe(r *handlers.Request, s duty.Standing) (bot.Card, error) {
	until, refusal := wished(r, s)
	if refusal != nil {
		return bot.Card{}, refusal
	}
	if !until.After(r.Now) {
		return bot.Card{}, models.Refuse(models.NotAllowed, "“"+handlers.Matter(s, r.Now)+"”今天到期，不能再延后提醒。",
			s.Rule.How, s.Rule.Article)
	}
	old, err := reminder.SnoozeOf(r.Tx, s.Key())
	if err != nil {
		return bot.Card{}, err
	}
	if !until.After(old.Until) {
		return snoozed(s, old.Until.In(r.Now.Location()), "已经延后过了，"), nil
	}
	if b := r.Profile.Budget; b.Snoozes > 0 && old.Times >= b.Snoozes {
		return bot.Card{}, models.Refuse(models.NotAllowed, fmt.Sprintf("这件事本期已延后%d次，不能再延。", old.Times),
			s.Rule.How, s.Rule.Article)
	}
	let := reminder.Snooze{Standing: s.Key(), Until: until, Times: old.Times + 1, Person: r.Actor.Person}
	err = reminder.KeepSnooze(r.Tx, let)
	if err != nil {
		return bot.Card{}, err
	}
	r.Settled(s.Key())
	return snoozed(s, until, "好的，"), nil
}

func snoozed(s duty.Standing, until time.Time, how string) bot.Card {
	return bot.Card{Code: "duty.snoozed", Tone: bot.ToneQuiet, Duty: s.Rule.ID, Article: string(s.Rule.Article),
		Title: how + until.Format("1月2日") + "前不再提醒“" + s.Rule.Title + "”。",
		Next:  "期限不变：" + s.Due.Format("1月2日") + "。"}
}

// wished is the day from which reminders go on: some days later, or the day that was named.
func wished(r *handlers.Request, s duty.Standing) (time.Time, *models.Error) {
	today := calendar.Midnight(r.Now)
	most := r.Profile.Budget.SnoozeDays
	until := today.AddDate(0, 0, 2)
	text := chinese.Normalize(strings.ReplaceAll(r.Args.Text, handlers.Matter(s, r.Now), ""))
	// 3月13日 is a day, not thirteen days
	if bareWish.MatchString(text) {
		return sooner(until, s, r.Now), nil
	}
	if days, said := r.Args.Slots.Int("days"); said && strings.ContainsAny(text, "天个") {
		until = today.AddDate(0, 0, days+1)
	} else if day, ok := dayNamed(r); ok {
		until = day
	} else if long.MatchString(text) {
		until = today.AddDate(0, 1, 0)
	}
	if !until.After(today) || most > 0 && until.After(today.AddDate(0, 0, most+1)) {
		return until, models.Refuse(models.BadInput, fmt.Sprintf("一次最多延后%d天。", most),
			fmt.Sprintf("请发“延后提醒 %d天”。", most), s.Rule.Article)
	}
	return sooner(until, s, r.Now), nil
}

// bareWish says no more than that reminders are put off.
var bareWish = regexp.MustCompile(`^\s*延后(?:提醒)?\s*$`)

// sooner lets nobody be beyond the last day.
func sooner(until time.Time, s duty.Standing, now time.Time) time.Time {
	if until.After(s.Due) && now.Before(s.Due) {
		return calendar.Midnight(s.Due)
	}
	return until
}

// long are spans that no profile's days reach in words: 一周, 半个月, 一个月.
var long = regexp.MustCompile(`周|星期|礼拜|月|年`)

// dayNamed is the day that was said: 下周一再提醒.
func dayNamed(r *handlers.Request) (time.Time, bool) {
	text := r.Args.Slots.Str("until")
	if len(text) < len(time.DateOnly) {
		return time.Time{}, false
	}
	day, err := time.ParseInLocation(time.DateOnly, text[:len(time.DateOnly)], r.Now.Location())
	return day, err == nil
}

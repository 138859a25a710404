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
	m, err := meant(ctx, r)
	if err != nil {
		return bot.Card{}, err
	}
	all := m.list
	if len(all) == 0 {
		all = m.others
	}
	open := slices.DeleteFunc(slices.Clone(all), func(s duty.Standing) bool { return !s.Open() })
	if len(open) == 0 {
		return nothingToSnooze(r, m), nil
	}
	mine := slices.DeleteFunc(slices.Clone(open), func(s duty.Standing) bool { return !own(r, s) && !officeAlone(r, s) })
	if len(mine) == 0 {
		s := open[0]
		return bot.Card{}, models.Refuse(models.NotAllowed, "这是"+s.Subject.Name+"的提醒，不能由您延后。",
			"要延后的，请他们自己说“延后提醒”。", s.Rule.Article)
	}
	if len(mine) > 1 {
		return whichToSnooze(r, mine), nil
	}
	return letBe(r, mine[0], m.rest)
}

// officeAlone: of another's duty nobody but the office is told, so that it is the office's to put off.
func officeAlone(r *handlers.Request, s duty.Standing) bool {
	elsewhere := func(x duty.StepDay) bool { return x.Step.To != "office" && x.Step.In != "office" }
	return r.Actor.IsOffice() && len(s.Steps) > 0 && !slices.ContainsFunc(s.Steps, elsewhere)
}

func nothingToSnooze(r *handlers.Request, m matters) bot.Card {
	card := bot.Card{Code: "duty.snoozed", Tone: bot.ToneDone, Title: "现在没有催您的事，不用延后。"}
	if title, ok := whoseElse(r, m); ok {
		card.Title = title
	} else if len(m.list) > 0 {
		card.Title = "“" + handlers.Matter(m.list[0], r.Now) + "”已经完成，不用延后。"
		if m.list[0].Once || m.list[0].State != duty.Met {
			card.Title = "“" + handlers.Matter(m.list[0], r.Now) + "”现在不催了，不用延后。"
		}
	}
	return card
}

// mostAsked is how many matters are asked about: as many as buttons fit.
const mostAsked = 6

// whichToSnooze asks which of several matters is put off: each is one tap, with the days that were wished.
func whichToSnooze(r *handlers.Request, list []duty.Standing) bot.Card {
	card := bot.Card{Code: "ask.which", Tone: bot.ToneNotice, Title: fmt.Sprintf("这条提醒里有%d件事，延后哪一件？", len(list))}
	wish := ""
	if days, said := r.Args.Slots.Int("days"); said {
		wish = fmt.Sprintf(" %d天", days)
	}
	names := calledApart(r, list)
	for i, s := range list {
		if i < mostAsked {
			card.Buttons = append(card.Buttons, bot.Button{Label: handlers.CutLabel("", names[i]),
				Command: handlers.OrderLater + " " + names[i] + wish})
		}
		if dated(s) {
			names[i] += "：" + handlers.DueWords(s.Due, r.Now)
		}
	}
	card.Text = handlers.Lines(clip(names, 12)...)
	if len(list) > mostAsked {
		card.Next = "不在按钮里的，请说“延后提醒”带上编号。"
	}
	return card
}

// letBe puts off the reminders of one matter; rest is what was said beside its name.
func letBe(r *handlers.Request, s duty.Standing, rest string) (bot.Card, error) {
	until, refusal := wished(r, s, rest)
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
	card := bot.Card{Code: "duty.snoozed", Tone: bot.ToneQuiet, Duty: s.Rule.ID, Article: string(s.Rule.Article),
		Title: how + until.Format("1月2日") + "前不再提醒“" + s.Rule.Title + "”。"}
	if dated(s) {
		card.Next = "期限不变：" + s.Due.Format("1月2日") + "。"
	}
	return card
}

// wished is the day from which reminders go on: some days later, or the day that was named.
func wished(r *handlers.Request, s duty.Standing, rest string) (time.Time, *models.Error) {
	today := calendar.Midnight(r.Now)
	most := r.Profile.Budget.SnoozeDays
	until := today.AddDate(0, 0, 2)
	between := func(c rune) bool { return strings.ContainsRune(" 、，,；", c) }
	text := strings.Join(strings.FieldsFunc(chinese.Normalize(rest), between), " ")
	pressed := r.Event.Kind == bot.KindPress && !strings.ContainsAny(text, "天个") // a button says days or nothing
	// 3月13日 is a day, not thirteen days
	if pressed || bareWish.MatchString(text) {
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
var bareWish = regexp.MustCompile(`^\s*延后(?:提醒)?\s*等?$`)

// dated: a duty that is watched has no last day, nor has a deadline of which no rule says one.
func dated(s duty.Standing) bool { return !s.Rule.Watch && !s.Undated }

// sooner lets nobody be beyond the last day.
func sooner(until time.Time, s duty.Standing, now time.Time) time.Time {
	if (dated(s) || s.Lapses) && until.After(s.Due) && now.Before(s.Due) {
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

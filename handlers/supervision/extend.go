package supervision

import (
	"context"
	"fmt"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/supervision"
)

// askExtension asks for a later deadline, with a reason (第七条). The profile says how often.
func askExtension(_ context.Context, r *handlers.Request) (bot.Card, error) {
	x, ask, err := need(r, supervision.Ask)
	if err != nil || ask != nil {
		return deref(ask), err
	}
	if grants(said(r)) {
		return bot.Card{}, models.Refuse(models.NotAllowed, x.Number+"能否延期由区林长办答复，您不能自己同意，没有办理。", "要延期请发“"+x.Number+" 申请延期到几月几日，因为……”。", articleDuty)
	}
	t, refusal := supervision.May(x, supervision.Ask, by(r), r.Profile)
	if refusal != nil {
		return bot.Card{}, withWho(r, x, refusal)
	}
	if limit := r.Profile.Issues.Extensions; x.Extensions >= limit {
		return bot.Card{}, models.Refuse(models.NotAllowed, fmt.Sprintf("%s已延期%d次，最多%d次，不能再延。", x.Number, x.Extensions, limit),
			"请抓紧整改，确有困难请联系区林长办。", t.Article(r.Profile))
	}
	day, c, err := newDay(r, x, "想延到哪一天？")
	if err != nil || c != nil {
		return deref(c), err
	}
	reason := bare(cut(r.Args.Slots.Str("reason"), 300))
	if reason == "" {
		return r.Ask(handlers.Question{Missing: "reason", Text: "请说一下" + x.Number + "延期的原因。", Slots: remember(x, day)}), nil
	}
	return asked(r, x, t, day, reason)
}

func asked(r *handlers.Request, x supervision.Issue, t supervision.Transition, day time.Time, reason string) (bot.Card, error) {
	err := store(r, &x, t, "申请延至"+day.Format(time.DateOnly)+"："+reason, func(x *supervision.Issue) { x.Wish, x.WishReason = day.Format(time.DateOnly), reason })
	if err != nil {
		return bot.Card{}, err
	}
	after := ""
	if r.Now.After(x.Due) {
		after = "（逾期后提出）"
	}
	c := card(r, x, "issue.extension_asked", bot.ToneNotice, x.Number+"申请延期至"+monthDay(day, r.Now)+after, "等区林长办答复，答复前原时限不变。", t.Article(r.Profile),
		"原因："+reason, "原时限："+monthDay(x.Due.In(r.Now.Location()), r.Now), fmt.Sprintf("此前延期%d次", x.Extensions))
	notice := c
	notice.Title, notice.Next = r.Profile.OrgName(x.Org)+"的"+notice.Title, ""
	notice.Buttons = []bot.Button{{Label: "同意延期", Command: "同意延期 " + x.Number, Primary: true}, {Label: "不同意延期", Command: "不同意延期 " + x.Number}}
	tellOffice(r, x, notice)
	c.Buttons = []bot.Button{{Label: "撤回", Command: "撤回 " + x.Number, Confirm: "撤回延期申请？"}}
	return c, nil
}

// bare is a reason without the word that leads it in: the card says 原因 itself.
func bare(reason string) string {
	for _, w := range []string{"因为", "由于", "原因是", "原因：", "理由："} {
		reason = strings.TrimPrefix(reason, w)
	}
	return strings.TrimSpace(reason)
}

// grants reports whether the words speak of granting, which is not the asker's to do.
func grants(text string) bool {
	for _, w := range []string{"同意", "批准", "准予"} {
		if strings.HasPrefix(strings.TrimSpace(text), w) {
			return true
		}
	}
	return false
}

func remember(x supervision.Issue, day time.Time) handlers.Slots {
	return handlers.Slots{"issue": x.Number, "new_deadline": day.Format(time.DateOnly)}
}

// newDay reads the day that is wished for, or asks. It must lie after the present deadline and after today.
func newDay(r *handlers.Request, x supervision.Issue, question string) (time.Time, *bot.Card, error) {
	day, ok := dayOf(r, r.Args.Slots.Str("new_deadline"))
	if n, said := r.Args.Slots.Int("days"); !ok && said && n > 0 {
		day, ok = endOfDay(x.Due.In(r.Now.Location()).AddDate(0, 0, n)), true
	}
	if !ok {
		c := r.Ask(handlers.Question{Missing: "new_deadline", Text: question, Slots: handlers.Slots{"issue": x.Number}})
		return day, &c, nil
	}
	if !day.After(x.Due) || !day.After(r.Now) {
		return day, nil, models.Refuse(models.BadInput, monthDay(day, r.Now)+"不晚于现在的时限或者已经过去，不能算延期。", "请说一个更晚的日期。", r.Profile.Issues.Article)
	}
	return day, nil, nil
}

// grant moves the deadline: the office's word, counted.
func grant(_ context.Context, r *handlers.Request) (bot.Card, error) {
	x, ask, err := need(r, supervision.Extend)
	if err != nil || ask != nil {
		return deref(ask), err
	}
	t, refusal := supervision.May(x, supervision.Extend, by(r), r.Profile)
	if refusal != nil {
		return bot.Card{}, withWho(r, x, refusal)
	}
	if r.Args.Slots.Str("new_deadline") == "" {
		r.Args.Slots["new_deadline"] = x.Wish
	}
	day, c, err := newDay(r, x, "同意延到哪一天？")
	if err != nil || c != nil {
		return deref(c), err
	}
	err = store(r, &x, t, "延至"+day.Format(time.DateOnly)+"："+x.WishReason, func(x *supervision.Issue) {
		x.Due, x.DueDay, x.Wish, x.WishReason, x.ApprovedBy = day.UTC(), day.Format(time.DateOnly), "", "", r.Actor.Person
		x.Extensions++
	})
	if err != nil {
		return bot.Card{}, err
	}
	out := card(r, x, "issue.extended", bot.ToneDone, x.Number+"同意延期至"+monthDay(day, r.Now), "", t.Article(r.Profile),
		"责任单位："+r.Profile.OrgName(x.Org), fmt.Sprintf("第%d次延期", x.Extensions))
	tell(r, x, x.Org, out)
	return out, nil
}

// refuseExtension keeps the deadline.
func refuseExtension(_ context.Context, r *handlers.Request) (bot.Card, error) {
	x, ask, err := need(r, supervision.Refuse)
	if err != nil || ask != nil {
		return deref(ask), err
	}
	reason := cut(or(r.Args.Slots.Str("reason"), "按原时限整改"), 300)
	t, err := move(r, &x, supervision.Refuse, reason, func(x *supervision.Issue) { x.Wish, x.WishReason = "", "" })
	if err != nil {
		return bot.Card{}, err
	}
	c := card(r, x, "issue.extension_refused", bot.ToneNear, x.Number+"不同意延期", "请按原时限整改。", t.Article(r.Profile),
		"理由："+reason, "时限："+dueWords(x, r.Now, r.Days))
	tell(r, x, x.Org, c)
	return c, nil
}

package supervision

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/naming"
	"linzhangbot/models/supervision"
)

// wish asks for a later deadline, with a reason (第七条). The profile says how often.
func wish(a *act) (bot.Card, error) {
	if grants(a.First.Text) {
		return bot.Card{}, models.Refuse(models.NotAllowed, a.x.Number+"能否延期由"+models.TheOffice+"答复，您不能自己同意，没有办理。",
			"要延期请发“"+a.x.Number+" 申请延期到几月几日，因为……”。", a.line.Article(a.Profile))
	}
	if limit := a.Profile.Issues.Extensions; a.x.Extensions >= limit {
		often := fmt.Sprintf("%s已延期%d次，最多%d次，不能再延。", a.x.Number, a.x.Extensions, limit)
		return bot.Card{}, models.Refuse(models.NotAllowed, often,
			"请抓紧整改，确有困难请联系"+models.TheOffice+"。", a.line.Article(a.Profile))
	}
	day, question, err := newDay(a, "想延到哪一天？")
	if err != nil || day.IsZero() {
		return question, err
	}
	reason := bare(a.reason())
	if reason == "" {
		return a.ask("reason", "请说一下"+a.x.Number+"延期的原因。")
	}
	c, err := a.store("申请延至"+day.Format(time.DateOnly)+"："+reason, func(x *supervision.Issue) {
		x.Wish, x.WishReason = day.Format(time.DateOnly), reason
	}, func() bot.Card { return wished(a, day, reason) })
	if err != nil {
		return c, err
	}
	notice := c
	notice.Title, notice.Next = a.org()+"的"+c.Title, ""
	notice.Buttons = []bot.Button{primary(a.x, "同意延期"), button(a.x, "不同意延期", "")}
	return c, tellChecker(a.Request, a.x, notice)
}

// wished answers the wish.
func wished(a *act, day time.Time, reason string) bot.Card {
	after := ""
	if a.Now.After(a.x.Due) {
		after = "（逾期后提出）"
	}
	c := a.card("issue.extension_asked", bot.ToneNotice, a.x.Number+"申请延期至"+naming.Day(day, a.Now)+after,
		"等"+models.TheOffice+"答复，答复前原时限不变。", "原因："+reason, "原时限："+naming.Day(a.x.Due, a.Now),
		before(a.x))
	c.Buttons = []bot.Button{button(a.x, "撤回", "撤回延期申请？")}
	return c
}

// before says how often the deadline was moved before; nothing where it never was.
func before(x supervision.Issue) string {
	if x.Extensions == 0 {
		return ""
	}
	return fmt.Sprintf("此前延期%d次", x.Extensions)
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
	return slices.ContainsFunc([]string{"同意", "批准", "准予"}, func(w string) bool { return strings.HasPrefix(text, w) })
}

// newDay reads the day that is wished for, or asks; then the day is zero. It must lie after the present deadline and
// after today.
func newDay(a *act, text string) (day time.Time, question bot.Card, err error) {
	day, ok := dayOf(a.Request, a.Args.Slots.Str("new_deadline"))
	passed := ok && a.Args.Slots.Str("new_deadline") != a.x.Wish && a.JustPassed(day)
	if n, said := a.Args.Slots.Int("days"); !ok && said && n > 0 {
		day, ok = handlers.EndOfDay(a.x.Due.In(a.Now.Location()).AddDate(0, 0, n)), true
	}
	switch {
	case !ok:
		question, err = a.ask("new_deadline", text)
	case passed:
		err = refuse(a.Request, models.BadInput, day.Format("1月2日")+"已经过去，不能算延期。", "请说一个更晚的日期，明年的请写上年份。")
	case !day.After(a.x.Due) || !day.After(a.Now):
		err = refuse(a.Request, models.BadInput, naming.Day(day, a.Now)+"不晚于现在的时限或者已经过去，不能算延期。", "请说一个更晚的日期。")
	}
	return day, question, err
}

// grant moves the deadline: the office's word, counted.
func grant(a *act) (bot.Card, error) {
	if a.Args.Slots.Str("new_deadline") == "" {
		a.Args.Slots["new_deadline"] = a.x.Wish
	}
	day, question, err := newDay(a, "同意延到哪一天？")
	if err != nil || day.IsZero() {
		return question, err
	}
	return a.store("延至"+day.Format(time.DateOnly)+"："+a.x.WishReason, func(x *supervision.Issue) {
		x.SetDue(day)
		x.Wish, x.WishReason, x.ApprovedBy = "", "", a.Actor.Person
		x.Extensions++
	}, func() bot.Card {
		return a.told(a.card("issue.extended", bot.ToneDone, a.x.Number+"同意延期至"+naming.Day(day, a.Now), "",
			"责任单位："+a.org(), fmt.Sprintf("第%d次延期", a.x.Extensions)))
	})
}

// refuseExtension keeps the deadline.
func refuseExtension(a *act) (bot.Card, error) {
	reason := cmp.Or(a.reason(), "按原时限整改")
	return a.store(reason, func(x *supervision.Issue) { x.Wish, x.WishReason = "", "" }, func() bot.Card {
		return a.told(a.card("issue.extension_refused", bot.ToneNear, a.x.Number+"不同意延期", "请按原时限整改。",
			"理由："+reason, a.due()))
	})
}

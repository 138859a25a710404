package supervision

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/supervision"
)

// accept is 签收: the responsible organisation has the issue in hand.
func accept(a *act) (bot.Card, error) {
	return a.store("", func(*supervision.Issue) {}, func() bot.Card {
		return a.card("issue.accepted", bot.ToneDone, a.org()+"已签收 "+a.x.Number, reportNext(a.x), a.due())
	})
}

// closeIssue is 销号 (第八条): by the office, never by whoever reported it done or his organisation.
func closeIssue(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	if _, named, err := pick(r); err == nil && !named && !r.Actor.IsOffice() {
		return bot.Card{}, refuse(r, models.SelfClose, "整改单位不能给自己的问题销号。",
			"整改后发“问题编号 已整改”，由"+models.TheOffice+"核查后销号。")
	}
	return on(supervision.Close, closed)(ctx, r)
}

func closed(a *act) (bot.Card, error) {
	verdict, now := cmp.Or(a.reason(), "核查通过"), a.Now.UTC()
	return a.store(verdict, func(x *supervision.Issue) {
		x.CheckedBy, x.Verdict, x.ClosedAt = a.Actor.Person, verdict, &now
	}, func() bot.Card {
		c := a.told(a.card("issue.closed", bot.ToneDone, a.x.Number+"已销号", "", "责任单位："+a.org(), "核查："+a.Actor.Called()))
		c.Buttons = []bot.Button{button(a.x, "撤回", "撤回这次销号？"), button(a.x, "归档", "")}
		return c
	})
}

// returned sends an issue back for further work; the history stays.
func returned(a *act) (bot.Card, error) {
	reason := a.reason()
	if reason == "" {
		return a.ask("reason", "退回"+a.x.Number+"的理由是什么？", "整改不到位", "材料不全", "照片看不清")
	}
	c, err := a.store(reason, func(x *supervision.Issue) {
		x.Returned++
		x.ReportedAt, x.Proof, x.CheckedBy, x.Verdict = nil, "", a.Actor.Person, reason
	}, func() bot.Card {
		c := a.told(a.card("issue.returned", bot.ToneNear, fmt.Sprintf("%s退回整改（第%d次）", a.x.Number, a.x.Returned),
			reportNext(a.x), "理由："+reason, a.due()))
		c.Next, c.Buttons = "", []bot.Button{button(a.x, "撤回", "撤回这次退回？")}
		return c
	})
	if err != nil {
		return c, err
	}
	return suggest(a, c)
}

// suggest adds to the answer of a return the measure that is due by it: whoever returns may take it at once.
func suggest(a *act, c bot.Card) (bot.Card, error) {
	if _, _, err := propose(a.Request, a.x); err != nil {
		return c, err
	}
	prop, ok, err := a.x.Pending(a.Now, a.Days)
	if err == nil && ok {
		c.Fields = append(c.Fields, fields("建议采取", prop.Rung.Name+"："+strings.Join(prop.Reasons, "；"))...)
		b := measureButton(a.x, prop)
		b.Label += prop.Rung.Name
		c.Buttons = append(c.Buttons, b)
	}
	return c, err
}

// transfer gives an issue to another organisation; the remark stays in the history.
func transfer(a *act) (bot.Card, error) {
	former, reason := a.x.Org, a.reason()
	o, ok := unit(a.Request)
	switch {
	case !ok || o.Code == former:
		return a.ask(handlers.SlotUnit, a.x.Number+"转给哪个单位？")
	case o.Closed(a.Now):
		return a.closed(o, "转办")
	case reason == "":
		return a.ask("reason", "转给"+o.Name+"的理由是什么？")
	}
	from := a.org()
	return a.store(from+"转"+o.Name+"："+reason, func(x *supervision.Issue) { x.Org = o.Code }, func() bot.Card {
		announce(a.Request, a.x)
		c := a.card("issue.transferred", bot.ToneDone, a.x.Number+"已转"+o.Name, "", "原责任单位："+from, "理由："+reason, a.due())
		tell(a.Request, a.x, former, c)
		return c
	})
}

// assist adds an assisting organisation (协作会商制度 第四条).
func assist(a *act) (bot.Card, error) {
	o, ok := unit(a.Request)
	switch {
	case !ok:
		return a.ask(handlers.SlotUnit, "请哪个单位协办"+a.x.Number+"？")
	case o.Closed(a.Now):
		return a.closed(o, "增加协办")
	case a.x.Concerns(o.Code):
		return bot.Card{}, refuse(a.Request, models.BadInput, o.Name+"已经在办"+a.x.Number+"了。", "")
	}
	return a.store(o.Name, func(x *supervision.Issue) {
		x.Assisting = db.Join(append(x.Helpers(), o.Code))
	}, func() bot.Card {
		c := a.card("issue.assisted", bot.ToneDone, o.Name+"协办 "+a.x.Number, "牵头整改："+a.org(), a.due())
		tell(a.Request, a.x, o.Code, c)
		return c
	})
}

// cancel takes an issue off the list, only with a reason.
func cancel(a *act) (bot.Card, error) {
	reason := a.reason()
	if reason == "" {
		return a.ask("reason", "撤销"+a.x.Number+"的理由是什么？")
	}
	return a.store(reason, func(x *supervision.Issue) { x.Verdict = reason }, func() bot.Card {
		return a.told(a.card("issue.cancelled", bot.ToneQuiet, a.x.Number+"已撤销", "", "理由："+reason))
	})
}

// reopen puts a closed or cancelled issue back on the list, with a reason and a deadline.
func reopen(a *act) (bot.Card, error) {
	reason := a.reason()
	day, ok := dayOf(a.Request, a.Args.Slots.Str("deadline"))
	switch {
	case reason == "":
		return a.ask("reason", "重新立项"+a.x.Number+"的理由是什么？")
	case !ok && a.x.Due.After(a.Now):
		day = a.x.Due.In(a.Now.Location())
	case !ok || day.Before(a.Now):
		return a.ask("deadline", "要求什么时候整改到位？")
	}
	reads, err := readBy(a.Request, a.x.Org)
	if err != nil {
		return bot.Card{}, err
	}
	return a.store(reason, func(x *supervision.Issue) {
		x.SetDue(day)
		x.Proof, x.ReportedAt, x.ClosedAt, x.Verdict = "", nil, nil, ""
	}, func() bot.Card {
		c := a.card("issue.reopened", bot.ToneNear, a.x.Number+"重新整改", reportNext(a.x), "责任单位："+a.org(), "理由："+reason,
			a.due())
		c.Buttons = []bot.Button{primary(a.x, "签收")}
		c = a.told(c)
		if c.Next = a.org() + c.Next; !reads {
			c.Buttons = nil
		}
		return c
	})
}

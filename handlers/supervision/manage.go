package supervision

import (
	"context"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/supervision"
)

// transfer gives an issue to another organisation; the remark stays in the history.
func transfer(_ context.Context, r *handlers.Request) (bot.Card, error) {
	x, ask, err := need(r, supervision.Transfer)
	if err != nil || ask != nil {
		return deref(ask), err
	}
	t, refusal := supervision.May(x, supervision.Transfer, by(r), r.Profile)
	if refusal != nil {
		return bot.Card{}, withWho(r, x, refusal)
	}
	o, ok := orgNamed(r.Profile, r.Args.Slots.Str("unit"))
	if !ok || o.Kind == models.KindOffice || o.Code == x.Org {
		return r.Ask(handlers.Question{Missing: "unit", Text: x.Number + "转给哪个单位？", Slots: handlers.Slots{"issue": x.Number}}), nil
	}
	reason := cut(r.Args.Slots.Str("reason"), 300)
	if reason == "" {
		return r.Ask(handlers.Question{Missing: "reason", Text: "转给" + o.Name + "的理由是什么？", Slots: handlers.Slots{"issue": x.Number, "unit": o.Name}}), nil
	}
	former := x.Org
	if err := store(r, &x, t, r.Profile.OrgName(former)+"转"+o.Name+"："+reason, func(x *supervision.Issue) { x.Org = o.Code }); err != nil {
		return bot.Card{}, err
	}
	announce(r, x)
	c := card(r, x, "issue.transferred", bot.ToneDone, x.Number+"已转"+o.Name, "", t.Article(r.Profile), "原责任单位："+r.Profile.OrgName(former), "理由："+reason,
		"时限："+dueWords(x, r.Now, r.Days))
	tell(r, x, former, c)
	return c, nil
}

// assist adds an assisting organisation (协作会商制度 第四条).
func assist(_ context.Context, r *handlers.Request) (bot.Card, error) {
	x, ask, err := need(r, supervision.Assist)
	if err != nil || ask != nil {
		return deref(ask), err
	}
	o, ok := orgNamed(r.Profile, r.Args.Slots.Str("unit"))
	if !ok || o.Kind == models.KindOffice {
		return r.Ask(handlers.Question{Missing: "unit", Text: "请哪个单位协办" + x.Number + "？", Slots: handlers.Slots{"issue": x.Number}}), nil
	}
	if x.Concerns(o.Code) {
		return bot.Card{}, models.Refuse(models.BadInput, o.Name+"已经在办"+x.Number+"了。", "", r.Profile.Issues.Article)
	}
	t, err := move(r, &x, supervision.Assist, o.Name, func(x *supervision.Issue) { x.Assisting = supervision.Join(append(x.Helpers(), o.Code)) })
	if err != nil {
		return bot.Card{}, err
	}
	c := card(r, x, "issue.assisted", bot.ToneDone, o.Name+"协办 "+x.Number, "牵头整改："+r.Profile.OrgName(x.Org), t.Article(r.Profile), "时限："+dueWords(x, r.Now, r.Days))
	tell(r, x, o.Code, c)
	return c, nil
}

// cancel takes an issue off the list, only with a reason.
func cancel(_ context.Context, r *handlers.Request) (bot.Card, error) {
	x, ask, err := need(r, supervision.Cancel)
	if err != nil || ask != nil {
		return deref(ask), err
	}
	t, refusal := supervision.May(x, supervision.Cancel, by(r), r.Profile)
	if refusal != nil {
		return bot.Card{}, withWho(r, x, refusal)
	}
	reason := cut(r.Args.Slots.Str("reason"), 300)
	if reason == "" {
		return r.Ask(handlers.Question{Missing: "reason", Text: "撤销" + x.Number + "的理由是什么？", Slots: handlers.Slots{"issue": x.Number}}), nil
	}
	if err := store(r, &x, t, reason, func(x *supervision.Issue) { x.Verdict = reason }); err != nil {
		return bot.Card{}, err
	}
	c := card(r, x, "issue.cancelled", bot.ToneQuiet, x.Number+"已撤销", "", t.Article(r.Profile), "理由："+reason)
	tell(r, x, x.Org, c)
	return c, nil
}

// reopen puts a closed or cancelled issue back on the list, with a reason and a deadline.
func reopen(_ context.Context, r *handlers.Request) (bot.Card, error) {
	x, ask, err := need(r, supervision.Reopen)
	if err != nil || ask != nil {
		return deref(ask), err
	}
	t, refusal := supervision.May(x, supervision.Reopen, by(r), r.Profile)
	if refusal != nil {
		return bot.Card{}, withWho(r, x, refusal)
	}
	keep := handlers.Slots{"issue": x.Number, "reason": r.Args.Slots.Str("reason")}
	day, ok := dayOf(r, r.Args.Slots.Str("deadline"))
	switch {
	case r.Args.Slots.Str("reason") == "":
		return r.Ask(handlers.Question{Missing: "reason", Text: "重新立项" + x.Number + "的理由是什么？", Slots: keep.With(handlers.Slots{"deadline": r.Args.Slots.Str("deadline")})}), nil
	case !ok && x.Due.After(r.Now):
		day = x.Due.In(r.Now.Location())
	case !ok || day.Before(r.Now):
		return r.Ask(handlers.Question{Missing: "deadline", Text: "要求什么时候整改到位？", Slots: keep}), nil
	}
	reason := cut(r.Args.Slots.Str("reason"), 300)
	err = store(r, &x, t, reason, func(x *supervision.Issue) {
		x.Due, x.DueDay, x.Proof, x.ReportedAt, x.ClosedAt, x.Verdict = day.UTC(), day.Format(time.DateOnly), "", nil, nil, ""
	})
	if err != nil {
		return bot.Card{}, err
	}
	c := card(r, x, "issue.reopened", bot.ToneNear, x.Number+"重新整改", "整改后发“"+x.Number+" 已整改”并附照片。", t.Article(r.Profile),
		"责任单位："+r.Profile.OrgName(x.Org), "理由："+reason, "时限："+dueWords(x, r.Now, r.Days))
	c.Buttons = []bot.Button{{Label: "签收", Command: "签收 " + x.Number, Primary: true}}
	tell(r, x, x.Org, c)
	return c, nil
}

// undo takes back the sender's own last step, within the profile's minutes and until somebody else acted.
func undo(_ context.Context, r *handlers.Request) (bot.Card, error) {
	x, ok, err := pick(r)
	if err != nil {
		return bot.Card{}, err
	}
	if !ok {
		return bot.Card{}, models.Refuse(models.BadInput, "撤回哪一件？请带上编号。", "例如“撤回 "+r.Profile.Number("issue", r.Now.Year(), 12)+"”。", r.Profile.Issues.Article)
	}
	last, err := supervision.Last(r.Tx, x.ID)
	if err != nil {
		return bot.Card{}, err
	}
	minutes := r.Profile.Issues.UndoMinutes
	switch {
	case last.Verb == supervision.Undo && last.Person == r.Actor.Person:
		return bot.Card{}, models.Refuse(models.BadInput, x.Number+"的上一步已经撤回了，不能再往前撤。", "发“"+x.Number+"”看现在的情况。", r.Profile.Issues.Article)
	case last.Verb == supervision.Undo || last.Person != r.Actor.Person:
		return bot.Card{}, withWho(r, x, models.Refuse(models.BadInput, x.Number+"的上一步不是您办的，不能撤回。", wayOut(r, x), r.Profile.Issues.Article))
	case r.Now.Sub(last.At) > time.Duration(minutes)*time.Minute:
		return bot.Card{}, withWho(r, x, models.Refuse(models.BadInput, "已经过了可以撤回的时间。", wayOut(r, x), r.Profile.Issues.Article))
	}
	return takeBack(r, x, last)
}

// wayOut is where to turn when a step can no longer be taken back: the office cannot be told to ask the office.
func wayOut(r *handlers.Request, x supervision.Issue) string {
	if r.Actor.IsOffice() {
		return "发“" + x.Number + "”看现在的情况。"
	}
	return "需要改变的，请联系区林长办。"
}

func takeBack(r *handlers.Request, x supervision.Issue, last supervision.Step) (bot.Card, error) {
	was := x
	code := "issue.undone"
	if last.Verb == supervision.Raise {
		x.State, x.Verdict, code = supervision.Cancelled, "立项后撤回", "issue.cancelled"
	} else {
		former, err := last.Former()
		if err != nil {
			return bot.Card{}, err
		}
		x = former
	}
	r.Settled(stamp(was), deadline(r.Profile, x).Key())
	if err := keep(r, &was, &x, supervision.Undo, "撤回"+last.Verb.Name()); err != nil {
		return bot.Card{}, err
	}
	if err := r.Audit("issue", x.ID, x.Number, string(supervision.Undo), was, x, "撤回"+last.Verb.Name()); err != nil {
		return bot.Card{}, err
	}
	c := card(r, x, code, bot.ToneQuiet, x.Number+"已撤回“"+last.Verb.Name()+"”", "现在是："+x.State.Name(), r.Profile.Issues.Article)
	tell(r, x, was.Org, c)
	if last.Verb == supervision.Rectify || last.Verb == supervision.Ask {
		tellOffice(r, x, c)
	}
	return c, nil
}

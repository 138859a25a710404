package supervision

import (
	"context"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/supervision"
)

// undo takes back the sender's own last step, within the profile's minutes and until somebody else acted.
func undo(_ context.Context, r *handlers.Request) (bot.Card, error) {
	x, ok, err := pick(r)
	if err != nil {
		return bot.Card{}, err
	}
	if !ok {
		example := "例如“撤回 " + r.Profile.Number("issue", r.Now.Year(), 12) + "”。"
		return bot.Card{}, refuse(r, models.BadInput, "撤回哪一件？请带上编号。", example)
	}
	last, err := supervision.Last(r.Tx, x.ID)
	if err != nil {
		return bot.Card{}, err
	}
	seeNow := "发“" + x.Number + "”看现在的情况。"
	wayOut := "需要改变的，请联系" + models.TheOffice + "。"
	if r.Actor.IsOffice() {
		wayOut = seeNow // it cannot be told to ask itself
	}
	undone, own := last.Verb == supervision.Undo, last.Person == r.Actor.Person
	switch {
	case undone && own:
		return bot.Card{}, refuse(r, models.BadInput, x.Number+"的上一步已经撤回了，不能再往前撤。", seeNow)
	case undone || !own:
		return bot.Card{}, withWho(r, x, refuse(r, models.BadInput, x.Number+"的上一步不是您办的，不能撤回。", wayOut))
	case r.Now.Sub(last.At) > time.Duration(r.Profile.Issues.UndoMinutes)*time.Minute:
		return bot.Card{}, withWho(r, x, refuse(r, models.BadInput, "已经过了可以撤回的时间。", wayOut))
	}
	return takeBack(r, x, last)
}

func takeBack(r *handlers.Request, x supervision.Issue, last supervision.Change) (bot.Card, error) {
	was, code := x, bot.Code("issue.undone")
	if last.Verb == supervision.Raise {
		x.State, x.Verdict, code = supervision.Cancelled, "立项后撤回", "issue.cancelled"
	} else {
		former, err := last.Former()
		if err != nil {
			return bot.Card{}, err
		}
		x = former
	}
	told := last.Verb != supervision.Progress
	if told {
		r.Settled(stamp(was), deadline(r.Profile, x).Key())
	}
	if err := keep(r, was, &x, supervision.Undo, "撤回"+last.Verb.Name()); err != nil {
		return bot.Card{}, err
	}
	c := card(r, x, code, bot.ToneQuiet, x.Number+"已撤回“"+last.Verb.Name()+"”", "现在是："+x.State.Name())
	if told { // nobody heard of progress but who told it
		tell(r, x, was.Org, c)
	}
	if last.Verb == supervision.Rectify || last.Verb == supervision.Ask {
		return c, tellChecker(r, was, c)
	}
	return c, nil
}

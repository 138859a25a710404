package information

import (
	"context"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/inbox"
	"linzhangbot/models/information"
)

// Recall follows a message that was taken back in chat: its reports are withdrawn; an adopted one stays, is marked,
// and the office is told. A message that has not arrived yet will stay hidden when it does.
func Recall(_ context.Context, r *handlers.Request) (said bot.Card, handled bool, err error) {
	target := r.Event.Target
	if target == "" {
		return said, false, nil
	}
	rows, err := information.Find(r.Tx, information.Filter{Platform: r.Event.Platform, Message: target})
	if err == nil && len(rows) == 0 {
		err = early(r, target)
	}
	if err != nil || len(rows) == 0 {
		return said, false, err
	}
	for i := range rows {
		c, err := recalled(r, &rows[i])
		if err != nil {
			return bot.Card{}, false, err
		}
		if c.Code != "" {
			said = c
		}
	}
	return said, true, nil
}

// early remembers a recall that overtook its message. Messages that came and were none of our records leave no trace.
func early(r *handlers.Request, target string) error {
	seen, err := inbox.Seen(r.Tx, []inbox.Key{{Platform: r.Event.Platform, Message: target}})
	if err != nil || len(seen) > 0 {
		return err
	}
	return information.Bury(r.Tx, r.Event.Platform, target, r.Now)
}

// recalled acts in the name of the message's author: only he can take a message back.
func recalled(r *handlers.Request, x *information.Report) (bot.Card, error) {
	const note = "消息已撤回"
	switch {
	case x.State == information.Submitted || x.State == information.Returned:
		return takeBack(r, x, information.By{Org: x.Org}, "消息撤回，", "一并撤回", note)
	case x.State == information.Withdrawn || x.Recalled:
		return bot.Card{}, nil
	}
	t := information.Transition{From: x.State, To: x.State, Cite: information.ByReports}
	if err := store(r, x, t, "recalled", note, func(x *information.Report) { x.Recalled = true }); err != nil {
		return bot.Card{}, err
	}
	next := "请核对简报是否引用；不用的话发“退回 " + x.Number + "”。"
	if bulletin, found, err := printed(r, *x); err != nil {
		return bot.Card{}, err
	} else if found {
		next = "它已编入" + bulletin + "并印发；内容有误的，在下一期简报里更正。"
	}
	say(r, *x, card(r, *x, "report.recalled", bot.ToneNear, x.Number+"的原消息被撤回了", next,
		r.Profile.OrgName(x.Org)+"，"+x.State.Name()), false, handlers.Audience{Office: true})
	return card(r, *x, "report.recalled", bot.ToneNotice, x.Number+"已被采用，记录保留", "已告知"+models.TheOffice+"。"), nil
}

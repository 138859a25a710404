package information

import (
	"context"
	"strconv"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/inbox"
	"linzhangbot/models/information"
)

// Recall follows a message that was taken back in chat: its reports are withdrawn; an adopted one stays, is marked,
// and the office is told. A message that has not arrived yet will stay hidden when it does.
func Recall(_ context.Context, r *handlers.Request) (bot.Card, bool, error) {
	target := r.Event.Target
	if target == "" {
		return bot.Card{}, false, nil
	}
	rows, err := information.Find(r.Tx, information.Filter{Platform: r.Event.Platform, Message: target})
	if err != nil {
		return bot.Card{}, false, err
	}
	if len(rows) == 0 {
		return bot.Card{}, false, early(r, target)
	}
	var said bot.Card
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
	switch x.State {
	case information.Submitted, information.Returned:
		t := information.Transition{From: x.State, Do: information.Withdraw, To: information.Withdrawn, Cite: information.ByReports}
		if err := store(r, x, t, string(information.Withdraw), "消息已撤回", nil); err != nil {
			return bot.Card{}, err
		}
		tally, err := standing(r, *x)
		if err != nil {
			return bot.Card{}, err
		}
		c := card(r, *x, "report.withdrawn", bot.ToneQuiet, "消息撤回，"+x.Number+"一并撤回", nextLine(tally, r.Now), tallyLines(tally, r.Now)...)
		calm(r, *x, c)
		return c, nil
	case information.Adopted, information.Merged:
		if x.Recalled {
			return bot.Card{}, nil
		}
		t := information.Transition{From: x.State, To: x.State, Cite: information.ByReports}
		if err := store(r, x, t, "recalled", "消息已撤回", func(x *information.Report) { x.Recalled = true }); err != nil {
			return bot.Card{}, err
		}
		c := card(r, *x, "report.recalled", bot.ToneNear, x.Number+"的原消息被撤回了", "请核对简报是否引用；不用的话发“退回 "+x.Number+"”。", r.Profile.OrgName(x.Org)+"，"+x.State.Name())
		r.Say(handlers.Notice{Key: "report.recalled/" + x.ID + "/" + strconv.Itoa(x.Version), Subject: []string{x.ID}, To: handlers.Audience{Office: true}, Card: c})
		return card(r, *x, "report.recalled", bot.ToneNotice, x.Number+"已被采用，记录保留", "已告知区林长办。"), nil
	}
	return bot.Card{}, nil
}

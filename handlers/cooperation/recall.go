package cooperation

import (
	"context"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/cooperation"
)

// recall follows a message that was taken back in chat: its summary or patrol is withdrawn, with its history kept. A
// patrol that became an issue stays: the issue has a life of its own.
func recall(_ context.Context, r *handlers.Request) (bot.Card, bool, error) {
	e := r.Event
	if e.Target == "" {
		return bot.Card{}, false, nil
	}
	summaries, err := cooperation.Summaries(r.Tx, cooperation.SummaryFilter{Platform: e.Platform, Message: e.Target,
		State: cooperation.Filed})
	if err != nil {
		return bot.Card{}, false, err
	}
	if len(summaries) > 0 {
		s := summaries[0]
		before := brief(s)
		s.State = cooperation.Withdrawn
		err := cooperation.SaveSummary(r.Tx, &s)
		c, err := withdrawn(r, ofSummary(s), err, before, brief(s))
		c.Next = "需要的话，请重新报送。"
		return c, err == nil, err
	}
	patrols, err := cooperation.Patrols(r.Tx, cooperation.PatrolFilter{Platform: e.Platform, Message: e.Target,
		State: cooperation.Filed})
	if err != nil || len(patrols) == 0 {
		return bot.Card{}, false, err
	}
	p := patrols[0]
	if p.Issue != "" {
		return bot.Card{Code: "patrol.kept", Tone: bot.ToneNotice, Title: p.Number + "已立为" + p.Issue + "，记录保留",
			Article: string(articlePatrol)}, true, nil
	}
	before := p
	p.State = cooperation.Withdrawn
	err = cooperation.SavePatrol(r.Tx, &p)
	c, err := withdrawn(r, ofPatrol(p), err, before, p)
	return c, err == nil, err
}

func withdrawn(r *handlers.Request, x record, err error, before, after any) (bot.Card, error) {
	c := x.card(bot.Code(x.kind+".withdrawn"), bot.ToneQuiet, "消息撤回，"+x.number+"一并撤回")
	return c, x.kept(r, err, "withdrawn", before, after, "消息已撤回")
}

package cooperation

import (
	"context"
	"errors"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/db"
)

// recall follows a message that was taken back in chat: its summary or patrol is withdrawn, with its history kept. A
// patrol that became an issue stays: the issue has a life of its own.
func recall(_ context.Context, r *handlers.Request) (bot.Card, bool, error) {
	if r.Event.Target == "" {
		return bot.Card{}, false, nil
	}
	summaries, err := cooperation.Summaries(r.Tx, cooperation.SummaryFilter{Platform: r.Event.Platform, Message: r.Event.Target, State: cooperation.Filed})
	if err != nil {
		return bot.Card{}, false, err
	}
	if len(summaries) > 0 {
		return recallSummary(r, summaries[0])
	}
	rows, err := cooperation.Patrols(r.Tx, cooperation.PatrolFilter{Platform: r.Event.Platform, Message: r.Event.Target, State: cooperation.Filed})
	if err != nil || len(rows) == 0 {
		return bot.Card{}, false, err
	}
	return recallPatrol(r, rows[0])
}

func recallSummary(r *handlers.Request, s cooperation.Summary) (bot.Card, bool, error) {
	before := brief(s)
	s.State = cooperation.Withdrawn
	if err := cooperation.SaveSummary(r.Tx, &s); errors.Is(err, db.ErrChanged) {
		return bot.Card{}, false, busy(s.Number, articleSummary)
	} else if err != nil {
		return bot.Card{}, false, err
	}
	return bot.Card{Code: "summary.withdrawn", Tone: bot.ToneQuiet, Title: "消息撤回，" + s.Number + "一并撤回", Next: "需要的话，请重新报送。",
		Article: string(articleSummary), Refs: refs(s)}, true, r.Audit("summary", s.ID, s.Number, "withdrawn", before, brief(s), "消息已撤回")
}

func recallPatrol(r *handlers.Request, p cooperation.Patrol) (bot.Card, bool, error) {
	if p.Issue != "" {
		return bot.Card{Code: "patrol.kept", Tone: bot.ToneNotice, Title: p.Number + "已立为" + p.Issue + "，记录保留", Article: string(articlePatrol)}, true, nil
	}
	before := p
	p.State = cooperation.Withdrawn
	if err := cooperation.SavePatrol(r.Tx, &p); errors.Is(err, db.ErrChanged) {
		return bot.Card{}, false, busy(p.Number, articlePatrol)
	} else if err != nil {
		return bot.Card{}, false, err
	}
	return bot.Card{Code: "patrol.withdrawn", Tone: bot.ToneQuiet, Title: "消息撤回，" + p.Number + "一并撤回", Article: string(articlePatrol),
		Refs: map[string]string{"patrol": p.Number}}, true, r.Audit("patrol", p.ID, p.Number, "withdrawn", before, p, "消息已撤回")
}

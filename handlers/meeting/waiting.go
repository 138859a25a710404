package meeting

import (
	"context"

	"linzhangbot/handlers"
	"linzhangbot/models/meeting"
)

// waiting lists what a bare word of the sender may decide: plans and minutes that he approves, and notices that he has
// not answered.
func waiting(_ context.Context, asked *handlers.Request) ([]handlers.Waiting, error) {
	r, err := newRequest(asked)
	if err != nil {
		return nil, err
	}
	held := r.heldBy(r.Actor.Person)
	rows, err := meeting.Find(r.Tx, meeting.Filter{States: append([]meeting.State{meeting.Held}, meeting.Live...)})
	var out []handlers.Waiting
	for _, m := range rows {
		one := func(intent, command, verb string, word handlers.Bare) {
			out = append(out, handlers.Waiting{Intent: intent, Command: command, Ref: m.Number, Words: []handlers.Bare{word},
				Label: verb + " " + m.Number + " " + m.Title})
		}
		mine := r.invited(m, held)
		switch {
		case r.awaits(m, held):
			one("meeting.approve", "同意 "+draftName(m), "同意", handlers.BareAgree)
			one("meeting.return", "退回 "+draftName(m), "退回", handlers.BareReturn)
		case len(mine) > 0 && mine[0].Answer == meeting.NoReply:
			one("meeting.answer", "参加 "+m.Number, "参加", handlers.BareAttend)
			one("meeting.answer", "请假 "+m.Number, "请假", handlers.BareAbsent)
		}
	}
	return out, err
}

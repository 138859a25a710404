package meeting

import (
	"context"
	"fmt"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/meeting"
)

// todo lists what waits for the sender: plans and minutes to approve, notices to answer, resolutions to carry out or
// to check, plans sent back.
func todo(_ context.Context, asked *handlers.Request) ([]string, error) {
	r, err := newRequest(asked)
	if err != nil {
		return nil, err
	}
	held := r.heldBy(r.Actor.Person)
	waiting := []meeting.State{meeting.Approving, meeting.Returned, meeting.Noticed, meeting.Held}
	rows, err := meeting.Find(r.Tx, meeting.Filter{States: waiting})
	if err != nil {
		return nil, err
	}
	var out []string
	for _, m := range rows {
		mine := r.invited(m, held)
		switch {
		case r.awaits(m, held):
			out = append(out, fmt.Sprintf("审定%s（%s）", m.Title, draftName(m)))
		case m.State == meeting.Returned && (m.Drafted == r.Actor.Person || r.Actor.IsOffice()):
			out = append(out, fmt.Sprintf("%s方案被退回，改好再报审：%s", m.Title, m.Number))
		case m.State == meeting.Held && r.Actor.IsOffice():
			out = append(out, fmt.Sprintf("%s已开，还没有纪要：%s", m.Title, m.Number))
		case len(mine) > 0 && mine[0].Answer == meeting.NoReply && !mine[0].Chair:
			out = append(out, fmt.Sprintf("答复是否参加%s（%s，%s）", m.Title, m.Number, r.when(m)))
		}
	}
	list, err := meeting.Resolutions(r.Tx, meeting.Search{States: meeting.PendingStates})
	for _, x := range list {
		text := handlers.Cut(x.Text, 30)
		switch {
		case x.State == meeting.Done && r.Actor.IsOffice():
			out = append(out, "核实"+x.Number+"："+text)
		case x.State != meeting.Done && x.Org == r.Actor.Org.Code && x.Org != "":
			out = append(out, fmt.Sprintf("议定事项%s：%s（%s）", x.Number, text, r.stands(x)))
		}
	}
	return out, err
}

// status adds the next meeting and the resolutions to a status card.
func status(_ context.Context, asked *handlers.Request, org string) ([]bot.Field, error) {
	r := &request{Request: asked}
	var out []bot.Field
	if org == "" {
		next, err := meeting.Find(r.Tx, meeting.Filter{States: []meeting.State{meeting.Noticed}, From: r.Now, Limit: 1})
		if err != nil {
			return nil, err
		}
		for _, m := range next {
			out = append(out, bot.Field{Name: "下次会议", Value: m.Title + "，" + r.when(m) + "，" + m.Place})
		}
	}
	rows, err := meeting.Resolutions(r.Tx, meeting.Search{Org: org, States: meeting.PendingStates})
	if err == nil && len(rows) > 0 {
		out = append(out, bot.Field{Name: "议定事项", Value: fmt.Sprintf("未办结%d件，逾期%d件", len(rows), countLate(rows, r.Now))})
	}
	return out, err
}

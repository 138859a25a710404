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
func todo(_ context.Context, r *handlers.Request) ([]string, error) {
	v := ofRequest(r)
	held, err := v.heldBy(r.Actor.Person)
	if err != nil {
		return nil, err
	}
	rows, err := meeting.Find(r.Tx, meeting.Filter{States: []meeting.State{meeting.Approving, meeting.Returned, meeting.Noticed, meeting.Held}})
	if err != nil {
		return nil, err
	}
	var out []string
	for _, m := range rows {
		switch {
		case v.awaits(m, held):
			out = append(out, fmt.Sprintf("审定%s（%s）", m.Title, draftName(m)))
		case m.State == meeting.Returned && (m.Drafted == r.Actor.Person || r.Actor.IsOffice()):
			out = append(out, fmt.Sprintf("%s方案被退回，改好再报审：%s", m.Title, m.Number))
		case m.State == meeting.Held && r.Actor.IsOffice():
			out = append(out, fmt.Sprintf("%s已开，还没有纪要：%s", m.Title, m.Number))
		case v.invited(m, held):
			seats, err := meeting.Seats(r.Tx, m.ID)
			if err != nil {
				return nil, err
			}
			if mine := seatsOf(seats, r.Actor.Person, held); mine[0].Answer == meeting.NoReply && !mine[0].Chair {
				out = append(out, fmt.Sprintf("答复是否参加%s（%s，%s）", m.Title, m.Number, clock(m.Start.In(r.Now.Location()), r.Now)))
			}
		}
	}
	more, err := todoResolutions(r)
	return append(out, more...), err
}

func todoResolutions(r *handlers.Request) ([]string, error) {
	rows, err := meeting.Resolutions(r.Tx, meeting.Search{Stages: []meeting.Stage{meeting.Open, meeting.Progress, meeting.Done}})
	var out []string
	for _, x := range rows {
		switch {
		case x.State == meeting.Done && r.Actor.IsOffice():
			out = append(out, "核实"+x.Number+"："+cut(x.Text, 30))
		case x.State != meeting.Done && x.Org == r.Actor.Org.Code && x.Org != "":
			out = append(out, fmt.Sprintf("议定事项%s：%s（%s前，%s）", x.Number, cut(x.Text, 30), day(x.Deadline.In(r.Now.Location()), r.Now), x.StateAt(r.Now)))
		}
	}
	return out, err
}

// status adds the next meeting and the resolutions to a status card.
func status(_ context.Context, r *handlers.Request, org string) ([]bot.Field, error) {
	var out []bot.Field
	if org == "" {
		next, err := meeting.Find(r.Tx, meeting.Filter{States: []meeting.State{meeting.Noticed}, From: r.Now, Limit: 1})
		if err != nil {
			return nil, err
		}
		for _, m := range next {
			out = append(out, bot.Field{Name: "下次会议", Value: m.Title + "，" + clock(m.Start.In(r.Now.Location()), r.Now) + "，" + m.Place})
		}
	}
	rows, err := meeting.Resolutions(r.Tx, meeting.Search{Org: org, Stages: []meeting.Stage{meeting.Open, meeting.Progress, meeting.Done}})
	if err != nil || len(rows) == 0 {
		return out, err
	}
	late := 0
	for _, x := range rows {
		if x.Late(r.Now) {
			late++
		}
	}
	return append(out, bot.Field{Name: "议定事项", Value: fmt.Sprintf("未办结%d件，逾期%d件", len(rows), late)}), nil
}

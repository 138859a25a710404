package meeting

import (
	"context"
	"fmt"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/meeting"
)

// todo lists plans that were sent back to the sender. What he must answer, approve or carry out are deadlines, what
// waits for the office is its queue.
func todo(_ context.Context, asked *handlers.Request) ([]string, error) {
	r := &request{Request: asked}
	if r.Actor.IsOffice() || r.Actor.Person == "" {
		return nil, nil
	}
	rows, err := meeting.Find(r.Tx, meeting.Filter{States: []meeting.State{meeting.Returned}})
	var out []string
	for _, m := range rows {
		if m.Drafted == r.Actor.Person {
			out = append(out, m.Title+"方案被退回，改好再报审："+m.Number)
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

package meeting

import (
	"context"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/meeting"
)

// morning tells the office, before each meeting, who has not answered and who does not come himself.
func morning(_ context.Context, s *handlers.Sweep) ([]handlers.Section, error) {
	rows, err := meeting.Find(s.Tx, meeting.Filter{States: []meeting.State{meeting.Noticed}, From: s.Now})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	r, err := newRequest(s.As(models.Actor{}))
	if err != nil {
		return nil, err
	}
	var out []handlers.Section
	for _, m := range rows {
		if r.beforeSummary(m) {
			continue
		}
		list, err := meeting.Attendees(r.Tx, m.ID)
		if err != nil {
			return nil, err
		}
		n := meeting.Count(list)
		if n[meeting.NoReply]+n[meeting.Leave]+n[meeting.Proxy] == 0 {
			continue
		}
		c := r.answersCard(m, list)
		c.Tone = bot.ToneNear
		out = append(out, handlers.Section{Key: key("meeting.answers", m), To: office,
			Draw: func() (bot.Card, error) { return c, nil }})
	}
	return out, nil
}

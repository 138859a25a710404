package meeting

import (
	"context"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/approval"
	"linzhangbot/models/meeting"
)

// cancel takes a meeting off. Everybody who had the notice, or was asked to approve, is told; nobody else.
func cancel(_ context.Context, r *handlers.Request) (bot.Card, error) {
	v := ofRequest(r)
	m, ask, err := pick(r, movable, false)
	if err != nil || ask != nil {
		return orCard(ask), err
	}
	t := m.TypeIn(r.Profile)
	if err := mayChange(r, v, m, t); err != nil {
		return bot.Card{}, err
	}
	if _, refusal := meeting.May(m, meeting.Cancel, t.Article); refusal != nil {
		return bot.Card{}, refusal
	}
	noticed, approving := m.State == meeting.Noticed, m.State == meeting.Approving
	before := summary(m)
	m.State, m.Reason, m.Version = meeting.Cancelled, cut(r.Args.Slots.Str("reason"), 200), m.Version+1
	if err := meeting.Save(r.Tx, &m, r.Now); err != nil {
		return bot.Card{}, changed(err, m)
	}
	if err := r.Audit("meeting", m.ID, m.Number, "cancelled", before, summary(m), m.Reason); err != nil {
		return bot.Card{}, err
	}
	unheard, err := v.retract(m.Key())
	if err != nil {
		return bot.Card{}, err
	}
	card := bot.Card{Code: "meeting.cancelled", Tone: bot.ToneQuiet, Title: "会议取消：" + m.Title + "（" + m.Number + "）", Text: reasonLine(m.Reason),
		Fields: v.particulars(m, nil)[:2], Article: string(t.Article), Refs: refs(m)}
	if noticed {
		err = v.callOff(m, card, unheard)
	} else if approving {
		err = v.callBack(m, card)
	}
	if err := approval.Drop(r.Tx, m.Plan()); err != nil {
		return bot.Card{}, err
	}
	card.Title = "已取消" + m.Title + "（" + m.Number + "）"
	if noticed {
		card.Next = "已告知收到过会议通知的每一位。"
	}
	return card, err
}

func reasonLine(reason string) string {
	if reason == "" {
		return ""
	}
	return "原因：" + reason
}

// callOff tells every seat that had the notice.
func (v *voice) callOff(m meeting.Meeting, card bot.Card, unheard map[string]bool) error {
	seats, err := meeting.Seats(v.tx, m.ID)
	if err != nil {
		return err
	}
	for _, a := range seats {
		if a.Told == 0 || a.Channel == meeting.ByHand || unheard[a.Key()] {
			continue
		}
		v.say(handlers.Notice{Key: key("meeting.cancelled", m, a.ID), To: audience(a), Card: card, Urgent: v.urgent(m), Until: v.sense(m)})
	}
	return meeting.TakeOff(v.tx, m.ID, v.now)
}

// callBack tells those who were asked to approve.
func (v *voice) callBack(m meeting.Meeting, card bot.Card) error {
	asked := m
	asked.Version-- // calling it off was a version of its own
	all, err := approval.Words(v.tx, asked.Plan())
	if err != nil {
		return err
	}
	for _, a := range all {
		heard, err := v.heard(askedKey(m, a.Person))
		if err != nil {
			return err
		}
		if a.Person != "" && heard {
			v.say(handlers.Notice{Key: key("meeting.cancelled", m, a.Person), To: handlers.Audience{Person: a.Person}, Card: card})
		}
	}
	return nil
}

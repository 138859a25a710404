package meeting

import (
	"linzhangbot/bot"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models/approval"
	"linzhangbot/models/meeting"
)

// cancel takes a meeting off. Everybody who had the notice, or was asked to approve, is told; nobody else.
func (r *request) cancel() (bot.Card, error) {
	m, err := r.pick(movable, false)
	if err != nil {
		return bot.Card{}, err
	}
	if err := r.mayChange(m, meeting.Cancel); err != nil {
		return bot.Card{}, err
	}
	if _, named := r.meant(); !named && r.Args.Expect == frame.Ask {
		return bot.Card{}, r.which([]meeting.Meeting{m}) // 那会取消 may be said of another, though one alone is open
	}
	state, before, plan := m.State, summary(m), m.Plan()
	if err := r.settleAll(m); err != nil {
		return bot.Card{}, err
	}
	m.State, m.Reason, m.Version = meeting.Cancelled, cut(r.Args.Slots.Str("reason"), 200), m.Version+1
	if err := r.amend(&m, "cancelled", before); err != nil {
		return bot.Card{}, err
	}
	untold, err := r.withdraw(m.Key())
	if err != nil {
		return bot.Card{}, err
	}
	card := r.card(m, "meeting.cancelled", bot.ToneQuiet, "会议取消："+titled(m))
	card.Fields = r.whenWhere(m)
	if m.Reason != "" {
		card.Text = "原因：" + m.Reason
	}
	switch state {
	case meeting.Noticed:
		err = r.tellAttendees(m, card, untold)
	case meeting.Approving:
		err = r.tellApprovers(m, plan, card)
	}
	if err != nil {
		return bot.Card{}, err
	}
	card.Title = "已取消" + titled(m)
	if state == meeting.Noticed {
		card.Next = "已告知收到过会议通知的每一位。"
	}
	return card, approval.Drop(r.Tx, plan)
}

// settleAll takes back every reminder of a meeting that is about to be moved or cancelled.
func (r *request) settleAll(m meeting.Meeting) error {
	list, err := meeting.Attendees(r.Tx, m.ID)
	if err != nil {
		return err
	}
	r.settleAttendance(m, list...)
	return r.settleWords(m, "")
}

// tellAttendees tells those who had the notice, or whose notice was waiting while they had been asked to approve.
func (r *request) tellAttendees(m meeting.Meeting, card bot.Card, untold subjects) error {
	list, err := meeting.Attendees(r.Tx, m.ID)
	if err != nil {
		return err
	}
	for _, a := range list {
		knows := a.Told > 0 && a.Channel != meeting.ByHand
		if untold[a.Key()] {
			if knows, err = r.delivered(askedKey(m, a.Person)); err != nil {
				return err
			}
		}
		if knows {
			r.tellAttendee(m, a, "meeting.cancelled", card)
		}
	}
	return meeting.TakeOff(r.Tx, m.ID, r.Now)
}

// tellApprovers tells those who were asked to approve.
func (r *request) tellApprovers(m meeting.Meeting, plan approval.Subject, card bot.Card) error {
	all, err := approval.Words(r.Tx, plan)
	if err != nil {
		return err
	}
	for _, w := range all {
		asked, err := r.delivered(askedKey(m, w.Person))
		if err != nil {
			return err
		}
		if w.Person != "" && asked {
			r.tellPerson(key("meeting.cancelled", m, w.Person), w.Person, card)
		}
	}
	return nil
}

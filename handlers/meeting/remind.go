package meeting

import (
	"slices"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/approval"
	"linzhangbot/models/meeting"
)

// hold moves meetings whose time has come from noticed to held: from now on they count.
func (r *request) hold() error {
	rows, err := meeting.Find(r.Tx, meeting.Filter{States: []meeting.State{meeting.Noticed}, To: r.Now})
	if err != nil {
		return err
	}
	for _, m := range rows {
		m.State = meeting.Held
		if err := r.save(&m); err != nil {
			return err
		}
	}
	return nil
}

// remindApprovers asks successors of approvers who left, and reminds once whoever has been silent too long.
func (r *request) remindApprovers() error {
	waiting, err := approval.Waiting(r.Tx, meeting.OfPlan, meeting.OfMinutes)
	if err != nil {
		return err
	}
	words := map[string][]approval.Word{}
	for _, w := range waiting {
		words[w.Record] = append(words[w.Record], w)
	}
	for _, w := range waiting {
		list := words[w.Record]
		delete(words, w.Record)
		if len(list) == 0 {
			continue // this record has had its turn
		}
		m, ok, err := meeting.ByID(r.Tx, w.Record)
		if err == nil && ok {
			err = r.remindOf(m, list)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *request) remindOf(m meeting.Meeting, waiting []approval.Word) error {
	moved, err := r.succeedChair(&m)
	if err == nil && moved {
		err = r.newChair(&m)
	}
	if err != nil {
		return err
	}
	x, waits, err := meeting.UnderApproval(r.Tx, m, m.TypeIn(r.Profile))
	if err != nil || !waits {
		return err
	}
	if _, err = r.askFor(m, x, nil); err != nil {
		return err
	}
	for _, w := range waiting {
		if err := r.remindApprover(m, x, w); err != nil {
			return err
		}
	}
	return nil
}

// newChair keeps who chairs now, on the meeting and among its attendees.
func (r *request) newChair(m *meeting.Meeting) error {
	if err := r.save(m); err != nil {
		return err
	}
	list, err := meeting.Attendees(r.Tx, m.ID)
	h := r.chairHolder(*m)
	for _, a := range list {
		if a.Chair {
			a.Person, a.Name, a.Org = h.Person, h.Name, h.Org
			return meeting.Keep(r.Tx, &a)
		}
	}
	return err
}

// remindAttendees passes on the places of people who left their posts, and tells the office on the day of the first
// reminder who has not answered.
func (r *request) remindAttendees() error {
	rows, err := meeting.Find(r.Tx, meeting.Filter{States: []meeting.State{meeting.Noticed}, From: r.Now})
	if err != nil {
		return err
	}
	for _, m := range rows {
		moved, err := r.succeedChair(&m)
		if err == nil && moved {
			err = r.save(&m)
		}
		if err != nil {
			return err
		}
		list, err := meeting.Attendees(r.Tx, m.ID)
		if err != nil {
			return err
		}
		if err := r.passOn(m, list); err != nil {
			return err
		}
		remind := m.TypeIn(r.Profile).Remind
		if len(remind) == 0 || meeting.Count(list)[meeting.NoReply] == 0 {
			continue
		}
		at, ok := r.reminderAt(m, slices.Max(remind))
		if today := at.Format(time.DateOnly) == r.Now.Format(time.DateOnly); today && (ok || at.Before(r.Now)) {
			card := r.answersCard(m, list)
			card.Tone = bot.ToneNear
			r.Say(handlers.Notice{Key: key("meeting.answers", m), Subject: []string{m.Key()}, To: office, Card: card,
				Until: m.Start})
		}
	}
	return nil
}

// passOn gives the places of people who left their posts to their successors, with a notice of their own.
func (r *request) passOn(m meeting.Meeting, list []meeting.Attendee) error {
	for i := range list {
		a := &list[i]
		if !r.succeed(a, list) {
			continue
		}
		r.Settled(a.RemindKey())
		a.Told, a.Channel, a.Answer, a.StandIn, a.Former = 0, "", meeting.NoReply, "", meeting.NoReply
		if _, err := r.notify(m, list[i:i+1], codeNotice+"."+a.Person, nil); err != nil {
			return err
		}
	}
	return nil
}

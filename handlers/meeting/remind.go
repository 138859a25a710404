package meeting

import (
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

// askSuccessors asks whoever took over the post of an approver or of the chair.
func (r *request) askSuccessors() error {
	waiting, err := approval.Waiting(r.Tx, meeting.OfPlan, meeting.OfMinutes)
	if err != nil {
		return err
	}
	asked := map[string]bool{}
	for _, w := range waiting {
		if asked[w.Record] {
			continue // this record has had its turn
		}
		asked[w.Record] = true
		m, ok, err := meeting.ByID(r.Tx, w.Record)
		if err == nil && ok {
			err = r.askAnew(m)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *request) askAnew(m meeting.Meeting) error {
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
	_, err = r.askFor(m, x, nil)
	return err
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

// passPlaces passes on the places of people who left their posts.
func (r *request) passPlaces() error {
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
		if err == nil {
			err = r.passOn(m, list)
		}
		if err != nil {
			return err
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

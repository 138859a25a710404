package meeting

import (
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/calendar"
	"linzhangbot/models/meeting"
)

// remindSoon queues, for every meeting of the day, the messages that come shortly before it.
func (r *request) remindSoon() error {
	tomorrow := calendar.Midnight(r.Now).AddDate(0, 0, 1)
	rows, err := meeting.Find(r.Tx, meeting.Filter{States: []meeting.State{meeting.Noticed}, From: r.Now, To: tomorrow})
	if err != nil || len(rows) == 0 {
		return err
	}
	if err := r.lookUpChannels(); err != nil {
		return err
	}
	for _, m := range rows {
		list, err := meeting.Attendees(r.Tx, m.ID)
		if err != nil {
			return err
		}
		for _, a := range list {
			r.soon(m, a)
		}
	}
	return nil
}

// soon queues what one attendee hears shortly before a meeting, once its day has come: in the first minutes of the day,
// or at the moment when it is called or moved on that day. It passes quiet hours, and is taken back when the meeting
// moves, is cancelled, or he answers otherwise.
func (r *request) soon(m meeting.Meeting, a meeting.Attendee) {
	start := m.Start.In(r.Now.Location())
	if !a.Owes() || !calendar.Midnight(start).Equal(calendar.Midnight(r.Now)) {
		return
	}
	until := start
	for _, minutes := range meeting.SoonBefore(m.TypeIn(r.Profile)) {
		at := start.Add(-time.Duration(minutes) * time.Minute)
		if !at.After(r.Now) {
			return // it would come at once: the notice has just been said
		}
		r.Say(handlers.Notice{Key: key("meeting.remind", m, a.ID, itoa(a.Rev), itoa(minutes)),
			Subject: []string{m.Key(), a.RemindKey()}, To: r.inHand(a), Card: r.soonCard(m, a),
			Urgent: true, At: at, Until: until})
		until = at
	}
}

// inHand is the phone of an attendee: an hour before he is on his way, and no group is to hear of it again.
func (r *request) inHand(a meeting.Attendee) handlers.Audience {
	if r.accounts[a.Person] {
		return handlers.Audience{Person: a.Person}
	}
	return audience(a)
}

func (r *request) soonCard(m meeting.Meeting, a meeting.Attendee) bot.Card {
	c := r.card(m, codeReminder, bot.ToneNear, "会议提醒："+m.Title+"，"+r.when(m))
	c.Fields = r.whenWhere(m)
	switch {
	case a.Chair:
		c.Text = "请您主持。"
	case a.Answer == meeting.NoReply:
		c.Next, c.Buttons = "还没收到"+a.Name+"的答复，请点一下。", buttons(draftName(m), "参加", "请假", "由人代")
	default:
		c.Text = "您已答复：" + replied(a)
	}
	return c
}

// settleAttendance takes back what reminds attendees of a meeting that is moved or cancelled, or of an answer that has
// come. It comes before the meeting changes: the day is part of what they owe.
func (r *request) settleAttendance(m meeting.Meeting, list ...meeting.Attendee) {
	for _, a := range list {
		if a.Told > 0 {
			r.Settled(a.RemindKey(), attendance(r.Profile, m, a).Key())
		}
	}
}

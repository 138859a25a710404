package meeting

import (
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/meeting"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// Codes that are looked for again.
const (
	codeNotice   = "meeting.notice"
	codeChanged  = "meeting.changed"
	codeReminder = "meeting.reminder"
)

func isOffice(h roster.Holder) bool { return h.Kind == models.KindOffice }

// issue sends the notice to every seat and lays out the reminders. It says whom the office must tell itself.
func issue(v *voice, m *meeting.Meeting, t profile.MeetingType) (byHand string, err error) {
	m.State = meeting.Noticed
	if err := meeting.Save(v.tx, m, v.now); err != nil {
		return "", err
	}
	seats, err := meeting.Seats(v.tx, m.ID)
	if err != nil {
		return "", err
	}
	for i := range seats {
		if _, err := v.succeed(&seats[i], seats); err != nil {
			return "", err
		}
	}
	return v.tell(*m, t, seats, codeNotice, nil)
}

// tell says a card to seats, each through its own channel, notes it, and lays out its reminders. unheard seats get
// the plain notice whatever the card.
func (v *voice) tell(m meeting.Meeting, t profile.MeetingType, seats []meeting.Attendee, code string, unheard map[string]bool) (byHand string, err error) {
	reach, err := v.reachOf()
	if err != nil {
		return "", err
	}
	open, err := v.lastTime(m)
	if err != nil {
		return "", err
	}
	everybody, err := meeting.Seats(v.tx, m.ID)
	if err != nil {
		return "", err
	}
	var deaf []string
	for i := range seats {
		a := &seats[i]
		if a.Told == 0 && a.Channel == "" {
			a.Channel = reach.channel(*a)
		}
		if a.Channel == meeting.ByHand {
			deaf = append(deaf, a.Name)
			continue
		}
		first := code == codeNotice || a.Told == 0 || unheard[a.Key()]
		card := v.noticeCard(m, t, everybody, *a, first)
		if first {
			card.Text = lines(card.Text, open)
		}
		a.Told = m.Version
		if err := meeting.Keep(v.tx, a); err != nil {
			return "", err
		}
		v.say(handlers.Notice{Key: key(code, m, a.ID), Subject: []string{m.Key(), a.Key()}, To: audience(*a), Card: card, Urgent: v.urgent(m), Until: v.sense(m)})
		if err := v.remind(m, t, *a); err != nil {
			return "", err
		}
	}
	if err := v.enter(m, everybody); err != nil {
		return "", err
	}
	if len(deaf) > 0 {
		return "机器人联系不上：" + strings.Join(deaf, "、") + "，请人工通知。", nil
	}
	return "", nil
}

// sense is until when it makes sense to speak of a meeting: its start, unless that is over already.
func (v *voice) sense(m meeting.Meeting) time.Time {
	if m.Start.After(v.now) {
		return m.Start
	}
	return time.Time{}
}

// noticeCard is the notice, or the news that the meeting was changed.
func (v *voice) noticeCard(m meeting.Meeting, t profile.MeetingType, seats []meeting.Attendee, a meeting.Attendee, first bool) bot.Card {
	c := bot.Card{Code: codeNotice, Tone: bot.ToneNotice, Title: "会议通知：" + m.Title + "（" + m.Number + "）", Fields: v.particulars(m, seats),
		Article: string(t.Article), Refs: refs(m)}
	if !first {
		c.Code, c.Tone, c.Title = codeChanged, bot.ToneNear, "会议有变动："+m.Title+"（"+m.Number+"）"
		c.Text = m.Reason
	}
	switch {
	case a.Chair:
		c.Text = lines(c.Text, "请您主持。")
	case a.Answer != meeting.NoReply:
		c.Next = "您原来的答复（" + a.Answer.Name() + "）仍然算数；有变化再告诉我。"
	case a.Former != meeting.NoReply:
		c.Next = "您原来答复“" + a.Former.Name() + "”，时间变了，请" + a.Name + "重新答复。"
	default:
		c.Next = "请" + a.Name + "答复是否参加。"
	}
	c.Buttons = answerButtons(m)
	return c
}

func answerButtons(m meeting.Meeting) []bot.Button {
	return []bot.Button{{Label: "参加", Command: "参加 " + draftName(m), Primary: true}, {Label: "请假", Command: "请假 " + draftName(m)},
		{Label: "由人代", Command: "由人代 " + draftName(m)}}
}

// remind lays out a seat's reminders anew: those not sent yet are withdrawn first, and who asked for leave gets none.
func (v *voice) remind(m meeting.Meeting, t profile.MeetingType, a meeting.Attendee) error {
	if a.Answer == meeting.Leave || a.Channel == meeting.ByHand {
		return nil
	}
	minutes := slices.Clone(t.Remind)
	slices.Sort(minutes)
	until := m.Start
	for _, before := range minutes {
		at, ok := v.reminderAt(m, before)
		if !ok {
			continue
		}
		v.say(handlers.Notice{Key: key("meeting.remind", m, a.ID, itoa(a.Rev), itoa(before)), Subject: []string{m.Key(), a.RemindKey()}, To: audience(a),
			Card: v.reminderCard(m, t, a), Urgent: true, At: at, Until: until})
		until = at
	}
	return nil
}

// reminderAt is the moment of a reminder. One that is a day or more before moves out of quiet hours and days off to
// the morning of the working day before; one that would come at once is left out: the notice has just been said.
func (v *voice) reminderAt(m meeting.Meeting, before int) (time.Time, bool) {
	at := m.Start.In(v.now.Location()).Add(-time.Duration(before) * time.Minute)
	h, err := v.hours()
	if err == nil && time.Duration(before)*time.Minute >= 24*time.Hour && v.days.Quiet(at, h) {
		at = v.days.NextMorning(v.days.Before(at), h)
		if !v.days.Working(at) || !at.Before(m.Start) {
			return at, false
		}
	}
	return at, at.After(v.now)
}

func (v *voice) reminderCard(m meeting.Meeting, t profile.MeetingType, a meeting.Attendee) bot.Card {
	c := bot.Card{Code: codeReminder, Tone: bot.ToneNear, Title: "会议提醒：" + m.Title + "，" + clock(m.Start.In(v.now.Location()), v.now),
		Fields: v.particulars(m, nil)[:2], Article: string(t.Article), Refs: refs(m)}
	switch {
	case a.Chair:
		c.Text = "请您主持。"
	case a.Answer == meeting.NoReply:
		c.Next, c.Buttons = "还没收到"+a.Name+"的答复，请点一下。", answerButtons(m)
	default:
		c.Text = "您已答复：" + a.Answer.Name() + standIn(a)
	}
	return c
}

func standIn(a meeting.Attendee) string {
	if a.Answer != meeting.Proxy {
		return ""
	}
	return "（" + a.StandIn + "）"
}

// succeed moves a seat to whoever holds its post now.
func (v *voice) succeed(a *meeting.Attendee, taken []meeting.Attendee) (moved bool, err error) {
	all, err := v.holders()
	if err != nil {
		return false, err
	}
	h, ok := meeting.Successor(*a, all, taken)
	if !ok {
		return false, nil
	}
	a.Person, a.Name = h.Person, h.Name
	return true, nil
}

// succeedChair notes who chairs now, where the one who was to has left his post.
func (v *voice) succeedChair(m *meeting.Meeting) (moved bool, err error) {
	all, err := v.holders()
	if err != nil || m.ChairPerson == "" {
		return false, err
	}
	before, err := roster.Holders(v.tx, roster.Query{Post: m.ChairPost, Person: m.ChairPerson}, m.At)
	if err != nil {
		return false, err
	}
	next := meeting.ChairNow(*m, before, all)
	if next == "" || next == m.ChairPerson {
		return false, nil
	}
	m.ChairPerson = next
	return true, nil
}

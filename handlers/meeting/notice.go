package meeting

import (
	"slices"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/meeting"
	"linzhangbot/models/roster"
)

// issue sends the notice to every attendee. It says whom the office must tell itself.
func (r *request) issue(m *meeting.Meeting) (byHand string, err error) {
	m.State = meeting.Noticed
	if err := r.save(m); err != nil {
		return "", err
	}
	list, err := meeting.Attendees(r.Tx, m.ID)
	if err != nil {
		return "", err
	}
	for i := range list {
		r.succeed(&list[i], list)
	}
	return r.notify(*m, list, codeNotice, nil)
}

// notify says a card to attendees, each through his own channel, and notes it. Those untold get the plain notice
// whatever the card. It says whom the office must tell itself.
func (r *request) notify(m meeting.Meeting, list []meeting.Attendee, code string, untold subjects) (string, error) {
	if err := r.lookUpChannels(); err != nil {
		return "", err
	}
	open, err := r.lastTime(m)
	if err != nil {
		return "", err
	}
	everybody, err := meeting.Attendees(r.Tx, m.ID)
	if err != nil {
		return "", err
	}
	var unreachable []meeting.Attendee
	for i := range list {
		a := &list[i]
		if a.Told == 0 && a.Channel == "" {
			a.Channel = r.channel(*a)
		}
		if a.Channel == meeting.ByHand {
			unreachable = append(unreachable, *a)
			continue
		}
		first := code == codeNotice || a.Told == 0 || untold[a.Key()]
		card := r.noticeCard(m, everybody, *a, first)
		if first {
			card.Text = handlers.Lines(card.Text, open)
		}
		a.Told = m.Version
		if err := changed(meeting.Keep(r.Tx, a), m.Number); err != nil {
			return "", err
		}
		r.tellAttendee(m, *a, code, card, m.Key(), a.Key())
		r.soon(m, *a)
	}
	byHand := ""
	if len(unreachable) > 0 {
		byHand = "机器人联系不上：" + named(unreachable) + "，请人工通知。"
	}
	return byHand, r.enter(m, everybody)
}

// enter wants the meeting in the calendars of all platforms its attendees use.
func (r *request) enter(m meeting.Meeting, list []meeting.Attendee) error {
	accounts, err := roster.AccountsAnywhere(r.Tx, peopleOf(list))
	if err != nil {
		return err
	}
	var platforms []string
	for _, keys := range accounts {
		for _, k := range keys {
			platforms = append(platforms, k.Platform)
		}
	}
	slices.Sort(platforms)
	return meeting.Enter(r.Tx, m.ID, slices.Compact(platforms), r.Now)
}

// noticeCard is the notice, or the news that the meeting was changed.
func (r *request) noticeCard(m meeting.Meeting, list []meeting.Attendee, a meeting.Attendee, first bool) bot.Card {
	c := r.card(m, codeNotice, bot.ToneNotice, "会议通知："+titled(m))
	if !first {
		c.Code, c.Tone, c.Title, c.Text = codeChanged, bot.ToneNear, "会议有变动："+titled(m), m.Reason
	}
	switch {
	case a.Chair:
		c.Text = handlers.Lines(c.Text, "请您主持。")
	case a.Answer != meeting.NoReply:
		c.Next = "您原来的答复（" + a.Answer.Name() + "）仍然算数；有变化再告诉我。"
	case a.Former != meeting.NoReply:
		c.Next = "您原来答复“" + a.Former.Name() + "”，时间变了，请" + a.Name + "重新答复。"
	default:
		c.Next = "请" + a.Name + "答复是否参加。"
	}
	c.Fields, c.Buttons = r.particulars(m, list), buttons(draftName(m), "参加", "请假", "由人代")
	return c
}

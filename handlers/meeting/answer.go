package meeting

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/models"
	"linzhangbot/models/meeting"
	"linzhangbot/models/roster"
)

var (
	standInWord = regexp.MustCompile(`(?:由|请|让|委托)\s*([^，,。；;、\s]{2,20}?)\s*(?:代为|代我|代替|替我|代|参加|出席|参会)`)
	leaveWord   = regexp.MustCompile(`请假|不能参加|参加不了|无法参加|去不了|不参加`)
)

// answer takes 参加, 请假 or who comes instead.
func (r *request) answer() (bot.Card, error) {
	r.readAnswer()
	held := r.heldBy(r.Actor.Person)
	m, err := r.pick(func(m meeting.Meeting) bool { return len(r.invited(m, held)) > 0 }, false)
	if err != nil {
		return bot.Card{}, r.idle(err, "现在没有等您答复的会议通知。", "会议请带上编号；联合活动请点邀请上的按钮，或带上邀请的编号答复。")
	}
	if err := r.may(m, meeting.Answer); err != nil {
		return bot.Card{}, err
	}
	if !m.Start.After(r.Now) {
		return bot.Card{}, r.refuse(m, models.BadInput, m.Number+"已经开了，没有登记。", "有情况请直接告诉"+models.TheOffice+"。")
	}
	list, err := meeting.Attendees(r.Tx, m.ID)
	if err != nil {
		return bot.Card{}, err
	}
	mine := answeredFor(list, r.Actor.Person, held)
	if len(mine) == 0 {
		return bot.Card{}, r.refuse(m, models.NotAllowed, m.Number+"没有邀请您，没有登记。", "要参会请联系"+models.TheOffice+"。")
	}
	version := 0
	if n, ok := r.meant(); ok {
		version = n.Version
	}
	moved := version != 0 && version < m.Version && mine[0].Former != meeting.NoReply
	if moved || version > m.Version { // the button belongs to a time that is not the meeting's any more
		c := r.noticeCard(m, list, mine[0], false)
		c.Title, c.Next = "会议已经改期，请看新的时间再答复", "请重新答复。"
		return c, nil
	}
	reply := meeting.Reply(r.Args.Slots.Str(slotReply))
	if reply == meeting.Proxy && r.Args.Slots.Str(slotStandIn) == "" {
		return bot.Card{}, r.ask(slotStandIn, "由谁代为参加？请发姓名和职务。")
	}
	return r.record(m, mine, reply)
}

// readAnswer reads the answer out of the words, once: a question back keeps it.
func (r *request) readAnswer() {
	if r.Args.Slots.Str(slotReply) != "" {
		return
	}
	reply := meeting.Yes
	standIn := standInWord.FindStringSubmatch(r.Args.Text)
	switch {
	case standIn != nil:
		reply = meeting.Proxy
		r.Args.Slots[slotStandIn] = standIn[1]
	case strings.Contains(r.Args.Text, "由人代"):
		reply = meeting.Proxy
	case leaveWord.MatchString(r.Args.Text):
		reply = meeting.Leave
	}
	r.Args.Slots[slotReply] = string(reply)
}

// invited are those for whom somebody with these posts answers at a meeting that was noticed and is to come.
func (r *request) invited(m meeting.Meeting, held []roster.Holder) []meeting.Attendee {
	if m.State != meeting.Noticed || !m.Start.After(r.Now) || len(held) == 0 {
		return nil
	}
	list, err := meeting.Attendees(r.Tx, m.ID)
	if err != nil {
		return nil
	}
	return answeredFor(list, held[0].Person, held)
}

// answeredFor are the attendees for whom a person answers: himself and his posts, or else those of his organisation.
func answeredFor(list []meeting.Attendee, person string, held []roster.Holder) []meeting.Attendee {
	var own, colleagues []meeting.Attendee
	for _, a := range list {
		if a.Person == person && person != "" {
			own = append(own, a)
			continue
		}
		for _, h := range held {
			switch {
			case a.Org == "" || h.Org != a.Org:
			case h.Post == a.Post:
				own = append(own, a)
			case !isOffice(h):
				colleagues = append(colleagues, a)
			}
		}
	}
	if len(own) > 0 {
		return own
	}
	return colleagues
}

// record keeps the answer. Whoever drafted the plan hears at once who does not come himself when it is too late for the
// summary that the office gets in the morning.
func (r *request) record(m meeting.Meeting, mine []meeting.Attendee, reply meeting.Reply) (bot.Card, error) {
	at := r.Now.UTC()
	for i := range mine {
		a := &mine[i]
		before := a.Answer
		a.Answer, a.Former, a.Answered, a.StandIn, a.Reason = reply, meeting.NoReply, &at, "", ""
		switch reply {
		case meeting.Proxy:
			a.StandIn = cut(r.Args.Slots.Str(slotStandIn), 60)
		case meeting.Leave:
			_, reason, _ := strings.Cut(r.Args.Text, "因")
			a.Reason = cut(strings.TrimPrefix(reason, "为"), 60)
		}
		if err := changed(meeting.Keep(r.Tx, a), m.Number); err != nil {
			return bot.Card{}, err
		}
		r.settleAttendance(m, *a)
		if err := r.lookUpChannels(); err != nil {
			return bot.Card{}, err
		}
		r.soon(m, *a)
		after := map[string]string{"seat": a.Name, "answer": string(reply), "stand_in": a.StandIn}
		if err := r.audit(m, "answered", string(before), after, a.Reason); err != nil {
			return bot.Card{}, err
		}
	}
	answered := named(mine) + replied(mine[0])
	card := r.card(m, "meeting.answered", bot.ToneDone, "已登记："+answered+"，"+m.Title)
	card.Fields = r.whenWhere(m)
	if mine[0].Reason != "" {
		card.Text = "事由：" + mine[0].Reason
	}
	if reply == meeting.Yes || r.beforeSummary(m) {
		return card, nil
	}
	told := card
	told.Title = answered + "：" + titled(m)
	return card, r.tellDrafter(key("meeting.answered", m, mine[0].ID, itoa(mine[0].Rev)), m.Drafted, told, m.Key())
}

// answers shows who comes, who does not and who has not answered.
func (r *request) answers() (bot.Card, error) {
	m, err := r.pick(func(m meeting.Meeting) bool { return m.State == meeting.Noticed }, false)
	if err != nil {
		return bot.Card{}, err
	}
	list, err := meeting.Attendees(r.Tx, m.ID)
	return r.answersCard(m, list), err
}

func (r *request) answersCard(m meeting.Meeting, list []meeting.Attendee) bot.Card {
	n := meeting.Count(list)
	c := r.card(m, "meeting.answers", bot.ToneNotice, fmt.Sprintf("%s（%s，%s）：参加%d人，由人代%d人，请假%d人，未答复%d人", m.Title, m.Number,
		r.when(m), n[meeting.Yes], n[meeting.Proxy], n[meeting.Leave], n[meeting.NoReply]))
	for _, reply := range []meeting.Reply{meeting.NoReply, meeting.Leave, meeting.Proxy, meeting.Yes} {
		if who := whoAnswered(list, reply); who != "" {
			c.Fields = append(c.Fields, bot.Field{Name: reply.Name(), Value: who})
		}
	}
	if slices.ContainsFunc(list, func(a meeting.Attendee) bool { return a.Channel == meeting.ByHand }) {
		c.Next = "机器人联系不上的，请人工通知。"
	}
	return c
}

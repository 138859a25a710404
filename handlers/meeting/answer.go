package meeting

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/meeting"
	"linzhangbot/models/roster"
)

var (
	standInWord = regexp.MustCompile(`(?:由|请|让|委托)\s*([^，,。；;、\s]{2,20}?)\s*(?:代为|代我|代替|替我|代|参加|出席|参会)`)
	leaveWord   = regexp.MustCompile(`请假|不能参加|参加不了|无法参加|去不了|不参加`)
)

// answer takes 参加, 请假 or who comes instead.
func answer(_ context.Context, r *handlers.Request) (bot.Card, error) {
	readAnswer(r)
	v := ofRequest(r)
	held, err := v.heldBy(r.Actor.Person)
	if err != nil {
		return bot.Card{}, err
	}
	m, ask, err := pick(r, func(m meeting.Meeting) bool { return v.invited(m, held) }, false)
	if err != nil || ask != nil {
		return orCard(ask), idle(r, err, "现在没有等您答复的会议通知。", "会议请带上编号；联合活动请点邀请上的按钮，或带上邀请的编号答复。")
	}
	t := m.TypeIn(r.Profile)
	if _, refusal := meeting.May(m, meeting.Answer, t.Article); refusal != nil {
		return bot.Card{}, refusal
	}
	if !m.Start.After(r.Now) {
		return bot.Card{}, models.Refuse(models.BadInput, m.Number+"已经开了，没有登记。", "有情况请直接告诉区林长办。", t.Article)
	}
	seats, err := meeting.Seats(r.Tx, m.ID)
	if err != nil {
		return bot.Card{}, err
	}
	mine := seatsOf(seats, r.Actor.Person, held)
	if len(mine) == 0 {
		return bot.Card{}, models.Refuse(models.NotAllowed, m.Number+"没有邀请您，没有登记。", "要参会请联系区林长办。", t.Article)
	}
	if version, _ := r.Args.Slots.Int(slotVersion); version != 0 && version < m.Version && mine[0].Former != meeting.NoReply || version > m.Version {
		return v.outdated(m, seats, mine[0]), nil
	}
	reply := meeting.Reply(r.Args.Slots.Str("reply"))
	if reply == meeting.Proxy && r.Args.Slots.Str("stand_in") == "" {
		return r.Ask(handlers.Question{Missing: "stand_in", Text: "由谁代为参加？请发姓名和职务。"}), nil
	}
	return v.record(r, m, seats, mine, reply)
}

// readAnswer reads the answer out of the words, once: a question back keeps it.
func readAnswer(r *handlers.Request) {
	if r.Args.Slots.Str("reply") != "" {
		return
	}
	text := r.Args.Text
	reply := meeting.Yes
	if m := standInWord.FindStringSubmatch(text); m != nil {
		reply = meeting.Proxy
		keep(r, "stand_in", m[1])
	} else if strings.Contains(text, "由人代") {
		reply = meeting.Proxy
	} else if leaveWord.MatchString(text) {
		reply = meeting.Leave
	}
	keep(r, "reply", string(reply))
}

// invited: a meeting that was noticed, to which the person, his successor's post or his organisation is invited.
func (v *voice) invited(m meeting.Meeting, held []roster.Holder) bool {
	if m.State != meeting.Noticed || !m.Start.After(v.now) || len(held) == 0 {
		return false
	}
	seats, err := meeting.Seats(v.tx, m.ID)
	return err == nil && len(seatsOf(seats, held[0].Person, held)) > 0
}

// seatsOf are the seats a person answers for: his own, or else those of his organisation.
func seatsOf(seats []meeting.Attendee, person string, held []roster.Holder) []meeting.Attendee {
	var own, house []meeting.Attendee
	for _, a := range seats {
		if a.Person == person && person != "" {
			own = append(own, a)
			continue
		}
		for _, h := range held {
			switch {
			case h.Post == a.Post && h.Org == a.Org && a.Org != "":
				own = append(own, a)
			case h.Org == a.Org && a.Org != "" && !isOffice(h):
				house = append(house, a)
			}
		}
	}
	if len(own) > 0 {
		return own
	}
	return house
}

// outdated: the button belongs to a time that is not the meeting's any more.
func (v *voice) outdated(m meeting.Meeting, seats []meeting.Attendee, a meeting.Attendee) bot.Card {
	c := v.noticeCard(m, m.TypeIn(v.p), seats, a, false)
	c.Title, c.Next = "会议已经改期，请看新的时间再答复", "请重新答复。"
	return c
}

// record keeps the answer, lays out the reminders anew and tells the office who does not come himself.
func (v *voice) record(r *handlers.Request, m meeting.Meeting, seats, mine []meeting.Attendee, reply meeting.Reply) (bot.Card, error) {
	t := m.TypeIn(r.Profile)
	at := r.Now.UTC()
	for i := range mine {
		a := &mine[i]
		before := a.Answer
		a.Answer, a.Former, a.Answered, a.StandIn, a.Reason = reply, meeting.NoReply, &at, "", ""
		if reply == meeting.Proxy {
			a.StandIn = cut(r.Args.Slots.Str("stand_in"), 60)
		}
		if reply == meeting.Leave {
			a.Reason = leaveReason(r)
		}
		if err := meeting.Keep(r.Tx, a); err != nil {
			return bot.Card{}, changed(err, m)
		}
		if _, err := v.retract(a.RemindKey()); err != nil {
			return bot.Card{}, err
		}
		if err := v.remind(m, t, *a); err != nil {
			return bot.Card{}, err
		}
		if err := r.Audit("meeting", m.ID, m.Number, "answered", string(before), map[string]string{"seat": a.Name, "answer": string(reply), "stand_in": a.StandIn}, a.Reason); err != nil {
			return bot.Card{}, err
		}
	}
	card := bot.Card{Code: "meeting.answered", Tone: bot.ToneDone, Title: "已登记：" + seatNames(mine) + reply.Name() + standIn(mine[0]) + "，" + m.Title,
		Fields: v.particulars(m, nil)[:2], Article: string(t.Article), Refs: refs(m)}
	if mine[0].Reason != "" {
		card.Text = "事由：" + mine[0].Reason
	}
	if reply != meeting.Yes {
		office := card
		office.Title = seatNames(mine) + reply.Name() + standIn(mine[0]) + "：" + m.Title + "（" + m.Number + "）"
		v.say(handlers.Notice{Key: key("meeting.answered", m, mine[0].ID, itoa(mine[0].Rev)), Subject: []string{m.Key()}, To: handlers.Audience{Office: true}, Card: office})
	}
	return card, nil
}

func leaveReason(r *handlers.Request) string {
	if _, reason, ok := strings.Cut(r.Args.Text, "因"); ok {
		return cut(strings.TrimPrefix(reason, "为"), 60)
	}
	return ""
}

func seatNames(list []meeting.Attendee) string {
	var out []string
	for _, a := range list {
		out = append(out, a.Name)
	}
	return strings.Join(out, "、")
}

// answers shows who comes, who does not and who has not answered.
func answers(_ context.Context, r *handlers.Request) (bot.Card, error) {
	m, ask, err := pick(r, func(m meeting.Meeting) bool { return m.State == meeting.Noticed }, false)
	if err != nil || ask != nil {
		return orCard(ask), err
	}
	seats, err := meeting.Seats(r.Tx, m.ID)
	if err != nil {
		return bot.Card{}, err
	}
	return answersCard(ofRequest(r), m, seats), nil
}

func answersCard(v *voice, m meeting.Meeting, seats []meeting.Attendee) bot.Card {
	n := meeting.Count(seats)
	c := bot.Card{Code: "meeting.answers", Tone: bot.ToneNotice, Article: string(m.TypeIn(v.p).Article), Refs: refs(m),
		Title: fmt.Sprintf("%s（%s，%s）：参加%d人，由人代%d人，请假%d人，未答复%d人", m.Title, m.Number, clock(m.Start.In(v.now.Location()), v.now),
			n[meeting.Yes], n[meeting.Proxy], n[meeting.Leave], n[meeting.NoReply])}
	for _, reply := range []meeting.Reply{meeting.NoReply, meeting.Leave, meeting.Proxy, meeting.Yes} {
		if who := names(seats, reply); who != "" {
			c.Fields = append(c.Fields, bot.Field{Name: reply.Name(), Value: who})
		}
	}
	byHand := slices.ContainsFunc(seats, func(a meeting.Attendee) bool { return a.Channel == meeting.ByHand })
	if byHand {
		c.Next = "机器人联系不上的，请人工通知。"
	}
	return c
}

package meeting

import (
	"context"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/meeting"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// invite changes who comes. Those who are new get the notice, those who are left out are told so.
func invite(_ context.Context, r *handlers.Request) (bot.Card, error) {
	v := ofRequest(r)
	m, ask, err := pick(r, movable, false)
	if err != nil || ask != nil {
		return orCard(ask), err
	}
	t := m.TypeIn(r.Profile)
	if err := mayChange(r, v, m, t); err != nil {
		return bot.Card{}, err
	}
	if _, refusal := meeting.May(m, meeting.Change, t.Article); refusal != nil {
		return bot.Card{}, refusal
	}
	words := guestWords(r)
	if len(words) == 0 {
		return r.Ask(handlers.Question{Missing: "attendees", Text: "请哪些单位或人员参加？用顿号隔开。"}), nil
	}
	return v.reseat(r, m, t, words)
}

// guestWords are the posts and organisations that a sentence names.
func guestWords(r *handlers.Request) []string {
	text := strings.Join(r.Args.Slots.List("attendees"), "、")
	if text == "" {
		text = after(r)
		for _, w := range []string{"参会范围", "参会人员", "参会", "改为", "增加", "为", "：", ":"} {
			text = strings.TrimPrefix(strings.TrimSpace(text), w)
		}
	}
	return strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune("、，,；; \n", c) })
}

// reseat gives a meeting another circle of attendees. A plan that is being approved becomes a new version; after the
// notice only those who are new get one, and only those who had one are told that they need not come.
func (v *voice) reseat(r *handlers.Request, m meeting.Meeting, t profile.MeetingType, words []string) (bot.Card, error) {
	old, err := meeting.Seats(r.Tx, m.ID)
	if err != nil {
		return bot.Card{}, err
	}
	list, err := v.seats(t, plan{chair: v.chairHolder(m), attendees: words})
	if err != nil {
		return bot.Card{}, err
	}
	if err := r.Audit("meeting", m.ID, m.Number, "seats", seatNames(old), seatNames(list), ""); err != nil {
		return bot.Card{}, err
	}
	if m.State != meeting.Noticed {
		if err := meeting.Seat(r.Tx, m.ID, list); err != nil {
			return bot.Card{}, err
		}
		return v.move(r, m, t, m.Start.In(r.Now.Location()), m.Place)
	}
	return v.exchange(m, t, old, list)
}

// chairHolder is the chair as a holder of his post.
func (v *voice) chairHolder(m meeting.Meeting) roster.Holder {
	held, err := v.heldBy(m.ChairPerson)
	if err == nil {
		for _, h := range held {
			if h.Post == m.ChairPost {
				return h
			}
		}
	}
	return roster.Holder{Post: m.ChairPost, Person: m.ChairPerson, Name: roster.Title(v.p, m.ChairPost, "")}
}

// exchange swaps seats after the notice.
func (v *voice) exchange(m meeting.Meeting, t profile.MeetingType, old, list []meeting.Attendee) (bot.Card, error) {
	same := func(a, b meeting.Attendee) bool {
		return a.Person == b.Person && a.Org == b.Org && a.Post == b.Post && a.Name == b.Name
	}
	var fresh, gone []meeting.Attendee
	for _, a := range list {
		if !slices.ContainsFunc(old, func(x meeting.Attendee) bool { return same(x, a) }) {
			fresh = append(fresh, a)
		}
	}
	for _, a := range old {
		if !a.Chair && !slices.ContainsFunc(list, func(x meeting.Attendee) bool { return same(x, a) }) {
			gone = append(gone, a)
		}
	}
	for _, a := range gone {
		if err := v.leaveOut(m, t, a); err != nil {
			return bot.Card{}, err
		}
	}
	added, err := meeting.AddSeats(v.tx, m.ID, len(old), fresh)
	if err != nil {
		return bot.Card{}, err
	}
	told, err := v.tell(m, t, added, codeNotice, nil)
	if err != nil {
		return bot.Card{}, err
	}
	seats, err := meeting.Seats(v.tx, m.ID)
	return bot.Card{Code: codeChanged, Tone: bot.ToneDone, Title: m.Title + "的参会人员已调整（" + m.Number + "）", Fields: v.particulars(m, seats),
		Next: lines("新增的已通知，不再参加的已告知。", told), Article: string(t.Article), Refs: refs(m)}, err
}

// leaveOut takes one seat away and tells whoever had the notice.
func (v *voice) leaveOut(m meeting.Meeting, t profile.MeetingType, a meeting.Attendee) error {
	if _, err := v.retract(a.RemindKey()); err != nil {
		return err
	}
	unheard, err := v.retract(a.Key())
	if err != nil {
		return err
	}
	if a.Told > 0 && a.Channel != meeting.ByHand && !unheard[a.Key()] {
		v.say(handlers.Notice{Key: key("meeting.spared", m, a.ID), Subject: []string{m.Key()}, To: audience(a), Urgent: v.urgent(m), Until: v.sense(m),
			Card: bot.Card{Code: codeChanged, Tone: bot.ToneQuiet, Title: "参会范围有调整，" + a.Name + "不用参加" + m.Title + "（" + m.Number + "）了", Article: string(t.Article), Refs: refs(m)}})
	}
	return meeting.DropSeat(v.tx, a)
}

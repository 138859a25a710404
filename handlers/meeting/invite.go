package meeting

import (
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/meeting"
)

// invite changes who comes. Those who are new get the notice, those who are left out are told so.
func (r *request) invite() (bot.Card, error) {
	m, err := r.pick(movable, false)
	if err != nil {
		return bot.Card{}, err
	}
	if err := r.mayChange(m, meeting.Change); err != nil {
		return bot.Card{}, err
	}
	words := r.attendeeWords()
	if len(words) == 0 {
		return bot.Card{}, r.ask("attendees", "请哪些单位或人员参加？用顿号隔开。")
	}
	old, err := meeting.Attendees(r.Tx, m.ID)
	if err != nil {
		return bot.Card{}, err
	}
	list := r.attendees(m.TypeIn(r.Profile), plan{chair: r.chairHolder(m), attendees: words})
	if err := r.audit(m, "seats", named(old), named(list), ""); err != nil {
		return bot.Card{}, err
	}
	if m.State == meeting.Noticed {
		return r.exchange(m, old, list)
	}
	if err := meeting.Replace(r.Tx, m.ID, list); err != nil {
		return bot.Card{}, err
	}
	return r.move(m, m.Start.In(r.Now.Location()), m.Place)
}

// attendeeWords are the posts and organisations that a sentence names.
func (r *request) attendeeWords() []string {
	text := strings.Join(r.Args.Slots.List("attendees"), "、")
	if text == "" {
		text = r.behind("meeting")
		for _, w := range []string{"参会范围", "参会人员", "参会", "改为", "增加", "为", "：", ":"} {
			text = strings.TrimPrefix(strings.TrimSpace(text), w)
		}
	}
	return strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune("、，,；; \n", c) })
}

// exchange swaps attendees after the notice: only those who are new get one, and only those who had one are told that
// they need not come.
func (r *request) exchange(m meeting.Meeting, old, list []meeting.Attendee) (bot.Card, error) {
	for _, a := range without(old, list) {
		if a.Chair {
			continue
		}
		if err := r.leaveOut(m, a); err != nil {
			return bot.Card{}, err
		}
	}
	fresh := without(list, old)
	if err := meeting.Add(r.Tx, m.ID, len(old), fresh); err != nil {
		return bot.Card{}, err
	}
	byHand, err := r.notify(m, fresh, codeNotice, nil)
	if err != nil {
		return bot.Card{}, err
	}
	now, err := meeting.Attendees(r.Tx, m.ID)
	c := r.card(m, codeChanged, bot.ToneDone, m.Title+"的参会人员已调整（"+m.Number+"）")
	c.Fields, c.Next = r.particulars(m, now), handlers.Lines("新增的已通知，不再参加的已告知。", byHand)
	return c, err
}

// without are the attendees of a list who are not in another one.
func without(list, other []meeting.Attendee) []meeting.Attendee {
	return slices.DeleteFunc(slices.Clone(list), func(a meeting.Attendee) bool {
		return slices.ContainsFunc(other, func(b meeting.Attendee) bool {
			return a.Person == b.Person && a.Org == b.Org && a.Post == b.Post && a.Name == b.Name
		})
	})
}

// leaveOut takes one attendee away and tells whoever had the notice.
func (r *request) leaveOut(m meeting.Meeting, a meeting.Attendee) error {
	r.settleAttendance(m, a)
	untold, err := r.withdraw(a.Key())
	if err != nil {
		return err
	}
	if a.Told > 0 && a.Channel != meeting.ByHand && !untold[a.Key()] {
		c := r.card(m, codeChanged, bot.ToneQuiet, "参会范围有调整，"+a.Name+"不用参加"+titled(m)+"了")
		r.tellAttendee(m, a, "meeting.spared", c, m.Key())
	}
	return meeting.Drop(r.Tx, a)
}

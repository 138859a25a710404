package meeting

import (
	"fmt"
	"slices"
	"time"

	"linzhangbot/models/db"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// Reply is what an attendee answered.
type Reply string

// Answers to a notice.
const (
	NoReply Reply = ""      // not yet
	Yes     Reply = "yes"   // 参加
	Leave   Reply = "leave" // 请假
	Proxy   Reply = "proxy" // 由别人代
)

// Name is the answer as people say it.
func (r Reply) Name() string {
	return map[Reply]string{NoReply: "未答复", Yes: "参加", Leave: "请假", Proxy: "由人代"}[r]
}

// Channels a notice goes through.
const (
	Private = "private" // to the person
	Own     = "own"     // to his organisation's group
	Nearby  = "main"    // to the main group, its liaisons mentioned: the person has no account of his own
	ByHand  = "hand"    // nobody the bot can reach: the office tells him
)

// Attendee is one seat at a meeting. The seat belongs to a post at an organisation, so a successor takes it over.
type Attendee struct {
	ID       string `gorm:"primaryKey"`
	District string
	Meeting  string
	Pos      int
	Person   string // who holds the post; empty: the organisation sends somebody
	Name     string
	Post     string
	Org      string
	Chair    bool
	Answer   Reply
	Former   Reply // the answer before the meeting was moved
	StandIn  string
	Reason   string
	Channel  string // where he was told; changes go the same way
	Told     int    // version he was told last; 0: not yet
	Rev      int    // grows with every change: old reminders carry old ones
	Answered *time.Time
}

// TableName is meeting_attendees.
func (Attendee) TableName() string { return "meeting_attendees" }

// Key is the subject of what is said to this attendee alone.
func (a Attendee) Key() string { return "seat/" + a.ID }

// RemindKey is the subject of this attendee's reminders: they change with his answer, the notice does not.
func (a Attendee) RemindKey() string { return "remind/" + a.ID }

// Called is his name with who comes for him.
func (a Attendee) Called() string {
	if a.Answer == Proxy {
		return a.Name + "（" + a.StandIn + "代）"
	}
	return a.Name
}

// Seats lists the attendees of a meeting in their order, the chair first.
func Seats(tx *db.Tx, meeting string) ([]Attendee, error) {
	var rows []Attendee
	if err := tx.DB().Where("meeting = ?", meeting).Order("pos, id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list attendees: %w", err)
	}
	return rows, nil
}

// SeatsOf lists the seats of several meetings, by meeting.
func SeatsOf(tx *db.Tx, meetings []string) (map[string][]Attendee, error) {
	var rows []Attendee
	if err := tx.DB().Where("meeting IN ?", meetings).Order("meeting, pos, id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list attendees: %w", err)
	}
	out := map[string][]Attendee{}
	for _, a := range rows {
		out[a.Meeting] = append(out[a.Meeting], a)
	}
	return out, nil
}

// Seat replaces the attendees of a meeting that has not been noticed yet.
func Seat(tx *db.Tx, meeting string, list []Attendee) error {
	if err := tx.DB().Where("meeting = ?", meeting).Delete(&Attendee{}).Error; err != nil {
		return fmt.Errorf("clear attendees: %w", err)
	}
	for i := range list {
		list[i].ID, list[i].Meeting, list[i].Pos, list[i].Rev = tx.NewID(), meeting, i, 1
	}
	if len(list) == 0 {
		return nil
	}
	if err := tx.DB().CreateInBatches(&list, 100).Error; err != nil {
		return fmt.Errorf("keep attendees: %w", err)
	}
	return nil
}

// Keep writes one attendee if nobody else has since he was read.
func Keep(tx *db.Tx, a *Attendee) error {
	old := a.Rev
	a.Rev++
	res := tx.DB().Model(&Attendee{}).Where("id = ? AND rev = ?", a.ID, old).Updates(map[string]any{"person": a.Person, "name": a.Name,
		"answer": a.Answer, "former": a.Former, "stand_in": a.StandIn, "reason": a.Reason, "channel": a.Channel, "told": a.Told, "rev": a.Rev, "answered": a.Answered})
	if res.Error != nil {
		return fmt.Errorf("write attendee: %w", res.Error)
	}
	if res.RowsAffected == 0 {
		return ErrChanged
	}
	return nil
}

// Scope finds the people that recipients stand for. A chair who is linked to towns invites only those towns; a town
// without a holder of the post sends whoever has the same role there, or else somebody it names itself.
type Scope struct {
	Profile *profile.Profile
	Holders []roster.Holder // all of the district, at one moment
	Linked  []string        // the chair's towns; empty: no limit
	Own     profile.Org     // the chair's organisation: of its kind only itself is invited
	Now     time.Time
}

// Chair is the seat of whoever chairs.
func Chair(h roster.Holder) Attendee {
	return Attendee{Person: h.Person, Name: h.Name, Post: h.Post, Org: h.Org, Chair: true}
}

// Once joins lists of seats; a person who is on several has one seat.
func Once(lists ...[]Attendee) []Attendee {
	var out []Attendee
	for _, a := range slices.Concat(lists...) {
		if !slices.ContainsFunc(out, func(x Attendee) bool {
			return a.Person != "" && x.Person == a.Person || a.Person == "" && x.Org == a.Org && x.Name == a.Name
		}) {
			out = append(out, a)
		}
	}
	return out
}

// Invite lists the seats of the recipients.
func (s Scope) Invite(recipients []profile.Recipient) []Attendee {
	var out []Attendee
	for _, r := range recipients {
		out = append(out, s.seats(r)...)
	}
	return out
}

// House lists everybody of an organisation: whoever a meeting without a scope of its own begins with.
func (s Scope) House(org string) []Attendee {
	return s.holding(func(h roster.Holder) bool { return h.Org == org && org != "" })
}

func (s Scope) seats(r profile.Recipient) []Attendee {
	if r.Kind != "" {
		var out []Attendee
		for _, o := range s.Profile.OrgsOf(r.Kind, s.Now) {
			if s.within(o) {
				out = append(out, Attendee{Name: o.Name, Org: o.Code})
			}
		}
		return out
	}
	post, ok := s.Profile.Post(r.Post)
	switch {
	case !ok && r.Name != "":
		return []Attendee{{Name: r.Name, Channel: ByHand}}
	case post.Of == "":
		return s.holding(func(h roster.Holder) bool { return h.Post == post.Key })
	}
	var out []Attendee
	for _, o := range s.Profile.OrgsOf(post.Of, s.Now) {
		if s.within(o) {
			out = append(out, s.OfOrg(o, post)...)
		}
	}
	return out
}

func (s Scope) within(o profile.Org) bool {
	if s.Own.Code != "" && s.Own.Kind == o.Kind {
		return s.Own.Code == o.Code
	}
	if o.Parent != "" && s.parent() {
		return o.Parent == s.Own.Code
	}
	return len(s.Linked) == 0 || !s.linkable(o) || slices.Contains(s.Linked, o.Code)
}

// parent: the chair's organisation has others below it, a town its villages; then only those are invited.
func (s Scope) parent() bool {
	return s.Own.Code != "" && slices.ContainsFunc(s.Profile.Orgs, func(o profile.Org) bool { return o.Parent == s.Own.Code })
}

// linkable: organisations of a kind that chiefs are linked to.
func (s Scope) linkable(o profile.Org) bool {
	for _, h := range s.Holders {
		for _, code := range h.Linked {
			if x, ok := s.Profile.Org(code); ok && x.Kind == o.Kind {
				return true
			}
		}
	}
	return false
}

// OfOrg is an organisation's seat for a post.
func (s Scope) OfOrg(o profile.Org, post profile.Post) []Attendee {
	out := s.holding(func(h roster.Holder) bool { return h.Post == post.Key && h.Org == o.Code })
	if len(out) == 0 {
		out = s.holding(func(h roster.Holder) bool { return h.Role == post.Role && h.Org == o.Code })
	}
	if len(out) == 0 {
		out = []Attendee{{Name: roster.Title(s.Profile, post.Key, o.Code), Post: post.Key, Org: o.Code}}
	}
	return out
}

func (s Scope) holding(want func(roster.Holder) bool) []Attendee {
	var out []Attendee
	for _, h := range s.Holders {
		if want(h) {
			out = append(out, Attendee{Person: h.Person, Name: h.Name, Post: h.Post, Org: h.Org})
		}
	}
	return out
}

// Successor finds who holds a seat's post now, when the one who held it does not any more. taken are people who sit
// there already.
func Successor(a Attendee, holders []roster.Holder, taken []Attendee) (next roster.Holder, ok bool) {
	if a.Post == "" {
		return next, false
	}
	for _, h := range holders {
		if h.Post != a.Post || h.Org != a.Org {
			continue
		}
		if h.Person == a.Person {
			return roster.Holder{}, false
		}
		seated := slices.ContainsFunc(taken, func(x Attendee) bool { return x.Person == h.Person })
		if !seated && (!ok || h.Since.After(next.Since)) {
			next, ok = h, true
		}
	}
	return next, ok
}

// ChairNow finds who chairs now: whoever was to, or when he has left his post, who took it over with its towns.
func ChairNow(m Meeting, before, holders []roster.Holder) (person string) {
	var towns []string
	for _, h := range before {
		if h.Post == m.ChairPost && h.Person == m.ChairPerson {
			towns = append(towns, h.Linked...)
		}
	}
	var next roster.Holder
	for _, h := range holders {
		if h.Post != m.ChairPost || h.Org != "" && h.Org != m.Org {
			continue
		}
		if h.Person == m.ChairPerson {
			return m.ChairPerson
		}
		took := len(towns) == 0 || slices.ContainsFunc(h.Linked, func(t string) bool { return slices.Contains(towns, t) })
		if took && (next.Person == "" || h.Since.After(next.Since)) {
			next = h
		}
	}
	return next.Person
}

// Count counts the answers: the chair is not asked.
func Count(seats []Attendee) map[Reply]int {
	out := map[Reply]int{}
	for _, a := range seats {
		if !a.Chair {
			out[a.Answer]++
		}
	}
	return out
}

// AddSeats adds seats behind those there are.
func AddSeats(tx *db.Tx, meeting string, from int, list []Attendee) ([]Attendee, error) {
	for i := range list {
		list[i].ID, list[i].Meeting, list[i].Pos, list[i].Rev = tx.NewID(), meeting, from+i, 1
	}
	if len(list) == 0 {
		return nil, nil
	}
	if err := tx.DB().CreateInBatches(&list, 100).Error; err != nil {
		return nil, fmt.Errorf("add attendees: %w", err)
	}
	return list, nil
}

// DropSeat takes one seat away; the history keeps who had it.
func DropSeat(tx *db.Tx, a Attendee) error {
	if err := tx.DB().Where("id = ?", a.ID).Delete(&Attendee{}).Error; err != nil {
		return fmt.Errorf("drop attendee: %w", err)
	}
	return nil
}

package meeting

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/meeting"
	"linzhangbot/models/outbox"
	"linzhangbot/models/roster"
)

// Codes that are looked for again.
const (
	codeNotice   = "meeting.notice"
	codeChanged  = "meeting.changed"
	codeReminder = "meeting.reminder"
	codeAsked    = "meeting.approval_asked"
	codeOwed     = "meeting.approval_owed"
)

// lookUpChannels learns who can be told where.
func (r *request) lookUpChannels() error {
	if r.groups != nil {
		return nil
	}
	groups, err := roster.Groups(r.Tx)
	if err != nil {
		return err
	}
	people := models.Each(r.people, func(h roster.Holder) string { return h.Person })
	accounts, err := roster.AccountsAnywhere(r.Tx, people)
	r.groups, r.accounts = map[string]bool{}, map[string]bool{}
	for _, g := range groups {
		if g.Purpose == roster.PurposeOrg && !g.Paused {
			r.groups[g.Org] = true
		}
		r.mainGroup = r.mainGroup || g.Purpose == roster.PurposeMain && !g.Paused
	}
	for person, keys := range accounts {
		r.accounts[person] = len(keys) > 0
	}
	return err
}

// channel is where an attendee is told: in his organisation's own group, else in private, else in the main group with
// the organisation's liaisons mentioned. Chiefs of the district are always told in private.
func (r *request) channel(a meeting.Attendee) string {
	switch {
	case a.Org != "" && r.groups[a.Org]:
		return meeting.Own
	case r.accounts[a.Person]:
		return meeting.Private
	case a.Org != "":
		return meeting.Nearby
	}
	return meeting.ByHand
}

// audience addresses an attendee through the channel he was told by.
func audience(a meeting.Attendee) handlers.Audience {
	switch {
	case a.Channel == meeting.Own && a.Person != "":
		return handlers.Audience{Org: a.Org, Also: []string{a.Person}}
	case a.Channel == meeting.Own || a.Channel == meeting.Nearby:
		return handlers.Audience{Org: a.Org}
	}
	return handlers.Audience{Person: a.Person}
}

// toOrg addresses an organisation; the office has a group of its own.
func (r *request) toOrg(org string) handlers.Audience {
	if o, ok := r.Profile.Org(org); ok && o.Kind == models.KindOffice {
		return office
	}
	return handlers.Audience{Org: org}
}

// office is the office's own group.
var office = handlers.Audience{Office: true}

// tell says a card once per key to somebody beside the sender.
func (r *request) tell(key string, to handlers.Audience, c bot.Card, subject ...string) {
	r.Say(handlers.Notice{Key: key, Subject: subject, To: to, Card: c})
}

// tellPerson says a card once per key in private.
func (r *request) tellPerson(key, person string, c bot.Card, subject ...string) {
	r.tell(key, handlers.Audience{Person: person}, c, subject...)
}

// tellAttendee says something to one attendee while it makes sense to speak of the meeting; what would be held back
// until the day of the meeting passes quiet hours.
func (r *request) tellAttendee(m meeting.Meeting, a meeting.Attendee, what string, c bot.Card, subject ...string) {
	h, err := r.Profile.OfficeHours()
	day := m.Start.In(r.Now.Location()).Format(time.DateOnly)
	n := handlers.Notice{Key: key(what, m, a.ID), Subject: subject, To: audience(a), Card: c}
	n.Urgent = err != nil || r.Days.Release(r.Now, h).Format(time.DateOnly) >= day
	if m.Start.After(r.Now) {
		n.Until = m.Start
	}
	r.Say(n)
}

// subjects names attendees by their keys.
type subjects map[string]bool

// withdraw takes back what has not left about a subject. It names the attendees whose notice was among it: they do not
// know of the meeting.
func (r *request) withdraw(subject string) (untold subjects, err error) {
	parcels, err := outbox.Cancel(r.Tx, subject)
	untold = subjects{}
	for _, p := range parcels {
		for _, k := range strings.Split(p.Subjects, "|") {
			untold[k] = untold[k] || p.Code == codeNotice
		}
	}
	return untold, err
}

// askedKey is the subject of what one approver was asked about a meeting.
func askedKey(m meeting.Meeting, person string) string { return "asked/" + m.ID + "/" + person }

// delivered reports whether anything about a subject has left.
func (r *request) delivered(subject string) (bool, error) {
	n, err := db.Count(r.Tx.DB().Model(&outbox.Parcel{}).Where("subjects LIKE ? AND state IN ?", "%|"+subject+"|%",
		[]outbox.State{outbox.Sending, outbox.Sent, outbox.Unknown}), "look for what was said")
	return n > 0, err
}

// key makes a notice's key of a meeting's version and what is special about it.
func key(what string, m meeting.Meeting, parts ...string) string {
	return fmt.Sprintf("%s/%s/%d/%s", what, m.ID, m.Version, strings.Join(parts, "/"))
}

func itoa(n int) string { return strconv.Itoa(n) }

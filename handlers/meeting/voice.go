package meeting

import (
	"fmt"
	"strings"
	"time"

	"linzhangbot/handlers"
	"linzhangbot/models/calendar"
	"linzhangbot/models/db"
	"linzhangbot/models/meeting"
	"linzhangbot/models/outbox"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// voice is what commands and the clock share: one transaction, one now, and a mouth.
type voice struct {
	tx     *db.Tx
	now    time.Time // local
	p      *profile.Profile
	days   *calendar.Calendar
	say    func(handlers.Notice)
	people []roster.Holder // everybody who holds a post now; see holders
	reach  *reach
}

func ofRequest(r *handlers.Request) *voice {
	return &voice{tx: r.Tx, now: r.Now, p: r.Profile, days: r.Days, say: r.Say}
}

func ofSweep(s *handlers.Sweep) *voice {
	return &voice{tx: s.Tx, now: s.Now, p: s.Profile, days: s.Days, say: s.Say}
}

// local is a moment as the district reads it.
func (v *voice) local(t time.Time) time.Time { return t.In(v.now.Location()) }

// holders are all posts held now, asked once.
func (v *voice) holders() ([]roster.Holder, error) {
	if v.people == nil {
		list, err := roster.Holders(v.tx, roster.Query{}, v.now)
		if err != nil {
			return nil, err
		}
		v.people = list
	}
	return v.people, nil
}

// heldBy are the posts one person holds now.
func (v *voice) heldBy(person string) ([]roster.Holder, error) {
	all, err := v.holders()
	var out []roster.Holder
	for _, h := range all {
		if h.Person == person && person != "" {
			out = append(out, h)
		}
	}
	return out, err
}

// reach knows who can be told where.
type reach struct {
	groups   map[string]bool // organisations with a group of their own
	accounts map[string]bool // people with an account
}

func (v *voice) reachOf() (*reach, error) {
	if v.reach != nil {
		return v.reach, nil
	}
	groups, err := roster.Groups(v.tx)
	if err != nil {
		return nil, err
	}
	all, err := v.holders()
	if err != nil {
		return nil, err
	}
	var people []string
	for _, h := range all {
		people = append(people, h.Person)
	}
	accounts, err := roster.AccountsAnywhere(v.tx, people)
	if err != nil {
		return nil, err
	}
	v.reach = &reach{groups: map[string]bool{}, accounts: map[string]bool{}}
	for _, g := range groups {
		if g.Purpose == roster.PurposeOrg && !g.Paused {
			v.reach.groups[g.Org] = true
		}
	}
	for person, keys := range accounts {
		v.reach.accounts[person] = len(keys) > 0
	}
	return v.reach, nil
}

// channel is where a seat is told: in its organisation's own group, else in private, else in the main group with the
// organisation's liaisons mentioned. Chiefs of the district are always told in private.
func (r *reach) channel(a meeting.Attendee) string {
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

// audience addresses a seat through the channel it was told by.
func audience(a meeting.Attendee) handlers.Audience {
	switch a.Channel {
	case meeting.Own:
		to := handlers.Audience{Org: a.Org}
		if a.Person != "" {
			to.Also = []string{a.Person}
		}
		return to
	case meeting.Nearby:
		return handlers.Audience{Org: a.Org}
	}
	return handlers.Audience{Person: a.Person}
}

// retract takes back what has not left about a subject. It names the seats whose notice was among it: they have never
// heard of the meeting.
func (v *voice) retract(subject string) (unheard map[string]bool, err error) {
	parcels, err := outbox.Cancel(v.tx, subject)
	if err != nil {
		return nil, err
	}
	unheard = map[string]bool{}
	for _, p := range parcels {
		if p.Code != codeNotice {
			continue
		}
		for _, key := range strings.Split(p.Subjects, "|") {
			unheard[key] = true
		}
	}
	return unheard, nil
}

// askedKey is the subject of what one approver was asked about a meeting.
func askedKey(m meeting.Meeting, person string) string { return "asked/" + m.ID + "/" + person }

// heard reports whether anything about a subject has left.
func (v *voice) heard(subject string) (bool, error) {
	var n int64
	err := v.tx.DB().Model(&outbox.Parcel{}).Where("subjects LIKE ? AND state IN ?", "%|"+subject+"|%", []outbox.State{outbox.Sending, outbox.Sent, outbox.Unknown}).Count(&n).Error
	if err != nil {
		return false, fmt.Errorf("look for what was said: %w", err)
	}
	return n > 0, nil
}

// urgent: what would otherwise be held back until the day of the meeting must pass quiet hours.
func (v *voice) urgent(m meeting.Meeting) bool {
	h, err := v.hours()
	if err != nil {
		return true
	}
	return v.days.Release(v.now, h).Format(time.DateOnly) >= v.local(m.Start).Format(time.DateOnly)
}

func (v *voice) hours() (calendar.Hours, error) {
	h := v.p.Hours
	return calendar.ParseHours(h.Morning, h.Until, h.From, h.To)
}

// key makes a notice's key of a meeting's version and what is special about it.
func key(what string, m meeting.Meeting, parts ...string) string {
	return fmt.Sprintf("%s/%s/%d/%s", what, m.ID, m.Version, strings.Join(parts, "/"))
}

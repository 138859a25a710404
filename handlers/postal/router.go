// Package postal is the way out: it finds the chats that an audience has, and puts what is to be said there into the
// outbox as parcels, once.
package postal

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"linzhangbot/handlers"
	"linzhangbot/models/calendar"
	"linzhangbot/models/outbox"
	"linzhangbot/models/roster"
)

// Router turns notices into parcels: who is meant, which chat, when it may leave.
type Router struct {
	days *calendar.Calendar
}

// New makes a router that keeps the quiet hours of days off.
func New(days *calendar.Calendar) *Router { return &Router{days} }

// round is one mail on its way: what it has asked of the roster is not asked again.
type round struct {
	handlers.Mail
	days     *calendar.Calendar
	groups   []roster.Group
	liaisons map[string][]string // person codes by organisation; nil: not asked yet
}

// Post queues every notice of a mail in every chat its audience has, unless it was said before.
func (r *Router) Post(m handlers.Mail) error {
	if len(m.Notices) == 0 {
		return nil
	}
	if m.Reply != nil && m.Reply.Code == "" {
		m.Reply = nil
	}
	o := round{Mail: m, days: r.days}
	for _, n := range m.Notices {
		if err := o.put(n); err != nil {
			return err
		}
	}
	return nil
}

func (o *round) put(n handlers.Notice) error {
	places, err := o.places(n)
	if err != nil {
		return err
	}
	at, err := o.leaves(n)
	if err != nil {
		return err
	}
	handlers.InWords(o.Profile, &n.Card)
	for _, pl := range places {
		if o.melts(n, pl) {
			continue
		}
		card := n.Card
		card.Mention = pl.mention
		text, err := json.Marshal(card)
		if err != nil {
			return fmt.Errorf("write notice: %w", err)
		}
		p := outbox.Parcel{Key: noticeKey(n.Key, pl), Subjects: outbox.Subject(n.Subject...), Platform: pl.platform,
			Chat: pl.chat.ID, ChatKind: string(pl.chat.Kind), Code: string(card.Code), Urgent: n.Urgent,
			Card: string(text), NextAt: at, At: o.Now.UTC()}
		if !n.Until.IsZero() {
			until := n.Until.UTC()
			p.Until = &until
		}
		if err := outbox.Put(o.Tx, p); err != nil {
			return err
		}
	}
	return nil
}

// melts reports whether a notice would only repeat the answer in its chat; then whom it mentions is mentioned there.
func (o *round) melts(n handlers.Notice, pl place) bool {
	if o.Reply == nil || n.Card.Code != o.Reply.Code || n.At.After(o.Now) {
		return false
	}
	if pl.platform != o.Event.Platform || pl.chat.ID != o.Event.Chat.ID {
		return false
	}
	for _, a := range pl.mention {
		if a != o.Event.From && !slices.Contains(o.Reply.Mention, a) {
			o.Reply.Mention = append(o.Reply.Mention, a)
		}
	}
	return true
}

// noticeKey fits any key into the unique column.
func noticeKey(k string, pl place) string { return "no:" + outbox.Digest(k, pl.platform, pl.chat.ID) }

// leaves is when a notice may leave: urgent ones at once, the rest outside quiet hours.
func (o *round) leaves(n handlers.Notice) (time.Time, error) {
	at := o.Now
	if n.At.After(at) {
		at = n.At
	}
	if n.Urgent {
		return at.UTC(), nil
	}
	h, err := o.Profile.OfficeHours()
	if err != nil {
		return time.Time{}, err
	}
	return o.days.Release(at, h).UTC(), nil
}

package handlers

import (
	"encoding/json"
	"fmt"
	"time"

	"linzhangbot/bot"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/inbox"
	"linzhangbot/models/outbox"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// lookups are what a batch asks once for all its messages.
type lookups struct {
	now      time.Time
	seen     map[inbox.Key]inbox.Row
	handled  map[inbox.Key]*job // earlier in this very batch
	actors   map[roster.AccountKey]models.Actor
	waiting  map[dialogueKey]inbox.Dialogue
	profiles map[string]*profile.Profile
	leased   map[outbox.ChatKey]bool // chats that have a parcel waiting or in somebody's hands; nil: not asked
}

type dialogueKey struct{ platform, chat, account string }

func (d *Desk) lookUp(tx *db.Tx, jobs []*job, now time.Time) (*lookups, error) {
	b := &lookups{now: now, handled: map[inbox.Key]*job{}, actors: map[roster.AccountKey]models.Actor{},
		waiting: map[dialogueKey]inbox.Dialogue{}, profiles: map[string]*profile.Profile{}}
	var keys []inbox.Key
	accounts := map[string][]roster.AccountKey{}
	for _, j := range jobs {
		keys = append(keys, key(j.event))
		accounts[j.event.District] = append(accounts[j.event.District], roster.AccountKey{Platform: j.event.Platform, Account: j.event.From})
	}
	var err error
	if b.seen, err = inbox.Seen(tx, keys); err != nil {
		return nil, err
	}
	for district, list := range accounts {
		if err := d.lookUpDistrict(tx.For(district), b, district, list); err != nil {
			return nil, err
		}
	}
	return b, d.lookUpChats(tx, jobs, b)
}

// lookUpChats finds the chats in which a reply must wait for another parcel, so that a chat keeps its order.
func (d *Desk) lookUpChats(tx *db.Tx, jobs []*job, b *lookups) (err error) {
	var chats []outbox.ChatKey
	for _, j := range jobs {
		if j.reply == nil {
			chats = append(chats, outbox.ChatKey{Platform: j.event.Platform, Chat: j.event.Chat.ID})
		}
	}
	if d.Carrier == nil || len(chats) == 0 {
		return nil
	}
	b.leased, err = outbox.Busy(tx, chats)
	return err
}

// lease makes a reply one that is in the carrier's hands from the start, unless its chat has others on their way.
func (d *Desk) lease(p *outbox.Parcel, b *lookups) {
	chat := outbox.ChatKey{Platform: p.Platform, Chat: p.Chat}
	if p.State != outbox.Pending || b.leased == nil || b.leased[chat] {
		return
	}
	if owner, until, ok := d.Carrier.Lease(b.now); ok {
		b.leased[chat] = true
		p.State, p.Owner, p.LeaseUntil, p.Attempts = outbox.Sending, owner, &until, 1
	}
}

func (d *Desk) lookUpDistrict(tx *db.Tx, b *lookups, district string, accounts []roster.AccountKey) error {
	p, ok := d.House.Profile(district, b.now)
	if !ok {
		return fmt.Errorf("no profile of district %s", district)
	}
	b.profiles[district] = p
	actors, err := roster.IdentifyAll(tx, p, accounts, b.now)
	if err != nil {
		return err
	}
	for k, a := range actors {
		b.actors[k] = a
	}
	names := make([]string, 0, len(accounts))
	for _, a := range accounts {
		names = append(names, a.Account)
	}
	open, err := inbox.WaitingFor(tx, names, b.now)
	if err != nil {
		return err
	}
	for _, q := range open {
		b.waiting[dialogueKey{q.Platform, q.Chat, q.Account}] = q
	}
	return nil
}

// keepReply writes the inbox row and the reply's parcel with the transaction's collected rows.
func (d *Desk) keepReply(tx *db.Tx, j *job, card *bot.Card, intent string, b *lookups) error {
	now := b.now
	e := j.event
	row := inbox.Row{Platform: e.Platform, Message: e.ID, Chat: e.Chat.ID, Account: e.From, Intent: intent, At: now}
	if card != nil {
		text, err := json.Marshal(card)
		if err != nil {
			return fmt.Errorf("write reply: %w", err)
		}
		row.Code, row.Reply = card.Code, string(text)
		p := outbox.Parcel{Key: replyKey(e), Subjects: "||", Platform: e.Platform, Chat: e.Chat.ID, ChatKind: string(e.Chat.Kind),
			ReplyTo: e.ReplyTo, Code: card.Code, Card: row.Reply, State: outbox.Pending, NextAt: now, At: now}
		if j.out.Answer = d.inPlace(j, *card); j.out.Answer != nil {
			p.State, p.SentAt = outbox.Sent, &now
		}
		d.lease(&p, b)
		if p = outbox.Reply(tx, p); p.State == outbox.Sending {
			j.parcel = &p
		} else if p.State == outbox.Pending {
			j.others = true
		}
	}
	inbox.Put(tx, row)
	if card != nil && card.Code != "report.secret" {
		noteMedia(tx, e, now)
		j.others = j.others || len(e.Media) > 0
	}
	return nil
}

// replyKey is the outbox key of the answer to an event.
func replyKey(e bot.Event) string { return "re:" + digest(e.Platform+" "+e.ID) }

// storedReply reads the reply given when the message came first.
func storedReply(row inbox.Row) (*bot.Card, error) {
	if row.Reply == "" {
		return nil, nil
	}
	var c bot.Card
	if err := json.Unmarshal([]byte(row.Reply), &c); err != nil {
		return nil, fmt.Errorf("read stored reply: %w", err)
	}
	return &c, nil
}

package desk

import (
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
	replies  map[inbox.Key]bool      // messages that answer one of our cards without calling us
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
	if err := lookUpReplies(tx, jobs, b); err != nil {
		return nil, err
	}
	return b, d.lookUpChats(tx, jobs, b)
}

// lookUpReplies finds the messages that answer a card of ours: whoever replies to the bot need not call it as well.
func lookUpReplies(tx *db.Tx, jobs []*job, b *lookups) error {
	var quoted []string
	for _, j := range jobs {
		if e := j.event; !e.ToBot && e.QuoteID != "" && e.Kind == bot.KindText {
			quoted = append(quoted, e.QuoteID)
		}
	}
	if len(quoted) == 0 {
		return nil
	}
	ours, err := outbox.SentAs(tx, quoted)
	if err != nil {
		return err
	}
	b.replies = map[inbox.Key]bool{}
	for _, j := range jobs {
		b.replies[key(j.event)] = ours[outbox.Receipt{Platform: j.event.Platform, ID: j.event.QuoteID}]
	}
	return nil
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

func (d *Desk) lookUpDistrict(tx *db.Tx, b *lookups, district string, accounts []roster.AccountKey) error {
	p, ok := d.Deployment.Profile(district, b.now)
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

// key is what makes an event unique.
func key(e bot.Event) inbox.Key { return inbox.Key{Platform: e.Platform, Message: e.ID} }

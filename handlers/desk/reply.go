package desk

import (
	"encoding/json"
	"fmt"

	"linzhangbot/bot"
	"linzhangbot/models/db"
	"linzhangbot/models/inbox"
	"linzhangbot/models/outbox"
)

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
		row.Code, row.Reply = string(card.Code), string(text)
		p := outbox.Parcel{Key: replyKey(e), Subjects: "||", Platform: e.Platform, Chat: e.Chat.ID, ChatKind: string(e.Chat.Kind),
			ReplyTo: e.ReplyTo, Code: row.Code, Card: row.Reply, State: outbox.Pending, NextAt: now, At: now}
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
	if card == nil || card.Code != bot.CodeSecret {
		noteMedia(tx, e, now)
		j.others = j.others || len(e.Media) > 0
	}
	return nil
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

// inPlace writes the reply down as the answer of the request. nil: it can't be said there, and is sent.
func (d *Desk) inPlace(j *job, card bot.Card) *bot.Answer {
	if j.reply == nil {
		return nil
	}
	answer, err := j.reply(card)
	if err != nil {
		d.Log.Error("reply could not be rendered", "platform", j.event.Platform, "code", card.Code, "error", err)
		return nil
	}
	return answer
}

// repeat answers a repeated message as before. What could not be said in the answer then was sent.
func (d *Desk) repeat(j *job, card *bot.Card) {
	j.out = Outcome{Card: card, Repeated: true}
	if card != nil {
		j.out.Answer = d.inPlace(j, *card)
	}
}

// replyKey is the outbox key of the answer to an event.
func replyKey(e bot.Event) string { return "re:" + outbox.Digest(e.Platform+" "+e.ID) }

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

package outbox

import (
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"

	"linzhangbot/models/db"
)

// Claim takes up to n parcels that are due for the lease's time, at most the first of each chat, so that each chat
// keeps its order and no full chat starves the others. Urgent ones go first, then replies. It is a
// compare-and-swap: SKIP LOCKED is silently ignored by TiDB. owner must be new for every call.
func Claim(tx *db.Tx, owner string, now time.Time, lease time.Duration, n int) ([]Parcel, error) {
	due, err := firstOfChats(tx, now, n)
	if err != nil || len(due) == 0 {
		return nil, err
	}
	ids := make([]string, len(due))
	for i, p := range due {
		ids[i] = p.ID
	}
	until := now.Add(lease)
	res := tx.DB().Model(&Parcel{}).Where("id IN ? AND (state = ? OR state = ? AND lease_until < ?)", ids, Pending, Sending, now).
		Updates(map[string]any{"state": Sending, "owner": owner, "lease_until": until, "attempts": gorm.Expr("attempts + 1")})
	if res.Error != nil {
		return nil, fmt.Errorf("claim parcels: %w", res.Error)
	}
	if int(res.RowsAffected) != len(due) { // another dispatcher took some
		var mine []Parcel
		if err := tx.DB().Where("id IN ? AND owner = ?", ids, owner).Order("id").Find(&mine).Error; err != nil {
			return nil, fmt.Errorf("see which parcels were claimed: %w", err)
		}
		return mine, nil
	}
	for i := range due {
		due[i].State, due[i].Owner, due[i].LeaseUntil, due[i].Attempts = Sending, owner, &until, due[i].Attempts+1
	}
	return due, nil
}

// firstOfChats finds the first due parcel of every chat that no dispatcher has in hand.
func firstOfChats(tx *db.Tx, now time.Time, n int) ([]Parcel, error) {
	ids, err := db.List[string](tx.DB().Model(&Parcel{}).Select("MIN(id)").
		Where("state = ? AND next_at <= ?", Pending, now).Group("platform, chat, urgent"), "look for due parcels")
	if err != nil {
		return nil, err
	}
	busy, lost, err := inHand(tx, now)
	if err != nil {
		return nil, err
	}
	if ids = append(ids, lost...); len(ids) == 0 {
		return nil, nil
	}
	if len(ids) > 4*n {
		ids = ids[:4*n]
	}
	rows, err := db.List[Parcel](tx.DB().Where("id IN ?", ids).
		Order("urgent DESC, kind DESC, next_at, id"), "read due parcels")
	if err != nil {
		return nil, err
	}
	var out []Parcel
	for _, p := range rows {
		if chat := p.Platform + " " + p.Chat; !busy[chat] && len(out) < n {
			busy[chat] = true
			out = append(out, p)
		}
	}
	return out, nil
}

// inHand finds the chats that some dispatcher has in hand, and the parcels whose dispatcher was lost.
func inHand(tx *db.Tx, now time.Time) (busy map[string]bool, lost []string, err error) {
	held, err := db.List[Parcel](tx.DB().Select("id", "platform", "chat", "lease_until").
		Where("state = ?", Sending), "look for chats in hand")
	if err != nil {
		return nil, nil, err
	}
	busy = map[string]bool{}
	for _, p := range held {
		if p.LeaseUntil != nil && p.LeaseUntil.Before(now) {
			lost = append(lost, p.ID)
			continue
		}
		busy[p.Platform+" "+p.Chat] = true
	}
	return busy, lost, nil
}

// ChatKey is one chat of one platform.
type ChatKey struct{ Platform, Chat string }

// Busy tells which of the chats have a parcel that waits or is in somebody's hands.
func Busy(tx *db.Tx, chats []ChatKey) (map[ChatKey]bool, error) {
	ids := make([]string, len(chats))
	for i, c := range chats {
		ids[i] = c.Chat
	}
	found, err := db.List[ChatKey](tx.DB().Model(&Parcel{}).Select("platform", "chat").
		Where("state IN ? AND chat IN ?", []State{Pending, Sending}, ids), "look for busy chats")
	if err != nil {
		return nil, err
	}
	busy := make(map[ChatKey]bool, len(found)+len(chats))
	for _, c := range found {
		busy[c] = true
	}
	return busy, nil
}

// Settle writes how claimed parcels of one owner ended. A parcel whose lease was lost to another owner is left as it
// is.
func Settle(tx *db.Tx, owner string, parcels []Parcel) error {
	var sent []Parcel
	for _, p := range parcels {
		if p.State == Sent {
			sent = append(sent, p)
			continue
		}
		err := tx.DB().Model(&Parcel{}).Where("id = ? AND owner = ? AND state = ?", p.ID, owner, Sending).
			Updates(map[string]any{"state": p.State, "next_at": p.NextAt, "trouble": p.Trouble, "attempts": p.Attempts, "lease_until": nil}).Error
		if err != nil {
			return fmt.Errorf("settle parcel: %w", err)
		}
		if p.State == Pending { // the chat waits behind it, so that its order holds
			err := tx.DB().Model(&Parcel{}).Where("platform = ? AND chat = ? AND state = ? AND next_at < ?", p.Platform, p.Chat, Pending, p.NextAt).
				Update("next_at", p.NextAt).Error
			if err != nil {
				return fmt.Errorf("hold back chat: %w", err)
			}
		}
	}
	return settleSent(tx, owner, sent)
}

// settleSent writes all receipts with one statement.
func settleSent(tx *db.Tx, owner string, sent []Parcel) error {
	if len(sent) == 0 {
		return nil
	}
	var ids []string
	var args []any
	var b strings.Builder
	b.WriteString("CASE id")
	for _, p := range sent {
		ids = append(ids, p.ID)
		b.WriteString(" WHEN ? THEN ?")
		args = append(args, p.ID, p.Receipt)
	}
	b.WriteString(" ELSE receipt END")
	return db.Wrap(tx.DB().Model(&Parcel{}).Where("id IN ? AND owner = ? AND state = ?", ids, owner, Sending).
		Updates(map[string]any{"state": Sent, "sent_at": sent[0].SentAt, "receipt": gorm.Expr(b.String(), args...),
			"trouble": "", "lease_until": nil}), "settle sent parcels")
}

// Next is when the earliest waiting parcel is due; ok is false when none waits.
func Next(tx *db.Tx) (at time.Time, ok bool, err error) {
	first, ok, err := db.One[Parcel](tx.DB().Where("state = ?", Pending).Order("next_at"), "ask for next parcel")
	return first.NextAt, ok, err
}

// Troubled lists parcels a person should look at: dead and unknown ones, newest first.
func Troubled(tx *db.Tx, limit int) ([]Parcel, error) {
	return db.List[Parcel](tx.DB().Where("state IN ?", []State{Dead, Unknown}).Order("at DESC").
		Limit(limit), "list undelivered parcels")
}

// Resend puts a dead or unknown parcel back in line.
func Resend(tx *db.Tx, id string, now time.Time) error {
	return db.Wrap(tx.DB().Model(&Parcel{}).Where("id = ? AND state IN ?", id, []State{Dead, Unknown}).
		Updates(map[string]any{"state": Pending, "next_at": now, "attempts": 0, "until": nil}), "resend parcel")
}

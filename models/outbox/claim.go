package outbox

import (
	"fmt"
	"time"

	"gorm.io/gorm"

	"linzhangbot/models/db"
)

// Claim takes up to n parcels that are due, at most one a chat (so that each chat keeps its order), for the lease's
// time. Taken by compare-and-swap: SKIP LOCKED is silently ignored by TiDB.
func Claim(tx *db.Tx, owner string, now time.Time, lease time.Duration, n int) ([]Parcel, error) {
	var due []Parcel
	err := tx.DB().Where("state = ? AND next_at <= ? OR state = ? AND lease_until < ?", Pending, now, Sending, now).
		Order("urgent DESC, kind DESC, next_at, id").Limit(n * 4).Find(&due).Error
	if err != nil {
		return nil, fmt.Errorf("look for due parcels: %w", err)
	}
	busy, err := busyChats(tx, now)
	if err != nil {
		return nil, err
	}
	var out []Parcel
	for _, p := range due {
		chat := p.Platform + " " + p.Chat
		if busy[chat] || len(out) == n {
			continue
		}
		until := now.Add(lease)
		res := tx.DB().Model(&Parcel{}).Where("id = ? AND state = ? AND attempts = ?", p.ID, p.State, p.Attempts).
			Updates(map[string]any{"state": Sending, "owner": owner, "lease_until": until, "attempts": gorm.Expr("attempts + 1")})
		if res.Error != nil {
			return nil, fmt.Errorf("claim parcel: %w", res.Error)
		}
		if res.RowsAffected == 1 {
			busy[chat] = true
			p.State, p.Owner, p.LeaseUntil, p.Attempts = Sending, owner, &until, p.Attempts+1
			out = append(out, p)
		}
	}
	return out, nil
}

func busyChats(tx *db.Tx, now time.Time) (map[string]bool, error) {
	var held []Parcel
	err := tx.DB().Select("platform", "chat").Where("state = ? AND lease_until >= ?", Sending, now).Find(&held).Error
	if err != nil {
		return nil, fmt.Errorf("look for chats in hand: %w", err)
	}
	busy := map[string]bool{}
	for _, p := range held {
		busy[p.Platform+" "+p.Chat] = true
	}
	return busy, nil
}

// Settle writes how a claimed parcel ended. It does nothing when the lease was lost to another owner.
func Settle(tx *db.Tx, p Parcel) error {
	err := tx.DB().Model(&Parcel{}).Where("id = ? AND owner = ? AND state = ?", p.ID, p.Owner, Sending).
		Updates(map[string]any{"state": p.State, "next_at": p.NextAt, "receipt": p.Receipt, "trouble": p.Trouble,
			"sent_at": p.SentAt, "lease_until": nil}).Error
	if err != nil {
		return fmt.Errorf("settle parcel: %w", err)
	}
	return nil
}

// Next is when the earliest waiting parcel is due; ok is false when none waits.
func Next(tx *db.Tx) (at time.Time, ok bool, err error) {
	var p Parcel
	err = tx.DB().Where("state = ?", Pending).Order("next_at").Limit(1).Take(&p).Error
	if db.IsMissing(err) {
		return time.Time{}, false, nil
	}
	if err != nil {
		return time.Time{}, false, fmt.Errorf("ask for next parcel: %w", err)
	}
	return p.NextAt, true, nil
}

// Troubled lists parcels a person should look at: dead and unknown ones, newest first.
func Troubled(tx *db.Tx, limit int) ([]Parcel, error) {
	var rows []Parcel
	err := tx.DB().Where("state IN ?", []State{Dead, Unknown}).Order("at DESC").Limit(limit).Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("list undelivered parcels: %w", err)
	}
	return rows, nil
}

// Resend puts a dead or unknown parcel back in line.
func Resend(tx *db.Tx, id string, now time.Time) error {
	err := tx.DB().Model(&Parcel{}).Where("id = ? AND state IN ?", id, []State{Dead, Unknown}).
		Updates(map[string]any{"state": Pending, "next_at": now, "attempts": 0, "until": nil}).Error
	if err != nil {
		return fmt.Errorf("resend parcel: %w", err)
	}
	return nil
}

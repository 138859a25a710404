package scheduler

import (
	"testing"
	"time"

	"linzhangbot/models/db"
	"linzhangbot/models/outbox"
)

// keep keeps a reply that is in the dispatcher's hands from the start.
func (b *bench) keep(chat string) outbox.Parcel {
	b.Helper()
	owner, until, ok := b.d.Lease(b.now)
	if !ok {
		b.Fatal("its hands are full")
	}
	p := outbox.Parcel{Key: chat, Subjects: "||", Platform: "p", Chat: chat, ChatKind: "group", Code: "report.accepted", Card: `{"title":"x"}`,
		State: outbox.Sending, Owner: owner, LeaseUntil: &until, Attempts: 1, NextAt: b.now, At: b.now}
	err := b.d.DB.Tx(b.Context(), "xiqing", func(tx *db.Tx) error { p = outbox.Reply(tx, p); return nil })
	if err != nil {
		b.Fatal(err)
	}
	return p
}

// TestCarryStraightFromTheCommit: sent once and written down; nobody else takes it meanwhile, its chat counts as busy.
func TestCarryStraightFromTheCommit(t *testing.T) {
	each(t, func(b *bench) {
		p := b.keep("a")
		b.carry()
		var busy map[outbox.ChatKey]bool
		err := b.d.DB.Tx(b.Context(), db.Everyone, func(tx *db.Tx) (err error) {
			busy, err = outbox.Busy(tx, []outbox.ChatKey{{Platform: "p", Chat: "a"}, {Platform: "p", Chat: "b"}})
			return err
		})
		if err != nil || len(b.post.took) != 0 || !busy[outbox.ChatKey{Platform: "p", Chat: "a"}] || len(busy) != 1 {
			b.Fatalf("took %v, busy %v, %v", b.post.took, busy, err)
		}
		b.d.Carry([]outbox.Parcel{p})
		b.d.carry.Wait()
		b.carry()
		if len(b.post.took) != 1 || b.states()["a"] != outbox.Sent {
			b.Fatalf("took %v, states %v", b.post.took, b.states())
		}
	})
}

// TestLostOnTheWayFromTheCommit: a crash between commit and sending loses nothing; the lease brings it back.
func TestLostOnTheWayFromTheCommit(t *testing.T) {
	each(t, func(b *bench) {
		b.keep("a")
		b.now = b.now.Add(lease + time.Second)
		b.carry()
		if len(b.post.took) != 1 || b.states()["a"] != outbox.Sent {
			b.Fatalf("took %v, states %v", b.post.took, b.states())
		}
	})
}

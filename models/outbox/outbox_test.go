package outbox

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
)

const lease = time.Minute

var now = dbtest.Start

// bench is one test's outbox.
type bench struct {
	*testing.T
	d *db.DB
}

func each(t *testing.T, run func(b bench)) {
	t.Helper()
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) { run(bench{t, d}) })
}

func (b bench) in(district string, f func(tx *db.Tx) error) {
	b.Helper()
	if err := b.d.Tx(b.Context(), district, f); err != nil {
		b.Fatal(err)
	}
}

// put keeps a notice named by its key in district a.
func (b bench) put(chat, key string, change func(p *Parcel)) {
	b.Helper()
	p := Parcel{Key: key, Platform: "wecom", Chat: chat, Card: key, NextAt: now, At: now}
	if change != nil {
		change(&p)
	}
	b.in("a", func(tx *db.Tx) error { return Put(tx, p) })
}

func (b bench) claim(district, owner string, at time.Time) (got []Parcel) {
	b.Helper()
	b.in(district, func(tx *db.Tx) (err error) { got, err = Claim(tx, owner, at, lease, 10); return err })
	return got
}

// settle writes a state for all parcels of an owner.
func (b bench) settle(owner string, list []Parcel, s State, next time.Time) {
	b.Helper()
	sent := now
	for i := range list {
		list[i].State, list[i].NextAt, list[i].SentAt, list[i].Receipt = s, next, &sent, "r"+list[i].Key
	}
	b.in(db.Everyone, func(tx *db.Tx) error { return Settle(tx, owner, list) })
}

// states tells the state of every parcel of district a by its key.
func (b bench) states() map[string]State {
	b.Helper()
	out := map[string]State{}
	for _, p := range b.all() {
		out[p.Key] = p.State
	}
	return out
}

func (b bench) all() (rows []Parcel) {
	b.Helper()
	if err := b.d.Read(b.Context(), "a").DB().Order("id").Find(&rows).Error; err != nil {
		b.Fatal(err)
	}
	return rows
}

func keys(list []Parcel) string {
	var out []string
	for _, p := range list {
		out = append(out, p.Key)
	}
	return strings.Join(out, " ")
}

// TestSaidOncePerKey: asked again, even after it was sent, a notice is not put twice; another district has its own.
func TestSaidOncePerKey(t *testing.T) {
	each(t, func(b bench) {
		b.put("c", "k", nil)
		b.put("c", "k", func(p *Parcel) { p.Card = "other words" })
		b.settle("w", b.claim("a", "w", now), Sent, now)
		b.put("d", "k", nil)
		b.in("b", func(tx *db.Tx) error {
			return Put(tx, Parcel{Key: "k", Platform: "wecom", Chat: "c", NextAt: now, At: now})
		})
		var kept []string
		for _, p := range b.all() {
			kept = append(kept, p.Kind, p.Key, p.Card, string(p.State), p.Receipt)
		}
		if !slices.Equal(kept, []string{"notice", "k", "k", "sent", "rk"}) {
			t.Errorf("kept %v", kept)
		}
		twice := func(tx *db.Tx) error {
			Reply(tx, Parcel{Key: "reply", State: Pending, Platform: "wecom", Chat: "c", NextAt: now, At: now})
			return nil
		}
		b.in("a", twice)
		if err := b.d.Tx(b.Context(), "a", twice); !db.IsDuplicate(err) {
			t.Errorf("a second reply to one message: %v", err)
		}
	})
}

// TestDistrictsAreApart: a district's view claims, withdraws and lists its own; the dispatcher's is everybody's.
func TestDistrictsAreApart(t *testing.T) {
	each(t, func(b bench) {
		b.put("c", "k", func(p *Parcel) { p.Subjects = Subject("s") })
		if got := b.claim("b", "w1", now); len(got) != 0 {
			t.Errorf("b claims %s", keys(got))
		}
		b.in("b", func(tx *db.Tx) error {
			gone, err := Cancel(tx, "s")
			about, err2 := About(tx, "s")
			if len(gone)+len(about) != 0 || err2 != nil {
				t.Errorf("b withdraws %s and lists %s, %v", keys(gone), keys(about), err2)
			}
			return err
		})
		if got := b.claim(db.Everyone, "w2", now); keys(got) != "k" || got[0].District != "a" {
			t.Errorf("the dispatcher claims %s", keys(got))
		}
	})
}

// TestOneOwnerAtATime: a parcel in hand is nobody else's until its lease is over; then the former owner's word is late.
func TestOneOwnerAtATime(t *testing.T) {
	each(t, func(b bench) {
		b.put("c", "k", nil)
		first := b.claim("a", "w1", now)
		if keys(first) != "k" || first[0].Attempts != 1 || first[0].State != Sending || !first[0].LeaseUntil.Equal(now.Add(lease)) {
			t.Fatalf("claimed %+v", first)
		}
		if got := b.claim("a", "w2", now.Add(lease)); len(got) != 0 {
			t.Errorf("w2 claims %s while w1 holds it", keys(got))
		}
		second := b.claim("a", "w2", now.Add(lease+time.Millisecond))
		if keys(second) != "k" || second[0].Attempts != 2 {
			t.Fatalf("after the lease: %+v", second)
		}
		b.settle("w1", first, Dead, now)
		if s := b.states()["k"]; s != Sending {
			t.Errorf("the former owner made it %s", s)
		}
		b.settle("w2", second, Sent, now)
		if s := b.states()["k"]; s != Sent {
			t.Errorf("it is %s, want sent", s)
		}
	})
}

// TestManyClaimAtOnce: eight dispatchers at the same parcels, each parcel is claimed once.
func TestManyClaimAtOnce(t *testing.T) {
	each(t, func(b bench) {
		for _, k := range []string{"1", "2", "3", "4", "5"} {
			b.put("chat"+k, k, nil)
		}
		var mu sync.Mutex
		var got []string
		var all sync.WaitGroup
		for i := range 8 {
			all.Go(func() {
				var mine []Parcel
				err := b.d.Tx(context.Background(), db.Everyone, func(tx *db.Tx) (err error) {
					mine, err = Claim(tx, string(rune('a'+i)), now, lease, 10)
					return err
				})
				mu.Lock()
				defer mu.Unlock()
				if err != nil {
					t.Error(err)
				}
				for _, p := range mine {
					got = append(got, p.Key)
				}
			})
		}
		all.Wait()
		if slices.Sort(got); !slices.Equal(got, []string{"1", "2", "3", "4", "5"}) {
			t.Errorf("claimed %v", got)
		}
	})
}

// TestOrderWithinAChat: one at a time and in order; urgent ones overtake, replies go before notices, a chat that waits
// holds the rest of it back and nobody else.
func TestOrderWithinAChat(t *testing.T) {
	each(t, func(b bench) {
		b.put("c", "1", nil)
		b.put("c", "2", nil)
		b.put("c", "fire", func(p *Parcel) { p.Urgent = true })
		b.put("d", "x", nil)
		b.put("d", "later", func(p *Parcel) { p.NextAt = now.Add(time.Hour) })
		hand := b.claim("a", "w1", now)
		if keys(hand) != "fire x" {
			t.Fatalf("first %s, want fire x", keys(hand))
		}
		if got := b.claim("a", "w2", now); len(got) != 0 {
			t.Errorf("%s while both chats are in hand", keys(got))
		}
		b.settle("w1", hand, Sent, now)
		hand = b.claim("a", "w3", now)
		if keys(hand) != "1" {
			t.Fatalf("then %s, want 1", keys(hand))
		}
		b.settle("w3", hand, Pending, now.Add(5*time.Minute))
		if got := b.claim("a", "w4", now.Add(4*time.Minute)); len(got) != 0 {
			t.Errorf("%s overtakes the one that waits", keys(got))
		}
		if got := b.claim("a", "w5", now.Add(5*time.Minute)); keys(got) != "1" {
			t.Errorf("after the wait %s, want 1", keys(got))
		}
	})
}

// TestCancelBySubject: what has not left is withdrawn by the whole subject, and handed back; what left stays.
func TestCancelBySubject(t *testing.T) {
	each(t, func(b bench) {
		about := func(subjects ...string) func(p *Parcel) { return func(p *Parcel) { p.Subjects = Subject(subjects...) } }
		b.put("c", "sent", about("s/1"))
		b.settle("w", b.claim("a", "w", now), Sent, now)
		b.put("c", "one", about("s/1"))
		b.put("d", "two", about("x", "s/1"))
		b.put("e", "longer", about("s/12"))
		b.put("f", "wild", about("s_1"))
		b.in("a", func(tx *db.Tx) error {
			if err := Ahead(tx); err != nil {
				return err
			}
			if err := Put(tx, Parcel{Key: "fresh", Subjects: Subject("s/1"), Platform: "wecom", Chat: "g", NextAt: now, At: now}); err != nil {
				return err
			}
			gone, err := Cancel(tx, "s/1")
			if keys(gone) != "one two fresh" {
				t.Errorf("withdrawn %q", keys(gone))
			}
			again, err2 := Cancel(tx, "s/1")
			if len(again) != 0 || err2 != nil {
				t.Errorf("withdrawn twice: %s, %v", keys(again), err2)
			}
			letters, err2 := About(tx, "s_1")
			if keys(letters) != "wild" || err2 != nil {
				t.Errorf("letters about s_1: %s, %v", keys(letters), err2)
			}
			return err
		})
		want := map[string]State{"sent": "sent", "one": "cancelled", "two": "cancelled", "fresh": "cancelled", "longer": "pending", "wild": "pending"}
		for key, s := range b.states() {
			if s != want[key] {
				t.Errorf("%s is %s, want %s", key, s, want[key])
			}
		}
	})
}

// TestTroubleIsShownAndSentAgain: dead and unknown parcels wait for a person, who may send them once more without the
// hour at which they were to expire; sent and withdrawn ones stay as they are.
func TestTroubleIsShownAndSentAgain(t *testing.T) {
	each(t, func(b bench) {
		until := now.Add(time.Minute)
		for i, s := range []State{Dead, Unknown, Sent, Cancelled} {
			b.put("c", string(s), func(p *Parcel) { p.At, p.Until = now.Add(time.Duration(i)*time.Second), &until })
			b.settle("w"+string(s), b.claim("a", "w"+string(s), now), s, now)
		}
		b.in("a", func(tx *db.Tx) error {
			list, err := Troubled(tx, 10)
			if keys(list) != "unknown dead" {
				t.Errorf("troubled: %s", keys(list))
			}
			return err
		})
		for _, p := range b.all() {
			if p.Until == nil || !p.Until.Equal(until) {
				t.Errorf("%s expires at %v", p.Key, p.Until)
			}
			b.in("a", func(tx *db.Tx) error { return Resend(tx, p.ID, now.Add(time.Hour)) })
		}
		for _, p := range b.all() {
			again := p.Key == "dead" || p.Key == "unknown"
			fresh := p.Attempts == 0 && p.Until == nil && p.NextAt.Equal(now.Add(time.Hour))
			if again != (p.State == Pending) || again != fresh {
				t.Errorf("%s after resending: %+v", p.Key, p)
			}
		}
	})
}

// TestNextAndBusy: when the earliest waiting parcel is due, and which chats have something on its way.
func TestNextAndBusy(t *testing.T) {
	each(t, func(b bench) {
		next := func() (at time.Time, ok bool) {
			b.in("a", func(tx *db.Tx) (err error) { at, ok, err = Next(tx); return err })
			return at, ok
		}
		if _, ok := next(); ok {
			t.Error("something waits in an empty outbox")
		}
		b.put("c", "2", func(p *Parcel) { p.NextAt = now.Add(2 * time.Hour) })
		b.put("d", "1", func(p *Parcel) { p.NextAt = now.Add(time.Hour) })
		b.put("e", "0", nil)
		b.put("f", "gone", nil)
		hand := b.claim("a", "w", now)
		b.settle("w", hand[1:], Sent, now)
		if at, ok := next(); !ok || !at.Equal(now.Add(time.Hour)) {
			t.Errorf("next at %s, %v", at, ok)
		}
		b.in("a", func(tx *db.Tx) error {
			busy, err := Busy(tx, []ChatKey{{"wecom", "c"}, {"wecom", "e"}, {"wecom", "f"}, {"feishu", "c"}})
			if len(busy) != 2 || !busy[ChatKey{"wecom", "c"}] || !busy[ChatKey{"wecom", "e"}] {
				t.Errorf("busy: %v", busy)
			}
			return err
		})
	})
}

// TestLatest: the newest first, of this chat alone, and only what has been said.
func TestLatest(t *testing.T) {
	each(t, func(b bench) {
		at := func(minutes int) func(*Parcel) {
			when := now.Add(time.Duration(minutes) * time.Minute)
			return func(p *Parcel) { p.At, p.NextAt = when, when }
		}
		b.put("c", "first", at(0))
		b.put("c", "second", at(1))
		b.put("c", "held back", func(p *Parcel) { p.NextAt = now.Add(time.Hour) })
		b.put("other", "elsewhere", at(1))
		b.put("c", "withdrawn", func(p *Parcel) { p.Subjects = Subject("x") })
		b.in("a", func(tx *db.Tx) error { _, err := Cancel(tx, "x"); return err })
		b.in("a", func(tx *db.Tx) error {
			got, err := Latest(tx, ChatKey{"wecom", "c"}, now.Add(time.Minute), 5)
			if len(got) != 2 || got[0].Key != "second" || got[1].Key != "first" {
				b.Errorf("%+v", got)
			}
			return err
		})
	})
}

// TestSaidAs: by the id that the platform gave the card.
func TestSaidAs(t *testing.T) {
	each(t, func(b bench) {
		b.put("c", "card", func(p *Parcel) { p.Receipt = "om_1" })
		b.in("a", func(tx *db.Tx) error {
			for _, x := range []struct {
				platform, id string
				want         bool
			}{{"wecom", "om_1", true}, {"wecom", "om_2", false}, {"feishu", "om_1", false}} {
				if p, ok, err := SaidAs(tx, x.platform, x.id); err != nil || ok != x.want || ok && p.Key != "card" {
					b.Errorf("%+v: %+v %t %v", x, p, ok, err)
				}
			}
			return nil
		})
	})
}

package scheduler

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/models/cache"
	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
	"linzhangbot/models/outbox"
)

// post is a platform that answers by a script and remembers what it took.
type post struct {
	mu     sync.Mutex
	answer func(to bot.Address) error
	took   []string // chat/card
	keys   map[string]int
	pace   int
}

func (*post) Name() string                                { return "p" }
func (*post) Receive(*http.Request) (bot.Delivery, error) { return bot.Delivery{}, nil }
func (p *post) Pace(bot.Chat) (int, time.Duration)        { return p.pace, time.Minute }

func (p *post) Send(_ context.Context, to bot.Address, c bot.Card) (bot.Receipt, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.keys[to.Key]++
	if p.answer != nil {
		if err := p.answer(to); err != nil {
			return bot.Receipt{}, err
		}
	}
	p.took = append(p.took, to.Chat.ID+"/"+c.Title)
	return bot.Receipt{ID: "r" + to.Key[len(to.Key)-4:]}, nil
}

// bench is a dispatcher over a fresh database with a clock moved by hand.
type bench struct {
	*testing.T
	d    *Dispatcher
	post *post
	now  time.Time
}

func each(t *testing.T, run func(b *bench)) {
	dbtest.Each(t, outbox.Migrations, func(t *testing.T, d *db.DB) {
		b := &bench{T: t, post: &post{keys: map[string]int{}}, now: local("2026-03-02 09:10:00").UTC()}
		clock := func() time.Time { return b.now }
		b.d = &Dispatcher{DB: d, Platforms: map[string]bot.Platform{"p": b.post}, Now: clock, Log: slog.New(slog.DiscardHandler),
			Allow: cache.NewMemory(clock).Allow, Parallel: 4}
		run(b)
	})
}

func (b *bench) put(chat, title string, change func(*outbox.Parcel)) {
	b.Helper()
	p := outbox.Parcel{Key: chat + title, Subjects: "||", Platform: "p", Chat: chat, ChatKind: "group", Code: "duty.reminder",
		Card: fmt.Sprintf(`{"title":%q}`, title), NextAt: b.now, At: b.now}
	if change != nil {
		change(&p)
	}
	if err := b.d.DB.Tx(b.Context(), "xiqing", func(tx *db.Tx) error { return outbox.Put(tx, p) }); err != nil {
		b.Fatal(err)
	}
}

// carry dispatches until nothing is in hand.
func (b *bench) carry() {
	b.Helper()
	for {
		n, err := b.d.RunOnce(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		if n == 0 {
			return
		}
	}
}

func (b *bench) states() map[string]outbox.State {
	b.Helper()
	var rows []outbox.Parcel
	if err := b.d.DB.Read(b.Context(), "xiqing").DB().Order("id").Find(&rows).Error; err != nil {
		b.Fatal(err)
	}
	out := map[string]outbox.State{}
	for _, p := range rows {
		out[p.Key] = p.State
	}
	return out
}

// TestOrderWithinAChat: ten messages of each of five chats arrive in order.
func TestOrderWithinAChat(t *testing.T) {
	each(t, func(b *bench) {
		for i := range 10 {
			for c := range 5 {
				b.put(fmt.Sprint("chat", c), fmt.Sprintf("%02d", i), nil)
			}
		}
		b.carry()
		for c := range 5 {
			var got []string
			for _, s := range b.post.took {
				if s[:5] == fmt.Sprint("chat", c) {
					got = append(got, s)
				}
			}
			if len(got) != 10 || !slices.IsSorted(got) {
				b.Fatalf("chat %d got %v", c, got)
			}
		}
	})
}

// TestJudgement: the platform's word decides what becomes of a parcel.
func TestJudgement(t *testing.T) {
	for _, c := range []struct {
		name  string
		err   error
		state outbox.State // after the first try
		later outbox.State // an hour later, when the platform has recovered
		sends int
	}{
		{"taken", nil, outbox.Sent, outbox.Sent, 1},
		{"busy", &bot.SendError{Again: bot.AgainLater}, outbox.Pending, outbox.Sent, 2},
		{"unknown, repeats are dropped", &bot.SendError{Again: bot.AgainUnknown, Safe: true}, outbox.Pending, outbox.Sent, 2},
		{"unknown, repeats are not dropped", &bot.SendError{Again: bot.AgainUnknown}, outbox.Unknown, outbox.Unknown, 1},
		{"refused", &bot.SendError{Again: bot.AgainNever}, outbox.Dead, outbox.Dead, 1},
		{"robot removed", &bot.SendError{Again: bot.AgainBroken}, outbox.Dead, outbox.Dead, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			each(t, func(b *bench) {
				b.post.answer = func(bot.Address) error { return c.err }
				b.put("a", "x", nil)
				b.carry()
				if got := b.states()["ax"]; got != c.state {
					b.Fatalf("state %s, want %s", got, c.state)
				}
				b.post.answer = nil
				b.now = b.now.Add(time.Hour)
				b.carry()
				if got := b.states()["ax"]; got != c.later {
					b.Fatalf("later %s, want %s", got, c.later)
				}
				for _, n := range b.post.keys { // one key over all tries
					if n != c.sends || len(b.post.keys) != 1 {
						b.Fatalf("sends by key %v, want %d", b.post.keys, c.sends)
					}
				}
			})
		})
	}
}

// TestRetryAfterIsKept and holds back the chat behind it, so that its order holds.
func TestRetryAfterIsKept(t *testing.T) {
	each(t, func(b *bench) {
		b.post.answer = func(bot.Address) error { return &bot.SendError{Again: bot.AgainLater, After: 5 * time.Minute} }
		b.put("a", "1", nil)
		b.put("a", "2", nil)
		b.carry()
		b.post.answer = nil
		b.now = b.now.Add(4 * time.Minute)
		b.carry()
		if len(b.post.took) != 0 {
			b.Fatalf("sent before its time: %v", b.post.took)
		}
		b.now = b.now.Add(2 * time.Minute)
		b.carry()
		if !slices.Equal(b.post.took, []string{"a/1", "a/2"}) {
			b.Fatalf("got %v", b.post.took)
		}
	})
}

// TestPoisonStopsAfterEightTries and blocks no other chat.
func TestPoisonStopsAfterEightTries(t *testing.T) {
	each(t, func(b *bench) {
		dead := 0
		b.d.Dead = func(*db.Tx, outbox.Parcel) error { dead++; return nil }
		b.post.answer = func(to bot.Address) error {
			if to.Chat.ID == "bad" {
				return &bot.SendError{Again: bot.AgainLater}
			}
			return nil
		}
		b.put("bad", "x", nil)
		b.put("good", "y", nil)
		for range 12 {
			b.carry()
			b.now = b.now.Add(20 * time.Minute)
		}
		if s := b.states(); s["badx"] != outbox.Dead || s["goody"] != outbox.Sent || dead != 1 {
			b.Fatalf("states %v, told %d times", s, dead)
		}
	})
}

// TestTooLate: what makes no sense any more is dropped, not sent.
func TestTooLate(t *testing.T) {
	each(t, func(b *bench) {
		until := b.now.Add(-time.Minute)
		b.put("a", "x", func(p *outbox.Parcel) { p.Until = &until })
		b.carry()
		if b.states()["ax"] != outbox.Dead || len(b.post.took) != 0 {
			b.Fatal("sent although too late")
		}
	})
}

// TestCrashAfterClaim: when the lease of a dead dispatcher ends, another sends with the same key.
func TestCrashAfterClaim(t *testing.T) {
	each(t, func(b *bench) {
		b.put("a", "x", nil)
		err := b.d.DB.Tx(b.Context(), db.Everyone, func(tx *db.Tx) error {
			_, err := outbox.Claim(tx, "the one that dies", b.now, lease, 10)
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
		b.carry()
		if len(b.post.took) != 0 {
			b.Fatal("sent while another holds it")
		}
		b.now = b.now.Add(lease + time.Second)
		b.carry()
		if b.states()["ax"] != outbox.Sent {
			b.Fatal("lost after a crash")
		}
	})
}

// TestTwoDispatchers share the work and send nothing twice.
func TestTwoDispatchers(t *testing.T) {
	each(t, func(b *bench) {
		for i := range 40 {
			b.put(fmt.Sprint("chat", i%7), fmt.Sprintf("%02d", i), nil)
		}
		second := &Dispatcher{DB: b.d.DB, Platforms: b.d.Platforms, Now: b.d.Now, Log: b.d.Log, Allow: b.d.Allow, Parallel: 4}
		var all sync.WaitGroup
		for _, d := range []*Dispatcher{b.d, second} {
			all.Go(func() {
				for n, err := d.RunOnce(b.Context()); n > 0 || err != nil; n, err = d.RunOnce(b.Context()) {
					if err != nil {
						b.Error(err)
						return
					}
				}
			})
		}
		all.Wait()
		b.carry()
		if len(b.post.took) != 40 || len(b.post.keys) != 40 {
			b.Fatalf("%d sent with %d keys, want 40 each", len(b.post.took), len(b.post.keys))
		}
	})
}

// TestPace: a robot that takes three a minute gets three a minute, and nothing counts as a failed try.
func TestPace(t *testing.T) {
	each(t, func(b *bench) {
		b.post.pace = 3
		for i := range 7 {
			b.put("a", fmt.Sprint(i), nil)
		}
		for _, want := range []int{3, 6, 7} {
			b.carry()
			if len(b.post.took) != want {
				b.Fatalf("%d sent, want %d", len(b.post.took), want)
			}
			b.now = b.now.Add(61 * time.Second)
		}
	})
}

// TestWithdrawnInTime: a parcel whose subject was settled before it left is not sent.
func TestWithdrawnInTime(t *testing.T) {
	each(t, func(b *bench) {
		b.put("a", "x", func(p *outbox.Parcel) { p.Subjects = outbox.Subject("duty/a/2026-03", "duty_a%") })
		b.put("a", "y", func(p *outbox.Parcel) { p.Subjects = outbox.Subject("duty/a/2026-033") })
		err := b.d.DB.Tx(b.Context(), "xiqing", func(tx *db.Tx) error { _, err := outbox.Cancel(tx, "duty/a/2026-03"); return err })
		if err != nil {
			b.Fatal(err)
		}
		b.carry()
		if !slices.Equal(b.post.took, []string{"a/y"}) {
			b.Fatalf("got %v", b.post.took)
		}
	})
}

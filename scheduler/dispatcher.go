package scheduler

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"linzhangbot/bot"
	"linzhangbot/models/db"
	"linzhangbot/models/outbox"
)

const (
	lease       = 60 * time.Second // longer than any platform call
	maxAttempts = 8
	handful     = 64 // parcels claimed at once
)

// Dispatcher carries parcels to the platforms. It is the program's one retry loop.
type Dispatcher struct {
	DB        *db.DB
	Platforms map[string]bot.Platform
	Now       func() time.Time
	Log       *slog.Logger
	Allow     func(ctx context.Context, key string, n int, per time.Duration) (bool, time.Duration) // sliding window, shared by replicas
	Parallel  int                                                                                   // sends at once; 1 keeps an exact order
	// Able reports whether this process can send on a platform now; nil: always. What it cannot send waits for the
	// replica that can.
	Able  func(platform string) bool
	Probe func(point string) // told of the places where a crash must do no harm; nil but in tests
	// Dead is told in the same transaction of every parcel that is given up.
	Dead func(tx *db.Tx, p outbox.Parcel) error

	wake   chan struct{}
	once   sync.Once
	owner  string       // of parcels that come straight from a commit
	direct atomic.Int64 // how many of those are in hand
	carry  sync.WaitGroup
}

func (d *Dispatcher) bell() chan struct{} {
	d.once.Do(func() { d.wake, d.owner = make(chan struct{}, 1), d.DB.NewID() })
	return d.wake
}

// Lease is what a parcel is kept with to be in this dispatcher's hands from the start; ok is false while they are full.
func (d *Dispatcher) Lease(now time.Time) (owner string, until time.Time, ok bool) {
	d.bell()
	return d.owner, now.Add(lease), d.direct.Load() < 4*handful
}

// Carry sends parcels that were kept with Lease, side by side with everything else.
func (d *Dispatcher) Carry(parcels []outbox.Parcel) {
	n := int64(len(parcels))
	d.direct.Add(n)
	d.carry.Go(func() {
		defer d.direct.Add(-n)
		ctx := context.Background() // what was kept is finished even when the program is told to stop
		d.probe("after claim")
		d.sendAll(ctx, parcels)
		d.probe("after send")
		if err := d.settle(ctx, d.owner, parcels); err != nil {
			d.Log.Error("dispatch not written down", "error", err)
		}
	})
}

// Wake tells that parcels may wait.
func (d *Dispatcher) Wake() {
	select {
	case d.bell() <- struct{}{}:
	default:
	}
}

// Run carries parcels until ctx ends; then what is in hand is finished first.
func (d *Dispatcher) Run(ctx context.Context) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	defer d.carry.Wait()
	for {
		for ctx.Err() == nil {
			n, err := d.RunOnce(context.WithoutCancel(ctx))
			if err != nil {
				d.Log.Error("dispatch failed", "error", err)
			}
			if n == 0 || err != nil {
				break
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		case <-d.bell():
		}
	}
}

// RunOnce claims a handful of due parcels, sends them and writes how it went. It returns how many were in hand.
func (d *Dispatcher) RunOnce(ctx context.Context) (int, error) {
	now := d.Now().UTC().Truncate(time.Millisecond)
	owner := d.DB.NewID()
	var claimed []outbox.Parcel
	err := d.DB.Tx(ctx, db.Everyone, func(tx *db.Tx) (err error) {
		claimed, err = outbox.Claim(tx, owner, now, lease, handful)
		return err
	})
	if err != nil || len(claimed) == 0 {
		return 0, err
	}
	d.probe("after claim")
	d.sendAll(ctx, claimed)
	d.probe("after send")
	return len(claimed), d.settle(ctx, owner, claimed)
}

// settle writes down how parcels ended.
func (d *Dispatcher) settle(ctx context.Context, owner string, parcels []outbox.Parcel) error {
	return d.DB.Tx(ctx, db.Everyone, func(tx *db.Tx) error {
		if err := outbox.Settle(tx, owner, parcels); err != nil {
			return err
		}
		for _, p := range parcels {
			if d.Dead != nil && (p.State == outbox.Dead || p.State == outbox.Unknown) {
				if err := d.Dead(tx.For(p.District), p); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func (d *Dispatcher) probe(point string) {
	if d.Probe != nil {
		d.Probe(point)
	}
}

func (d *Dispatcher) sendAll(ctx context.Context, parcels []outbox.Parcel) {
	slots := make(chan struct{}, max(1, d.Parallel))
	var all sync.WaitGroup
	for i := range parcels {
		slots <- struct{}{}
		if d.Parallel <= 1 {
			d.send(ctx, &parcels[i])
			<-slots
			continue
		}
		all.Add(1)
		go func() {
			defer func() { <-slots; all.Done() }()
			d.send(ctx, &parcels[i])
		}()
	}
	all.Wait()
}

// send tries one parcel once and writes the outcome into it.
func (d *Dispatcher) send(ctx context.Context, p *outbox.Parcel) {
	now := d.Now().UTC().Truncate(time.Millisecond)
	if p.Until != nil && now.After(*p.Until) {
		p.State, p.Trouble = outbox.Dead, "too late to make sense"
		d.Log.Warn("parcel dropped: too late", "parcel", p.ID, "code", p.Code)
		return
	}
	platform, ok := d.Platforms[p.Platform]
	if !ok {
		p.State, p.Trouble = outbox.Dead, "platform is not configured any more"
		return
	}
	if d.Able != nil && !d.Able(p.Platform) {
		p.State, p.NextAt, p.Attempts = outbox.Pending, now.Add(2*time.Second), p.Attempts-1
		return
	}
	if wait := d.pace(ctx, platform, p); wait > 0 {
		p.State, p.NextAt, p.Attempts = outbox.Pending, now.Add(wait), p.Attempts-1
		return
	}
	var card bot.Card
	if err := json.Unmarshal([]byte(p.Card), &card); err != nil {
		p.State, p.Trouble = outbox.Dead, "card cannot be read"
		return
	}
	ctx, cancel := context.WithTimeout(ctx, lease/2)
	defer cancel()
	receipt, err := platform.Send(ctx, bot.Address{Chat: bot.Chat{ID: p.Chat, Kind: bot.ChatKind(p.ChatKind)}, ReplyTo: p.ReplyTo, Kind: p.Kind, Key: p.ID}, card)
	d.judge(p, receipt, err, now)
}

func (d *Dispatcher) pace(ctx context.Context, platform bot.Platform, p *outbox.Parcel) time.Duration {
	pacer, ok := platform.(bot.Pacer)
	if !ok || d.Allow == nil {
		return 0
	}
	n, per := pacer.Pace(bot.Chat{ID: p.Chat, Kind: bot.ChatKind(p.ChatKind)})
	if n == 0 {
		return 0
	}
	if ok, wait := d.Allow(ctx, "pace "+p.Platform+" "+p.Chat, n, per); !ok {
		return max(wait, 50*time.Millisecond)
	}
	return 0
}

// judge decides by the platform's word: sent, later, never, or a person must look.
func (d *Dispatcher) judge(p *outbox.Parcel, receipt bot.Receipt, err error, now time.Time) {
	if err == nil {
		p.State, p.Receipt, p.SentAt, p.Trouble = outbox.Sent, receipt.ID, &now, ""
		return
	}
	var se *bot.SendError
	if !errors.As(err, &se) {
		se = &bot.SendError{Again: bot.AgainUnknown, Reason: "unexpected failure"}
	}
	p.Trouble = clip(strings.TrimSpace(se.Code+" "+se.Reason), 250)
	d.Log.Warn("parcel not taken", "parcel", p.ID, "platform", p.Platform, "code", se.Code, "again", se.Again, "attempt", p.Attempts)
	switch {
	case se.Again == bot.AgainNever || se.Again == bot.AgainBroken || p.Attempts >= maxAttempts:
		p.State = outbox.Dead
	case se.Again == bot.AgainUnknown && !se.Safe:
		p.State = outbox.Unknown
	default:
		p.State, p.NextAt = outbox.Pending, now.Add(max(se.After, backoff(p.Attempts)))
	}
}

// backoff doubles from two seconds up to ten minutes.
func backoff(attempt int) time.Duration {
	return min(2*time.Second<<min(attempt, 10), 10*time.Minute)
}

func clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}

package main

import (
	"context"
	"sync"
	"time"

	"linzhangbot/models/db"
	"linzhangbot/models/outbox"
)

// wallClock is the real time. time.Now appears in cmd alone.
func wallClock() time.Time { return time.Now() }

// handClock is a clock that is moved by hand.
type handClock struct {
	mu sync.Mutex
	t  time.Time
}

// Now is where the hands stand.
func (c *handClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *handClock) set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if t.After(c.t) {
		c.t = t
	}
}

// runTo moves the clock to t, stopping at every moment at which something is due.
func (a *app) runTo(ctx context.Context, c *handClock, t time.Time) error {
	for {
		next, err := a.nextMoment(ctx, c.Now())
		if err != nil {
			return err
		}
		if next.IsZero() || next.After(t) {
			c.set(t)
			return nil
		}
		c.set(next)
		if err := a.step(ctx); err != nil {
			return err
		}
	}
}

// nextMoment is the earliest slot or waiting parcel after now.
func (a *app) nextMoment(ctx context.Context, now time.Time) (time.Time, error) {
	next, _ := a.scheduler.Next(now) // the zero time when nothing is to come
	waiting, ok, err := outbox.Next(a.db.Read(ctx, db.Everyone))
	if err != nil {
		return time.Time{}, err
	}
	if ok && (next.IsZero() || waiting.Before(next)) {
		next = waiting
		if !next.After(now) {
			next = now.Add(time.Millisecond)
		}
	}
	return next, nil
}

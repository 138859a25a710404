package scheduler

import (
	"context"
	"sync"
	"time"

	"linzhangbot/models/db"
)

const (
	leaseTime  = 30 * time.Second
	leaseRenew = 10 * time.Second
)

// Leases lets one of several replicas lead.
type Leases struct {
	DB    *db.DB
	Owner string // new for every process
	Now   func() time.Time

	mu   sync.Mutex
	held map[string]bool
}

// Holds reports whether this process leads.
func (l *Leases) Holds(name string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.held[name]
}

// Lead runs work while this process leads, again and again until ctx ends. Its context ends when the lead is lost.
func (l *Leases) Lead(ctx context.Context, name string, work func(ctx context.Context)) {
	for ctx.Err() == nil {
		if ok, err := l.take(ctx, name); err == nil && ok {
			l.lead(ctx, name, work)
		}
		select {
		case <-ctx.Done():
		case <-time.After(leaseRenew):
		}
	}
}

func (l *Leases) lead(ctx context.Context, name string, work func(ctx context.Context)) {
	l.set(name, true)
	defer l.set(name, false)
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() { defer close(done); work(ctx) }()
	ticker := time.NewTicker(leaseRenew)
	defer ticker.Stop()
	for {
		select {
		case <-done:
			cancel()
			return
		case <-ctx.Done():
		case <-ticker.C:
			if ok, err := l.take(ctx, name); err == nil && ok {
				continue
			}
		}
		cancel()
		<-done
		return
	}
}

func (l *Leases) set(name string, held bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.held == nil {
		l.held = map[string]bool{}
	}
	l.held[name] = held
}

func (l *Leases) take(ctx context.Context, name string) (bool, error) {
	return l.DB.TakeLease(ctx, name, l.Owner, l.Now(), leaseTime)
}

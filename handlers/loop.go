package handlers

import (
	"context"
	"time"
)

// Loop is work that is looked for now and again, and at once when somebody wakes it.
type Loop struct {
	every time.Duration
	once  func(ctx context.Context)
	wake  chan struct{}
}

// NewLoop makes a loop around once.
func NewLoop(every time.Duration, once func(ctx context.Context)) *Loop {
	return &Loop{every, once, make(chan struct{}, 1)}
}

// Wake tells that there may be something to do.
func (l *Loop) Wake() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// Run works until ctx ends.
func (l *Loop) Run(ctx context.Context) {
	ticker := time.NewTicker(l.every)
	defer ticker.Stop()
	for {
		l.once(ctx)
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		case <-l.wake:
		}
	}
}

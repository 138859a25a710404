package handlers

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"linzhangbot/bot"
	"linzhangbot/models/db"
)

// Chore is work of a module that needs the network and therefore happens after the transaction that asked for it:
// what is to do stands in the module's own table, and several processes may look there at once.
type Chore struct {
	Name string
	Run  func(ctx context.Context, w *Work) error
}

// Work is what a chore gets at its turn.
type Work struct {
	DB        *db.DB
	House     *House
	Platforms map[string]bot.Platform
	Now       time.Time // UTC
	Log       *slog.Logger
}

// Say queues a notice in a chore's transaction.
func (w *Work) Say(tx *db.Tx, n Notice) error {
	p, ok := w.House.Profile(tx.District(), w.Now)
	if !ok {
		return fmt.Errorf("no profile of district %s", tx.District())
	}
	o := office{tx: tx, profile: p, days: w.House.Days, now: w.Now.In(p.Location())}
	return o.put(n)
}

// Worker does the modules' chores, one after the other.
type Worker struct {
	work Work
	now  func() time.Time
	wake chan struct{}
}

// NewWorker makes a worker.
func NewWorker(d *db.DB, house *House, platforms map[string]bot.Platform, now func() time.Time, log *slog.Logger) *Worker {
	return &Worker{work: Work{DB: d, House: house, Platforms: platforms, Log: log}, now: now, wake: make(chan struct{}, 1)}
}

// Wake tells that there may be something to do.
func (w *Worker) Wake() {
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

// Run works until ctx ends.
func (w *Worker) Run(ctx context.Context) {
	ticker := time.NewTicker(30 * time.Second)
	defer ticker.Stop()
	for {
		w.RunOnce(ctx)
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		case <-w.wake:
		}
	}
}

// RunOnce does every chore once; one that fails does not keep the others from their turn.
func (w *Worker) RunOnce(ctx context.Context) {
	work := w.work
	work.Now = w.now().UTC().Truncate(time.Millisecond)
	for _, m := range work.House.Modules {
		for _, c := range m.Chores {
			if err := c.Run(ctx, &work); err != nil && ctx.Err() == nil {
				work.Log.Error("chore failed", "chore", c.Name, "error", err)
			}
		}
	}
}

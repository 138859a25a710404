package reminding

import (
	"context"
	"time"

	"linzhangbot/handlers"
)

// Worker does the modules' chores, one after the other.
type Worker struct {
	work handlers.Work
	now  func() time.Time
	wake chan struct{}
}

// NewWorker makes a worker; work says all but the moment.
func NewWorker(work handlers.Work, now func() time.Time) *Worker {
	return &Worker{work: work, now: now, wake: make(chan struct{}, 1)}
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
	for _, m := range work.Deployment.Modules {
		for _, c := range m.Chores {
			if err := c.Run(ctx, &work); err != nil && ctx.Err() == nil {
				work.Log.Error("chore failed", "chore", c.Name, "error", err)
			}
		}
	}
}

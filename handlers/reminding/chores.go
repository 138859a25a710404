package reminding

import (
	"context"
	"time"

	"linzhangbot/handlers"
)

// Worker does the modules' chores, one after the other.
type Worker struct {
	*handlers.Loop
	work handlers.Work
	now  func() time.Time
}

// NewWorker makes a worker; work says all but the moment.
func NewWorker(work handlers.Work, now func() time.Time) *Worker {
	w := &Worker{work: work, now: now}
	w.Loop = handlers.NewLoop(30*time.Second, w.RunOnce)
	return w
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

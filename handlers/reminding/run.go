// Package reminding is one tick: how everybody stands, whose step's day has come and was not said yet, and the one
// message that each chat hears in the morning; and what is taken back of it when a matter is settled.
package reminding

import (
	"context"
	"fmt"
	"time"

	"linzhangbot/handlers"
	"linzhangbot/models/db"
	"linzhangbot/models/profile"
	"linzhangbot/models/reminder"
)

// Runner runs reminders inside the scheduler's transactions.
type Runner struct {
	Deployment *handlers.Deployment
	Post       handlers.Post
}

// Run runs one reminder for the transaction's district at now (UTC or local).
func (r *Runner) Run(ctx context.Context, tx *db.Tx, what handlers.Reminder, now time.Time) error {
	p, ok := r.Deployment.Profile(tx.District(), now)
	if !ok {
		return fmt.Errorf("no profile of district %s", tx.District())
	}
	if err := reminder.Begin(tx, now); err != nil {
		return err
	}
	s := newSweep(&handlers.Sweep{Tx: tx, Now: now, Profile: p, Days: r.Deployment.Days, Deployment: r.Deployment})
	if err := s.run(ctx, what); err != nil {
		return fmt.Errorf("reminder %s: %w", what.Key, err)
	}
	return r.Post(handlers.Mail{Tx: tx, Profile: p, Now: now, Notices: s.Notices()})
}

func (s *sweep) run(ctx context.Context, what handlers.Reminder) error {
	switch {
	case !what.Morning:
		return what.Due(ctx, s.Sweep)
	case !s.Days.Working(s.Now):
		return nil
	}
	return s.morning(ctx)
}

// MorningCron is the profile's morning as a daily cron line.
func MorningCron(p *profile.Profile) string {
	t, err := time.Parse("15:04", p.Hours.Morning)
	if err != nil {
		return "3 9 * * *"
	}
	return fmt.Sprintf("%d %d * * *", t.Minute(), t.Hour())
}

// CatchUp is how long after its slot a missed reminder still makes sense: a morning one until the quiet hours begin.
func CatchUp(p *profile.Profile, r handlers.Reminder) time.Duration {
	if r.When != "" {
		return 2 * time.Hour
	}
	morning, err1 := time.Parse("15:04", p.Hours.Morning)
	quiet, err2 := time.Parse("15:04", p.Hours.To)
	if err1 != nil || err2 != nil || !quiet.After(morning) {
		return 8 * time.Hour
	}
	return quiet.Sub(morning)
}

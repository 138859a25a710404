// Package reminding is one tick: how everybody stands, whose step's day has come and was not said yet, one message a
// chat; and what is taken back when a matter is settled.
package reminding

import (
	"context"
	"fmt"
	"slices"
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
	s := &sweep{Sweep: &handlers.Sweep{Tx: tx, Now: now, Profile: p, Days: r.Deployment.Days, Deployment: r.Deployment}}
	if err := s.run(ctx, what); err != nil {
		return fmt.Errorf("reminder %s: %w", what.Key, err)
	}
	return r.Post(handlers.Mail{Tx: tx, Profile: p, Now: now, Notices: s.Notices()})
}

func (s *sweep) run(ctx context.Context, what handlers.Reminder) error {
	if what.Standings == nil {
		return what.Due(ctx, s.Sweep)
	}
	if !s.Days.Working(s.Now) {
		return nil
	}
	standings, err := what.Standings(ctx, s.Sweep)
	if err != nil {
		return err
	}
	nudges, err := fresh(s, standings)
	if err != nil {
		return err
	}
	if nudges, err = withinBudget(s, nudges); err != nil {
		return err
	}
	return s.say(nudges)
}

// nudge groups nudges by chat, keeps them and queues one message a chat.
func (s *sweep) say(nudges []reminder.Reminder) error {
	groups := map[reminder.Target][]reminder.Reminder{}
	var order []reminder.Target
	for _, n := range nudges {
		if groups[n.Target] == nil {
			order = append(order, n.Target)
		}
		groups[n.Target] = append(groups[n.Target], n)
	}
	slices.Sort(order)
	for _, target := range order {
		list := groups[target]
		notice, err := compose(s, target, list)
		if err != nil {
			return err
		}
		for i := range list {
			list[i].Parcel = notice.Key
		}
		if err := reminder.Keep(s.Tx, list); err != nil {
			return err
		}
		s.Say(notice)
	}
	return nil
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

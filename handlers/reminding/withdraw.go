package reminding

import (
	"context"
	"fmt"
	"slices"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/outbox"
	"linzhangbot/models/reminder"
)

// Withdraw takes back reminders about what a command has just settled. A message about others too is said again without
// the settled part: these notices are returned.
func Withdraw(ctx context.Context, r *handlers.Request, settled []string) ([]handlers.Notice, error) {
	if len(settled) == 0 {
		return nil, nil
	}
	s := &sweep{Sweep: &handlers.Sweep{Tx: r.Tx, Now: r.Now, Profile: r.Profile, Days: r.Days, Deployment: r.Deployment}}
	for _, k := range settled {
		if err := s.settle(k); err != nil {
			return nil, fmt.Errorf("withdraw reminders: %w", err)
		}
	}
	return s.Notices(), ctx.Err()
}

// settle withdraws what has not left about one standing or record, and says the rest again.
func (s *sweep) settle(subject string) error {
	parcels, err := outbox.Cancel(s.Tx, subject)
	if err != nil {
		return err
	}
	for _, p := range parcels {
		if !nudges(s.Deployment, bot.Code(p.Code)) {
			continue
		}
		if err := s.repack(p, subject); err != nil {
			return err
		}
	}
	return nil
}

func (s *sweep) repack(p outbox.Parcel, settled string) error {
	rows, err := reminder.Waiting(s.Tx, settled)
	if err != nil || len(rows) == 0 {
		return err
	}
	from := rows[0].Parcel
	if err := reminder.Drop(s.Tx, from, settled); err != nil {
		return err
	}
	rest, err := reminder.OfParcel(s.Tx, from)
	if err != nil || len(rest) == 0 {
		return err
	}
	notice, err := compose(s, rest[0].Target, rest)
	if err != nil {
		return err
	}
	notice.At = p.NextAt.In(s.Now.Location())
	s.Say(notice)
	return reminder.Repack(s.Tx, from, notice.Key)
}

// nudges reports whether messages of a code are reminders that carry several things.
func nudges(d *handlers.Deployment, code bot.Code) bool {
	says := func(k handlers.DeadlineKind) bool { return code == k.Near || code == k.Late }
	return code == bot.CodeReminder || code == bot.CodeOverdue ||
		slices.ContainsFunc(d.Modules, func(m handlers.Module) bool { return slices.ContainsFunc(m.Deadlines, says) })
}

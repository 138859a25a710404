package reminding

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"linzhangbot/handlers"
	"linzhangbot/models/outbox"
	"linzhangbot/models/reminder"
)

// Withdraw takes back what has not left about matters that a command has just settled. A morning's message about others
// too is drawn again without the settled part: these notices are returned.
func Withdraw(ctx context.Context, r *handlers.Request, settled []string) ([]handlers.Notice, error) {
	if len(settled) == 0 {
		return nil, nil
	}
	s := newSweep(&handlers.Sweep{Tx: r.Tx, Now: r.Now, Profile: r.Profile, Days: r.Days, Deployment: r.Deployment})
	waiting := map[string]time.Time{} // when a message that carried something settled was to leave, by its key
	for _, k := range settled {
		if err := s.settle(k, waiting); err != nil {
			return nil, fmt.Errorf("withdraw reminders: %w", err)
		}
	}
	for _, parcel := range slices.Sorted(maps.Keys(waiting)) {
		if err := s.redraw(ctx, parcel, waiting[parcel]); err != nil {
			return nil, fmt.Errorf("draw what is left: %w", err)
		}
	}
	return s.Notices(), ctx.Err()
}

// settle withdraws what has not left about one standing or record, and forgets that it was said there.
func (s *sweep) settle(subject string, waiting map[string]time.Time) error {
	parcels, err := outbox.Cancel(s.Tx, subject)
	if err != nil || len(parcels)+len(waiting) == 0 {
		return err
	}
	rows, err := reminder.Waiting(s.Tx, subject)
	if err != nil {
		return err
	}
	for _, row := range rows {
		_, opened := waiting[row.Parcel] // by another of the things settled
		i := slices.IndexFunc(parcels, func(p outbox.Parcel) bool { return p.At.Equal(row.At) || sameDay(p.At, row.At) })
		if i < 0 && !opened {
			continue
		}
		if !opened {
			waiting[row.Parcel] = parcels[i].NextAt
		}
		if err := reminder.Drop(s.Tx, row.Parcel, subject); err != nil {
			return err
		}
	}
	return nil
}

func sameDay(a, b time.Time) bool {
	return a.UTC().Format(time.DateOnly) == b.UTC().Format(time.DateOnly)
}

// redraw says a morning's message again without what is settled.
func (s *sweep) redraw(ctx context.Context, parcel string, at time.Time) error {
	rows, err := reminder.OfParcel(s.Tx, parcel)
	if err != nil || len(rows) == 0 {
		return err
	}
	c, err := s.again(ctx, rows)
	if err != nil || c.silent() {
		return err
	}
	notice, err := s.draw(c)
	if err != nil {
		return err
	}
	notice.At = at.In(s.Now.Location())
	s.Say(notice)
	return reminder.Repack(s.Tx, parcel, notice.Key)
}

// again is what a chat hears by the rows of its message, as everything stands now.
func (s *sweep) again(ctx context.Context, rows []reminder.Reminder) (*chat, error) {
	s.stood = nil
	standings, err := s.standings(ctx)
	if err != nil {
		return nil, err
	}
	c := &chat{target: rows[0].Target}
	keys := map[string]bool{}
	queued := false
	for _, row := range rows {
		keys[row.Key] = true
		queued = queued || row.Rule == reminder.RuleQueue
		for _, st := range standings {
			if st.Key() == row.Standing && st.Open() {
				c.list = append(c.list, item{Reminder: row, st: st})
			}
		}
	}
	if err := s.sectionsAgain(ctx, c, keys); err != nil || !queued {
		return c, err
	}
	c.queue, err = s.waiting(ctx)
	return c, err
}

// sectionsAgain draws the sections of a message once more.
func (s *sweep) sectionsAgain(ctx context.Context, c *chat, keys map[string]bool) error {
	for _, o := range s.Profile.Orgs {
		if keys[s.budgetKey(o.Code)] {
			c.spent = append(c.spent, o.Code)
		}
	}
	for _, m := range s.Deployment.Modules {
		if m.Morning == nil {
			continue
		}
		list, err := m.Morning(ctx, s.Sweep)
		if err != nil {
			return fmt.Errorf("ask what %s says: %w", m.Name, err)
		}
		for _, x := range list {
			if !keys[sectionKey(x.Key)] {
				continue
			}
			if err := s.section(x, func(reminder.Target) *chat { return c }); err != nil {
				return err
			}
		}
	}
	return nil
}

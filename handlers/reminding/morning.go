package reminding

import (
	"context"
	"fmt"
	"slices"
	"time"

	"linzhangbot/handlers"
	"linzhangbot/models/calendar"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
	"linzhangbot/models/reminder"
)

// item is one step that is said, with how it stands.
type item struct {
	reminder.Reminder
	st   duty.Standing
	held bool // the budget is spent: counted and named among others, not mentioned
}

// section is something else that a chat hears, drawn.
type section struct {
	key  string
	card block
}

// chat is what one chat hears this morning.
type chat struct {
	target   reminder.Target
	list     []item
	sections []section
	spent    []string // office: organisations whose budget is used up, by name
	queue    []handlers.Queued
}

// silent reports whether nothing in it is worth a message of its own.
func (c *chat) silent() bool {
	heard := func(t item) bool { return !t.held }
	return !slices.ContainsFunc(c.list, heard) && len(c.sections)+len(c.spent)+len(c.queue) == 0
}

// morning says one message a chat: what is owed there, what else it hears by the clock, and for the office what waits for
// its hand. A chat that has had its message of the day waits for the next morning.
func (s *sweep) morning(ctx context.Context) error {
	done, err := reminder.ToldOn(s.Tx, s.day())
	if err != nil {
		return err
	}
	chats, err := s.gather(ctx)
	if err != nil {
		return err
	}
	for _, c := range chats {
		if done[c.target] || c.silent() {
			continue
		}
		if err := s.send(c); err != nil {
			return err
		}
	}
	return nil
}

// gather sorts everything that is to be said by the chat that hears it.
func (s *sweep) gather(ctx context.Context) ([]*chat, error) {
	list, err := s.fresh(ctx)
	if err != nil {
		return nil, err
	}
	spent, err := s.withinBudget(list)
	if err != nil {
		return nil, err
	}
	all := map[reminder.Target]*chat{}
	at := func(t reminder.Target) *chat {
		if all[t] == nil {
			all[t] = &chat{target: t}
		}
		return all[t]
	}
	for _, one := range list {
		if one.held && one.Target != reminder.TargetMain {
			continue // only a list of many names whom it spares
		}
		c := at(one.Target)
		c.list = append(c.list, one)
	}
	if err := s.sections(ctx, at); err != nil {
		return nil, err
	}
	office := at(reminder.TargetOffice)
	if office.spent, err = s.unsaid(spent); err != nil {
		return nil, err
	}
	if office.queue, err = s.pressing(ctx); err != nil {
		return nil, err
	}
	var out []*chat
	for _, c := range all {
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b *chat) int { return cmpTarget(a.target, b.target) })
	return out, nil
}

// send draws a chat's message, keeps what it says and queues it.
func (s *sweep) send(c *chat) error {
	notice, err := s.draw(c)
	if err != nil {
		return err
	}
	rows := s.rows(c)
	for i := range rows {
		rows[i].Parcel = notice.Key
	}
	if err := reminder.Keep(s.Tx, rows); err != nil {
		return err
	}
	s.Say(notice)
	return nil
}

// rows are what is kept of a message: each step, each section, each thing in the queue, once.
func (s *sweep) rows(c *chat) []reminder.Reminder {
	var out []reminder.Reminder
	for _, t := range c.list {
		if !t.held {
			out = append(out, t.Reminder)
		}
	}
	other := func(rule, key, standing string) {
		out = append(out, reminder.Reminder{Key: key, Standing: standing, Rule: rule, Target: c.target, Due: s.Now.UTC(),
			Day: s.day(), At: s.Now.UTC()})
	}
	for _, x := range c.sections {
		other(reminder.RuleSection, x.key, x.key)
	}
	for _, code := range c.spent {
		other(reminder.RuleSection, s.budgetKey(code), s.budgetKey(code))
	}
	for _, q := range c.queue {
		other(reminder.RuleQueue, fmt.Sprintf("queue/%s/%s/%s", q.Heap, q.Subject, s.day()), q.Subject)
	}
	return out
}

func (s *sweep) day() string { return s.Now.Format(time.DateOnly) }

// standings are how everybody stands now with every duty and every deadline, asked once a sweep.
func (s *sweep) standings(ctx context.Context) ([]duty.Standing, error) {
	if s.stood != nil {
		return s.stood, nil
	}
	all, err := s.Deployment.Standings(ctx, s.Tx, s.Profile, s.Profile.Duties, s.Now)
	if err != nil {
		return nil, err
	}
	for _, m := range s.Deployment.Modules {
		for _, k := range m.Deadlines {
			list, err := s.Owed(ctx, k, "")
			if err != nil {
				return nil, fmt.Errorf("list deadlines %s: %w", k.Kind, err)
			}
			for _, d := range list {
				all = append(all, handlers.StandingOf(d, s.Profile, s.Now, s.Days))
			}
		}
	}
	s.stood = all
	return all, nil
}

// begun is the district's first day with the program: what fell before it is not said.
func begun(tx *db.Tx, now time.Time) (time.Time, error) {
	since, err := reminder.Since(tx, now)
	return calendar.Midnight(since), err
}

func cadence(p *profile.Profile) duty.Cadence {
	first, every := p.Budget.Overdue()
	return duty.Cadence{First: first, Every: every}
}

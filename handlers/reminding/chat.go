package reminding

import (
	"fmt"
	"slices"

	"linzhangbot/handlers"
	"linzhangbot/models/duty"
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

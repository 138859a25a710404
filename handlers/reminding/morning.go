package reminding

import (
	"context"
	"slices"
	"strings"

	"linzhangbot/models/reminder"
)

// morning says one message a chat: what is owed there, what else it hears by the clock, and for the office what waits
// for its hand. A chat that has had its message of the day waits for the next morning.
func (s *sweep) morning(ctx context.Context) error {
	done, err := reminder.ToldOn(s.Tx, s.day())
	if err != nil {
		return err
	}
	chats, err := s.gather(ctx)
	if err != nil {
		return err
	}
	var rows []reminder.Reminder
	for _, c := range chats {
		if done[c.target] || c.silent() {
			continue
		}
		said, err := s.send(c)
		if err != nil {
			return err
		}
		rows = append(rows, said...)
	}
	return reminder.Keep(s.Tx, rows)
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
		if one.held && (one.st.Once || one.Target != reminder.TargetMain) {
			continue // only a list of those short of a duty names whom it spares: else what passes would drown in old lines
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
	if office.queue, err = s.pressing(ctx, !office.silent()); err != nil {
		return nil, err
	}
	var out []*chat
	for _, c := range all {
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b *chat) int { return strings.Compare(string(a.target), string(b.target)) })
	return out, nil
}

// send draws a chat's message and queues it, and returns what is to be kept of it.
func (s *sweep) send(c *chat) ([]reminder.Reminder, error) {
	notice, err := s.draw(c)
	if err != nil {
		return nil, err
	}
	rows := s.rows(c)
	for i := range rows {
		rows[i].Parcel = notice.Key
	}
	s.Say(notice)
	return rows, nil
}

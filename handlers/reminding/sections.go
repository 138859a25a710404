package reminding

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/profile"
	"linzhangbot/models/reminder"
)

// sections draws what the regulations say to chats this morning and have not said yet.
func (s *sweep) sections(ctx context.Context, at func(reminder.Target) *chat) error {
	for _, m := range s.Deployment.Modules {
		if m.Morning == nil {
			continue
		}
		list, err := m.Morning(ctx, s.Sweep)
		if err != nil {
			return fmt.Errorf("ask what %s says: %w", m.Name, err)
		}
		said, err := reminder.Said(s.Tx, models.Each(list, func(x handlers.Section) string { return sectionKey(x.Key) }))
		if err != nil {
			return err
		}
		for _, x := range list {
			if said[sectionKey(x.Key)] {
				continue
			}
			if err := s.section(x, at); err != nil {
				return fmt.Errorf("draw %s: %w", x.Key, err)
			}
		}
	}
	return nil
}

func (s *sweep) section(x handlers.Section, at func(reminder.Target) *chat) error {
	target, err := s.targetOf(x.To)
	if err != nil {
		return err
	}
	card, err := x.Draw()
	if err != nil || card.Code == "" {
		return err
	}
	c := at(target)
	c.sections = append(c.sections, section{key: sectionKey(x.Key), card: block{card: card}})
	return nil
}

func sectionKey(key string) string { return "section " + key }

func (s *sweep) targetOf(to handlers.Audience) (reminder.Target, error) {
	switch {
	case to.Main:
		return reminder.TargetMain, nil
	case to.Office:
		return reminder.TargetOffice, nil
	case to.Person != "":
		return reminder.TargetPerson(to.Person), nil
	}
	list, err := s.chatOf(to.Org)
	if err != nil {
		return "", err
	}
	return list[0], nil
}

// daily is the office's own digest, as the profile has it; ok is false where it has none.
func daily(p *profile.Profile) (profile.Digest, bool) {
	return models.Find(p.Digests, func(d profile.Digest) bool {
		return d.Audience == "office" && d.When == profile.Daily
	})
}

// pressing is what waits for the office's hand, if it is worth a message: one leaves anyhow, something new came since
// it was last told, or it has waited for as many working days as the profile says.
func (s *sweep) pressing(ctx context.Context, leaves bool) ([]handlers.Queued, error) {
	if _, ok := daily(s.Profile); !ok {
		return nil, nil
	}
	list, err := s.waiting(ctx)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	last, err := reminder.LastQueue(s.Tx)
	if err != nil {
		return nil, err
	}
	fresh := func(q handlers.Queued) bool { return q.Since.After(last) }
	if leaves || last.IsZero() || slices.ContainsFunc(list, fresh) ||
		s.Days.Between(last.In(s.Now.Location()), s.Now) >= s.Profile.Budget.Queue() {
		return list, nil
	}
	return nil, nil
}

// waiting asks the regulations what waits for the office's hand.
func (s *sweep) waiting(ctx context.Context) ([]handlers.Queued, error) {
	office := s.As(models.Actor{Bound: true, Roles: []models.Role{models.RoleOffice}})
	var out []handlers.Queued
	for _, m := range s.Deployment.Modules {
		if m.Queue == nil {
			continue
		}
		list, err := m.Queue(ctx, office)
		if err != nil {
			return nil, fmt.Errorf("ask what waits in %s: %w", m.Name, err)
		}
		out = append(out, list...)
	}
	return out, nil
}

// heaps are the blocks of what waits, heap by heap, the oldest first.
func (s *sweep) heaps(list []handlers.Queued) []block {
	var names []string
	by := map[string][]handlers.Queued{}
	for _, q := range list {
		if by[q.Heap] == nil {
			names = append(names, q.Heap)
		}
		by[q.Heap] = append(by[q.Heap], q)
	}
	var out []block
	for _, name := range names {
		out = append(out, s.heap(by[name]))
	}
	return out
}

// heapLines is how many of a heap are named; the rest is counted.
const heapLines = 5

func (s *sweep) heap(list []handlers.Queued) block {
	slices.SortStableFunc(list, func(a, b handlers.Queued) int { return a.Since.Compare(b.Since) })
	first := list[0]
	card := bot.Card{Code: first.Code, Tone: bot.ToneNotice, Article: first.Article, Next: first.Next,
		Title: fmt.Sprintf("%s：%d件", first.Heap, len(list))}
	var lines, refs []string
	for _, q := range list {
		refs = append(refs, q.Ref)
		lines = append(lines, handlers.Lines(q.Ref+" "+q.Line+waited(q.Since, s.Now)))
		for _, b := range q.Buttons {
			if named := strings.ContainsAny(b.Label, "0123456789"); len(list) > 1 && q.Ref != "" && !named {
				b.Label = s.labelOf(b.Label, q.Ref)
			}
			card.Buttons = append(card.Buttons, b)
		}
	}
	card.Text = handlers.Lines(pageOf(lines, heapLines)...)
	if first.Key != "" {
		card.Refs = map[string]string{first.Key: handlers.Joined(refs[:min(len(refs), heapLines)])}
	}
	return block{card: card, buttons: 2}
}

// waited says for how many days something has waited, once that is worth saying.
func waited(since, now time.Time) string {
	days := -handlers.DaysLeft(since.In(now.Location()), now)
	if days < 2 {
		return ""
	}
	return fmt.Sprintf("（等了%d天）", days)
}

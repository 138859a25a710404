package asking

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/duty"
	"linzhangbot/models/outbox"
	"linzhangbot/models/reminder"
)

// matters are what a word about a reminder is about.
type matters struct {
	list   []duty.Standing // the sender's own, else what he may see
	others []duty.Standing // what is open of others, where nothing is his
	gone   []string        // what was named and is settled
	rest   string          // what was said beside
}

// meant are the matters that the sentence or the pressed button names, else those of the card that is replied to: these
// alone. Where none is named it is what the sender was last reminded of, else the first thing he owes; where nothing is
// owed, what was last asked for and is met now.
func meant(ctx context.Context, r *handlers.Request) (matters, error) {
	all, err := everything(ctx, r)
	if err != nil {
		return matters{}, err
	}
	quoted, err := quotedText(r)
	if err != nil {
		return matters{}, err
	}
	x := reader{ctx: ctx, r: r, all: all}
	rest := r.Args.Text
	for i, text := range []string{r.Args.Text, quoted, r.Event.Quote} {
		said, err := x.read(text)
		if err != nil {
			return matters{}, err
		}
		if i == 0 {
			rest = said.rest
		}
		if !said.named() {
			continue
		}
		if m := theirsOf(r, said); len(m.list) > 0 || !said.more {
			m.rest = rest
			return m, nil
		}
	}
	list, err := last(r, all)
	return matters{list: list, rest: rest}, err
}

// theirsOf are the sender's own matters of those that are named, what is open first; else those of others that he may
// see.
func theirsOf(r *handlers.Request, said spoken) matters {
	m := matters{gone: said.gone}
	var met []duty.Standing
	for _, s := range said.narrowed(said.list) {
		switch {
		case own(r, s) && s.Open():
			m.list = append(m.list, s)
		case own(r, s):
			met = append(met, s)
		case s.Open():
			m.others = append(m.others, s)
		case s.Once || s.Rule.Watch:
			m.gone = append(m.gone, handlers.Matter(s, r.Now))
		}
	}
	m.list = append(m.list, met...)
	if len(m.list) == 0 && r.Wide() { // what another person owes himself is the office's to look after, no chief's
		m.list = slices.DeleteFunc(slices.Clone(m.others), func(s duty.Standing) bool {
			return s.Subject.Person != "" && !r.Actor.IsOffice()
		})
	}
	return m
}

// last is what the sender was last reminded of and still owes, else the first thing that he owes, else what was last
// asked for.
func last(r *handlers.Request, all []duty.Standing) ([]duty.Standing, error) {
	said, err := latest(r)
	if err != nil {
		return nil, err
	}
	var wanted []func(duty.Standing) bool
	for _, n := range said {
		wanted = append(wanted, func(s duty.Standing) bool { return s.Key() == n.Standing && s.Open() })
	}
	wanted = append(wanted, func(s duty.Standing) bool { return concernsActor(r, s) && s.Open() })
	if len(said) > 0 {
		wanted = append(wanted, func(s duty.Standing) bool { return s.Key() == said[0].Standing })
	}
	for _, is := range wanted {
		if i := slices.IndexFunc(all, is); i >= 0 {
			return all[i : i+1], nil
		}
	}
	return nil, nil
}

// latest is what the sender was last reminded of, in any of his seats, the newest first.
func latest(r *handlers.Request) ([]reminder.Reminder, error) {
	codes := r.Actor.Codes()
	if len(codes) == 0 {
		codes = []string{""}
	}
	var out []reminder.Reminder
	for _, org := range codes {
		list, err := reminder.Latest(r.Tx, org, r.Actor.Person, 10)
		if err != nil {
			return nil, err
		}
		out = append(out, list...)
	}
	slices.SortStableFunc(out, func(a, b reminder.Reminder) int { return b.At.Compare(a.At) })
	return out, nil
}

// quotedText is the card that is replied to, where the platform tells no more than which one it was: by its button,
// which names its matters exactly, else by its words.
func quotedText(r *handlers.Request) (string, error) {
	order, err := r.QuotedReminder()
	if err != nil || order != "" || r.Event.QuoteID == "" {
		return order, err
	}
	p, ours, err := outbox.SaidAs(r.Tx, r.Event.Platform, r.Event.QuoteID)
	if err != nil || !ours {
		return "", err
	}
	var card bot.Card
	if err := json.Unmarshal([]byte(p.Card), &card); err != nil {
		return "", fmt.Errorf("read the card that is replied to: %w", err)
	}
	return card.Plain(), nil
}

// whoseElse says truly why a word about a reminder does nothing: it is about others, or settled. ok is false where
// something is meant.
func whoseElse(r *handlers.Request, m matters) (title string, ok bool) {
	switch {
	case len(m.list) > 0:
		return "", false
	case len(m.others) > 0:
		head := "这条提醒现在催的是"
		if len(m.gone) > 0 {
			head = handlers.Joined(first(models.Unique(m.gone), 3)) + "已经办结或改期，现在不催了；还在催的是"
		}
		names := models.Unique(models.Each(m.others, func(s duty.Standing) string { return s.Subject.Name }))
		return head + handlers.Joined(first(names, 3)) + "，没有您的事。", true
	case len(m.gone) > 0:
		return handlers.Joined(first(models.Unique(m.gone), 3)) + "已经办结或改期，现在不催了。", true
	}
	return "", false
}

// first names the first of a list and counts the rest: 杨柳青镇、辛口镇等11家 without a word for what they are.
func first(names []string, n int) []string {
	if len(names) <= n {
		return names
	}
	out := slices.Clone(names[:n])
	out[n-1] += fmt.Sprintf("等%d个", len(names))
	return out
}

// calledApart are names that tell some matters apart in a command: with the period, and with who owes it where that is
// another or one of several.
func calledApart(r *handlers.Request, list []duty.Standing) []string {
	return models.Each(list, func(s duty.Standing) string {
		name := handlers.Exactly(s)
		alike := func(o duty.Standing) bool { return o.Key() != s.Key() && handlers.Exactly(o) == name }
		if !own(r, s) || slices.ContainsFunc(list, alike) {
			return s.Subject.Name + " " + name
		}
		return name
	})
}

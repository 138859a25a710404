package asking

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/duty"
	"linzhangbot/models/outbox"
	"linzhangbot/models/reminder"
)

// meant are the matters that a word about a reminder is about: those that the sentence or the pressed button names, else
// those of the card that is replied to, else what the sender was last reminded of, else the first thing he owes. What is
// his own comes first; where nothing is owed it is what was last asked for and is met now.
func meant(ctx context.Context, r *handlers.Request) ([]duty.Standing, error) {
	all, err := everything(ctx, r)
	if err != nil {
		return nil, err
	}
	quoted, err := quotedText(r)
	if err != nil {
		return nil, err
	}
	for _, text := range []string{r.Args.Text, r.Event.Quote, quoted} {
		if list := called(r, all, text); len(list) > 0 {
			return list, nil
		}
	}
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

// quotedText is the card that is replied to, where the platform tells no more than which one it was.
func quotedText(r *handlers.Request) (string, error) {
	if r.Event.QuoteID == "" {
		return "", nil
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

// called are the matters that a text names: of the sender's own where he has any there, else of all that he may see. Of
// a duty whose period is not said the present one is meant.
func called(r *handlers.Request, all []duty.Standing, text string) []duty.Standing {
	var mine, others []duty.Standing
	for _, s := range all {
		named := strings.Contains(text, handlers.Matter(s, r.Now)) && !longer(all, s, text)
		switch {
		case !named:
		case own(r, s):
			mine = append(mine, s)
		case r.Wide() && s.Open():
			others = append(others, s)
		}
	}
	if len(mine) > 0 {
		return mine
	}
	return others
}

// longer reports whether a text names another period of the same duty, and this one only as a part of it.
func longer(all []duty.Standing, of duty.Standing, text string) bool {
	if of.Once {
		return false
	}
	return slices.ContainsFunc(all, func(s duty.Standing) bool {
		name := s.Period.Title() + s.Rule.Title
		earlier := s.Rule.ID == of.Rule.ID && s.Period.From.Before(of.Period.From)
		return earlier && strings.Contains(text, name) && !strings.Contains(strings.ReplaceAll(text, name, ""), of.Rule.Title)
	})
}

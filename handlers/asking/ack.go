package asking

import (
	"context"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/duty"
	"linzhangbot/models/reminder"
)

// ack records 收到. It stops nothing: only doing the thing does.
func ack(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	m, err := meant(ctx, r)
	if err != nil {
		return bot.Card{}, err
	}
	fresh := 0
	var said []duty.Standing
	for _, part := range receipts(r, m) {
		told, err := reminder.Told(r.Tx, models.Each(part.list, duty.Standing.Key), part.targets...)
		if err != nil {
			return bot.Card{}, err
		}
		var keys []string
		for _, s := range part.list {
			if told[s.Key()] {
				said, keys = append(said, s), append(keys, s.Key())
			}
		}
		n, _, err := reminder.Ack(r.Tx, keys, r.Actor.Person, r.Now, part.targets...)
		if err != nil {
			return bot.Card{}, err
		}
		fresh += n
	}
	if len(said) == 0 {
		return notAcked(r, m), nil
	}
	when := map[bool]string{true: "已记下：", false: "早先已记下："}[fresh > 0]
	who := models.Unique(models.Each(said, func(s duty.Standing) string {
		if own(r, s) {
			return s.Subject.Name
		}
		return r.Actor.Org.Name
	}))
	names := models.Unique(models.Each(said, func(s duty.Standing) string { return handlers.Matter(s, r.Now) }))
	return bot.Card{Code: "duty.acked", Tone: bot.ToneQuiet, Title: when + handlers.Joined(who) + "收到提醒。",
		Text: handlers.Joined(clip(names, 6))}, nil
}

// taken is a part of the matters whose receipt is taken alike.
type taken struct {
	list    []duty.Standing
	targets []reminder.Target // of what was said there; none: wherever it was said
}

// receipts are the sender's own matters, wherever they were said, and those of others that he, or his office, was told.
func receipts(r *handlers.Request, m matters) []taken {
	var mine, others []duty.Standing
	for _, s := range m.list {
		if own(r, s) {
			mine = append(mine, s)
		}
	}
	if others = m.others; len(mine) == 0 && len(m.list) > 0 {
		others = m.list
	}
	var targets []reminder.Target
	if r.Actor.IsOffice() {
		targets = append(targets, reminder.TargetOffice)
	}
	if r.Actor.Person != "" {
		targets = append(targets, reminder.TargetPerson(r.Actor.Person))
	}
	out := []taken{{list: mine}}
	if len(targets) > 0 {
		out = append(out, taken{list: others, targets: targets})
	}
	return out
}

// notAcked says why nothing was recorded.
func notAcked(r *handlers.Request, m matters) bot.Card {
	card := bot.Card{Code: "duty.acked", Tone: bot.ToneQuiet, Title: "没有等您确认收到的提醒。",
		Next: "要签收问题、文件，请点那条通知上的“签收”。"}
	if len(m.list) > 0 && !own(r, m.list[0]) {
		m.list, m.others = nil, m.list
	}
	if title, ok := whoseElse(r, m); ok {
		card.Title = title + "没有记收到。"
	}
	return card
}

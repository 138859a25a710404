package desk

import (
	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/ear/frame"
)

// onBehalf settles in whose name somebody writes who sits on seats of several organisations: in that of the one he
// names; where he names none he is asked, and nothing is guessed. The answer goes on with the first message.
func (m *message) onBehalf(c *handlers.Command) *bot.Card {
	a, args := &m.r.Actor, &m.r.Args
	if !c.ForOrg || len(a.Orgs) < 2 || args.Expect == frame.Refuse {
		return nil
	}
	args.Text = m.r.First.Text // the answer may be no more than a name
	unit := args.Slots.Str(handlers.SlotUnit)
	if o, his := a.Speaks(unit); his {
		a.Org = o
		return nil
	}
	if unit != "" && a.IsOffice() {
		return nil // the office may write for others
	}
	q := handlers.Question{Missing: handlers.SlotUnit, Text: "您在不止一个单位任职，这次以哪个单位的名义？"}
	for _, o := range a.Orgs {
		q.Choices = append(q.Choices, o.Name)
	}
	card := m.r.Ask(q)
	return &card
}

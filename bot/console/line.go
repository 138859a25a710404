package console

import (
	"fmt"
	"slices"

	"linzhangbot/bot"
)

// Bots are the names people @ to call the bot.
func (c *Console) Bots() []string { return slices.Clone(c.bots) }

// Line is the line with that number.
func (c *Console) Line(seq int) (Line, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if seq < 1 || seq > len(c.lines) {
		return Line{}, false
	}
	return c.lines[seq-1], true
}

// PressOn presses a button on the card of one line: older cards keep their own commands.
func (c *Console) PressOn(seq int, from, label string) (bot.Event, error) {
	l, ok := c.Line(seq)
	if !ok || l.Card == nil {
		return bot.Event{}, fmt.Errorf("no card on line %d", seq)
	}
	i := slices.IndexFunc(l.Card.Buttons, func(b bot.Button) bool { return b.Label == label && b.Command != "" })
	if i < 0 {
		return bot.Event{}, fmt.Errorf("no button %s on line %d", label, seq)
	}
	return c.press(Line{Chat: l.Chat, From: from, Text: label, ReplyTo: l.ID}, l.Card.Buttons[i]), nil
}

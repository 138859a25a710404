package desk

import (
	"slices"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/inbox"
)

// following is how long pictures without a word belong to what their sender has just ordered in that chat.
const following = 10 * time.Minute

// pictures hands pictures without a word to the regulation of the order before them. done is false where there was
// none, or where it takes no pictures. In a group a row of pictures is acknowledged once.
func (m *message) pictures() (card *bot.Card, done bool, err error) {
	e := m.r.Event
	if len(e.Media) == 0 || m.strip(e.Text) != "" || !m.r.Actor.Bound || e.Kind != bot.KindText {
		return nil, false, nil
	}
	rows, err := inbox.Lately(m.r.Tx, e.Platform, e.Chat.ID, e.From, m.b.now.Add(-following))
	if err != nil {
		return nil, false, err
	}
	for _, row := range rows {
		c, ok := m.desk.Deployment.Command(row.Intent)
		if !ok || c.Reads || row.Reply == "" {
			continue
		}
		module, ok := m.moduleOf(c.Name)
		last, err := storedReply(row)
		if err != nil || !ok || module.Enclose == nil {
			return nil, false, err
		}
		return m.follow(module, row, *last)
	}
	return nil, false, nil
}

// overhear takes nothing of what nobody addressed to the bot but pictures that follow the sender's own order.
func (m *message) overhear() (*bot.Card, error) {
	if _, secret := m.secret(); secret || len(m.r.Event.Media) == 0 {
		return nil, nil
	}
	card, _, err := m.pictures()
	return card, err
}

// follow lets a regulation take the pictures behind its order.
func (m *message) follow(
	module handlers.Module, row inbox.Row, last bot.Card,
) (card *bot.Card, done bool, err error) {
	card, err = m.act(func() (c bot.Card, err error) {
		c, done, err = module.Enclose(m.ctx, m.r, last)
		return c, err
	})
	if err != nil || !done {
		return nil, false, err
	}
	overheard := !addressed(m.r.Event)
	if overheard && card.Tone == bot.ToneLate {
		return nil, true, nil // nobody asked: a refusal would only disturb the group
	}
	m.acted, m.meaning.Intent = true, row.Intent
	if overheard && string(card.Code) == row.Code {
		card = nil
	}
	return card, true, nil
}

// moduleOf is the regulation that serves a command.
func (m *message) moduleOf(command string) (handlers.Module, bool) {
	for _, one := range m.desk.Deployment.Modules {
		if slices.ContainsFunc(one.Commands, func(c handlers.Command) bool { return c.Name == command }) {
			return one, true
		}
	}
	return handlers.Module{}, false
}

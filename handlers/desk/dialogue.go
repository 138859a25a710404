package desk

import (
	"encoding/json"
	"fmt"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/language"
	"linzhangbot/models/inbox"
)

// waiting is the question that waits for this person in this chat.
func (m *message) waiting() (inbox.Dialogue, bool) {
	e := m.r.Event
	q, ok := m.b.waiting[dialogueKey{e.Platform, e.Chat.ID, e.From}]
	return q, ok
}

// waitingQuestion is a question with what it remembers, read.
type waitingQuestion struct {
	inbox.Dialogue
	slots handlers.Slots
	first handlers.Message
}

// remembered reads what a question remembers. In rows from before first messages were kept the first one is this one.
func (m *message) remembered(q inbox.Dialogue) (waitingQuestion, error) {
	w := waitingQuestion{q, handlers.Slots{}, m.r.First}
	if err := json.Unmarshal([]byte(q.Slots), &w.slots); err != nil {
		return w, fmt.Errorf("read dialogue: %w", err)
	}
	if err := json.Unmarshal([]byte(q.First), &w.first); q.First != "" && err != nil {
		return w, fmt.Errorf("read first message: %w", err)
	}
	return w, nil
}

// resume goes on with a question that waits for this person, if the message answers it.
func (m *message) resume() (card *bot.Card, done bool, err error) {
	e := m.r.Event
	q, ok := m.waiting()
	if !ok {
		return nil, false, nil
	}
	heard := m.understand(e.Text)
	m.meaning = heard
	w, err := m.remembered(q)
	switch {
	case err != nil:
		return nil, false, err
	case m.mark != "" && q.Mark != m.mark:
		return outOfDate(), true, nil
	case q.Intent == choosing:
		return m.chosen(w, heard)
	}
	args := handlers.Args{Intent: q.Intent, Slots: w.slots, Expect: language.OK, Text: strings.TrimSpace(e.Text)}
	switch {
	case heard.Intent == "cancel":
		return &bot.Card{Code: "ask.cancelled", Tone: bot.ToneQuiet, Title: "好的，没有办理。"}, true, m.forget()
	case q.Missing == "" && heard.Intent == "confirm":
		args.Confirmed = true
	case q.Missing != "" && m.fills(q, heard, args):
	case q.Missing != "" && m.noAnswer(q, heard, args):
		return askOnce(q), true, nil
	default:
		if heard.Intent != language.Unknown {
			return nil, false, m.forget() // another command: the old question is void
		}
		return nil, false, nil
	}
	if err := m.forget(); err != nil {
		return nil, true, err
	}
	m.r.First = w.first
	card, err = m.command(q.Intent, args)
	return card, true, err
}

func (m *message) forget() error {
	e := m.r.Event
	delete(m.b.waiting, dialogueKey{e.Platform, e.Chat.ID, e.From})
	m.acted = true
	return inbox.Forget(m.r.Tx, e.Platform, e.Chat.ID, e.From)
}

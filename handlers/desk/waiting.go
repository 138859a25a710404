package desk

import (
	"encoding/json"
	"fmt"

	"linzhangbot/handlers"
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

// forget ends the question that waits.
func (m *message) forget() error {
	e := m.r.Event
	delete(m.b.waiting, dialogueKey{e.Platform, e.Chat.ID, e.From})
	m.acted = true
	return inbox.Forget(m.r.Tx, e.Platform, e.Chat.ID, e.From)
}

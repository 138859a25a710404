package desk

import (
	"encoding/json"
	"fmt"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/inbox"
)

// waiting is the question that waits for this person in this chat.
func (m *message) waiting() (inbox.Dialogue, bool) {
	q, ok := m.b.waiting[m.dialogue()]
	return q, ok
}

func (m *message) dialogue() dialogueKey {
	e := m.r.Event
	return dialogueKey{e.Platform, e.Chat.ID, e.From}
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

// forget ends the question that waits. One that was open before it is open again.
func (m *message) forget() error {
	e := m.r.Event
	q := m.b.waiting[m.dialogue()]
	delete(m.b.waiting, m.dialogue())
	m.acted = true
	if err := inbox.Forget(m.r.Tx, e.Platform, e.Chat.ID, e.From); err != nil {
		return err
	}
	before, err := parked(q, m.b.now)
	if before != nil {
		m.kept = before
	}
	return err
}

// parked is the question that was open before, while it may still be answered; nil for none.
func parked(q inbox.Dialogue, now time.Time) (*inbox.Dialogue, error) {
	if q.Parked == "" {
		return nil, nil
	}
	var before inbox.Dialogue
	if err := json.Unmarshal([]byte(q.Parked), &before); err != nil {
		return nil, fmt.Errorf("read parked dialogue: %w", err)
	}
	if !before.Expires.After(now) {
		return nil, nil
	}
	return &before, nil
}

// deepest is how many questions may be open behind one another.
const deepest = 3

// keep remembers a question with the card that asks it, in front of the one that stays open.
func (m *message) keep(card *bot.Card, q inbox.Dialogue) error {
	shown := *card
	shown.Picture, shown.File = nil, nil
	text, err := json.Marshal(shown)
	if err != nil {
		return fmt.Errorf("write question: %w", err)
	}
	q.Card, q.Expires = string(text), m.b.now.Add(patience)
	if m.kept != nil && depth(*m.kept) < deepest {
		if text, err = json.Marshal(m.kept); err != nil {
			return fmt.Errorf("park dialogue: %w", err)
		}
		q.Parked = string(text)
	}
	m.asked, m.acted = true, true
	return m.put(q)
}

// put writes the question that waits now.
func (m *message) put(q inbox.Dialogue) error {
	q.District = m.r.Tx.District()
	m.b.waiting[m.dialogue()] = q
	return inbox.Keep(m.r.Tx, q)
}

func depth(q inbox.Dialogue) int {
	n := 1
	for q.Parked != "" && n < deepest {
		var before inbox.Dialogue
		if json.Unmarshal([]byte(q.Parked), &before) != nil {
			break
		}
		q, n = before, n+1
	}
	return n
}

package desk

import (
	"encoding/json"
	"fmt"
	"slices"

	"linzhangbot/bot"
	"linzhangbot/handlers"
)

// goingOn are the words by which a question is shown again.
var goingOn = map[string]bool{goOnLabel: true, "继续": true, "继续办": true, "接着来": true, "要接着办": true, "接着选": true,
	"接着办吧": true}

const goOnLabel = "接着办"

// again shows the question once more.
func (m *message) again(w waitingQuestion) (*bot.Card, error) {
	var card bot.Card
	if w.Card == "" {
		return m.unanswered(w), nil
	}
	if err := json.Unmarshal([]byte(w.Card), &card); err != nil {
		return nil, fmt.Errorf("read the card of a question: %w", err)
	}
	w.Expires, m.asked, m.acted = m.b.now.Add(patience), true, true
	return &card, m.put(w.Dialogue)
}

// goOn adds to an answer that an older question is still open.
func (m *message) goOn(card *bot.Card) (*bot.Card, error) {
	if m.kept == nil || m.asked {
		return card, nil
	}
	q := *m.kept
	if _, open := m.waiting(); !open {
		q.Expires = m.b.now.Add(patience)
		if err := m.put(q); err != nil {
			return card, err
		}
	}
	if card == nil {
		return nil, nil
	}
	line := "刚才的" + m.lacks(q) + "，要接着办吗？"
	if card.Next == "" {
		card.Next = line
	} else {
		card.Text = handlers.Lines(card.Text, line)
	}
	if len(card.Buttons) < mostButtons {
		goOn := bot.Button{Label: goOnLabel, Command: goOnLabel + bot.MarkSign + q.Mark}
		card.Buttons = append(slices.Clone(card.Buttons), goOn)
	}
	return card, nil
}

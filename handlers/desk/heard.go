package desk

import (
	"strings"
	"unicode/utf8"

	"linzhangbot/bot"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models/inbox"
)

// keepHeard keeps what was not understood, or what a choice was offered for, to teach the ear: with the message's own
// transaction, and only where the district keeps such sentences at all. A secret text has been refused before.
func (m *message) keepHeard(offered []frame.Candidate) error {
	e := m.r.Event
	said := m.strip(e.Text)
	if m.keepsNothing() || e.Kind != bot.KindText || said == "" || utf8.RuneCountInString(said) > frame.Longest {
		return nil
	}
	var intents []string
	for _, c := range offered {
		intents = append(intents, c.Intent)
	}
	return inbox.KeepHeard(m.r.Tx, inbox.Heard{Platform: e.Platform, Message: e.ID, Role: m.scene().Role, Text: said,
		Offered: strings.Join(intents, ","), At: m.r.Now})
}

// keepChosen keeps what a choice ended with: an intent and whether it then asked, or inbox.Nothing.
func (m *message) keepChosen(w waitingQuestion, intent string, expect frame.Expect) error {
	return inbox.Choose(m.r.Tx, inbox.Key{Platform: w.Platform, Message: w.first.ID}, intent, string(expect))
}

// unhear drops the sentence of a message that was taken back.
func (m *message) unhear() error {
	return inbox.Unhear(m.r.Tx, inbox.Key{Platform: m.r.Event.Platform, Message: m.r.Event.Target})
}

// keepsNothing reports whether the district keeps no sentences.
func (m *message) keepsNothing() bool { return m.r.Profile.Retention.KeepsHeard() == 0 }

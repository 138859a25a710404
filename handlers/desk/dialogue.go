package desk

import (
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/language"
)

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
	if q.Intent == acting {
		card, err = m.actAll(actsOf(w.slots))
		return card, true, err
	}
	card, err = m.command(q.Intent, args)
	return card, true, err
}

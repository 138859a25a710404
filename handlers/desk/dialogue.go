package desk

import (
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/handlers/ear/talk"
)

// resume hears a message while a question waits for this person, in this order: it calls off; it is a command of its
// own, and the question stays open; it answers in the shape that the question waits for; it is talk, which fills,
// cancels and announces nothing. done is false where it is to be obeyed as if nothing was asked.
func (m *message) resume() (card *bot.Card, done bool, err error) {
	q, ok := m.waiting()
	if !ok {
		return nil, false, nil
	}
	heard := m.understand(m.r.Event.Text)
	m.meaning = heard
	w, err := m.remembered(q)
	switch {
	case err != nil:
		return nil, false, err
	case m.mark != "" && q.Mark != m.mark:
		return outOfDate(), true, nil
	case goingOn[m.strip(m.r.Event.Text)]:
		card, err = m.again(w)
		return card, true, err
	case q.Intent == choosing:
		return m.chosen(w, heard)
	}
	return m.reply(w, heard)
}

// onlyAgrees reports whether a message is a bare yes to something that waits: 阅，同意。 is no name, place or reason.
func (m *message) onlyAgrees() bool {
	word, ok := bareOf(m.strip(m.r.Event.Text))
	return ok && word == handlers.BareAgree
}

// reply takes a message for what it is to a question of a command.
func (m *message) reply(w waitingQuestion, heard frame.Meaning) (card *bot.Card, done bool, err error) {
	args := handlers.Args{Intent: w.Intent, Slots: w.slots, Expect: frame.OK, Text: strings.TrimSpace(m.r.Event.Text)}
	agreed, said := talk.YesNo(m.strip(args.Text))
	picked, byChoice := m.picked(w)
	guess, yes := w.slots.Str(slotGuess), w.slots.Str(handlers.SlotYes)
	delete(args.Slots, slotGuess)
	later, answer, aside := m.aside(w)
	switch {
	case aside:
		args.Slots[later] = answer
	case yes != "" && agreed:
		args.Slots[w.Missing] = yes
	case guess != "" && agreed:
		args.Slots[w.Missing] = guess
	case byChoice:
		args.Slots[w.Missing] = picked
	case guess != "" && said && !callsOff.MatchString(args.Text):
		return m.unanswered(w), true, m.suggest(w, "")
	case said && !agreed:
		return &bot.Card{Code: "ask.cancelled", Tone: bot.ToneQuiet, Title: "好的，没有办理。"}, true, m.forget()
	case w.Missing == "" && said && !m.anotherDeed(w, heard):
		args.Confirmed = true
	case m.anew(w, heard):
		return nil, false, m.forget() // said whole once more: the old question is void
	case m.ordered(w, heard), m.quotesAnother(w, heard):
		m.kept = &w.Dialogue
		return nil, false, nil
	case w.Missing == "" || m.onlyAgrees() || !m.fills(w, args.Slots, heard):
		return m.guessed(w)
	case !byChoice && w.Missing != "" && m.twofold(w, heard):
		return m.either(w, args.Slots, heard)
	}
	if err := m.forget(); err != nil {
		return nil, true, err
	}
	m.r.First = w.first
	if w.Intent == acting {
		card, err = m.actAll(actsOf(w.slots))
		return card, true, err
	}
	card, err = m.command(w.Intent, args)
	return card, true, err
}

// courtesies are intents that order nothing by themselves: the 确认 of a hurried person is no name and no title.
var courtesies = map[string]bool{frame.Unknown: true, "confirm": true, "cancel": true, receipt: true}

// ordered reports whether a message is a command of its own, by its own words: what only sounds like one may be the
// answer. Where free words are asked for, the word of a deed is no evidence: “已当面督促” is a reason.
func (m *message) ordered(w waitingQuestion, heard frame.Meaning) bool {
	if courtesies[heard.Intent] || heard.Intent == w.Intent {
		return false
	}
	text, own := m.r.Event.Text, m.desk.ear(m.r.Profile)
	switch {
	case m.r.Event.Kind == bot.KindPress:
		return true
	case w.Missing != "" && own.Purely(w.Missing, text, m.r.Now):
		return false
	case heard.Strong && heard.Expect != frame.Choose:
		return true
	}
	typed := w.Missing != "" && m.typed(w.Missing)
	level, phrase := own.Said(heard.Intent, text, m.scene())
	if _, fits := m.slot(w, text); typed && fits && (heard.Expect == frame.Choose || !phrase) {
		return false
	}
	byDeed := typed || w.Missing == ""
	return level == frame.Openly || level == frame.Wholly && (phrase || byDeed)
}

// anew reports whether a message is the same command once more: whole, or with its command word before it.
func (m *message) anew(w waitingQuestion, heard frame.Meaning) bool {
	if heard.Intent != w.Intent || courtesies[heard.Intent] {
		return false
	}
	level, _ := m.desk.ear(m.r.Profile).Said(heard.Intent, m.r.Event.Text, m.scene())
	if heard.Strong || level == frame.Openly {
		return true
	}
	whole := heard.Expect == frame.OK || heard.Expect == frame.Choose && m.read(heard.Intent, nil).Expect == frame.OK
	return level == frame.Wholly && whole
}

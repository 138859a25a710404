package desk

import (
	"context"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/inbox"
	"linzhangbot/models/roster"
)

// lateness is how long a platform may take to repeat a message: so long its own time counts as the moment it was
// said (Feishu repeats up to 7.1 hours later).
const lateness = 8 * time.Hour

// message is one event being handled.
type message struct {
	desk    *Desk
	job     *job
	ctx     context.Context
	r       *handlers.Request
	b       *lookups
	meaning frame.Meaning
	mark    string             // of the question whose button was pressed; empty for words
	ask     *handlers.Question // what the command asks back
	kept    *inbox.Dialogue    // a question that stays open behind what is done now
	asked   bool               // a question was asked, so that nothing is said of the kept one
	acted   bool               // something was done that must be kept even without a reply
}

// handle is one message inside the batch: dedupe → parse → identify → authorise → act → reply.
func (d *Desk) handle(tx *db.Tx, j *job, b *lookups) error {
	k := key(j.event)
	if row, ok := b.seen[k]; ok {
		card, err := storedReply(row)
		d.repeat(j, card)
		return err
	}
	if first := b.handled[k]; first != nil {
		d.repeat(j, first.out.Card)
		return nil
	}
	b.handled[k] = j
	m := d.message(tx.For(j.event.District), j, b)
	card, err := m.answer()
	if err != nil {
		return err
	}
	if card == nil && !m.acted {
		return nil // left alone: nothing to keep
	}
	if card != nil && j.event.Chat.Kind == bot.Group && j.event.From != "" {
		card.Mention = once(append([]string{j.event.From}, card.Mention...))
	}
	if card != nil {
		handlers.InWords(m.r.Profile, card)
	}
	j.out.Card = card
	return d.keepReply(m.r.Tx, j, card, m.meaning.Intent, b)
}

// once drops whoever is mentioned again: who holds two posts is called once.
func once(accounts []string) []string {
	var out []string
	for _, a := range accounts {
		if !slices.Contains(out, a) {
			out = append(out, a)
		}
	}
	return out
}

func (d *Desk) message(tx *db.Tx, j *job, b *lookups) *message {
	e := j.event
	m := &message{desk: d, ctx: j.ctx, b: b, job: j}
	if e.Kind == bot.KindPress {
		e.Text, m.mark = unsign(e.Text)
	}
	if b.replies[key(e)] {
		e.ToBot = true
	}
	p := b.profiles[e.District]
	actor, known := b.actors[roster.AccountKey{Platform: e.Platform, Account: e.From}]
	if !known {
		actor = models.Actor{Account: e.From}
	}
	m.r = &handlers.Request{Tx: tx, Now: moment(e, b.now).In(p.Location()), Actor: actor, Event: e, Profile: p,
		Days: d.Deployment.Days, Deployment: d.Deployment, Understand: m.understand}
	m.r.First = handlers.Message{Text: strings.TrimSpace(e.Text), At: m.r.Now, ID: e.ID, Media: withoutKeys(e.Media), Person: actor.Person}
	return m
}

// withoutKeys leaves the files' own keys out of what is remembered.
func withoutKeys(media []bot.Media) []bot.Media {
	out := slices.Clone(media)
	for i := range out {
		out[i].Key = ""
	}
	return out
}

// moment is when the message was said: the platform's own time if it is believable, so that a repeat hours later
// still counts for the day it was sent on.
func moment(e bot.Event, now time.Time) time.Time {
	if e.At.IsZero() || e.At.After(now) || now.Sub(e.At) > lateness {
		return now
	}
	return e.At.Truncate(time.Millisecond)
}

func (m *message) answer() (*bot.Card, error) {
	switch m.r.Event.Kind {
	case bot.KindRecall:
		return m.recall()
	case bot.KindEnter:
		return m.welcome()
	case bot.KindText, bot.KindPress:
		return m.hear()
	}
	return nil, nil
}

func (m *message) recall() (*bot.Card, error) {
	if err := m.unhear(); err != nil {
		return nil, err
	}
	for _, module := range m.desk.Deployment.Modules {
		if module.Recall == nil {
			continue
		}
		var handled bool
		card, err := m.act(func() (bot.Card, error) {
			c, ok, err := module.Recall(m.ctx, m.r)
			handled = ok
			return c, err
		})
		if err != nil || handled {
			m.acted = true
			if card != nil && card.Code == "" {
				card = nil
			}
			return card, err
		}
	}
	return nil, nil
}

func (m *message) welcome() (*bot.Card, error) {
	if m.r.Event.Chat.Kind != bot.Private {
		return nil, nil
	}
	return m.command("help", handlers.Args{Intent: "help", Expect: frame.OK, Slots: handlers.Slots{}})
}

// hear understands a text and does what it says. What nobody addressed to the bot is people talking: it is neither
// answered nor kept, not even where it is secret or urgent. Pictures that follow an order belong to it.
func (m *message) hear() (*bot.Card, error) {
	e := m.r.Event
	if !addressed(e) {
		return m.overhear()
	}
	if mark, found := m.secret(); found && !m.namesMark() {
		return m.refuseSecret(mark)
	}
	card, done, err := m.resume()
	if !done && err == nil {
		card, err = m.obey()
	}
	if err != nil {
		return nil, err
	}
	return m.goOn(card)
}

// obey does what a message says that answers no question.
func (m *message) obey() (*bot.Card, error) {
	if m.mark != "" {
		return outOfDate(), nil
	}
	if card, done, err := m.pictures(); done || err != nil {
		return card, err
	}
	e := m.r.Event
	heard := m.understand(e.Text)
	m.meaning = heard
	if goingOn[m.strip(e.Text)] {
		return notOpen("confirm"), nil
	}
	if card, done, err := m.bare(heard); done || err != nil {
		return card, err
	}
	if len(heard.Acts) > 1 {
		return m.several(heard)
	}
	if card := m.courtesy(); card != nil && heard.Expect == frame.Choose {
		return card, nil // 嗯嗯 is no matter to choose from
	}
	if heard.Expect == frame.Choose {
		if m.plainTap(heard) {
			return m.command(heard.Intent, m.read(heard.Intent, nil))
		}
		return m.choose(heard)
	}
	if heard.Intent == frame.Unknown || m.noAnswer(heard) {
		return m.notUnderstood(heard)
	}
	return m.command(heard.Intent, argsOf(heard, e.Text))
}

// plainTap reports whether a tapped button begins with the word of what it most likely means: its text is ours, and
// does what it says without a choice.
func (m *message) plainTap(heard frame.Meaning) bool {
	if m.r.Event.Kind != bot.KindPress {
		return false
	}
	level, phrase := m.desk.ear(m.r.Profile).Said(heard.Intent, m.r.Event.Text, m.scene())
	_, served := m.desk.Deployment.Command(heard.Intent)
	return served && phrase && level == frame.Openly
}

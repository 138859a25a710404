package meeting

import (
	"context"
	"errors"
	"slices"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/meeting"
	"linzhangbot/models/roster"
)

// request is what commands and the clock share: one transaction, one now, and a way to say notices. What it has looked
// up once it need not look up again.
type request struct {
	*handlers.Request
	people   []roster.Holder // everybody who holds a post now; see holders
	groups   map[string]bool // organisations with a group of their own; see lookUpChannels
	accounts map[string]bool // people with an account
}

// question is a question back: it ends a command as a refusal does, and its card is the answer.
type question struct{ card bot.Card }

// Error says what it is, should it ever be taken for a fault.
func (question) Error() string { return "a question back" }

// run makes a command of what answers a request.
func run(answer func(r *request) (bot.Card, error)) func(context.Context, *handlers.Request) (bot.Card, error) {
	return func(_ context.Context, r *handlers.Request) (bot.Card, error) {
		card, err := answer(&request{Request: r})
		var q question
		if errors.As(err, &q) {
			return q.card, nil
		}
		return card, err
	}
}

// sweep makes a reminder of steps, one after the other; what they say leaves with the sweep.
func sweep(steps ...func(r *request) error) func(context.Context, *handlers.Sweep) error {
	return func(_ context.Context, s *handlers.Sweep) error {
		r := &request{Request: s.As(models.Actor{})}
		for _, step := range steps {
			if err := step(r); err != nil {
				return err
			}
		}
		for _, n := range r.Take().Notices {
			s.Say(n)
		}
		return nil
	}
}

// ask asks back for one slot.
func (r *request) ask(slot, text string, choices ...string) error {
	return question{r.Ask(handlers.Question{Missing: slot, Text: text, Choices: choices})}
}

// keep remembers a slot over a question.
func (r *request) keep(slot string, value any) {
	if r.Args.Slots == nil {
		r.Args.Slots = handlers.Slots{}
	}
	r.Args.Slots[slot] = value
}

func (r *request) article(m meeting.Meeting) models.Article { return m.TypeIn(r.Profile).Article }

// card is a card about a meeting, with the article of its type.
func (r *request) card(m meeting.Meeting, code string, tone bot.Tone, title string) bot.Card {
	return bot.Card{Code: code, Tone: tone, Title: title, Article: string(r.article(m)),
		Refs: map[string]string{"meeting": m.Number}}
}

// refuse refuses something about a meeting.
func (r *request) refuse(m meeting.Meeting, code, message, next string) error {
	return models.Refuse(code, message, next, r.article(m))
}

// save writes a meeting that the sender changed.
func (r *request) save(m *meeting.Meeting) error {
	return changed(meeting.Save(r.Tx, m, r.Now), m.Number)
}

// audit keeps what became of a meeting.
func (r *request) audit(m meeting.Meeting, verb string, before, after any, note string) error {
	return r.Audit("meeting", m.ID, m.Number, verb, before, after, note)
}

// changed words a write that lost against another one.
func changed(err error, number string) error {
	if errors.Is(err, db.ErrChanged) {
		return models.Refuse(models.BadInput, number+"刚刚被别人改动，这一步没有办。", "请看最新情况再办一次。", "")
	}
	return err
}

// holders are all posts held now.
func (r *request) holders() ([]roster.Holder, error) {
	var err error
	if r.people == nil {
		r.people, err = roster.Holders(r.Tx, roster.Query{}, r.Now)
	}
	return r.people, err
}

// heldBy are the posts that one person holds now.
func (r *request) heldBy(person string) ([]roster.Holder, error) {
	all, err := r.holders()
	return slices.DeleteFunc(slices.Clone(all), func(h roster.Holder) bool { return h.Person != person || person == "" }), err
}

func isOffice(h roster.Holder) bool { return h.Kind == models.KindOffice }

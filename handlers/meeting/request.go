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
	"linzhangbot/models/outbox"
	"linzhangbot/models/roster"
)

// request is what commands and the clock share: one transaction, one now, and a way to say notices. What it has looked
// up once it need not look up again.
type request struct {
	*handlers.Request
	people   []roster.Holder // everybody who holds a post now
	groups   map[string]bool // organisations with a group of their own; see lookUpChannels
	accounts map[string]bool // people with an account

	mainGroup bool // the district has one
}

// newRequest looks up who holds which post: nearly everything that is done to meetings asks it.
func newRequest(r *handlers.Request) (*request, error) {
	people, err := roster.Holders(r.Tx, roster.Query{}, r.Now)
	return &request{Request: r, people: people}, err
}

// question is a question back: it ends a command as a refusal does, and its card is the answer.
type question struct{ card bot.Card }

// Error says what it is, should it ever be taken for a fault.
func (question) Error() string { return "a question back" }

// answering is what answers a request.
type answering func(r *request) (bot.Card, error)

// run makes a command of it.
func run(answer answering) func(context.Context, *handlers.Request) (bot.Card, error) {
	return func(_ context.Context, r *handlers.Request) (bot.Card, error) {
		asked, err := newRequest(r)
		if err != nil {
			return bot.Card{}, err
		}
		card, err := answer(asked)
		var q question
		if errors.As(err, &q) {
			return q.card, nil
		}
		return card, err
	}
}

// sweep makes a reminder of steps, one after the other. As at the desk, what they settle is taken back before what they
// say is queued.
func sweep(steps ...func(r *request) error) func(context.Context, *handlers.Sweep) error {
	return func(_ context.Context, s *handlers.Sweep) error {
		r, err := newRequest(s.As(models.Actor{}))
		if err != nil {
			return err
		}
		for _, step := range steps {
			if err := step(r); err != nil {
				return err
			}
		}
		left := r.Take()
		for _, subject := range left.Settled {
			if _, err := outbox.Cancel(r.Tx, subject); err != nil {
				return err
			}
		}
		for _, n := range left.Notices {
			s.Say(n)
		}
		return nil
	}
}

// ask asks back for one slot.
func (r *request) ask(slot, text string, choices ...string) error {
	return r.askAbout(slot, text, "", choices...)
}

// askAbout asks back for one slot and shows what the question is about.
func (r *request) askAbout(slot, text, about string, choices ...string) error {
	card := r.Ask(handlers.Question{Missing: slot, Text: text, Choices: choices})
	card.Text = about
	return question{card}
}

func (r *request) article(m meeting.Meeting) models.Article { return m.TypeIn(r.Profile).Article }

// card is a card about a meeting, with the article of its type.
func (r *request) card(m meeting.Meeting, code bot.Code, tone bot.Tone, title string) bot.Card {
	return bot.Card{Code: code, Tone: tone, Title: title, Article: string(r.article(m)), Refs: refs(m)}
}

func refs(m meeting.Meeting) map[string]string { return map[string]string{"meeting": m.Number} }

// refuse refuses something about a meeting.
func (r *request) refuse(m meeting.Meeting, code, message, next string) error {
	return models.Refuse(code, message, next, r.article(m))
}

// save writes a meeting.
func (r *request) save(m *meeting.Meeting) error {
	return changed(meeting.Save(r.Tx, m, r.Now), m.Number)
}

// amend writes a meeting that the sender changed, with its history.
func (r *request) amend(m *meeting.Meeting, verb string, before any) error {
	if err := r.save(m); err != nil {
		return err
	}
	return r.audit(*m, verb, before, summary(*m), m.Reason)
}

// summary is what the history keeps of a meeting at each change.
func summary(m meeting.Meeting) map[string]any {
	return map[string]any{"type": m.Type, "start": m.Start, "place": m.Place, "agenda": m.Agenda, "state": m.State,
		"version": m.Version, "chair": m.ChairPerson}
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

// holders are the posts that somebody holds now and that fit.
func (r *request) holders(fits func(h roster.Holder) bool) []roster.Holder {
	return slices.DeleteFunc(slices.Clone(r.people), func(h roster.Holder) bool { return !fits(h) })
}

// heldBy are the posts that one person holds now.
func (r *request) heldBy(person string) []roster.Holder {
	return r.holders(func(h roster.Holder) bool { return h.Person == person && person != "" })
}

func isOffice(h roster.Holder) bool { return h.Kind == models.KindOffice }

package supervision

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
	"linzhangbot/models/supervision"
)

// act is what a request does to one issue, with the line of the table that allows it.
type act struct {
	*handlers.Request
	x    supervision.Issue
	line supervision.Transition
}

// runFunc is what a command does, actFunc what one does to an issue.
type (
	runFunc = func(context.Context, *handlers.Request) (bot.Card, error)
	actFunc = func(*act) (bot.Card, error)
)

// on makes a command out of what is done to one issue: it finds the issue or asks which one, and refuses whoever may
// not.
func on(do supervision.Verb, what actFunc) runFunc {
	return func(_ context.Context, r *handlers.Request) (bot.Card, error) {
		x, question, ok, err := need(r, do)
		if err != nil || !ok {
			return question, err
		}
		return begin(r, x, do, what)
	}
}

// begin does something to an issue, if the table allows it to the sender.
func begin(r *handlers.Request, x supervision.Issue, do supervision.Verb, what actFunc) (bot.Card, error) {
	line, refusal := supervision.May(x, do, by(r, x), r.Profile)
	if refusal != nil {
		if t, ok := supervision.Transitions.Find(x.State, do); ok && refusal.Code == models.NotAllowed {
			refusal.Article = t.Article(r.Profile) // who may do a thing stands in the article of that thing
		}
		return bot.Card{}, withWho(r, x, refusal)
	}
	return what(&act{r, x, line})
}

// by is the sender as the state table knows him: whose issue it is decides for whom he speaks.
func by(r *handlers.Request, x supervision.Issue) supervision.By {
	return supervision.By{Person: r.Actor.Person, Org: r.Actor.SeatFor(x.Org).Code, Office: r.Actor.IsOffice()}
}

// seatOf is for which of his organisations the sender does something to an issue, as its history keeps it: for the
// responsible one what is its to do, for the office what is the office's.
func seatOf(r *handlers.Request, x supervision.Issue, do supervision.Verb) string {
	office := r.Actor.Holding(models.RoleOffice, models.RoleDirector)
	if len(office) > 0 && supervision.ByOffice(do) {
		return office[0].Code
	}
	return r.Actor.SeatFor(x.Org).Code
}

// org is the responsible organisation's name.
func (a *act) org() string { return a.Profile.OrgName(a.x.Org) }

// reason is why it is done; empty when that was not said.
func (a *act) reason() string { return handlers.Cut(a.Args.Slots.Str("reason"), 300) }

// ask asks for what is missing about the issue.
func (a *act) ask(missing, text string, choices ...string) (bot.Card, error) {
	return a.Ask(handlers.Question{Missing: missing, Text: text, Choices: choices,
		Slots: handlers.Slots{"issue": a.x.Number}}), nil
}

// closed refuses to give the issue to an organisation that is closed, and offers its successor.
func (a *act) closed(o profile.Org, what string) (bot.Card, error) {
	a.Args.Slots["issue"] = a.x.Number
	return closedOrgs(a.Request, []string{o.Code}, a.Now, what, a.line.Article(a.Profile))
}

// refuse refuses, and tells who did what to the issue last.
func (a *act) refuse(message, next string, article models.Article) error {
	return withWho(a.Request, a.x, models.Refuse(models.BadInput, message, next, article))
}

// card is the answer about the issue, by the article of the table's line.
func (a *act) card(code bot.Code, tone bot.Tone, title, next string, more ...string) bot.Card {
	if len(a.Actor.Orgs) > 1 && a.Actor.Owns(a.x.Org) && !strings.Contains(title+next, a.org()) {
		more = append([]string{"责任单位：" + a.org()}, more...)
	}
	c := card(a.Request, a.x, code, tone, title, next, more...)
	c.Article = string(a.line.Article(a.Profile))
	return c
}

// told is an answer that the responsible organisation was told as well.
func (a *act) told(c bot.Card) bot.Card {
	tell(a.Request, a.x, a.x.Org, c)
	return c
}

// store writes what the line leads to, with a change of the issue, lets go what is settled by it, and answers.
func (a *act) store(note string, change func(*supervision.Issue), answer func() bot.Card) (bot.Card, error) {
	was := a.x
	a.x.State = a.line.To
	change(&a.x)
	if err := keep(a.Request, was, &a.x, a.line.Do, note); err != nil {
		return bot.Card{}, err
	}
	return answer(), nil
}

// due is a line of the answer: until when it must be rectified.
func (a *act) due() string { return "时限：" + due(a.Request, a.x) }

// keep writes a changed issue, and lets go what was to be said of it as it was.
func keep(r *handlers.Request, was supervision.Issue, is *supervision.Issue, do supervision.Verb, note string) error {
	if err := write(r, was, is, do, note); err != nil {
		return err
	}
	r.Settled(settledBy(r, was, *is)...)
	return nil
}

// settledBy are the keys of what is settled when an issue changes: the deadline where it is not owed any more by the
// same organisation until the same day or where another day is asked for, the office's turn where the issue left the
// state or was reported anew, a
// measure where it was taken, declined or is not due any more. Words of progress, a receipt and an assisting unit
// settle nothing.
func settledBy(r *handlers.Request, was, is supervision.Issue) []string {
	var keys []string
	owed := func(x supervision.Issue) bool { return x.IsDue() && !x.Muted() && x.State != supervision.Asking }
	if old := deadline(r.Profile, was).Key(); !owed(is) || !owed(was) || old != deadline(r.Profile, is).Key() {
		keys = append(keys, old)
	}
	if was.State != is.State || was.Proof != is.Proof || was.Wish != is.Wish {
		keys = append(keys, checking(was))
	}
	if was.Rung != is.Rung || was.Declined != is.Declined || !is.IsDue() || !was.Due.Equal(is.Due) {
		keys = append(keys, proposal(was))
	}
	if was.Org != is.Org || !is.IsOpen() {
		keys = append(keys, handingOver(was))
	}
	return keys
}

// write writes a changed issue, and refuses when somebody was faster.
func write(r *handlers.Request, was supervision.Issue, is *supervision.Issue, do supervision.Verb, note string) error {
	err := supervision.Record(r.Tx, &was, is, step(r, *is, do, note))
	if errors.Is(err, db.ErrChanged) {
		return withWho(r, was, refuse(r, models.BadInput, was.Number+"刚刚有人办理过了，您的操作没有生效。", "发“"+was.Number+"”看现在的情况。"))
	}
	if err != nil {
		return err
	}
	return r.Audit("issue", is.ID, is.Number, string(do), was, *is, note)
}

func step(r *handlers.Request, x supervision.Issue, do supervision.Verb, note string) supervision.Change {
	media, message := enclosed(r)
	return supervision.Change{Verb: do, Person: r.Actor.Person, Name: r.Actor.Called(), Org: seatOf(r, x, do),
		Platform: r.Event.Platform, Message: message, Note: note, Media: media, At: r.Now}
}

// enclosed are the attachments of this message or of the one that began the dialogue, as a column keeps them, and the
// message that they came with.
func enclosed(r *handlers.Request) (media, message string) {
	if len(r.Event.Media) == 0 && len(r.First.Media) > 0 {
		return handlers.MediaText(r.First.Media), r.First.ID
	}
	return handlers.MediaText(r.Event.Media), r.Event.ID
}

// withWho adds to a refusal who did what last, when the issue is not in the state that the sender thought.
func withWho(r *handlers.Request, x supervision.Issue, refusal *models.Error) error {
	if refusal.Code != models.BadInput {
		return refusal
	}
	last, err := supervision.Last(r.Tx, x.ID)
	if err != nil {
		return err
	}
	refusal.Message += fmt.Sprintf("（%s%s已%s）", last.Name, naming.Moment(last.At, r.Now), last.Verb.Name())
	return refusal
}

package cooperation

import (
	"cmp"
	"errors"
	"slices"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/db"
	"linzhangbot/models/naming"
)

// record is what a change or a card is about.
type record struct {
	kind, id, number string
	article          models.Article
}

func (x record) card(code bot.Code, tone bot.Tone, title string) bot.Card {
	return bot.Card{Code: code, Tone: tone, Title: title, Article: string(x.article),
		Refs: map[string]string{x.kind: x.number}}
}

// kept ends a write of the record: it is refused when somebody was faster, else it goes into the history.
func (x record) kept(r *handlers.Request, err error, verb string, before, after any, note string) error {
	switch {
	case errors.Is(err, db.ErrChanged):
		return busy(x.number, x.article)
	case err != nil:
		return err
	}
	return r.Audit(x.kind, x.id, x.number, verb, before, after, note)
}

// busy is said when somebody was faster.
func busy(what string, article models.Article) *models.Error {
	return models.Refuse(models.BadInput, what+"刚刚有别人办过了。", "请再看一眼现在的情况。", article)
}

// cited is a kind of record that people cite by its number.
type cited[T cooperation.Numbered] struct {
	kind     string
	open     func(r *handlers.Request, org string) ([]T, error)        // what waits for an organisation
	sentTo   func(r *handlers.Request, x T) (orgs []string, err error) // who answers it or signs for it
	number   func(T) string
	again    bool   // an answer may be given anew
	question string // which one of several that wait
	none     func(number string) *models.Error
	nothing  *models.Error // nothing waits
}

// meant finds the record whose number was said, answered, or stands in the quoted card. named is false without a
// number.
func (k cited[T]) meant(r *handlers.Request) (x T, named bool, err error) {
	ref, named := naming.ParseNumber(r.Profile, k.kind, cmp.Or(r.Args.Slots.Str("ref"), said(r)+" "+r.Event.Quote))
	if !named {
		return x, false, nil
	}
	year := cmp.Or(ref.Year, r.Now.Year())
	x, found, err := cooperation.ByNumber[T](r.Tx, year, ref.N)
	if err == nil && !found {
		err = k.none(r.Profile.Number(k.kind, year, ref.N))
	}
	return x, true, err
}

// answered finds the record that the sender answers or signs for, and for which of his organisations: the one for which
// it waits. Where it waits for several and nothing tells, he is asked.
func (k cited[T]) answered(r *handlers.Request, article models.Article) (x T, org string, ask bot.Card, err error) {
	orgs, refusal := answersFor(r, article)
	if refusal != nil {
		return x, "", ask, refusal
	}
	if len(orgs) == 1 {
		x, ask, err = k.waiting(r, orgs[0])
		return x, orgs[0], ask, err
	}
	return k.ofSeveral(r, orgs)
}

// ofSeveral is answered for who holds posts in several organisations.
func (k cited[T]) ofSeveral(r *handlers.Request, orgs []string) (x T, org string, ask bot.Card, err error) {
	var open []T
	waits := map[string][]string{} // by number: the organisations for which it waits
	for _, o := range orgs {
		list, err := k.open(r, o)
		if err != nil {
			return x, "", ask, err
		}
		for _, one := range list {
			n := k.number(one)
			if waits[n] == nil {
				open = append(open, one)
			}
			waits[n] = append(waits[n], o)
		}
	}
	x, named, err := k.meant(r)
	switch {
	case err != nil:
		return x, "", ask, err
	case named:
	case len(open) == 0:
		return x, "", ask, k.nothing
	case len(open) == 1:
		x = open[0]
	default:
		return x, "", r.Ask(k.which(open)), nil
	}
	theirs := waits[k.number(x)]
	if len(theirs) == 0 { // signed for or answered already, or not sent to them
		if theirs, err = k.sentTo(r, x); err != nil {
			return x, "", ask, err
		}
		theirs = slices.DeleteFunc(slices.Clone(orgs), func(o string) bool { return !slices.Contains(theirs, o) })
	}
	switch one, ok := r.Choose(theirs); {
	case ok:
		return x, one, ask, nil
	case len(theirs) == 0:
		return x, orgs[0], ask, nil
	case waits[k.number(x)] == nil && !k.again:
		return x, theirs[0], ask, nil
	}
	return x, "", r.Ask(r.WhichOrg(theirs, handlers.Slots{"ref": k.number(x)})), nil
}

// waiting is the record that an organisation speaks about: the one meant, else the only one that waits for it. Several
// are asked about.
func (k cited[T]) waiting(r *handlers.Request, org string) (x T, ask bot.Card, err error) {
	x, named, err := k.meant(r)
	if named || err != nil {
		return x, ask, err
	}
	open, err := k.open(r, org)
	switch {
	case err != nil:
		return x, ask, err
	case len(open) == 0:
		return x, ask, k.nothing
	case len(open) == 1:
		return open[0], ask, nil
	}
	return x, r.Ask(k.which(open)), nil
}

// which asks which one of several is meant.
func (k cited[T]) which(open []T) handlers.Question {
	return handlers.Question{Missing: "ref", Text: k.question, Choices: models.Each(open, k.number)}
}

// receivers are the organisations that a paper was sent to.
func receivers(r *handlers.Request, kind, id string) ([]string, error) {
	all, err := cooperation.Receipts(r.Tx, kind, id)
	return models.Each(all, func(x cooperation.Receipt) string { return x.Org }), err
}

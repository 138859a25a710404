package cooperation

import (
	"cmp"
	"errors"

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
	open     func(r *handlers.Request, org string) ([]T, error) // what waits for an organisation
	number   func(T) string
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
	q := handlers.Question{Missing: "ref", Text: k.question}
	for _, x := range open {
		q.Choices = append(q.Choices, k.number(x))
	}
	return x, r.Ask(q), nil
}

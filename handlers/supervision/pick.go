package supervision

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/chinese"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
	"linzhangbot/models/supervision"
)

// pick finds the issue a request speaks about: by the number said, by a quoted card. ok is false when none is named.
func pick(r *handlers.Request) (x supervision.Issue, ok bool, err error) {
	said := r.Args.Slots.Str("issue")
	n, ok := naming.ParseNumber(r.Profile, "issue", said)
	if said == "" {
		if n, ok = naming.Find(r.Profile, "issue", r.Event.Quote); !ok {
			return x, false, nil
		}
	}
	if ok {
		x, ok, err = supervision.ByNumber(r.Tx, n, r.Now.Year())
	}
	if err == nil && !ok {
		if n.Year > 0 && n.N > 0 {
			said = r.Profile.Number("issue", n.Year, n.N)
		}
		err = refuse(r, models.NotFound, "没有找到问题“"+handlers.Cut(said, 30)+"”。", "发“问题清单”看编号。")
	}
	return x, ok, err
}

// need finds the issue, or asks which one of those that the verb could be about; then ok is false.
func need(r *handlers.Request, do supervision.Verb) (x supervision.Issue, question bot.Card, ok bool, err error) {
	x, ok, err = pick(r)
	if err != nil || ok {
		return x, question, ok, err
	}
	list, err := candidates(r, do)
	if err != nil {
		return x, question, false, err
	}
	if len(list) == 0 {
		return x, question, false, refuse(r, models.NotFound, "现在没有可以"+do.Name()+"的问题。", "发“问题清单”看编号。")
	}
	return x, whichOne(r, do, list), false, nil
}

// candidates are the issues of the sender that a verb could be about.
func candidates(r *handlers.Request, do supervision.Verb) ([]supervision.Issue, error) {
	f := supervision.Filter{Limit: 50}
	theirs := false // it is the responsible organisation's to do
	for _, t := range supervision.Transitions {
		if t.Do == do && !slices.Contains(f.States, t.From) {
			f.States, theirs = append(f.States, t.From), t.Who == supervision.Responsible
		}
	}
	switch own := r.Mine(); {
	case len(own) > 0 && (theirs || !r.Actor.IsOffice()):
		f.Orgs = own
	case !r.Actor.IsOffice():
		return nil, nil
	}
	return supervision.Find(r.Tx, f)
}

// offered is how many issues a question offers to tap.
const offered = 6

func whichOne(r *handlers.Request, do supervision.Verb, list []supervision.Issue) bot.Card {
	if len(list) == 1 {
		x := list[0]
		return r.Confirm(bot.Card{Tone: bot.ToneNotice, Title: "是说" + x.Number + "吗？", Text: handlers.Cut(x.Title, 60),
			Article: string(r.Profile.Issues.Article)}, handlers.Slots{"issue": x.Number})
	}
	q := handlers.Question{Missing: "issue", Text: fmt.Sprintf("是哪一件？可以%s的有%d件。", do.Name(), len(list))}
	text := ""
	for _, x := range list[:min(offered, len(list))] {
		q.Choices = append(q.Choices, x.Number)
		text = handlers.Lines(text, x.Number+" "+handlers.Cut(x.Title, 24))
	}
	c := r.Ask(q)
	c.Text = text
	return c
}

// unit is the organisation that is said, be it closed; ok is false for none, and for the office, which never rectifies.
func unit(r *handlers.Request) (profile.Org, bool) {
	o, ok := orgSaid(r)
	return o, ok && o.Kind != models.KindOffice
}

// orgSaid is the organisation in the slot, or a closed one of that name.
func orgSaid(r *handlers.Request) (profile.Org, bool) {
	word := r.Args.Slots.Str(handlers.SlotUnit)
	if o, ok := naming.Org(r.Profile, word, r.Now); ok {
		return o, true
	}
	return naming.Gone(r.Profile, word, r.Now)
}

// about is whose records a list is asked for, nil for all; ok is false when the sender may not see them.
func about(r *handlers.Request) (orgs []string, ok bool) {
	o, said := orgSaid(r)
	switch {
	case said && !r.Sees(o.Code):
		return nil, false
	case said && o.Kind != models.KindOffice:
		return []string{o.Code}, true
	}
	return r.Scopes(), true
}

// charged are the codes of the responsible organisations: the one that was understood, with those named in a row with
// it.
func charged(r *handlers.Request) []string {
	first, ok := unit(r)
	if !ok {
		return nil
	}
	var row []string
	text, end := chinese.Normalize(r.First.Text), 0
	for _, m := range named(r, text) {
		if strings.Trim(text[end:m.At], "、，, 以和及与") != "" {
			if slices.Contains(row, first.Code) {
				return row
			}
			row = nil
		}
		row, end = append(row, taken(r, m.Org.Code, first.Code)), m.End
	}
	if !slices.Contains(row, first.Code) {
		row = []string{first.Code}
	}
	return row
}

// named are the places of a text that name an organisation which can be charged, or could before it was closed.
func named(r *handlers.Request, text string) []naming.Mention {
	list := naming.OrgsIn(r.Profile, text, r.Now)
	for _, m := range naming.OrgsIn(r.Profile, text, time.Time{}) {
		over := func(n naming.Mention) bool { return m.At < n.End && n.At < m.End }
		if m.Org.Closed(r.Now) && !slices.ContainsFunc(list, over) {
			list = append(list, m)
		}
	}
	slices.SortFunc(list, func(a, b naming.Mention) int { return a.At - b.At })
	return slices.DeleteFunc(list, func(m naming.Mention) bool { return m.Weak || m.Org.Kind == models.KindOffice })
}

// hasAny reports whether a text has one of some words.
func hasAny(s string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// dayOf reads a deadline: a day, a minute, or Chinese words for one.
func dayOf(r *handlers.Request, text string) (time.Time, bool) {
	loc := r.Now.Location()
	if t, err := time.ParseInLocation("2006-01-02T15:04", text, loc); err == nil {
		return t, true
	}
	if t, err := time.ParseInLocation(time.DateOnly, text, loc); err == nil {
		return handlers.EndOfDay(t), true
	}
	for _, sp := range chinese.Dates(text, r.Now, r.Days) {
		if !sp.Impossible {
			return handlers.EndOfDay(sp.Future(r.Now).To), true
		}
	}
	return time.Time{}, false
}

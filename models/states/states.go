// Package states is a table of what may be done to a record in which state, by whom, and what follows. Every kind of
// record brings its own words, states and articles; what is not in its table cannot be done.
package states

import (
	"slices"

	"linzhangbot/models"
	"linzhangbot/models/profile"
)

// Side is who may do something; what a side means is the record's own.
type Side string

// Office is the office alone.
const Office Side = "office"

// Cite names the article behind a line, in the district's own numbering.
type Cite func(p *profile.Profile) models.Article

// Line is one line of a table: who may do what in which state, what follows, and by which article.
type Line[S, V comparable] struct {
	From S
	Do   V
	To   S
	Who  Side
	Cite Cite // nil: no article of its own
}

// Article is the article behind the line; empty when the table names none.
func (l Line[S, V]) Article(p *profile.Profile) models.Article {
	if l.Cite == nil {
		return ""
	}
	return l.Cite(p)
}

// Table is the whole life of a kind of record.
type Table[S, V comparable] []Line[S, V]

// Leads gives the lines of a verb that leads from any of some states to one.
func Leads[S, V comparable](do V, to S, who Side, cite Cite, from ...S) Table[S, V] {
	var out Table[S, V]
	for _, s := range from {
		out = append(out, Line[S, V]{s, do, to, who, cite})
	}
	return out
}

// Stays gives the lines of a verb that leaves the state as it is.
func Stays[S, V comparable](do V, who Side, cite Cite, in ...S) Table[S, V] {
	var out Table[S, V]
	for _, s := range in {
		out = append(out, Leads(do, s, who, cite, s)...)
	}
	return out
}

// Find finds the line of a verb in a state; ok is false when it cannot be done there.
func (t Table[S, V]) Find(from S, do V) (line Line[S, V], ok bool) {
	i := slices.IndexFunc(t, func(l Line[S, V]) bool { return l.From == from && l.Do == do })
	if i < 0 {
		return line, false
	}
	return t[i], true
}

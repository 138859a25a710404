// Package approval is sign-off, once for everything that needs it: whose yes a version of a record needs, in which
// order, all of them or any one, and what becomes of it when somebody returns it, a new version comes or a post
// changes hands. It knows no regulation and no words for people: rules come from whoever reads them in the profile,
// and whoever asks words the refusals.
package approval

import (
	"slices"
	"time"

	"linzhangbot/models/roster"
)

// Verdicts.
const (
	Agreed   = "agreed"
	Returned = "returned" // sent back with a reason
	Spare    = "spare"    // not needed any more: another one's word was enough, or the version is gone
)

// Rule says who must say yes.
type Rule struct {
	Posts   []string // post keys, in the order in which they are asked
	InOrder bool     // they are asked one after the other; else together
	All     bool     // every one of them; else any one
	Own     bool     // whoever drafted the version may approve it as well
	Extra   string   // post key whose consent is needed besides, whatever the others say; empty: nobody's
}

// Subject is one version of a record that needs approval.
type Subject struct {
	Kind, Record, Version string
	Drafted               string // person who drafted this version
	Org                   string // whose it is: a post of an organisation speaks for its own; empty: for everybody's
	Post, Person          string // where several hold this post, only this person says its word; empty: each of them
}

// Word is one post's word on one version. A word that was never asked for or said has no ID.
type Word struct {
	ID       string `gorm:"primaryKey"`
	District string
	Kind     string
	Record   string
	Version  string
	Pos      int    // place in the order
	Extra    bool   // a consent besides the approval itself
	Post     string // who must say it: whoever holds the post when he says it
	Person   string // who said it; before that, who was asked last
	Verdict  string // empty: not said yet
	Reason   string
	Asked    *time.Time
	At       *time.Time
}

// TableName is approvals.
func (Word) TableName() string { return "approvals" }

// Open reports whether the word is still missing.
func (w Word) Open() bool { return w.Verdict == "" }

// Fill lists the words that a rule wants on a version: those on file, and the missing ones.
func (r Rule) Fill(s Subject, have []Word) []Word {
	var out []Word
	add := func(post string, extra bool) {
		same := func(w Word) bool { return w.Post == post && w.Extra == extra }
		w := Word{Kind: s.Kind, Record: s.Record, Version: s.Version, Pos: len(out), Post: post, Extra: extra}
		if i := slices.IndexFunc(have, same); i >= 0 {
			w = have[i]
		}
		if !slices.ContainsFunc(out, same) {
			out = append(out, w)
		}
	}
	for _, post := range r.Posts {
		add(post, false)
	}
	if r.Extra != "" {
		add(r.Extra, true)
	}
	return out
}

// Turn lists the words that are to be asked for now: all missing ones, or in order only the first.
func (r Rule) Turn(all []Word) []Word {
	var out []Word
	for _, w := range all {
		if w.Open() && (len(out) == 0 || !r.InOrder) {
			out = append(out, w)
		}
	}
	return out
}

// Complete reports whether nobody's word is missing any more: everybody's where the rule wants all, else anybody's.
// A consent is always needed, and a version that was returned is never complete.
func (r Rule) Complete(all []Word) bool {
	wanted, agreed := 0, 0
	for _, w := range all {
		switch {
		case w.Verdict == Returned || w.Extra && w.Verdict != Agreed:
			return false
		case w.Extra:
			continue
		case w.Verdict == Agreed:
			agreed++
		}
		wanted++
	}
	return agreed == wanted || agreed > 0 && !r.All
}

// May reports whether the holder of a post may say its word.
func (s Subject) May(post string, h roster.Holder) bool {
	if h.Post != post || s.Org != "" && h.Org != "" && h.Org != s.Org {
		return false
	}
	return post != s.Post || s.Person == "" || s.Person == h.Person
}

// Mine picks the words that somebody says by the posts he holds at this moment.
func (s Subject) Mine(words []Word, held []roster.Holder) []Word {
	var out []Word
	for _, w := range words {
		if slices.ContainsFunc(held, func(h roster.Holder) bool { return s.May(w.Post, h) }) {
			out = append(out, w)
		}
	}
	return out
}

// Said reports whether a person has agreed already.
func Said(all []Word, person string) bool {
	return slices.ContainsFunc(all, func(w Word) bool { return w.Person == person && w.Verdict == Agreed })
}

// Reason is why a word does not count; empty when it does.
type Reason string

// The reasons.
const (
	NotHis   Reason = "not_his"  // it is not the turn of a post that he holds
	OwnDraft Reason = "own"      // he drafted the version himself
	Outdated Reason = "outdated" // he speaks about a version that is void
)

// Refuse says why a person's words do not count. mine are those that he may say, version is the one he speaks about;
// empty is the present one.
func (r Rule) Refuse(s Subject, mine []Word, person, version string) Reason {
	switch {
	case len(mine) == 0:
		return NotHis
	case person == s.Drafted && !r.Own:
		return OwnDraft
	case version != "" && version != s.Version:
		return Outdated
	}
	return ""
}

package meeting

import (
	"slices"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// Scope finds the people that recipients stand for. A chair who is linked to towns invites only those towns; a town
// without a holder of the post sends whoever has the same role there, or else somebody it names itself.
type Scope struct {
	Profile *profile.Profile
	Holders []roster.Holder // all of the district, at one moment
	Linked  []string        // the chair's towns; empty: no limit
	Own     profile.Org     // the chair's organisation: of its kind only itself is invited
	Now     time.Time
}

// Attending is the attendee of a post.
func Attending(h roster.Holder) Attendee {
	return Attendee{Person: h.Person, Name: h.Name, Post: h.Post, Org: h.Org}
}

// Once joins lists of attendees; whoever is on several is invited once.
func Once(lists ...[]Attendee) []Attendee {
	var out []Attendee
	for _, a := range slices.Concat(lists...) {
		same := func(x Attendee) bool { return x.Org == a.Org && x.Name == a.Name }
		if a.Person != "" {
			same = func(x Attendee) bool { return x.Person == a.Person }
		}
		if !slices.ContainsFunc(out, same) {
			out = append(out, a)
		}
	}
	return out
}

// Invite lists the attendees that recipients stand for.
func (s Scope) Invite(recipients []profile.Recipient) []Attendee {
	var out []Attendee
	for _, r := range recipients {
		out = append(out, s.attendees(r)...)
	}
	return out
}

// Everybody lists everybody of an organisation: whoever a meeting without a scope of its own begins with.
func (s Scope) Everybody(org string) []Attendee {
	return s.holding(func(h roster.Holder) bool { return h.Org == org && org != "" })
}

func (s Scope) attendees(r profile.Recipient) []Attendee {
	var out []Attendee
	post, ok := s.Profile.Post(r.Post)
	switch {
	case r.Kind != "":
		for _, o := range s.within(r.Kind) {
			out = append(out, Attendee{Name: o.Name, Org: o.Code})
		}
		return out
	case !ok && r.Name != "":
		return []Attendee{{Name: r.Name, Channel: ByHand}}
	case post.Of == "":
		return s.holding(func(h roster.Holder) bool { return h.Post == post.Key })
	}
	for _, o := range s.within(post.Of) {
		out = append(out, s.OfOrg(o, post)...)
	}
	return out
}

// within lists the organisations of a kind that the chair may invite.
func (s Scope) within(kind models.OrgKind) []profile.Org {
	return slices.DeleteFunc(s.Profile.OrgsOf(kind, s.Now), func(o profile.Org) bool { return !s.mayInvite(o) })
}

func (s Scope) mayInvite(o profile.Org) bool {
	if s.Own.Code != "" && s.Own.Kind == o.Kind {
		return s.Own.Code == o.Code
	}
	if o.Parent != "" && s.parent() {
		return o.Parent == s.Own.Code
	}
	return len(s.Linked) == 0 || !s.linkable(o) || slices.Contains(s.Linked, o.Code)
}

// parent: the chair's organisation has others below it, a town its villages; then only those are invited.
func (s Scope) parent() bool {
	below := func(o profile.Org) bool { return o.Parent == s.Own.Code }
	return s.Own.Code != "" && slices.ContainsFunc(s.Profile.Orgs, below)
}

// linkable: organisations of a kind that chiefs are linked to.
func (s Scope) linkable(o profile.Org) bool {
	for _, h := range s.Holders {
		for _, code := range h.Linked {
			if x, ok := s.Profile.Org(code); ok && x.Kind == o.Kind {
				return true
			}
		}
	}
	return false
}

// OfOrg lists who comes for an organisation by a post.
func (s Scope) OfOrg(o profile.Org, post profile.Post) []Attendee {
	out := s.holding(func(h roster.Holder) bool { return h.Post == post.Key && h.Org == o.Code })
	if len(out) == 0 {
		out = s.holding(func(h roster.Holder) bool { return h.Role == post.Role && h.Org == o.Code })
	}
	if len(out) == 0 {
		out = []Attendee{{Name: roster.Title(s.Profile, post.Key, o.Code), Post: post.Key, Org: o.Code}}
	}
	return out
}

func (s Scope) holding(want func(roster.Holder) bool) []Attendee {
	var out []Attendee
	for _, h := range s.Holders {
		if want(h) {
			out = append(out, Attending(h))
		}
	}
	return out
}

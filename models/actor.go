package models

import "slices"

// Seat is what a person is at one organisation: the roles of all posts that he holds there. The posts of the district
// itself are a seat without an organisation.
type Seat struct {
	Org    Org
	Roles  []Role
	Linked []string // org codes of the towns that a chief is linked to by this seat
}

// Actor is who sent a message: account → person → posts held at that moment.
type Actor struct {
	Account string   // platform account id
	Bound   bool     // false: nobody we know; Person is empty
	Person  string   // person code: yangliuqing.liaison
	Name    string   // how to address him: 杨柳青镇联络员
	Org     Org      // the organisation that he speaks for in this message; zero for chiefs
	Told    bool     // the sentence, the chat or the card tells Org; false: it is the one where he has been longest
	Orgs    []Org    // all he holds a post in, the longest held first
	Seats   []Seat   // the same with what he is there, and the seat of the district
	Roles   []Role   // of all posts held now
	Linked  []string // org codes of a chief's linked towns (对口联系街镇)
}

// Has reports whether the actor holds any of the roles. RoleBound and RoleAnyone are understood.
func (a Actor) Has(roles ...Role) bool { return has(a.Roles, a.Bound, roles) }

func has(held []Role, bound bool, wanted []Role) bool {
	return slices.ContainsFunc(wanted, func(want Role) bool {
		return want == RoleAnyone || want == RoleBound && bound || slices.Contains(held, want)
	})
}

// Speaks finds the organisation of a name or code among those the actor holds a post in.
func (a Actor) Speaks(name string) (Org, bool) {
	for _, o := range a.Orgs {
		if name != "" && (o.Name == name || o.Code == name) {
			return o, true
		}
	}
	return Org{}, false
}

// Codes are the codes of all organisations that the actor holds a post in.
func (a Actor) Codes() []string {
	if len(a.Orgs) == 0 && a.Org.Code != "" {
		return []string{a.Org.Code}
	}
	return Each(a.Orgs, func(o Org) string { return o.Code })
}

// Owns reports whether the actor holds a post in an organisation, whichever he speaks for in this message.
func (a Actor) Owns(org string) bool { return org != "" && slices.Contains(a.Codes(), org) }

// SeatFor is the organisation that the actor speaks for about what is one of some organisations': that one where he
// holds a post in it, else the one he speaks for anyway. The record decides, not the person.
func (a Actor) SeatFor(orgs ...string) Org {
	for _, code := range orgs {
		if o, his := a.Speaks(code); his {
			return o
		}
	}
	return a.Org
}

// Holding are the organisations in which the actor holds one of some roles, the longest held first.
func (a Actor) Holding(roles ...Role) []Org {
	if len(a.Seats) == 0 && a.Org.Code != "" && a.Has(roles...) {
		return []Org{a.Org}
	}
	var out []Org
	for _, s := range a.Seats {
		if s.Org.Code != "" && has(s.Roles, a.Bound, roles) {
			out = append(out, s.Org)
		}
	}
	return out
}

// AsEach is the actor once for each of his seats, as if he held no other: for what is listed seat by seat. Who has one
// seat, or none, is himself.
func (a Actor) AsEach() []Actor {
	if len(a.Seats) < 2 {
		return []Actor{a}
	}
	var out []Actor
	for _, s := range a.Seats {
		one := a
		one.Org, one.Told, one.Seats, one.Roles, one.Linked, one.Orgs = s.Org, false, []Seat{s}, s.Roles, s.Linked, nil
		if s.Org.Code != "" {
			one.Orgs = []Org{s.Org}
		}
		out = append(out, one)
	}
	return out
}

// IsOffice reports whether the actor speaks for the district's office.
func (a Actor) IsOffice() bool { return a.Has(RoleOffice, RoleDirector) }

// IsChief reports whether the actor is a chief of the district level.
func (a Actor) IsChief() bool { return a.Has(RoleGeneralChief, RoleDeputyChief, RoleChief) }

// Called is how to speak of the actor: by his name, or as an unknown person.
func (a Actor) Called() string {
	if a.Name == "" {
		return "一位未绑定的成员"
	}
	return a.Name
}

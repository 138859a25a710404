package models

import (
	"strings"
	"testing"
)

var (
	town   = Org{Code: "a", Name: "甲镇", Kind: KindTown}
	unit   = Org{Code: "b", Name: "乙局", Kind: KindUnit}
	office = Org{Code: "office", Name: "林长办", Kind: KindOffice}
)

// holding is an actor with seats, as the roster knows him.
func holding(seats ...Seat) Actor {
	a := Actor{Bound: true, Person: "p", Seats: seats}
	for _, s := range seats {
		a.Roles = append(a.Roles, s.Roles...)
		if s.Org.Code != "" {
			a.Orgs = append(a.Orgs, s.Org)
			a.Org = a.Orgs[0]
		}
	}
	return a
}

// TestSeatsOfAnActor: whom somebody speaks for, by how many seats he has.
func TestSeatsOfAnActor(t *testing.T) {
	liaison := []Role{RoleLiaison}
	chief := Seat{Roles: []Role{RoleChief}}
	for _, c := range []struct {
		name             string
		actor            Actor
		owns, holds      string // organisations, and those in which he is a liaison
		forA, forB, for3 string // for whom he speaks about what is a's, b's and somebody else's
		each             string // organisation and roles, seat by seat
	}{
		{"one seat", holding(Seat{Org: town, Roles: liaison}), "a", "a", "a", "a", "a", "a:liaison"},
		{"two units", holding(Seat{Org: unit, Roles: liaison}, Seat{Org: town, Roles: liaison}), "b a", "b a", "a", "b", "b",
			"b:liaison a:liaison"},
		{"town and office", holding(Seat{Org: town, Roles: liaison}, Seat{Org: office, Roles: []Role{RoleOffice}}),
			"a office", "a", "a", "a", "a", "a:liaison office:office"},
		{"chief and member", holding(chief, Seat{Org: unit, Roles: []Role{RoleMember}}), "b", "", "b", "b", "b",
			":chief b:member"},
		{"chief alone", holding(chief), "", "", "", "", "", ":chief"},
		{"without seats, as a page knows him", Actor{Org: town, Roles: liaison}, "a", "a", "a", "a", "a", "a:liaison"},
	} {
		a := c.actor
		if got := strings.Join(a.Codes(), " "); got != c.owns {
			t.Errorf("%s: organisations %s, want %s", c.name, got, c.owns)
		}
		for code := range strings.FieldsSeq("a b office c") {
			if a.Owns(code) != strings.Contains(" "+c.owns+" ", " "+code+" ") {
				t.Errorf("%s: owns %s: %v", c.name, code, a.Owns(code))
			}
		}
		if got := strings.Join(Each(a.Holding(RoleLiaison), func(o Org) string { return o.Code }), " "); got != c.holds {
			t.Errorf("%s: liaison of %s, want %s", c.name, got, c.holds)
		}
		if got := [3]string{a.SeatFor("a").Code, a.SeatFor("b").Code, a.SeatFor("c", "").Code}; got != [3]string{c.forA, c.forB, c.for3} {
			t.Errorf("%s: speaks for %v", c.name, got)
		}
		each := Each(a.AsEach(), func(one Actor) string {
			return one.Org.Code + ":" + strings.Join(Each(one.Roles, func(r Role) string { return string(r) }), ",")
		})
		if got := strings.Join(each, " "); got != c.each {
			t.Errorf("%s: seat by seat %s, want %s", c.name, got, c.each)
		}
	}
	if a := holding(Seat{Org: town, Roles: liaison}, Seat{Org: unit, Roles: liaison}); len(a.AsEach()[1].Codes()) != 1 {
		t.Error("a seat by itself knows of the other")
	}
	if (Actor{}).Owns("") {
		t.Error("nobody owns what is nobody's")
	}
}

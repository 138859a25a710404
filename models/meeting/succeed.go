package meeting

import (
	"slices"

	"linzhangbot/models/roster"
)

// Successor finds who holds an attendee's post now, when the one who held it does not any more. taken are attendees
// already.
func Successor(a Attendee, holders []roster.Holder, taken []Attendee) (next roster.Holder, ok bool) {
	if a.Post == "" {
		return next, false
	}
	for _, h := range holders {
		if h.Post != a.Post || h.Org != a.Org {
			continue
		}
		if h.Person == a.Person {
			return roster.Holder{}, false
		}
		invited := slices.ContainsFunc(taken, func(x Attendee) bool { return x.Person == h.Person })
		if !invited && (!ok || h.Since.After(next.Since)) {
			next, ok = h, true
		}
	}
	return next, ok
}

// ChairNow finds who chairs now: whoever was to, or when he has left his post, who took it over with its towns.
func ChairNow(m Meeting, before, holders []roster.Holder) (person string) {
	var towns []string
	for _, h := range before {
		if h.Post == m.ChairPost && h.Person == m.ChairPerson {
			towns = append(towns, h.Linked...)
		}
	}
	var next roster.Holder
	for _, h := range holders {
		if h.Post != m.ChairPost || h.Org != "" && h.Org != m.Org {
			continue
		}
		if h.Person == m.ChairPerson {
			return m.ChairPerson
		}
		his := func(town string) bool { return slices.Contains(towns, town) }
		took := len(towns) == 0 || slices.ContainsFunc(h.Linked, his)
		if took && (next.Person == "" || h.Since.After(next.Since)) {
			next = h
		}
	}
	return next.Person
}

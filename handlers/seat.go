package handlers

import (
	"context"
	"fmt"
	"slices"

	"linzhangbot/models"
	"linzhangbot/models/naming"
)

// Sees reports whether the sender may see a record of an organisation: one of his own, or any where he sees the whole
// district.
func (r *Request) Sees(org string) bool { return r.Wide() || r.Actor.Owns(org) }

// Scopes are the organisations whose records a list shows the sender: all of those he holds a post in, or the one that
// the sentence, the chat or the card tells; nil is all of the district. A town's own group is not shown what is of
// somebody's other organisation.
func (r *Request) Scopes() []string {
	switch org := r.Actor.Org; {
	case r.Actor.Told && org.Code != "" && org.Kind != models.KindOffice:
		return []string{org.Code}
	case r.Wide():
		return nil
	}
	return append([]string{}, r.Actor.Codes()...)
}

// InScope reports whether a list shows the sender what is of an organisation.
func (r *Request) InScope(org string) bool {
	scopes := r.Scopes()
	return scopes == nil || slices.Contains(scopes, org)
}

// Mine are the codes of the organisations that the sender answers for himself by one of some roles, by any where none
// is given: the office answers for others, and is none of them.
func (r *Request) Mine(roles ...models.Role) []string {
	if len(roles) == 0 {
		roles = []models.Role{models.RoleBound}
	}
	var out []string
	for _, o := range r.Actor.Holding(roles...) {
		if o.Kind != models.KindOffice {
			out = append(out, o.Code)
		}
	}
	return out
}

// Choose is the one of some organisations that is meant: the only one, or the one that the sentence, the chat or the
// card tells. Where ok is false he must be asked (see WhichOrg).
func (r *Request) Choose(orgs []string) (org string, ok bool) {
	if len(orgs) == 1 {
		return orgs[0], true
	}
	return r.Actor.Org.Code, r.Actor.Told && slices.Contains(orgs, r.Actor.Org.Code)
}

// WhichOrg is the question for whom of some organisations somebody with several posts writes.
func (r *Request) WhichOrg(orgs []string, keep Slots) Question {
	names := models.Each(orgs, func(code string) string { return naming.OrgOf(r.Profile, code).Name })
	return Question{Missing: SlotUnit, Text: "您在不止一个单位任职，这次以哪个单位的名义？", Choices: names, Slots: keep}
}

// as is the request as if another had sent it.
func (r *Request) as(a models.Actor) *Request {
	other := *r
	other.Actor, other.left = a, Outcome{}
	return &other
}

// SeatTodo is what waits for somebody at one of his seats. The seat of a chief has no organisation.
type SeatTodo struct {
	Org   models.Org
	Lines []string
}

// TodoBySeat asks the regulations what waits for the sender, seat by seat, the one he has held longest first. What
// waits for the person stands once, at the first seat where it shows.
func (d *Deployment) TodoBySeat(ctx context.Context, r *Request) ([]SeatTodo, error) {
	var out []SeatTodo
	said := map[string]bool{}
	for _, a := range r.Actor.AsEach() {
		seat := SeatTodo{Org: a.Org}
		for _, m := range d.Modules {
			if m.Todo == nil {
				continue
			}
			lines, err := m.Todo(ctx, r.as(a))
			if err != nil {
				return nil, fmt.Errorf("ask what waits in %s: %w", m.Name, err)
			}
			seat.Lines = append(seat.Lines, lines...)
		}
		if len(r.Actor.Seats) > 1 {
			seat.Lines = slices.DeleteFunc(seat.Lines, func(line string) bool {
				twice := said[line]
				said[line] = true
				return twice
			})
		}
		out = append(out, seat)
	}
	return out, nil
}

// Todo asks the regulations what waits for the sender beside his duties: approvals, issues, resolutions. Who has several
// organisations is told with each line which it is.
func (d *Deployment) Todo(ctx context.Context, r *Request) ([]string, error) {
	seats, err := d.TodoBySeat(ctx, r)
	var out []string
	for _, s := range seats {
		for _, line := range s.Lines {
			if len(r.Actor.Orgs) > 1 && s.Org.Code != "" {
				line = s.Org.Name + "：" + line
			}
			out = append(out, line)
		}
	}
	return out, err
}

// Waiting asks the regulations what waits for the sender's word, at all of his seats. What two of his organisations
// would each do for themselves names them.
func (d *Deployment) Waiting(ctx context.Context, r *Request) ([]Waiting, error) {
	var all []Waiting
	for _, a := range r.Actor.AsEach() {
		for _, m := range d.Modules {
			if m.Waiting == nil {
				continue
			}
			list, err := m.Waiting(ctx, r.as(a))
			if err != nil {
				return nil, fmt.Errorf("ask what waits in %s: %w", m.Name, err)
			}
			all = append(all, list...)
		}
	}
	if len(r.Actor.Seats) > 1 {
		all = r.apart(all)
	}
	return all, nil
}

// apart drops what two seats bring alike, and names the organisation where each does the same for itself.
func (r *Request) apart(all []Waiting) []Waiting {
	orgs := map[string][]string{}
	for _, w := range all {
		if !slices.Contains(orgs[w.Command], w.Org) {
			orgs[w.Command] = append(orgs[w.Command], w.Org)
		}
	}
	var out []Waiting
	for _, w := range all {
		if len(orgs[w.Command]) > 1 && w.Org != "" {
			name := r.Profile.OrgName(w.Org)
			w.Command, w.Label = w.Command+" "+name, name+w.Label
		}
		if !slices.ContainsFunc(out, func(have Waiting) bool { return have.Command == w.Command }) {
			out = append(out, w)
		}
	}
	return out
}

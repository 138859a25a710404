package meeting

import (
	"slices"
	"strings"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/meeting"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// plan is what a draft needs to know.
type plan struct {
	start     time.Time
	place     string
	agenda    []string
	attendees []string
	chair     roster.Holder
}

// attendees lists who comes: those named, or else whom the type invites; a type without a scope of its own begins with
// the chair's own organisation.
func (r *request) attendees(t profile.MeetingType, d plan) []meeting.Attendee {
	s := meeting.Scope{Profile: r.Profile, Holders: r.people, Linked: d.chair.Linked, Now: r.Now}
	s.Own, _ = r.Profile.Org(d.chair.Org)
	invited := s.Everybody(d.chair.Org)
	switch {
	case len(d.attendees) > 0:
		invited = r.wordsFor(s, t, d.attendees)
	case len(t.Attend) > 0:
		invited = s.Invite(t.Attend)
	}
	chair := meeting.Attending(d.chair)
	chair.Chair = true
	return meeting.Once([]meeting.Attendee{chair}, invited)
}

// wordsFor finds the attendees that a sentence names: posts, organisations, all towns or units, and people whom only
// the office can tell.
func (r *request) wordsFor(s meeting.Scope, t profile.MeetingType, words []string) []meeting.Attendee {
	towns := r.Profile.Words(models.Towns)
	var out []meeting.Attendee
	for _, w := range words {
		w = strings.TrimSpace(w)
		post := r.postNamed(w)
		org, isOrg := naming.Org(r.Profile, w, r.Now)
		switch {
		case w == "":
			continue
		case isOrg:
			out = append(out, s.OfOrg(org, r.sends(t, org.Kind))...)
			continue
		case post.Key != "":
		case strings.Contains(w, towns) || strings.Contains(w, "各镇"):
			post = r.sends(t, models.KindTown)
		case strings.Contains(w, "单位") || strings.Contains(w, "部门"):
			post = r.sends(t, models.KindUnit)
		default:
			out = append(out, meeting.Attendee{Name: cut(w, 60), Channel: meeting.ByHand})
			continue
		}
		out = append(out, s.Invite([]profile.Recipient{{Name: w, Post: post.Key}})...)
	}
	return out
}

func (r *request) postNamed(word string) profile.Post {
	for _, means := range []func(x profile.Post) bool{
		func(x profile.Post) bool { return x.Title == word },
		func(x profile.Post) bool { return slices.Contains(x.Aliases, word) },
	} {
		if i := slices.IndexFunc(r.Profile.Posts, means); i >= 0 {
			return r.Profile.Posts[i]
		}
	}
	return profile.Post{}
}

// sends is the post that comes for an organisation: the one the type invites, else its first post that is no liaison.
func (r *request) sends(t profile.MeetingType, kind models.OrgKind) profile.Post {
	for _, to := range t.Attend {
		if x, ok := r.Profile.Post(to.Post); ok && x.Of == kind {
			return x
		}
	}
	var first profile.Post
	for _, x := range r.Profile.Posts {
		if x.Of == kind && (first.Key == "" || first.Role == models.RoleLiaison) {
			first = x
		}
	}
	return first
}

// chairHolder is the chair as a holder of his post.
func (r *request) chairHolder(m meeting.Meeting) roster.Holder {
	for _, h := range r.heldBy(m.ChairPerson) {
		if h.Post == m.ChairPost {
			return h
		}
	}
	return roster.Holder{Post: m.ChairPost, Person: m.ChairPerson, Name: roster.Title(r.Profile, m.ChairPost, "")}
}

// succeed moves an attendee's place to whoever holds his post now.
func (r *request) succeed(a *meeting.Attendee, taken []meeting.Attendee) (moved bool) {
	h, moved := meeting.Successor(*a, r.people, taken)
	if moved {
		a.Person, a.Name = h.Person, h.Name
	}
	return moved
}

// succeedChair notes who chairs now, where the one who was to has left his post.
func (r *request) succeedChair(m *meeting.Meeting) (moved bool, err error) {
	if m.ChairPerson == "" {
		return false, nil
	}
	before, err := roster.Holders(r.Tx, roster.Query{Post: m.ChairPost, Person: m.ChairPerson}, m.At)
	if err != nil {
		return false, err
	}
	next := meeting.ChairNow(*m, before, r.people)
	if moved = next != "" && next != m.ChairPerson; moved {
		m.ChairPerson = next
	}
	return moved, nil
}

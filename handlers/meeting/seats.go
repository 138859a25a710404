package meeting

import (
	"strings"

	"linzhangbot/models"
	"linzhangbot/models/meeting"
	"linzhangbot/models/profile"
)

// seats lists who comes: those named, or else whom the type invites; a type without a scope of its own begins with
// the chair's own house.
func (v *voice) seats(t profile.MeetingType, d plan) ([]meeting.Attendee, error) {
	all, err := v.holders()
	if err != nil {
		return nil, err
	}
	s := meeting.Scope{Profile: v.p, Holders: all, Linked: d.chair.Linked, Now: v.now}
	s.Own, _ = v.p.Org(d.chair.Org)
	chair := []meeting.Attendee{meeting.Chair(d.chair)}
	switch {
	case len(d.attendees) > 0:
		return meeting.Once(chair, v.named(s, t, d.attendees)), nil
	case len(t.Attend) > 0:
		return meeting.Once(chair, s.Invite(t.Attend)), nil
	}
	return meeting.Once(chair, s.Everybody(d.chair.Org)), nil
}

// named finds the seats of those whom a sentence names: posts, organisations, all towns or units, and people whom
// only the office can tell.
func (v *voice) named(s meeting.Scope, t profile.MeetingType, words []string) []meeting.Attendee {
	var out []meeting.Attendee
	for _, w := range words {
		w = strings.TrimSpace(w)
		switch post, org := v.postNamed(w), v.orgNamed(w); {
		case w == "":
		case org.Code != "":
			out = append(out, s.OfOrg(org, v.sends(t, org.Kind))...)
		case post.Key != "":
			out = append(out, s.Invite([]profile.Recipient{{Name: w, Post: post.Key}})...)
		case strings.Contains(w, "街镇") || strings.Contains(w, "各镇"):
			out = append(out, s.Invite([]profile.Recipient{{Name: w, Post: v.sends(t, models.KindTown).Key}})...)
		case strings.Contains(w, "单位") || strings.Contains(w, "部门"):
			out = append(out, s.Invite([]profile.Recipient{{Name: w, Post: v.sends(t, models.KindUnit).Key}})...)
		default:
			out = append(out, meeting.Attendee{Name: cut(w, 60), Channel: meeting.ByHand})
		}
	}
	return out
}

func (v *voice) postNamed(word string) profile.Post {
	for _, x := range v.p.Posts {
		if x.Title == word {
			return x
		}
	}
	for _, x := range v.p.Posts {
		for _, a := range x.Aliases {
			if a == word {
				return x
			}
		}
	}
	return profile.Post{}
}

func (v *voice) orgNamed(word string) profile.Org {
	for _, o := range v.p.Orgs {
		if o.Name == word || o.Full == word {
			return o
		}
	}
	for _, o := range v.p.Orgs {
		for _, a := range append(append([]string{}, o.Aliases...), o.Former...) {
			if a == word {
				return o
			}
		}
	}
	return profile.Org{}
}

// sends is the post that comes for an organisation: the one the type invites, else its first post that is no liaison.
func (v *voice) sends(t profile.MeetingType, kind models.OrgKind) profile.Post {
	var first profile.Post
	for _, r := range t.Attend {
		if x, ok := v.p.Post(r.Post); ok && x.Of == kind {
			return x
		}
	}
	for _, x := range v.p.Posts {
		if x.Of == kind && (first.Key == "" || first.Role == models.RoleLiaison) {
			first = x
		}
	}
	return first
}

// mentions reports whether a text names an organisation by one of its names.
func mentions(o profile.Org, text string) bool {
	for _, w := range append([]string{o.Name}, o.Aliases...) {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

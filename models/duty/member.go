package duty

import (
	"fmt"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/profile"
)

// Holder is somebody's time in a post: past, present or to come.
type Holder struct {
	Post, Org, Person string
	Name              string // what people call him: 张三（区级林长）
	Since             time.Time
	Until             time.Time // zero while it is open
}

// member is somebody who belonged to those a rule speaks about when a period began.
type member struct {
	Subject
	left time.Time // when that ended within the period; zero: it did not
}

// members are those whose membership held when the period began: who joins later owes only what begins later.
// A district that began to work with the program in the middle of a period takes the people it had then.
func members(in Input, i Instance) []member {
	if i.Rule.Who.Post != "" {
		return holders(in, i)
	}
	var out []member
	present := in.Laws.At(in.Now)
	for _, o := range i.Law.Orgs {
		if o.Exists(i.Period.From) && i.Rule.Who.Selects(o) {
			m := member{Subject: Subject{Org: o.Code, Name: o.Name}}
			if called, ok := present.Org(o.Code); ok {
				m.Name = called.Name // people call it as it is called now
			}
			m.left = closed(in.Laws, o.Code, i.Period)
			out = append(out, m)
		}
	}
	return out
}

func holders(in Input, i Instance) []member {
	at := i.Period.From
	if i.Period.Contains(in.Since) {
		at = in.Since
	}
	var out []member
	for _, h := range in.Holders {
		if h.Post != i.Rule.Who.Post || h.Since.After(at) || !h.Until.IsZero() && !h.Until.After(at) {
			continue
		}
		m := member{Subject: Subject{Org: h.Org, Person: h.Person, Name: h.Name}}
		m.left = relieved(in.Holders, h, i.Period)
		if end := closed(in.Laws, h.Org, i.Period); h.Org != "" && (m.left.IsZero() || end.Before(m.left)) && !end.IsZero() {
			m.left = end
		}
		out = append(out, m)
	}
	return out
}

// closed is when an organisation ceased to exist within a period, by the versions that held then; zero: it did not.
func closed(laws *profile.Set, org string, p models.Period) time.Time {
	for n, law := range laws.Versions {
		from, to := p.From, p.To
		if n > 0 && law.Effective.After(from) {
			from = law.Effective.Time
		}
		if n+1 < len(laws.Versions) && laws.Versions[n+1].Effective.Before(to) {
			to = laws.Versions[n+1].Effective.Time
		}
		if !from.Before(to) {
			continue
		}
		o, known := law.Org(org)
		switch {
		case !known || !o.To.IsZero() && !o.To.After(from):
			return from
		case !o.To.IsZero() && o.To.Before(to):
			return o.To.Time
		}
	}
	return time.Time{}
}

// relieved is when a holder's time in his post ended within a period; a new term of the same person goes on with it.
func relieved(all []Holder, h Holder, p models.Period) time.Time {
	for again := true; again; {
		again = false
		for _, other := range all {
			same := other.Post == h.Post && other.Org == h.Org && other.Person == h.Person
			longer := other.Until.IsZero() || other.Until.After(h.Until)
			if same && !h.Until.IsZero() && longer && !other.Since.After(h.Until) {
				h.Until, again = other.Until, true
			}
		}
	}
	if h.Until.IsZero() || !h.Until.Before(p.To) {
		return time.Time{}
	}
	return h.Until
}

// gone words why somebody who left in the middle of a period owes nothing for it.
func (m member) gone() string {
	what := "撤销"
	if m.Person != "" {
		what = "不再任职"
	}
	return fmt.Sprintf("%d月%d日%s，当期不再要求", m.left.Month(), m.left.Day(), what)
}

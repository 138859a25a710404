package duty

import (
	"cmp"
	"slices"
	"sort"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/profile"
)

// Input is all that Stand looks at.
type Input struct {
	Laws    *profile.Set // all versions of the district's rules
	Only    []string     // ids of the duties asked about; nil: all
	Holders []Holder     // who holds, held or will hold the posts that duties speak about
	Facts   []Fact
	Now     time.Time // in the district's zone
	Since   time.Time // periods over before it are nobody's debt: the district had not begun; zero: all count
	Days    Days
}

// Stand computes how everybody stands with every duty in the period that holds now, and in the period before while
// that one is still short. Each period is judged by the version that held when it began, for those whose membership
// held then. The order is that of rules, subjects and periods.
func Stand(in Input) []Standing {
	index := indexFacts(in.Facts)
	var out []Standing
	for _, i := range Open(in.Laws, in.Only, in.Now, in.Days) {
		if !i.Rule.Watch && !i.Period.To.After(in.Since) {
			continue
		}
		for _, m := range members(in, i) {
			st := standing(i, m, index, in)
			current := i.Period.To.After(in.Now) || i.Rule.Watch
			// a past period is told of only while it is short; of who is there no more nothing is asked, and what was
			// over before he left stays on the lists
			gone := departed(in, i.Rule, m.Subject)
			if st.Open() && gone && !current {
				st.Gone = true
			}
			if !gone && (current || st.Open()) || st.Gone {
				out = append(out, st)
			}
		}
	}
	bySubject(out)
	return out
}

// For computes one instance for everybody who owed it, for lists of the past and for receipts. Who has left since
// stays listed in what was over when he left.
func For(in Input, i Instance) []Standing {
	index := indexFacts(in.Facts)
	var out []Standing
	for _, m := range members(in, i) {
		out = append(out, standing(i, m, index, in))
	}
	return out
}

// departed reports whether somebody is there no more at now.
func departed(in Input, r profile.Duty, s Subject) bool {
	if s.Org != "" {
		if o, ok := in.Laws.At(in.Now).Org(s.Org); !ok || !o.Exists(in.Now) {
			return true
		}
	}
	holds := func(h Holder) bool {
		same := h.Person == s.Person && h.Post == r.Who.Post && h.Org == s.Org
		return same && (h.Until.IsZero() || h.Until.After(in.Now))
	}
	return s.Person != "" && !slices.ContainsFunc(in.Holders, holds)
}

// bySubject brings what one subject owes of a rule together: the period before, then the present one. Who is gone
// comes last.
func bySubject(list []Standing) {
	type key struct {
		rule string
		Subject
	}
	rule, subject := map[string]int{}, map[key]int{}
	for n, s := range slices.Backward(list) {
		rule[s.Rule.ID] = n // ends at the rule's first
		if k := (key{s.Rule.ID, s.Subject}); subject[k] == 0 {
			subject[k] = n // the place in the newest period
		}
	}
	slices.SortStableFunc(list, func(a, b Standing) int {
		of := func(s Standing) int {
			if s.Gone {
				return len(list)
			}
			return subject[key{s.Rule.ID, s.Subject}]
		}
		return cmp.Or(cmp.Compare(rule[a.Rule.ID], rule[b.Rule.ID]), cmp.Compare(of(a), of(b)))
	})
}

// Span is the time that the facts of instances must cover.
func Span(list []Instance, now time.Time, days Days) (from, to time.Time) {
	from, to = now, now
	for _, i := range list {
		begin, end := window(i, days)
		if begin.Before(from) {
			from = begin
		}
		if end.After(to) {
			to = end
		}
		if i.Period.From.Before(from) {
			from = i.Period.From // facts filed for it
		}
		if i.Period.To.After(to) {
			to = i.Period.To
		}
	}
	return from, to
}

type factKey struct{ what, who string }

func indexFacts(facts []Fact) map[factKey][]Fact {
	index := map[factKey][]Fact{}
	for _, f := range facts {
		who := f.Org
		if f.Person != "" {
			who = f.Person
			if f.Org != "" {
				k := factKey{f.What, f.Org}
				index[k] = append(index[k], f)
			}
		}
		k := factKey{f.What, who}
		index[k] = append(index[k], f)
	}
	return index
}

func standing(i Instance, m member, index map[factKey][]Fact, in Input) Standing {
	r, p := i.Rule, i.Period
	st := Standing{Law: i.Law, Rule: r, Subject: m.Subject, Period: p, Want: r.AtLeast, Due: dueAt(r.Due, p, in.Days),
		Opens: opens(r.Due, p)}
	from, to := window(i, in.Days)
	for _, f := range index[factKey{r.What, cmp.Or(m.Person, m.Org)}] {
		if r.Watch || counts(p, f, from, to) {
			st.Facts = append(st.Facts, f)
		}
	}
	sort.SliceStable(st.Facts, func(i, j int) bool { return st.Facts[i].At.Before(st.Facts[j].At) })
	st.Have = amount(r, st.Facts)
	round := st.Round(in.Now)
	due := st.Due
	if r.Watch {
		due = dueAt(r.Due, round, in.Days)
	}
	st.Steps, st.Moved = plan(r, round, due, in.Days)
	st.Steps = lapsed(st, round, index[factKey{r.What + Lapse, cmp.Or(m.Person, m.Org)}], in.Days)
	st.State = state(st, in.Now)
	if reason, free := waived(r, p, m, in.Now); free {
		st.State, st.Reason = Waived, reason
	}
	return st
}

// waived reports why somebody owes nothing in a period: he was set free, or has left before it was over. Who will leave
// is still there: until then he owes what all others owe.
func waived(r profile.Duty, p models.Period, m member, now time.Time) (reason string, free bool) {
	for _, w := range r.Waive {
		begun := w.To.IsZero() || p.From.Before(local(w.To.Time, p.From))
		if w.Org == m.Org && begun && !p.To.Before(local(w.From.Time, p.From)) {
			return w.Reason, true
		}
	}
	if !m.left.IsZero() && !now.Before(m.left) {
		return m.gone(), true
	}
	return "", false
}

// Round is the period whose steps are told of at now. That is the standing's own, except for a watched duty.
func (s Standing) Round(now time.Time) models.Period {
	if !s.Rule.Watch {
		return s.Period
	}
	return Round(s.Rule, now)
}

// Round is the period of a rule's steps that holds t. A watched duty has no period for people, yet is told of once a
// round while it is unmet: every month, unless the rule says otherwise.
func Round(r profile.Duty, t time.Time) models.Period {
	if r.Watch && !r.Every.Known() {
		return models.PeriodOf(models.Month, t)
	}
	return models.PeriodOf(r.Every, t)
}

// counts reports whether a fact counts for a period: it was filed for it, or happened in its window [from, to).
func counts(p models.Period, f Fact, from, to time.Time) bool {
	if f.Period != "" {
		fp, ok := models.ParsePeriod(f.Period, p.From.Location())
		return ok && p.Contains(fp.From)
	}
	return !f.At.Before(from) && f.At.Before(to)
}

// amount is how much facts are worth: their number, the sum of their amounts, or their points by level.
func amount(r profile.Duty, facts []Fact) int {
	if r.Sum == "" {
		return len(facts)
	}
	sum := 0.0
	for _, f := range facts {
		worth, ok := r.Points[f.Level]
		switch {
		case ok:
			sum += worth
		case r.Points == nil:
			sum += cmp.Or(f.Amount, 1)
		}
	}
	return int(sum)
}

func state(st Standing, now time.Time) State {
	switch {
	case st.Have >= st.Want && !st.tooMany():
		return Met
	case st.Rule.Watch:
		return Near
	case now.After(st.Due):
		return Overdue
	case now.Before(st.Opens):
		return NotDue
	}
	for _, s := range st.Steps {
		if !now.Before(s.Day) && s.Day.Before(st.Due) {
			return Near
		}
	}
	return OnTrack
}

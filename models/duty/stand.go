package duty

import (
	"sort"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/profile"
)

// Input is all that Stand looks at.
type Input struct {
	Rules    []profile.Duty
	Subjects func(profile.Duty) []Subject // who the rule speaks about
	Facts    []Fact
	Now      time.Time // in the district's zone
	Since    time.Time // periods over before it are nobody's debt: the district had not begun; zero: all count
	Days     Days
}

// Stand computes the standing of every rule and subject for the period that holds now, and for the period before
// while that one is still short. The order is that of rules and subjects.
func Stand(in Input) []Standing {
	index := indexFacts(in.Facts)
	var out []Standing
	for _, r := range in.Rules {
		for _, s := range in.Subjects(r) {
			for _, p := range periodsAt(r, in.Now) {
				if !r.Watch && !p.To.After(in.Since) {
					continue
				}
				st := standing(r, s, p, index, in)
				if p.To.After(in.Now) || r.Watch || st.Open() {
					out = append(out, st) // a past period is told of only while it is short
				}
			}
		}
	}
	return out
}

// For computes one rule for one period, for lists of the past and for receipts.
func For(in Input, r profile.Duty, p models.Period) []Standing {
	index := indexFacts(in.Facts)
	var out []Standing
	for _, s := range in.Subjects(r) {
		out = append(out, standing(r, s, p, index, in))
	}
	return out
}

// Span is the time that Stand's facts must cover: from the previous period's first day of the longest rule to the
// end of the present one.
func Span(rules []profile.Duty, now time.Time) (from, to time.Time) {
	from, to = now, now
	for _, r := range rules {
		for _, p := range periodsAt(r, now) {
			if p.From.Before(from) {
				from = p.From
			}
			if p.To.After(to) {
				to = p.To
			}
		}
	}
	return from, to
}

func periodsAt(r profile.Duty, now time.Time) []models.Period {
	if r.Watch {
		return []models.Period{{Every: models.Year, Key: "now", From: now, To: now}}
	}
	p := models.PeriodOf(r.Every, now)
	var out []models.Period
	for _, one := range []models.Period{p.Previous(), p} {
		if Applies(r, one) {
			out = append(out, one)
		}
	}
	return out
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

func standing(r profile.Duty, s Subject, p models.Period, index map[factKey][]Fact, in Input) Standing {
	st := Standing{Rule: r, Subject: s, Period: p, Want: r.AtLeast, Due: dueAt(r.Due, p, in.Days), Opens: opens(r.Due, p)}
	who := s.Org
	if s.Person != "" {
		who = s.Person
	}
	for _, f := range index[factKey{r.What, who}] {
		if counts(r, p, f) {
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
	st.Steps = lapsed(st, round, index[factKey{r.What + Lapse, who}], in.Days)
	st.State = state(st, in.Now)
	for _, w := range r.Waive {
		if w.Org == s.Org && !p.To.Before(local(w.From.Time, p.From)) && (w.To.IsZero() || p.From.Before(local(w.To.Time, p.From))) {
			st.State, st.Reason = Waived, w.Reason
		}
	}
	return st
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

func counts(r profile.Duty, p models.Period, f Fact) bool {
	switch {
	case r.Watch:
		return true
	case f.Period != "":
		fp, ok := models.ParsePeriod(f.Period, p.From.Location())
		return ok && p.Contains(fp.From)
	default:
		return p.Contains(f.At)
	}
}

func amount(r profile.Duty, facts []Fact) int {
	if r.Sum == "" {
		return len(facts)
	}
	sum := 0.0
	for _, f := range facts {
		if f.Amount == 0 {
			f.Amount = 1
		}
		sum += f.Amount
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

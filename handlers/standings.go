package handlers

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
	"linzhangbot/models/reminder"
	"linzhangbot/models/roster"
)

// Laws are all versions of a district's rules. A period is judged by the one that held when it began.
func (d *Deployment) Laws(p *profile.Profile) *profile.Set {
	if set, ok := d.Profiles[p.Code]; ok {
		return set
	}
	return &profile.Set{Versions: []*profile.Profile{p}}
}

// Laws are all versions of the sender's district's rules.
func (r *Request) Laws() *profile.Set { return r.Deployment.Laws(r.Profile) }

// Duties are all duties that somebody may owe at now: those of the version that holds, and those of former versions
// that still judge the period before. Each is said once, as it is written last.
func (d *Deployment) Duties(p *profile.Profile, now time.Time) []profile.Duty {
	out := slices.Clone(p.Duties)
	for _, i := range duty.Open(d.Laws(p), nil, now, d.Days) {
		if !slices.ContainsFunc(out, func(r profile.Duty) bool { return r.ID == i.Rule.ID }) {
			out = append(out, i.Rule)
		}
	}
	return out
}

// Duty is a duty as it was written when a period (by its key) began: what a reminder about that period must say.
// Where the period is not told, or its version is gone, it is the duty as it is written now.
func (d *Deployment) Duty(p *profile.Profile, id, period string) (profile.Duty, bool) {
	if span, ok := models.ParsePeriod(period, p.Location()); ok {
		if i, ok := duty.Find(d.Laws(p), id, span, d.Days); ok {
			return i.Rule, true
		}
	}
	return p.Duty(id)
}

// Standings computes how everybody stands with the given rules at now (local time): the same numbers for reminders,
// answers and scores. The rules only say which duties are asked about (all duties of a version: those that it has
// dropped as well); each period is judged by the version that held when it began.
func (d *Deployment) Standings(ctx context.Context, tx *db.Tx, p *profile.Profile, rules []profile.Duty,
	now time.Time) ([]duty.Standing, error) {
	laws, only := d.Laws(p), []string(nil)
	if !slices.EqualFunc(rules, p.Duties, func(a, b profile.Duty) bool { return a.ID == b.ID }) {
		only = append([]string{}, models.Each(rules, func(r profile.Duty) string { return r.ID })...)
	}
	open := d.counted(duty.Open(laws, only, now, d.Days))
	only = append([]string{}, models.Each(open, func(i duty.Instance) string { return i.Rule.ID })...)
	from, to := duty.Span(open, now, d.Days)
	in, err := d.input(ctx, tx, p, open, from, to, now)
	if err != nil {
		return nil, err
	}
	in.Only = only
	return duty.Stand(in), nil
}

// StandingsFor computes one duty in one period, as it was written when the period began, for those who owed it then;
// nobody where it was no duty then.
func (d *Deployment) StandingsFor(ctx context.Context, tx *db.Tx, p *profile.Profile, rule profile.Duty,
	period models.Period, now time.Time) ([]duty.Standing, error) {
	i, ok := duty.Find(d.Laws(p), rule.ID, period, d.Days)
	if !ok || !d.Counts(i.Rule.What) {
		return nil, nil
	}
	from, to := duty.Span([]duty.Instance{i}, period.From, d.Days)
	in, err := d.input(ctx, tx, p, []duty.Instance{i}, from, to, now)
	if err != nil {
		return nil, err
	}
	return duty.For(in, i), nil
}

// Settle withdraws what waits to be said about the duties of an organisation that count a fact which happened at t.
func (r *Request) Settle(what, org string, t time.Time) {
	for _, i := range duty.Counting(r.Laws(), t.In(r.Now.Location()), r.Days) {
		if i.Rule.What == what {
			r.Settled(i.Key(org))
		}
	}
}

// input brings what the engine must look at to judge some instances.
func (d *Deployment) input(ctx context.Context, tx *db.Tx, p *profile.Profile, list []duty.Instance,
	from, to, now time.Time) (in duty.Input, err error) {
	in = duty.Input{Laws: d.Laws(p), Now: now, Days: d.Days}
	if in.Facts, err = d.facts(ctx, tx, list, from, to, now); err != nil {
		return in, err
	}
	if in.Since, err = reminder.Since(tx, now); err != nil {
		return in, err
	}
	asked := map[string]bool{}
	for _, i := range list {
		post := i.Rule.Who.Post
		if post == "" || asked[post] {
			continue
		}
		asked[post] = true
		terms, err := roster.Terms(tx, post, from)
		if err != nil {
			return in, err
		}
		for _, t := range terms {
			in.Holders = append(in.Holders, duty.Holder{Post: post, Org: t.Org, Person: t.Person, Name: roster.Called(p, t.Holder),
				Since: t.Since, Until: t.Until})
		}
	}
	return in, nil
}

// source finds who counts a fact. A source may name a whole family: meeting.* counts meetings of every type that a
// profile invents.
func (d *Deployment) source(what string) (duty.Source, bool) {
	if src, ok := d.sources[what]; ok {
		return src, true
	}
	family, _, _ := strings.Cut(what, ".")
	src, ok := d.sources[family+".*"]
	return src, ok
}

// Counts reports whether any regulation can count a fact.
func (d *Deployment) Counts(what string) bool { _, ok := d.source(what); return ok }

// counted leaves out duties whose facts nobody can count: asking for what cannot be recorded would be unfair.
func (d *Deployment) counted(list []duty.Instance) []duty.Instance {
	return slices.DeleteFunc(list, func(i duty.Instance) bool { return !d.Counts(i.Rule.What) })
}

// facts asks each source once. A standing condition (who sits on a seat) is asked about as it is now.
func (d *Deployment) facts(ctx context.Context, tx *db.Tx, list []duty.Instance,
	from, to, now time.Time) ([]duty.Fact, error) {
	var out []duty.Fact
	asked := map[string]bool{}
	for _, i := range list {
		src, ok := d.source(i.Rule.What)
		if !ok || asked[src.What[0]] {
			continue
		}
		asked[src.What[0]] = true
		since, until := from, to
		if i.Rule.Watch {
			since, until = now, now
		}
		facts, err := src.Facts(ctx, tx, since, until)
		if err != nil {
			return nil, fmt.Errorf("count %s: %w", i.Rule.What, err)
		}
		out = append(out, facts...)
	}
	return out, nil
}

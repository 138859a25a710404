package handlers

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models"
	"linzhangbot/models/calendar"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
	"linzhangbot/models/reminder"
	"linzhangbot/models/roster"
)

// Deployment is what all messages, pages and ticks of a program share and a face may ask: the districts' profiles, the
// calendar, and how everybody stands.
type Deployment struct {
	Modules  []Module
	Profiles map[string]*profile.Set // by district code
	Days     *calendar.Calendar

	commands  map[string]*Command
	sources   map[string]duty.Source
	deadlines map[string]DeadlineKind
}

// NewDeployment checks that no two modules claim the same command or fact.
func NewDeployment(modules []Module, profiles map[string]*profile.Set, days *calendar.Calendar) (*Deployment, error) {
	d := &Deployment{Modules: modules, Profiles: profiles, Days: days, commands: map[string]*Command{},
		sources: map[string]duty.Source{}, deadlines: map[string]DeadlineKind{}}
	for _, m := range modules {
		for i := range m.Commands {
			c := &m.Commands[i]
			for _, name := range append([]string{c.Name}, c.Aliases...) {
				if d.commands[name] != nil {
					return nil, fmt.Errorf("command %s is declared twice", name)
				}
				d.commands[name] = c
			}
		}
		for _, k := range m.Deadlines {
			d.deadlines[k.Kind] = k
		}
		for _, src := range m.Facts {
			for _, what := range src.What {
				if _, twice := d.sources[what]; twice {
					return nil, fmt.Errorf("fact %s is declared twice", what)
				}
				d.sources[what] = src
			}
		}
	}
	return d, nil
}

// Raise hands a problem to the regulation that keeps the list of problems, and returns its number there.
func (d *Deployment) Raise(ctx context.Context, r *Request, issue RaiseIssue) (string, error) {
	for _, m := range d.Modules {
		if m.Raise != nil {
			return m.Raise(ctx, r, issue)
		}
	}
	return "", models.Refuse("not_open", "问题清单还没有开放，没有转。", "请先人工登记。", "")
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
			for _, l := range lines {
				if len(r.Actor.Seats) < 2 || !said[l] {
					seat.Lines = append(seat.Lines, l)
				}
				said[l] = true
			}
		}
		out = append(out, seat)
	}
	return out, nil
}

// Todo asks the regulations what waits for the sender beside his duties: approvals, issues, resolutions. Who has
// several organisations is told with each line which it is.
func (d *Deployment) Todo(ctx context.Context, r *Request) (out []string, err error) {
	seats, err := d.TodoBySeat(ctx, r)
	for _, s := range seats {
		head := ""
		if len(r.Actor.Orgs) > 1 && s.Org.Code != "" {
			head = s.Org.Name + "："
		}
		out = append(out, models.Each(s.Lines, func(l string) string { return head + l })...)
	}
	return out, err
}

// Waiting asks the regulations what waits for the sender's word, at all of his seats.
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
		return r.apart(all), nil
	}
	return all, nil
}

// Command finds the command of an intent.
func (d *Deployment) Command(intent string) (*Command, bool) {
	c, ok := d.commands[intent]
	return c, ok
}

// Frames are what all commands listen for, in the order of the modules.
func (d *Deployment) Frames() []frame.Frame {
	var out []frame.Frame
	for _, m := range d.Modules {
		out = append(out, m.Frames...)
	}
	return out
}

// Heard is what the ear must know of every command, in the words of one district.
func (d *Deployment) Heard(p *profile.Profile) []frame.Command {
	var out []frame.Command
	for _, m := range d.Modules {
		for _, c := range m.Commands {
			for _, intent := range append([]string{c.Name}, c.Aliases...) {
				out = append(out, frame.Command{Intent: intent, Title: p.Words(c.Title), Usage: p.Words(c.Usage),
					Writes: !c.Reads, Asks: c.OwnQuestions})
			}
		}
	}
	return out
}

// Deadline finds a family of deadlines.
func (d *Deployment) Deadline(kind string) (DeadlineKind, bool) {
	k, ok := d.deadlines[kind]
	return k, ok
}

// Profile is the version of a district's rules that holds at t.
func (d *Deployment) Profile(district string, t time.Time) (*profile.Profile, bool) {
	set, ok := d.Profiles[district]
	if !ok {
		return nil, false
	}
	return set.At(t), true
}

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

package handlers

import (
	"context"
	"fmt"
	"time"

	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models"
	"linzhangbot/models/calendar"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
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

// Todo asks the regulations what waits for the sender beside his duties: approvals, issues, resolutions.
func (d *Deployment) Todo(ctx context.Context, r *Request) ([]string, error) {
	var out []string
	for _, m := range d.Modules {
		if m.Todo == nil {
			continue
		}
		lines, err := m.Todo(ctx, r)
		if err != nil {
			return nil, fmt.Errorf("ask what waits in %s: %w", m.Name, err)
		}
		out = append(out, lines...)
	}
	return out, nil
}

// Waiting asks the regulations what waits for the sender's word.
func (d *Deployment) Waiting(ctx context.Context, r *Request) ([]Waiting, error) {
	var out []Waiting
	for _, m := range d.Modules {
		if m.Waiting == nil {
			continue
		}
		list, err := m.Waiting(ctx, r)
		if err != nil {
			return nil, fmt.Errorf("ask what waits in %s: %w", m.Name, err)
		}
		out = append(out, list...)
	}
	return out, nil
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

package reminding

import (
	"slices"
	"strings"
	"time"

	"linzhangbot/models/calendar"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
	"linzhangbot/models/reminder"
	"linzhangbot/models/roster"
)

// fresh makes a nudge of every reached step that has not been said, is not snoozed and still makes sense.
func fresh(s *sweep, standings []duty.Standing) ([]reminder.Reminder, error) {
	snoozed, err := reminder.Snoozed(s.Tx, s.Now)
	if err != nil {
		return nil, err
	}
	since, err := reminder.Since(s.Tx, s.Now)
	if err != nil {
		return nil, err
	}
	var all []reminder.Reminder
	var keys []string
	for _, st := range standings {
		step, ok := st.Reached(s.Now, s.Days)
		if step.Day.Before(calendar.Midnight(since)) {
			continue // it fell before the district's first day with the program
		}
		if _, quiet := snoozed[st.Key()]; !ok || quiet {
			continue
		}
		if !s.Now.Before(st.Expires(step, s.Days)) {
			continue // its days are over: the next step speaks
		}
		made, err := nudgesOf(s, st, step)
		if err != nil {
			return nil, err
		}
		for _, n := range made {
			all, keys = append(all, n), append(keys, n.Key)
		}
	}
	said, err := reminder.Said(s.Tx, keys)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(n reminder.Reminder) bool { return said[n.Key] }), nil
}

// nudgesOf makes the nudges of one step: one for the owner's chat, or one for each holder of the post it is for.
func nudgesOf(s *sweep, st duty.Standing, step duty.StepDay) ([]reminder.Reminder, error) {
	n := reminder.Reminder{Standing: st.Key(), Rule: st.Rule.ID, Org: st.Subject.Org, Person: st.Subject.Person,
		Period: st.PeriodKey(),
		Step:   step.Step.Key, Have: st.Have, Want: st.Want, Due: st.Due.UTC(), Late: st.State == duty.Overdue, Extra: step.Step.Text,
		Day: s.Now.Format(time.DateOnly), At: s.Now.UTC()}
	n.Key = n.Standing + "/" + n.Step
	if st.Rule.Watch {
		n.Key += "/" + st.Round(s.Now).Key // said once a round, for as long as it takes
	}
	if step.Step.Repeat == duty.EveryWorkday {
		n.Key += "/" + step.Day.Format(time.DateOnly)
	}
	targets, err := targetsOf(s, st, step.Step)
	if err != nil {
		return nil, err
	}
	var out []reminder.Reminder
	for i, target := range targets {
		one := n
		one.Target = target
		if i > 0 {
			one.Key += "/" + string(target)
		}
		out = append(out, one)
	}
	return out, nil
}

func targetsOf(s *sweep, st duty.Standing, step profile.Step) ([]reminder.Target, error) {
	if post, ok := strings.CutPrefix(step.To, "post:"); ok {
		holders, err := roster.Holders(s.Tx, roster.Query{Post: post}, s.Now)
		if err != nil {
			return nil, err
		}
		var out []reminder.Target
		for _, h := range holders {
			if concerns(h, st.Subject) {
				out = append(out, reminder.TargetPerson(h.Person))
			}
		}
		return out, nil
	}
	switch {
	case step.To == "office" || step.In == "office":
		return []reminder.Target{reminder.TargetOffice}, nil
	case step.In == "private" && st.Subject.Person != "":
		return []reminder.Target{reminder.TargetPerson(st.Subject.Person)}, nil
	case step.In == "main":
		return []reminder.Target{reminder.TargetMain}, nil
	case st.Subject.Org == "":
		return []reminder.Target{reminder.TargetPerson(st.Subject.Person)}, nil
	}
	groups, err := s.allGroups()
	if err != nil {
		return nil, err
	}
	for _, g := range groups {
		if g.Purpose == "org" && g.Org == st.Subject.Org && !g.Paused {
			return []reminder.Target{reminder.TargetOrg(st.Subject.Org)}, nil
		}
	}
	return []reminder.Target{reminder.TargetMain}, nil
}

// concerns: a holder is told about his own organisation, the towns he is linked to, or everything if his post is the
// district's and linked to none.
func concerns(h roster.Holder, sub duty.Subject) bool {
	if h.Org != "" {
		return h.Org == sub.Org
	}
	return len(h.Linked) == 0 || slices.Contains(h.Linked, sub.Org)
}

package reminding

import (
	"context"
	"slices"
	"strings"
	"time"

	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
	"linzhangbot/models/reminder"
	"linzhangbot/models/roster"
)

// fresh are the reached steps that have not been said, are not snoozed and still make sense.
func (s *sweep) fresh(ctx context.Context) ([]item, error) {
	standings, err := s.standings(ctx)
	if err != nil {
		return nil, err
	}
	snoozed, err := reminder.Snoozed(s.Tx, s.Now)
	if err != nil {
		return nil, err
	}
	since, err := begun(s.Tx, s.Now)
	if err != nil {
		return nil, err
	}
	var all []item
	var keys []string
	for _, st := range standings {
		step, ok := st.Reached(s.Now, s.Days, cadence(s.Profile))
		if _, quiet := snoozed[st.Key()]; !ok || quiet || step.Day.Before(since) || s.gone(st) {
			continue
		}
		if !s.Now.Before(st.Expires(step, s.Days, s.Profile)) {
			continue // its days are over: the next step speaks
		}
		made, err := s.steps(st, step)
		if err != nil {
			return nil, err
		}
		for _, t := range made {
			all, keys = append(all, t), append(keys, t.Key)
		}
	}
	said, err := reminder.Said(s.Tx, keys)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(t item) bool { return said[t.Key] }), nil
}

// gone reports whether an organisation is closed: what it left open is the office's to hand over, and nobody is told of
// it any more.
func (s *sweep) gone(st duty.Standing) bool {
	o, ok := s.Profile.Org(st.Subject.Org)
	return ok && o.Closed(s.Now)
}

// steps are one step as it is said: in the owner's chat, or to each holder of the post it is for.
func (s *sweep) steps(st duty.Standing, step duty.StepDay) ([]item, error) {
	n := reminder.Reminder{Standing: st.Key(), Rule: st.Rule.ID, Org: st.Subject.Org, Person: st.Subject.Person,
		Period: st.PeriodKey(), Step: step.Step.Key, Have: st.Have, Want: st.Want, Due: st.Due.UTC(),
		Late: st.State == duty.Overdue, Passes: step.Passes() || st.Lapses, Extra: step.Step.Text, Day: s.day(),
		At: s.Now.UTC()}
	n.Key = n.Standing + "/" + n.Step
	if st.Rule.Watch {
		n.Key += "/" + st.Round(s.Now).Key // said once a round, for as long as it takes
	}
	if step.Step.Repeat == duty.EveryWorkday {
		n.Key += "/" + step.Day.Format(time.DateOnly)
	}
	targets, err := s.targets(st, step.Step)
	if err != nil {
		return nil, err
	}
	var out []item
	for i, target := range targets {
		one := item{Reminder: n, st: st}
		one.Target = target
		if i > 0 {
			one.Key += "/" + string(target)
		}
		out = append(out, one)
	}
	return out, nil
}

func (s *sweep) targets(st duty.Standing, step profile.Step) ([]reminder.Target, error) {
	if post, ok := strings.CutPrefix(step.To, "post:"); ok {
		holders, err := roster.Holders(s.Tx, roster.Query{Post: post}, s.Now)
		var out []reminder.Target
		for _, h := range holders {
			if concerns(h, st.Subject) {
				out = append(out, reminder.TargetPerson(h.Person))
			}
		}
		return out, err
	}
	private := st.Subject.Person != "" && (step.In == "private" || st.Once)
	switch {
	case step.To == "office" || step.In == "office":
		return []reminder.Target{reminder.TargetOffice}, nil
	case private:
		return []reminder.Target{reminder.TargetPerson(st.Subject.Person)}, nil
	case step.In == "main":
		return []reminder.Target{reminder.TargetMain}, nil
	case st.Subject.Org == "":
		return []reminder.Target{reminder.TargetPerson(st.Subject.Person)}, nil
	}
	list, err := s.chatOf(st.Subject.Org)
	if kind, _ := s.Deployment.Deadline(st.Rule.ID); err != nil || !kind.Quiet || list[0] != reminder.TargetMain {
		return list, err
	}
	people, err := s.reachable(st.Subject.Org)
	if err != nil || len(people) == 0 {
		return list, err
	}
	out := make([]reminder.Target, 0, len(people))
	for _, p := range people {
		out = append(out, reminder.TargetPerson(p))
	}
	return out, nil
}

// chatOf is an organisation's own group, else the shared one.
func (s *sweep) chatOf(org string) ([]reminder.Target, error) {
	groups, err := s.allGroups()
	if err != nil {
		return nil, err
	}
	own := func(g roster.Group) bool { return g.Purpose == roster.PurposeOrg && g.Org == org && !g.Paused }
	if slices.ContainsFunc(groups, own) {
		return []reminder.Target{reminder.TargetOrg(org)}, nil
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

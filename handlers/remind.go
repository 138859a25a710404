package handlers

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"linzhangbot/models/calendar"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// DutyReminder is the one reminder behind all duties of all regulations: every working morning it looks at the
// state (not at the clock's edge), finds whose step's day has come, and says one message a chat.
func DutyReminder() Reminder {
	return Reminder{Key: "duties", Title: "按制度提醒各单位应办事项", Due: remindDuties}
}

// remindDuties says what is due today and was not said yet.
func remindDuties(ctx context.Context, s *Sweep) error {
	if !s.Days.Working(s.Now) {
		return nil
	}
	standings, err := s.House.Standings(ctx, s.Tx, s.Profile, s.Profile.Duties, s.Now)
	if err != nil {
		return err
	}
	nudges, err := fresh(s, standings)
	if err != nil {
		return err
	}
	if nudges, err = withinBudget(s, nudges); err != nil {
		return err
	}
	return s.nudge(nudges)
}

// fresh makes a nudge of every reached step that has not been said, is not snoozed and still makes sense.
func fresh(s *Sweep, standings []duty.Standing) ([]duty.Nudge, error) {
	snoozed, err := duty.Snoozed(s.Tx, s.Now)
	if err != nil {
		return nil, err
	}
	since, err := duty.Since(s.Tx, s.Now)
	if err != nil {
		return nil, err
	}
	var all []duty.Nudge
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
	said, err := duty.Said(s.Tx, keys)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(n duty.Nudge) bool { return said[n.Key] }), nil
}

// nudgesOf makes the nudges of one step: one for the owner's chat, or one for each holder of the post it is for.
func nudgesOf(s *Sweep, st duty.Standing, step duty.StepDay) ([]duty.Nudge, error) {
	n := duty.Nudge{Standing: st.Key(), Rule: st.Rule.ID, Org: st.Subject.Org, Person: st.Subject.Person, Period: st.PeriodKey(),
		Step: step.Step.Key, Have: st.Have, Want: st.Want, Due: st.Due.UTC(), Late: st.State == duty.Overdue, Extra: step.Step.Text,
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
	var out []duty.Nudge
	for i, target := range targets {
		one := n
		one.Target = target
		if i > 0 {
			one.Key += "/" + target
		}
		out = append(out, one)
	}
	return out, nil
}

func targetsOf(s *Sweep, st duty.Standing, step profile.Step) ([]string, error) {
	if post, ok := strings.CutPrefix(step.To, "post:"); ok {
		holders, err := roster.Holders(s.Tx, roster.Query{Post: post}, s.Now)
		if err != nil {
			return nil, err
		}
		var out []string
		for _, h := range holders {
			if concerns(h, st.Subject) {
				out = append(out, "private:"+h.Person)
			}
		}
		return out, nil
	}
	switch {
	case step.To == "office" || step.In == "office":
		return []string{"office"}, nil
	case step.In == "private" && st.Subject.Person != "":
		return []string{"private:" + st.Subject.Person}, nil
	case step.In == "main":
		return []string{"main"}, nil
	case st.Subject.Org == "":
		return []string{"private:" + st.Subject.Person}, nil
	}
	groups, err := s.allGroups()
	if err != nil {
		return nil, err
	}
	for _, g := range groups {
		if g.Purpose == "org" && g.Org == st.Subject.Org && !g.Paused {
			return []string{"own:" + st.Subject.Org}, nil
		}
	}
	return []string{"main"}, nil
}

// concerns: a holder is told about his own organisation, the towns he is linked to, or everything if his post is the
// district's and linked to none.
func concerns(h roster.Holder, sub duty.Subject) bool {
	if h.Org != "" {
		return h.Org == sub.Org
	}
	return len(h.Linked) == 0 || slices.Contains(h.Linked, sub.Org)
}

// withinBudget holds back nudges of organisations whose budget is spent, and tells the office once a month of each.
// The office's own duties have no budget.
func withinBudget(s *Sweep, nudges []duty.Nudge) ([]duty.Nudge, error) {
	b := s.Profile.Budget
	if b.PerMonth == 0 {
		return nudges, nil
	}
	if len(nudges) == 0 {
		return nil, nil
	}
	count, today, err := duty.DaysNudged(s.Tx, s.Now.Format("2006-01")+"-01", s.Now.Format(time.DateOnly), s.House.family(nudges[0].Rule))
	if err != nil {
		return nil, err
	}
	spent := map[string]bool{}
	out := slices.DeleteFunc(nudges, func(n duty.Nudge) bool {
		if n.Org == "" || n.Target == "office" {
			return false
		}
		if count[n.Org] >= b.PerMonth {
			spent[n.Org] = true
			return true
		}
		return today[n.Org] && b.PerDay <= 1
	})
	for _, o := range s.Profile.Orgs {
		if spent[o.Code] {
			s.Say(budgetNotice(s, o))
		}
	}
	return out, nil
}

// nudge groups nudges by chat, keeps them and queues one message a chat.
func (s *Sweep) nudge(nudges []duty.Nudge) error {
	groups := map[string][]duty.Nudge{}
	var order []string
	for _, n := range nudges {
		if groups[n.Target] == nil {
			order = append(order, n.Target)
		}
		groups[n.Target] = append(groups[n.Target], n)
	}
	slices.Sort(order)
	for _, target := range order {
		list := groups[target]
		notice, err := compose(s, target, list)
		if err != nil {
			return err
		}
		for i := range list {
			list[i].Parcel = notice.Key
		}
		if err := duty.Keep(s.Tx, list); err != nil {
			return err
		}
		s.Say(notice)
	}
	return nil
}

// withdraw takes back reminders about what has just been settled. A message about others too is said again
// without the settled part.
func (d *Desk) withdraw(ctx context.Context, r *Request) error {
	if len(r.settled) == 0 {
		return nil
	}
	s := &Sweep{Tx: r.Tx, Now: r.Now, Profile: r.Profile, Days: r.Days, House: r.House}
	for _, k := range r.settled {
		if err := s.settle(k); err != nil {
			return fmt.Errorf("withdraw reminders: %w", err)
		}
	}
	r.settled = nil
	r.notices = append(r.notices, s.notices...)
	return ctx.Err()
}

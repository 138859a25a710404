package reminding

import (
	"slices"

	"linzhangbot/models"
	"linzhangbot/models/reminder"
)

// withinBudget marks as held back what the budget spares an organisation, and returns those whose budget is spent. A
// last day and a missed notice pass, and what only the office or a person hears is no mention.
func (s *sweep) withinBudget(list []item) (spent []string, err error) {
	most := s.Profile.Budget.PerMonth
	if most == 0 || len(list) == 0 {
		return nil, nil
	}
	count, err := reminder.Mornings(s.Tx, s.Now.Format("2006-01")+"-01", s.day())
	if err != nil {
		return nil, err
	}
	for i, t := range list {
		shared := t.Target == reminder.TargetMain || t.Target.IsOwn()
		if t.Org == "" || !shared || t.Passes || count[t.Org] < most {
			continue
		}
		list[i].held = true
		if !slices.Contains(spent, t.Org) {
			spent = append(spent, t.Org)
		}
	}
	return spent, nil
}

// unsaid are those of the organisations of which the office has not been told this month that their budget is spent.
func (s *sweep) unsaid(spent []string) ([]string, error) {
	said, err := reminder.Said(s.Tx, models.Each(spent, s.budgetKey))
	return slices.DeleteFunc(spent, func(org string) bool { return said[s.budgetKey(org)] }), err
}

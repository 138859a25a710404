package reminding

import (
	"fmt"
	"slices"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/profile"
	"linzhangbot/models/reminder"
)

// withinBudget holds back nudges of organisations whose budget is spent, and tells the office once a month of each.
// The office's own duties have no budget.
func withinBudget(s *sweep, nudges []reminder.Reminder) ([]reminder.Reminder, error) {
	b := s.Profile.Budget
	if b.PerMonth == 0 {
		return nudges, nil
	}
	if len(nudges) == 0 {
		return nil, nil
	}
	month, day := s.Now.Format("2006-01")+"-01", s.Now.Format(time.DateOnly)
	count, today, err := reminder.Mornings(s.Tx, month, day, family(s.Deployment, nudges[0].Rule))
	if err != nil {
		return nil, err
	}
	spent := map[string]bool{}
	out := slices.DeleteFunc(nudges, func(n reminder.Reminder) bool {
		if n.Org == "" || n.Target == reminder.TargetOffice {
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

func budgetNotice(s *sweep, o profile.Org) handlers.Notice {
	return handlers.Notice{Key: "budget " + o.Code + " " + s.Now.Format("2006-01"), To: handlers.Audience{Office: true}, Card: bot.Card{Code: "duty.budget",
		Tone: bot.ToneNear, Title: fmt.Sprintf("%s本月提醒已达%d次上限，不再自动提醒", o.Name, s.Profile.Budget.PerMonth),
		Next: "如仍未完成，请人工联系。"}}
}

// family tells which rules share one message a morning with a rule: all duties, or one kind of deadlines.
func family(d *handlers.Deployment, rule string) func(string) bool {
	if _, ok := d.Deadline(rule); ok {
		return func(other string) bool { return other == rule }
	}
	return func(other string) bool { _, deadline := d.Deadline(other); return !deadline }
}

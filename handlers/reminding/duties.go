package reminding

import (
	"fmt"
	"slices"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/duty"
	"linzhangbot/models/reminder"
)

// dutyBlock words one duty in one period for a chat. In a chat of many its figures count everybody, whoever is spared
// today.
func (s *sweep) dutyBlock(target reminder.Target, part []item) block {
	first := part[0]
	rule := first.st.Rule
	card := bot.Card{Code: bot.CodeReminder, Tone: bot.ToneNear, Duty: rule.ID, Article: string(rule.Article),
		Next: rule.How}
	if first.Late {
		card.Code, card.Tone = bot.CodeOverdue, bot.ToneLate
		if rule.HowLate != "" {
			card.Next = rule.HowLate
		}
	}
	var lines []string
	if s.ofMany(target, part) {
		card.Title, lines = s.manyTitle(first), s.manyLines(part)
	} else {
		card.Title = s.ownTitle(first)
	}
	if first.Extra != "" {
		lines = append(lines, first.Extra)
	}
	card.Text = handlers.Lines(lines...)
	return block{card: card, matters: []string{handlers.Exactly(first.st)}, of: &first}
}

// ofMany reports whether a duty is told where others than its owner read it, so that he must be named.
func (s *sweep) ofMany(target reminder.Target, part []item) bool {
	first := part[0]
	person, private := target.Person()
	switch {
	case len(part) > 1 || target == reminder.TargetMain:
		return true
	case private:
		return first.Person != person
	case target.IsOwn():
		return first.Person != ""
	}
	o, ok := s.Profile.Org(first.Org)
	return first.Person != "" || ok && o.Kind != models.KindOffice
}

func (s *sweep) ownTitle(t item) string {
	rule := t.st.Rule
	tally := handlers.TallyWords(rule, t.st.Have, t.st.Want)
	if rule.Watch {
		return fmt.Sprintf("“%s”：%s", rule.Title, tally)
	}
	return fmt.Sprintf("%s“%s”：%s，%s", handlers.PeriodWords(t.Period, s.Now), rule.Title, tally, s.when(t))
}

func (s *sweep) when(t item) string {
	if t.Late {
		return "已过期限"
	}
	return handlers.DueWords(t.st.Due.In(s.Profile.Location()), s.Now)
}

// manyTitle counts all who owe a duty, not only those who are reminded today: 11家中10家还没完成.
func (s *sweep) manyTitle(t item) string {
	total, open := 0, 0
	for _, st := range s.peers(t.st) {
		if st.State != duty.Waived { // who need not, or is gone, is none of those who owe it
			total++
		}
		if st.Open() {
			open++
		}
	}
	owners := func(n int) string { return handlers.Owners(n, t.Person) }
	if t.st.Rule.Watch {
		return fmt.Sprintf("“%s”：%s中%s还不齐全", t.st.Rule.Title, owners(total), owners(open))
	}
	state := "还没完成"
	if t.Late {
		state = "没有完成"
	}
	return fmt.Sprintf("%s“%s”：%s中%s%s，%s", handlers.PeriodWords(t.Period, s.Now), t.st.Rule.Title, owners(total),
		owners(open), state, s.when(t))
}

// peers are all standings of the same duty and period, those that are met too.
func (s *sweep) peers(of duty.Standing) []duty.Standing {
	key := of.Rule.ID + " " + of.Period.Key
	if s.asked[key] == nil {
		s.asked[key] = s.alike(of)
	}
	return s.asked[key]
}

func (s *sweep) alike(of duty.Standing) []duty.Standing {
	if !of.Rule.Watch && !of.Period.To.After(s.Now) { // of a period that is over only who is short still stands
		list, err := s.Deployment.StandingsFor(s.Tx.Context(), s.Tx, s.Profile, of.Rule, of.Period, s.Now)
		if err != nil {
			s.failed = err
		}
		return list
	}
	var out []duty.Standing
	for _, st := range s.stood {
		if st.Rule.ID == of.Rule.ID && st.Period.Key == of.Period.Key && !st.Once {
			out = append(out, st)
		}
	}
	return out
}

// manyLines name who is reminded, those short of most first, and count the others that are short.
func (s *sweep) manyLines(part []item) []string {
	rule := part[0].st.Rule
	lines := handlers.GroupByHave(rule, part, func(t item) (string, int, int) {
		return t.st.Subject.Name, t.st.Have, t.st.Want
	})
	others := 0
	for _, st := range s.peers(part[0].st) {
		named := func(t item) bool { return t.Standing == st.Key() }
		if st.Open() && !slices.ContainsFunc(part, named) {
			others++
		}
	}
	if others > 0 {
		lines = append(lines, fmt.Sprintf("另有%s也没有完成。", handlers.Owners(others, part[0].Person)))
	}
	return lines
}

// done names who has fulfilled a duty whose time is over.
func (s *sweep) done(t item) string {
	if !t.Late {
		return ""
	}
	var names []string
	for _, st := range s.peers(t.st) {
		if st.State == duty.Met {
			names = append(names, st.Subject.Name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "已完成：" + handlers.Joined(names)
}

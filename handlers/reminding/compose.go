package reminding

import (
	"fmt"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/outbox"
	"linzhangbot/models/profile"
	"linzhangbot/models/reminder"
)

// compose words one message of a chat: what is owed, by whom, by when, under which article, and how to do it.
func compose(s *sweep, target reminder.Target, list []reminder.Reminder) (handlers.Notice, error) {
	n := handlers.Notice{Key: "nudge " + string(target) + " " + outbox.Digest(keysOf(list)), Subject: standingsOf(list)}
	if err := s.name(list); err != nil {
		return n, err
	}
	if kind, ok := s.Deployment.Deadline(list[0].Rule); ok {
		if err := deadlineBody(s, kind, &n.Card, target, byDue(list)); err != nil {
			return n, err
		}
		return n, s.deliver(&n, target, list)
	}
	card := bot.Card{Code: bot.CodeReminder, Tone: bot.ToneNear}
	if allLate(list) {
		card.Code, card.Tone = bot.CodeOverdue, bot.ToneLate
	}
	var ids []string
	parts := byRule(list)
	if len(parts) > 1 {
		card.Title = fmt.Sprintf("有%d件事提醒", len(parts))
	}
	for _, part := range parts {
		rule, ok := s.Profile.Duty(part[0].Rule)
		if !ok {
			continue
		}
		ids = append(ids, rule.ID)
		addPart(s, &card, rule, part, target)
	}
	card.Duty = strings.Join(ids, ",")
	card.Buttons = []bot.Button{{Label: "收到", Command: "收到提醒"}, {Label: "为什么催我", Command: "为什么催我"}, {Label: "延后", Command: "延后提醒"}}
	n.Card = card
	return n, s.deliver(&n, target, list)
}

// deliver says who hears a message and when it leaves: within the minutes that the profile spreads a morning over.
func (s *sweep) deliver(n *handlers.Notice, target reminder.Target, list []reminder.Reminder) error {
	if err := s.address(n, target, list); err != nil {
		return err
	}
	at, err := s.Morning(string(target))
	n.At = at
	return err
}

// addPart adds one duty's lines to a card. Where a card speaks of several, each stands in a paragraph of its own with
// its article and how it is done.
func addPart(s *sweep, card *bot.Card, rule profile.Duty, part []reminder.Reminder, target reminder.Target) {
	title, todo := partTitle(s, rule, part, target), how(rule, part[0].Late)
	lines := []string{}
	if card.Title == "" {
		card.Title, card.Article, card.Next = title, string(rule.Article), todo
	} else {
		lines = append(lines, "● "+title+"（"+string(rule.Article)+"）")
		if !slices.Contains(strings.Split(card.Article, "、"), string(rule.Article)) {
			card.Article = strings.TrimPrefix(card.Article+"、"+string(rule.Article), "、")
		}
	}
	if len(part) > 1 || foreign(s, part[0], target) {
		lines = append(lines, handlers.GroupByHave(rule, part, func(n reminder.Reminder) (string, int, int) {
			return n.Name, n.Have, n.Want
		})...)
	}
	if extra := part[0].Extra; extra != "" {
		lines = append(lines, extra)
	}
	if card.Next != todo && todo != "" {
		lines = append(lines, todo)
	}
	if len(lines) > 0 {
		card.Text = strings.TrimPrefix(card.Text+"\n"+strings.Join(lines, "\n"), "\n")
	}
}

// foreign reports whether a duty is that of somebody other than the chat it is told in: then he must be named.
func foreign(s *sweep, n reminder.Reminder, target reminder.Target) bool {
	switch {
	case target.IsOwn():
		return n.Person != ""
	case target == reminder.TargetOffice:
		o, ok := s.Profile.Org(n.Org)
		return n.Person != "" || ok && o.Kind != models.KindOffice
	}
	if person, private := target.Person(); private {
		return n.Person != person
	}
	return true
}

// how says how the duty is done, or how it is made up for once its period is over.
func how(rule profile.Duty, late bool) string {
	if late && rule.HowLate != "" {
		return rule.HowLate
	}
	return rule.How
}

func partTitle(s *sweep, rule profile.Duty, part []reminder.Reminder, target reminder.Target) string {
	n := part[0]
	if rule.Watch {
		if len(part) > 1 || foreign(s, n, target) {
			return fmt.Sprintf("“%s”：%s还不齐全", rule.Title, handlers.Owners(len(part), n.Person))
		}
		return fmt.Sprintf("“%s”：%s", rule.Title, handlers.TallyWords(rule, n.Have, n.Want))
	}
	loc := s.Profile.Location()
	period := handlers.PeriodWords(n.Period, s.Now)
	when := handlers.DueWords(n.Due.In(loc), s.Now)
	if n.Late {
		when = "已过期限"
	}
	if len(part) > 1 || target == reminder.TargetMain {
		state := "还没完成"
		if n.Late {
			state = "没有完成"
		}
		return fmt.Sprintf("%s“%s”：%s%s，%s", period, rule.Title, handlers.Owners(len(part), n.Person), state, when)
	}
	return fmt.Sprintf("%s“%s”：%s，%s", period, rule.Title, handlers.TallyWords(rule, n.Have, n.Want), when)
}

// address says who hears it: everybody named is mentioned in a group.
func (s *sweep) address(n *handlers.Notice, target reminder.Target, list []reminder.Reminder) error {
	if person, ok := target.Person(); ok {
		n.To = handlers.Audience{Person: person}
		return nil
	}
	if org, ok := target.Org(); ok {
		n.To = handlers.Audience{Org: org}
		return nil
	}
	if target == reminder.TargetOffice {
		n.To = handlers.Audience{Office: true}
		return nil
	}
	n.To = handlers.Audience{Main: true}
	for _, one := range list {
		people := []string{one.Person}
		if one.Person == "" {
			var err error
			if people, err = s.liaisonsOf(one.Org); err != nil {
				return err
			}
		}
		for _, p := range people {
			if !slices.Contains(n.To.Also, p) {
				n.To.Also = append(n.To.Also, p)
			}
		}
	}
	return nil
}

func byRule(list []reminder.Reminder) [][]reminder.Reminder {
	var out [][]reminder.Reminder
	at := map[string]int{}
	for _, n := range list {
		k := n.Rule + " " + n.Period
		if i, ok := at[k]; ok {
			out[i] = append(out[i], n)
			continue
		}
		at[k] = len(out)
		out = append(out, []reminder.Reminder{n})
	}
	return out
}

func allLate(list []reminder.Reminder) bool {
	return !slices.ContainsFunc(list, func(n reminder.Reminder) bool { return !n.Late })
}

func keysOf(list []reminder.Reminder) string {
	out := models.Each(list, func(n reminder.Reminder) string { return n.Key })
	slices.Sort(out)
	return strings.Join(out, "\n")
}

func standingsOf(list []reminder.Reminder) []string {
	var out []string
	for _, n := range list {
		if !slices.Contains(out, n.Standing) {
			out = append(out, n.Standing)
		}
	}
	return out
}

package reminding

import (
	"fmt"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/duty"
	"linzhangbot/models/reminder"
)

// deadlineBody words the message of one chat: which, of whom, by when.
func deadlineBody(s *sweep, k handlers.DeadlineKind, card *bot.Card, to reminder.Target, list []reminder.Reminder) error {
	owed, err := s.Owed(s.Tx.Context(), k, onlyOrg(list))
	if err != nil {
		return err
	}
	byKey := make(map[string]duty.Deadline, len(owed))
	for _, d := range owed {
		byKey[d.Key()] = d
	}
	card.Code, card.Tone = k.Near, bot.ToneNear
	late := 0
	var lines, refs []string
	for _, n := range list {
		d, ok := byKey[n.Standing]
		if !ok {
			continue
		}
		if n.Late {
			late++
		}
		refs = append(refs, d.Ref)
		card.Article, card.Next = string(d.Article), d.How
		lines = append(lines, deadlineLine(s, to, n, d))
	}
	if late > 0 {
		card.Code, card.Tone = k.Late, bot.ToneLate
	}
	card.Title = deadlineTitle(s, k, to, list, len(lines), late)
	card.Text = strings.Join(page(lines), "\n")
	card.Refs = map[string]string{k.Ref: strings.Join(page(refs), "、")}
	card.Buttons = append(slices.Clone(k.Buttons), bot.Button{Label: "收到", Command: "收到提醒"},
		bot.Button{Label: "为什么催我", Command: "为什么催我"})
	return nil
}

func deadlineTitle(s *sweep, k handlers.DeadlineKind, to reminder.Target, list []reminder.Reminder, n, late int) string {
	who := ""
	if to.IsOwn() {
		who = list[0].Name
	}
	switch {
	case late == n:
		return fmt.Sprintf("%s%s：%d件已逾期", who, k.Title, n)
	case late > 0:
		return fmt.Sprintf("%s%s：%d件，其中%d件已逾期", who, k.Title, n, late)
	}
	return fmt.Sprintf("%s%s：%d件临近期限", who, k.Title, n)
}

func deadlineLine(s *sweep, target reminder.Target, n reminder.Reminder, d duty.Deadline) string {
	name := ""
	if !target.IsOwn() {
		name = n.Name + " "
	}
	due := d.Due.In(s.Now.Location())
	when := handlers.DueWords(due, s.Now)
	if n.Late {
		when = fmt.Sprintf("%d月%d日到期，已逾期%d个工作日", due.Month(), due.Day(), s.Days.Between(due, s.Now))
	}
	return fmt.Sprintf("%s%s %s，%s", name, d.Ref, clipped(d.Title, 30), when)
}

// pageLines is how many lines a message has before the rest is only counted: one page.
const pageLines = 20

func page(lines []string) []string {
	if len(lines) <= pageLines {
		return lines
	}
	return append(slices.Clone(lines[:pageLines]), fmt.Sprintf("……另有%d件", len(lines)-pageLines))
}

func clipped(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}

func onlyOrg(list []reminder.Reminder) string {
	for _, n := range list {
		if n.Org != list[0].Org {
			return ""
		}
	}
	return list[0].Org
}

// byDue sorts nudges by deadline: the longest overdue first.
func byDue(list []reminder.Reminder) []reminder.Reminder {
	slices.SortStableFunc(list, func(a, b reminder.Reminder) int { return a.Due.Compare(b.Due) })
	return list
}

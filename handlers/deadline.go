package handlers

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
)

// DeadlineKind is a family of one-off duties with a date (an issue's rectification): reminders, “为什么催我” and
// “延后提醒” treat them like duties that come back.
type DeadlineKind struct {
	Kind    string // issue
	Title   string // 问题整改
	Near    string // code of what is said before and on the day: issue.reminder
	Late    string // code of what is said afterwards: issue.overdue
	Ref     string // key of the numbers in a card's refs
	Buttons []bot.Button
	// List brings the deadlines that are owed now: all, or one organisation's.
	List func(ctx context.Context, tx *db.Tx, p *profile.Profile, org string) ([]duty.Deadline, error)
}

// Reminder says, every working morning, what is due of this kind: one message a chat.
func (k DeadlineKind) Reminder(key, title string) Reminder {
	return Reminder{Key: key, Title: title, Due: func(ctx context.Context, s *Sweep) error { return k.remind(ctx, s) }}
}

func (k DeadlineKind) remind(ctx context.Context, s *Sweep) error {
	if !s.Days.Working(s.Now) {
		return nil
	}
	list, err := k.List(ctx, s.Tx, s.Profile, "")
	if err != nil {
		return err
	}
	s.known.keep(k.Kind, list)
	standings := make([]duty.Standing, 0, len(list))
	for _, d := range list {
		standings = append(standings, d.Standing(s.Now, s.Days))
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

// DeadlineStandings are all deadlines that an organisation owes now, of every kind.
func (h *House) DeadlineStandings(ctx context.Context, r *Request, org string) ([]duty.Standing, error) {
	var out []duty.Standing
	if org == "" {
		return nil, nil
	}
	for _, m := range h.Modules {
		for _, k := range m.Deadlines {
			list, err := k.List(ctx, r.Tx, r.Profile, org)
			if err != nil {
				return nil, err
			}
			for _, d := range list {
				out = append(out, d.Standing(r.Now, r.Days))
			}
		}
	}
	return out, nil
}

// Deadline finds the family of a nudge's rule.
func (h *House) Deadline(kind string) (DeadlineKind, bool) { k, ok := h.deadlines[kind]; return k, ok }

// body words the message of one chat: which, of whom, by when.
func (k DeadlineKind) body(s *Sweep, card *bot.Card, target string, list []duty.Nudge) error {
	byKey, ok := s.known.deadlines[k.Kind]
	if !ok {
		all, err := k.List(s.Tx.Context(), s.Tx, s.Profile, onlyOrg(list))
		if err != nil {
			return err
		}
		byKey = map[string]duty.Deadline{}
		for _, d := range all {
			byKey[d.Key()] = d
		}
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
		lines = append(lines, k.line(s, target, n, d))
	}
	if late > 0 {
		card.Code, card.Tone = k.Late, bot.ToneLate
	}
	card.Title = k.headline(s, target, list, len(lines), late)
	card.Text = strings.Join(page(lines), "\n")
	card.Refs = map[string]string{k.Ref: strings.Join(page(refs), "、")}
	card.Buttons = append(slices.Clone(k.Buttons), bot.Button{Label: "收到", Command: "收到提醒"}, bot.Button{Label: "为什么催我", Command: "为什么催我"})
	return nil
}

func (k DeadlineKind) headline(s *Sweep, target string, list []duty.Nudge, n, late int) string {
	who := ""
	if strings.HasPrefix(target, "own:") {
		who = s.Profile.OrgName(list[0].Org)
	}
	switch {
	case late == n:
		return fmt.Sprintf("%s%s：%d件已逾期", who, k.Title, n)
	case late > 0:
		return fmt.Sprintf("%s%s：%d件，其中%d件已逾期", who, k.Title, n, late)
	}
	return fmt.Sprintf("%s%s：%d件临近期限", who, k.Title, n)
}

func (k DeadlineKind) line(s *Sweep, target string, n duty.Nudge, d duty.Deadline) string {
	name := ""
	if !strings.HasPrefix(target, "own:") {
		name = s.Profile.OrgName(n.Org) + " "
	}
	due := d.Due.In(s.Now.Location())
	when := dueWords(due, s.Now)
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

func onlyOrg(list []duty.Nudge) string {
	for _, n := range list {
		if n.Org != list[0].Org {
			return ""
		}
	}
	return list[0].Org
}

// byDue sorts nudges by deadline: the longest overdue first.
func byDue(list []duty.Nudge) []duty.Nudge {
	slices.SortStableFunc(list, func(a, b duty.Nudge) int { return a.Due.Compare(b.Due) })
	return list
}

// family tells which rules share one message a morning with a rule: all duties, or one kind of deadlines.
func (h *House) family(rule string) func(string) bool {
	if _, ok := h.deadlines[rule]; ok {
		return func(other string) bool { return other == rule }
	}
	return func(other string) bool { _, deadline := h.deadlines[other]; return !deadline }
}

// nudges reports whether messages of a code are reminders that carry several things.
func (h *House) nudges(code string) bool {
	if code == "duty.reminder" || code == "duty.overdue" {
		return true
	}
	for _, k := range h.deadlines {
		if code == k.Near || code == k.Late {
			return true
		}
	}
	return false
}

package reminding

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/duty"
	"linzhangbot/models/naming"
	"linzhangbot/models/reminder"
)

// deadlineBlock words the deadlines of one kind for a chat: which, of whom, by when; those longest overdue first. What
// several organisations owe alike is one line.
func (s *sweep) deadlineBlock(target reminder.Target, part []item) block {
	kind, _ := s.Deployment.Deadline(part[0].Rule)
	slices.SortStableFunc(part, func(a, b item) int { return a.st.Due.Compare(b.st.Due) })
	card := bot.Card{Code: kind.Near, Tone: bot.ToneNear, Article: string(part[0].st.Rule.Article),
		Next: howOf(kind, part)}
	late := 0
	var refs, lines []string
	for _, t := range part {
		refs = append(refs, t.st.Ref)
		if t.Late {
			late++
		}
	}
	for _, alike := range alikes(part) {
		lines = append(lines, s.deadlineLine(target, alike))
	}
	if late > 0 {
		card.Code, card.Tone = kind.Late, bot.ToneLate
	}
	refs = models.Unique(refs)
	card.Buttons = s.buttons(kind, part, refs)
	card.Title = s.deadlineTitle(kind, target, part, late)
	card.Text = handlers.Lines(append(pageOf(lines, pageLines), s.notToday(target, part))...)
	card.Refs = map[string]string{kind.Ref: handlers.Joined(refs[:min(len(refs), pageLines)])}
	return block{card: card, buttons: max(len(kind.Buttons), 2), matters: refs}
}

// howOf says how it is done: by the number of the first whose owner is mentioned, or as the kind says it of several.
func howOf(kind handlers.DeadlineKind, part []item) string {
	if len(part) > 1 && kind.Several != "" {
		return kind.Several
	}
	called := slices.IndexFunc(part, func(t item) bool { return !t.held })
	return part[max(called, 0)].st.Rule.How
}

// buttons are those of a kind, about each of the records: as it makes them, or with the number behind their command.
func (s *sweep) buttons(kind handlers.DeadlineKind, part []item, refs []string) []bot.Button {
	if kind.Press == nil {
		return s.about(kind.Buttons, refs)
	}
	owed, err := s.Owed(s.Tx.Context(), kind, "")
	if err != nil {
		s.failed = err
	}
	var out []bot.Button
	seen := map[string]bool{}
	for _, d := range owed {
		here := slices.ContainsFunc(part, func(t item) bool { return t.Standing == d.Key() })
		if !here || seen[d.Ref] {
			continue
		}
		seen[d.Ref] = true
		for _, b := range kind.Press(d) {
			if len(refs) > 1 {
				b.Label = s.labelOf(b.Label, d.Ref)
			}
			out = append(out, b)
		}
	}
	return out
}

// about lets buttons of a kind name the record that they act on; of several records the first are offered.
func (s *sweep) about(buttons []bot.Button, refs []string) []bot.Button {
	var out []bot.Button
	for _, ref := range refs {
		for _, b := range buttons {
			b.Command += " " + ref
			if len(refs) > 1 {
				b.Label = s.labelOf(b.Label, ref)
			}
			out = append(out, b)
		}
	}
	return out
}

// labelOf tells a button about one of several records from the others: no platform cuts off what tells it apart.
func (s *sweep) labelOf(label, ref string) string {
	short := naming.Short(s.Profile, ref, s.Now.Year())
	tails := []string{" " + short}
	if list := naming.Numbers(s.Profile, ref); len(list) == 1 && list[0].N > 0 {
		tails = append(tails, fmt.Sprintf(" %d号", list[0].N), fmt.Sprintf("%d号", list[0].N))
	}
	for _, tail := range tails {
		if utf8.RuneCountInString(label+tail) <= handlers.LabelMost {
			return label + tail
		}
	}
	return label + tails[0]
}

func (s *sweep) deadlineTitle(k handlers.DeadlineKind, target reminder.Target, part []item, late int) string {
	who := ""
	if target.IsOwn() {
		who = part[0].st.Subject.Name
	}
	n := len(part)
	switch {
	case late == n:
		return fmt.Sprintf("%s%s：%d件已逾期", who, k.Title, n)
	case late > 0:
		return fmt.Sprintf("%s%s：%d件，其中%d件已逾期", who, k.Title, n, late)
	}
	if part[0].st.Undated {
		return fmt.Sprintf("%s%s：%d件", who, k.Title, n)
	}
	return fmt.Sprintf("%s%s：%d件临近期限", who, k.Title, n)
}

// notToday counts what is overdue beside what is told, of the same owners, and in the shared group of all: it is told
// again at its cadence.
func (s *sweep) notToday(target reminder.Target, part []item) string {
	n := 0
	for _, st := range s.stood {
		said := func(t item) bool { return t.Standing == st.Key() }
		owner := func(t item) bool {
			return t.Rule == st.Rule.ID && (target == reminder.TargetMain || t.st.Subject == st.Subject)
		}
		if st.Once && st.State == duty.Overdue && slices.ContainsFunc(part, owner) && !slices.ContainsFunc(part, said) {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("另有%d件早已逾期，仍未办结。", n)
}

// alikes groups what several organisations owe alike: the same words by the same day.
func alikes(part []item) [][]item {
	var out [][]item
	at := map[string]int{}
	for _, t := range part {
		k := t.st.What + t.st.Due.Format(time.DateOnly)
		i, ok := at[k]
		if !ok || slices.ContainsFunc(out[i], func(o item) bool { return o.Org == t.Org && o.Person == t.Person }) {
			i, at[k] = len(out), len(out)
			out = append(out, nil)
		}
		out[i] = append(out[i], t)
	}
	return out
}

func (s *sweep) deadlineLine(target reminder.Target, alike []item) string {
	first := alike[0]
	due := first.st.Due.In(s.Now.Location())
	when := handlers.DueWords(due, s.Now)
	if first.Late {
		when = fmt.Sprintf("%d月%d日到期，已逾期%d个工作日", due.Month(), due.Day(), s.Days.Between(due, s.Now))
	}
	refs := models.Unique(models.Each(alike, func(t item) string { return t.st.Ref }))
	words := handlers.Cut(first.st.What, 30)
	if first.st.Undated { // its words say when it is, or nothing is ever late
		words, when = first.st.What, ""
	}
	what := refs[0] + " " + words
	if len(refs) > 1 {
		what = fmt.Sprintf("%s等%d件 %s", refs[0], len(refs), words)
	}
	when = strings.TrimSuffix("，"+when, "，")
	person, private := target.Person()
	if target.IsOwn() || private && first.Person == person {
		return what + when
	}
	if len(alike) == 1 {
		return cmp.Or(first.st.Subject.Name, s.Profile.OrgName(first.Org)) + " " + what + when
	}
	names := models.Each(alike, func(t item) string { return t.st.Subject.Name })
	return fmt.Sprintf("%s%s：%s", what, when, handlers.Joined(names))
}

// pageLines is how many lines a message has before the rest is only counted: one page.
const pageLines = 20

func pageOf(lines []string, most int) []string {
	if len(lines) <= most {
		return lines
	}
	return append(slices.Clone(lines[:most]), fmt.Sprintf("……另有%d件", len(lines)-most))
}

package cooperation

import (
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models/outbox"
)

// morning lets the reminders of a day be said, and what was said before leave.
func (s *stage) morning(day string) {
	s.T.Helper()
	s.leave()
	s.At(day + " 09:03")
	s.Sweep()
}

// reminds lists the matters that a message of a morning reminds of: a message of another kind reminds of none.
func reminds(c bot.Card) []string {
	for _, b := range c.Buttons {
		if about, ok := strings.CutPrefix(b.Command, "为什么催我 "); ok {
			return strings.Split(about, "、")
		}
	}
	return nil
}

// reminders are the messages in a state that remind of a matter, whatever else stands in them; any state: empty.
func (s *stage) reminders(ref string, state outbox.State) []handlerstest.Heard {
	s.T.Helper()
	ref = strings.TrimSpace(ref)
	return slices.DeleteFunc(s.Notices(), func(h handlerstest.Heard) bool {
		return state != "" && h.State != state || !slices.Contains(reminds(h.Card), ref)
	})
}

// reminded lists where messages in a state remind of a matter.
func (s *stage) reminded(ref string, state outbox.State) string {
	s.T.Helper()
	var out []string
	for _, h := range s.reminders(ref, state) {
		out = append(out, h.Chat)
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

// lateMark stands behind the days on which a matter is told as overdue.
const lateMark = "逾期"

// mornings tells on which mornings of a span the own group of an organisation was reminded of which record, by number:
// 12-09 12-11逾期. What stands in two messages of a day stands here twice.
func (s *stage) mornings(from, to, chat string) map[string]string {
	s.T.Helper()
	said := map[string]string{}
	day, err := time.ParseInLocation(time.DateOnly, from, s.Now.Location())
	for s.Fresh(); err == nil && day.Format(time.DateOnly) <= to; day = day.AddDate(0, 0, 1) {
		s.morning(day.Format(time.DateOnly))
		for _, h := range s.Fresh() {
			if h.Chat != chat || len(reminds(h.Card)) == 0 {
				continue
			}
			for _, ref := range numbers(h.Card) {
				said[ref] = strings.TrimSpace(said[ref] + " " + day.Format("01-02") + s.lateness(h.Card, ref))
			}
		}
	}
	if err != nil {
		s.T.Fatal(err)
	}
	return said
}

// numbers are the records that a card is about.
func numbers(c bot.Card) (out []string) {
	for _, list := range c.Refs {
		out = append(out, strings.Split(list, "、")...)
	}
	return out
}

// lateness is the mark of a record that a message calls overdue. The message has exactly one line about it, and its
// button asks why.
func (s *stage) lateness(c bot.Card, ref string) string {
	s.T.Helper()
	var lines []string
	for line := range strings.Lines(c.Text) {
		if strings.HasPrefix(line, ref+" ") {
			lines = append(lines, line)
		}
	}
	if len(lines) != 1 || !slices.Contains(reminds(c), ref) {
		s.T.Fatalf("%s stands in %d lines; the message reminds of %v:\n%s", ref, len(lines), reminds(c), c.Plain())
	}
	if strings.Contains(lines[0], "已逾期") {
		return lateMark
	}
	return ""
}

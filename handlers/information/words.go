package information

import (
	"fmt"
	"strings"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/duty"
)

// cut shortens a text for a line of a card.
func cut(s string, n int) string {
	r := []rune(strings.ReplaceAll(strings.TrimSpace(s), "\n", " "))
	if len(r) <= n {
		return string(r)
	}
	return string(r[:n-1]) + "…"
}

// span names a period the way people speak about it from within: 本月, 本季度; other periods by their title.
func span(p models.Period, now time.Time) string {
	if p.Contains(now) {
		if word := map[models.Every]string{models.Week: "本周", models.Month: "本月", models.Quarter: "本季度", models.Year: "今年"}[p.Every]; word != "" {
			return word
		}
	}
	if p.Every == models.Month && p.From.Year() == now.Year() {
		return fmt.Sprintf("%d月", p.From.Month())
	}
	return p.Title()
}

// tallyLine is 本月 1/2，还剩7天.
func tallyLine(s duty.Standing, now time.Time) string {
	line := fmt.Sprintf("%s %d/%d", span(s.Period, now), s.Have, s.Want)
	switch {
	case s.State == duty.Waived:
		return line + "，已免报"
	case s.State == duty.Met:
		return line + "，已达标"
	case s.State == duty.Overdue:
		return line + "，已过期"
	}
	return line + "，" + left(s.Due, now)
}

// left is how many days there are until a moment.
func left(due, now time.Time) string {
	day := func(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC) }
	if n := int(day(due).Sub(day(now)).Hours() / 24); n > 0 {
		return fmt.Sprintf("还剩%d天", n)
	}
	return "今天截止"
}

// nextLine is what is still to do: 还差1条, or 本月已达标.
func nextLine(list []duty.Standing, now time.Time) string {
	for _, s := range list {
		if s.Open() {
			return fmt.Sprintf("%s还差%d%s。", span(s.Period, now), s.Short(), unitOf(s))
		}
	}
	for _, s := range list {
		if s.State == duty.Met {
			return span(s.Period, now) + "已达标，辛苦了。"
		}
	}
	return ""
}

func unitOf(s duty.Standing) string {
	if s.Rule.Unit == "" {
		return "条"
	}
	return s.Rule.Unit
}

func tallyLines(list []duty.Standing, now time.Time) []string {
	out := make([]string, 0, len(list))
	for _, s := range list {
		line := tallyLine(s, now)
		if list[0].Rule.ID != list[len(list)-1].Rule.ID {
			line = s.Rule.Title + "：" + line // several quotas at once: each by its name
		}
		out = append(out, line)
	}
	return out
}

// lines joins what is not empty.
func lines(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, "\n")
}

// monthDay is 11月23日.
func monthDay(t time.Time) string { return fmt.Sprintf("%d月%d日", t.Month(), t.Day()) }

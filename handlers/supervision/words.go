package supervision

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/supervision"
)

// cut shortens a text for a line of a card.
func cut(s string, n int) string {
	r := []rune(strings.ReplaceAll(strings.TrimSpace(s), "\n", " "))
	if len(r) <= n {
		return string(r)
	}
	return string(r[:n-1]) + "…"
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

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// monthDay is 12月5日, with the year when it is another one.
func monthDay(t, now time.Time) string {
	if t.Year() != now.Year() {
		return fmt.Sprintf("%d年%d月%d日", t.Year(), t.Month(), t.Day())
	}
	return fmt.Sprintf("%d月%d日", t.Month(), t.Day())
}

// monthDayOf words a day that is kept as 2026-12-05.
func monthDayOf(r *handlers.Request, day string) string {
	t, err := time.ParseInLocation(time.DateOnly, day, r.Now.Location())
	if err != nil {
		return day
	}
	return monthDay(t, r.Now)
}

// dueWords is 12月5日（还有12天）, or 12月5日（已逾期3个工作日）.
func dueWords(x supervision.Issue, now time.Time, days supervision.WorkingDays) string {
	due := x.Due.In(now.Location())
	day := func(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC) }
	left := int(day(due).Sub(day(now)).Hours() / 24)
	switch {
	case !x.IsOpen():
		return monthDay(due, now)
	case now.After(due) && x.State == supervision.Review:
		return monthDay(due, now) + "（等待核查）"
	case now.After(due):
		return fmt.Sprintf("%s（已逾期%d个工作日）", monthDay(due, now), x.Late(now, days))
	case left == 0:
		return monthDay(due, now) + "（今天到期）"
	}
	return fmt.Sprintf("%s（还有%d天）", monthDay(due, now), left)
}

// endOfDay is the last moment of a day.
func endOfDay(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 23, 59, 59, int(999*time.Millisecond), t.Location())
}

var phone = regexp.MustCompile(`(1[3-9][0-9])[0-9]{4}([0-9]{4})`)

// masked hides the middle of phone numbers: a group has many readers.
func masked(s string) string { return phone.ReplaceAllString(s, "$1****$2") }

// mediaText writes attachments into a column.
func mediaText(media []bot.Media) string {
	if len(media) == 0 {
		return ""
	}
	b, err := json.Marshal(media)
	if err != nil {
		return fmt.Sprintf("附件%d件", len(media))
	}
	return string(b)
}

// proofWords says what evidence there is.
func proofWords(proof string) string {
	var media []bot.Media
	switch {
	case proof == "":
		return "无"
	case json.Unmarshal([]byte(proof), &media) != nil:
		return proof
	}
	return fmt.Sprintf("照片或附件%d件", len(media))
}

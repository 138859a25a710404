package naming

import (
	"fmt"
	"time"
)

// Day writes a day for a card, in the zone of now: 12月5日, with the year when it is another one.
func Day(t, now time.Time) string {
	t = t.In(now.Location())
	if t.Year() != now.Year() {
		return fmt.Sprintf("%d年%d月%d日", t.Year(), t.Month(), t.Day())
	}
	return fmt.Sprintf("%d月%d日", t.Month(), t.Day())
}

// DayOf writes a day that is kept as 2026-12-05; anything else stays as it is.
func DayOf(day string, now time.Time) string {
	t, err := time.ParseInLocation(time.DateOnly, day, now.Location())
	if err != nil {
		return day
	}
	return Day(t, now)
}

// Weekday names the day of the week, in the zone of t: 周六.
func Weekday(t time.Time) string { return "周" + string([]rune("日一二三四五六")[t.Weekday()]) }

// Moment writes a day and an hour: 12月5日15:04.
func Moment(t, now time.Time) string { return Day(t, now) + t.In(now.Location()).Format("15:04") }

// Clock writes when people have to be somewhere: 12月5日（周六）15:04.
func Clock(t, now time.Time) string {
	t = t.In(now.Location())
	return fmt.Sprintf("%s（%s）%s", Day(t, now), Weekday(t), t.Format("15:04"))
}

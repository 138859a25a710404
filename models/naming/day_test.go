package naming

import (
	"testing"
	"time"
)

func TestDays(t *testing.T) {
	loc := time.FixedZone("CST", 8*3600)
	now := time.Date(2026, 12, 31, 23, 0, 0, 0, loc)
	at := time.Date(2026, 12, 5, 6, 4, 0, 0, time.UTC) // 14:04 here
	next := time.Date(2026, 12, 31, 16, 0, 0, 0, time.UTC)
	for _, c := range [][2]string{
		{Day(at, now), "12月5日"}, {Day(next, now), "2027年1月1日"},
		{DayOf("2026-12-05", now), "12月5日"}, {DayOf("2025-02-03", now), "2025年2月3日"}, {DayOf("尽快", now), "尽快"},
		{Moment(at, now), "12月5日14:04"}, {Moment(next, now), "2027年1月1日00:00"},
		{Clock(at, now), "12月5日（周六）14:04"}, {Clock(next, now), "2027年1月1日（周五）00:00"},
		{Weekday(at), "周六"}, {Weekday(at.AddDate(0, 0, 1)), "周日"},
	} {
		if c[0] != c[1] {
			t.Errorf("%s, want %s", c[0], c[1])
		}
	}
}

package reminding_test

import (
	"strconv"
	"testing"
	"time"

	"linzhangbot/models/db"
	"linzhangbot/models/reminder"
)

// TestHeldBackDeadlinesAreOnlyCounted: in a chat of many, old things of whose owner the budget is used up are one number
// under what is told of him, so that his last day is seen among them.
func TestHeldBackDeadlinesAreOnlyCounted(t *testing.T) {
	each(t, func(s *scene) {
		s.At("2026-11-02 09:00")
		s.Tx(func(tx *db.Tx) error { return reminder.Begin(tx, s.Now.AddDate(0, -1, 0)) })
		s.report("2026-10-12", 2, towns...)
		s.report("2026-11-02", 2, towns...)
		for n := range 30 {
			s.owe("dasi", strconv.Itoa(n+1), time.Date(2026, 10, 9+n%7, 0, 0, 0, 0, time.UTC).Format(time.DateOnly))
		}
		s.owe("dasi", "31", "2026-11-24")
		s.owe("zhongbei", "32", "2026-11-27")
		for day := 2; day <= 23; day++ {
			s.morning(time.Date(2026, 11, day, 9, 3, 0, 0, s.Now.Location()).Format("2006-01-02 15:04"))
		}
		has(t, "the 24th", s.morning("2026-11-24 09:03")["main"], "2件临近期限", "大寺镇 督31 清理垃圾，今天到期", "中北镇 督32", "另有30件早已逾期", "!督1 ")
	})
}

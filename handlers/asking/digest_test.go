package asking

import (
	"slices"
	"strings"
	"testing"
	"time"

	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models/calendar"
	"linzhangbot/models/db"
	"linzhangbot/models/profile"
	"linzhangbot/models/reminder"
	"linzhangbot/models/roster"
)

// TestDigestDays: a digest's day is a working day; a weekly or monthly one waits for the next.
func TestDigestDays(t *testing.T) {
	weekly := profile.Digest{When: profile.Weekly, Weekday: 1}
	sunday := profile.Digest{When: profile.Weekly, Weekday: 7}
	daily, monthly := profile.Digest{When: profile.Daily}, profile.Digest{When: profile.Monthly}
	for _, c := range []struct {
		name, day string
		d         profile.Digest
		want      bool
	}{
		{"daily on a working day", "2026-03-03", daily, true},
		{"daily on a Sunday", "2026-03-01", daily, false},
		{"daily on a working Saturday", "2026-02-28", daily, true},
		{"Monday", "2026-03-02", weekly, true},
		{"made up on Tuesday", "2026-03-03", weekly, true},
		{"and on Wednesday", "2026-03-04", weekly, true},
		{"no longer on Thursday", "2026-03-05", weekly, false},
		{"Monday is 清明节", "2026-04-06", weekly, false},
		{"so Tuesday", "2026-04-07", weekly, true},
		{"the Monday after is its own", "2026-04-13", weekly, true},
		{"the week of 国庆节 comes on its first working day", "2026-10-08", weekly, true},
		{"a Sunday's comes on the Monday after", "2026-03-09", sunday, true},
		{"first working day of the month", "2026-03-02", monthly, true},
		{"the 1st is a Sunday", "2026-03-01", monthly, false},
		{"made up on the sixth working day", "2026-03-09", monthly, true},
		{"no longer on the seventh", "2026-03-10", monthly, false},
		{"after 国庆节", "2026-10-08", monthly, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			day, err := time.ParseInLocation(time.DateOnly, c.day, time.FixedZone("CST", 8*3600))
			if err != nil {
				t.Fatal(err)
			}
			if _, got := roundOf(c.d, day.Add(9*time.Hour), calendar.New()); got != c.want {
				t.Errorf("%s: %v", c.day, got)
			}
		})
	}
}

// TestOfficeIsSilentWithoutAHandToLend: what towns owe is no work of the office; old misses are one line beside what is.
func TestOfficeIsSilentWithoutAHandToLend(t *testing.T) {
	each(t, func(s *stage) {
		s.morning("2026-01-06 09:03", "") // the district begins
		for _, day := range []string{"2026-01-29", "2026-02-03", "2026-02-04"} {
			if got := s.digest(day+" 09:03", "office"); len(got) > 0 {
				s.T.Errorf("%s: %s", day, got[0].Card.Plain())
			}
		}
		s.Tx(func(tx *db.Tx) error { return roster.End(tx, "liaison", "shuiwu", "shuiwu.liaison", s.Now) })
		got := s.digest("2026-02-10 09:03", "office")
		if len(got) != 1 || !strings.Contains(got[0].Card.Plain(), "早先逾期未完成：每月报送工作情况11家") {
			s.T.Fatalf("%+v", got)
		}
	})
}

// TestChiefsDigestOnMondays: each chief hears in private how his own towns stand, then the district; always.
func TestChiefsDigestOnMondays(t *testing.T) {
	each(t, func(s *stage) {
		s.report("xinkou", "2026-01-06", 2)
		got := s.digest("2026-01-12 09:03", "chief.a")
		if len(got) != 1 {
			s.T.Fatalf("%d digests", len(got))
		}
		text := got[0].Card.Plain()
		mine, others := strings.Index(text, "辛口镇：年底前报送自查报告0/1"), strings.Index(text, "11家中1家完成")
		if mine < 0 || others < mine || !strings.Contains(text, "杨柳青镇：每月报送工作情况0/2") || strings.Contains(text, "大寺镇：") {
			s.T.Errorf("chief.a hears\n%s", text)
		}
		for _, chief := range []string{"chief.general", "chief.deputy", "chief.d"} {
			if n := len(s.digest("2026-01-19 09:03", chief)); n != 1 {
				s.T.Errorf("%s hears %d", chief, n)
			}
		}
		if n := len(s.digest("2026-01-20 09:03", "chief.a")); n > 0 {
			s.T.Error("told on a Tuesday")
		}
	})
}

// TestMonthlyStandingRanksNobody: who has completed is named, who has not is counted, on the first working morning.
func TestMonthlyStandingRanksNobody(t *testing.T) {
	each(t, func(s *stage) {
		s.morning("2026-01-06 09:03", "") // the district begins
		s.report("xinkou", "2026-01-20", 2)
		s.report("zhongbei", "2026-01-20", 3)
		s.report("dasi", "2026-01-20", 1)
		if got := s.digest("2026-02-01 09:03", "main"); len(got) > 0 {
			s.T.Error("told on a Sunday")
		}
		got := s.digest("2026-02-02 09:03", "main")
		if len(got) != 1 {
			s.T.Fatalf("%d standings", len(got))
		}
		text := got[0].Card.Plain()
		// the missed notice of the same morning says it all: the standing is not said a second time beside it
		if !strings.Contains(text, "2026年1月“每月报送工作情况”：11家中9家没有完成") || !strings.Contains(text, "已完成：辛口镇、中北镇") ||
			strings.Contains(text, "总结") || strings.Count(text, "9家") != 1 {
			s.T.Errorf("the main group reads\n%s", text)
		}
		if got := s.digest("2026-02-03 09:03", "main"); len(got) > 0 {
			s.T.Error("told twice")
		}
	})
}

// TestDigestsLeaveTheBudgetAlone: a digest is no nudge.
func TestDigestsLeaveTheBudgetAlone(t *testing.T) {
	each(t, func(s *stage) {
		s.digest("2026-01-12 09:03", "chief.a")
		s.Tx(func(tx *db.Tx) error {
			count, err := reminder.Mornings(tx, "2026-01-01", "2026-02-01")
			if len(count) > 0 {
				s.T.Errorf("mentioned: %v", count)
			}
			return err
		})
	})
}

// digest is what a chat hears on a morning.
func (s *stage) digest(when, chat string) []handlerstest.Heard {
	s.T.Helper()
	return slices.DeleteFunc(s.morning(when, ""), func(h handlerstest.Heard) bool { return h.Chat != chat })
}

package supervision

import (
	"strings"
	"testing"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/outbox"
	"linzhangbot/models/roster"
)

// TestIssueDeadlineReminders: 7, 3, 1 days before, the day, then each working day; weekends move to the working day
// before. It stops the moment the state changes and begins again when the issue is returned.
func TestIssueDeadlineReminders(t *testing.T) {
	each(t, func(s *stage) {
		s.Profile().Budget.PerMonth = 0
		s.Say("office.staff1", "挂问题：中北镇万卉路林地堆放建筑垃圾，12月10日前整改到位") // a Thursday
		s.Fresh()
		got := s.mornings("2026-12-14", "issue.reminder", "issue.overdue")
		want := "12-03@town.zhongbei 12-07@town.zhongbei 12-09@town.zhongbei 12-10@town.zhongbei 12-11@town.zhongbei 12-14@town.zhongbei"
		if strings.Join(got, " ") != want {
			t.Errorf("said on %v, want %s", got, want)
		}
		s.At("2026-12-14 10:00")
		s.Want(s.Say("zhongbei.liaison", "为什么催我"), "duty.explain", "督〔2026〕1号", "督查制度 第七条", "12月10日")
		s.Photo("zhongbei.liaison", "问题1已整改")
		if got := s.mornings("2026-12-17", "issue.reminder", "issue.overdue"); len(got) > 0 {
			t.Errorf("reminded of what waits for the office: %v", got)
		}
		s.Now = s.Now.Add(time.Hour)
		s.Say("office.staff1", "退回问题1 照片看不清")
		if got := s.mornings("2026-12-19", "issue.overdue"); len(got) != 1 || got[0] != "12-18@town.zhongbei" {
			t.Errorf("after the return: %v", got)
		}
	})
}

// TestIssueRemindersAreGroupedAndBudgeted: one message an organisation and morning, and the month's budget holds.
func TestIssueRemindersAreGroupedAndBudgeted(t *testing.T) {
	each(t, func(s *stage) {
		for _, text := range []string{"万卉路林地堆放建筑垃圾", "公示牌破损", "林带缺株"} {
			s.Say("office.staff1", "挂问题：中北镇"+text+"，11月26日前整改到位")
		}
		s.Say("office.staff1", "挂问题：大寺镇公示牌破损，11月26日前整改到位")
		s.Fresh()
		s.At("2026-11-26 09:03")
		s.Sweep()
		list := s.Fresh("issue.reminder")
		if len(list) != 2 {
			t.Fatalf("%d messages: %+v", len(list), list)
		}
		for _, n := range list {
			if n.Chat == "town.zhongbei" && !strings.Contains(n.Card.Title, "3件") || n.Chat == "main" && (len(n.Card.Mention) != 1 || !strings.Contains(n.Card.Text, "大寺镇")) {
				t.Errorf("%s: %s %v", n.Chat, n.Card.Plain(), n.Card.Mention)
			}
		}
		s.Sweep()
		if again := s.Fresh("issue.reminder"); len(again) > 0 {
			t.Errorf("said twice: %+v", again)
		}
		got := s.mornings("2026-12-31", "issue.overdue")
		if n := strings.Count(strings.Join(got, " "), "12-"); n > 2*s.Profile().Budget.PerMonth {
			t.Errorf("%d messages in December: %v", n, got)
		}
	})
}

// TestSettledIssueLeavesTheMessageThatWaits: a reminder that has not left is said again without what was done.
func TestSettledIssueLeavesTheMessageThatWaits(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", "挂问题：中北镇公示牌破损，11月26日前整改到位")
		s.Say("office.staff1", "挂问题：中北镇林带缺株，11月26日前整改到位")
		s.Fresh()
		s.At("2026-11-26 09:03")
		s.Sweep()
		s.Fresh()
		s.Photo("zhongbei.liaison", "问题1已整改")
		n := s.One("issue.reminder")
		if n.State != outbox.Pending || strings.Contains(n.Card.Plain(), "督〔2026〕1号") || !strings.Contains(n.Card.Plain(), "督〔2026〕2号") {
			t.Errorf("said again: %s %s", n.State, n.Card.Plain())
		}
	})
}

// TestMustShow4QuarterWithoutInspection: the office is nudged at the four times, and nobody else is told.
func TestMustShow4QuarterWithoutInspection(t *testing.T) {
	each(t, func(s *stage) {
		s.At("2026-06-30 09:03")
		for i := range s.Profile().Duties {
			if d := &s.Profile().Duties[i]; d.ID != "office-quarterly-inspection" {
				d.Steps = nil
			}
		}
		s.mornings("2026-07-31")
		s.Fresh()
		got := s.mornings("2026-10-12", "duty.reminder", "duty.overdue")
		if strings.Join(got, " ") != "09-01@office 09-15@office 09-24@office 10-08@office" {
			t.Errorf("nudged on %v", got)
		}
		for _, g := range got {
			if !strings.HasSuffix(g, "@office") {
				t.Errorf("somebody else was told: %v", got)
			}
		}
	})
}

// TestMustShow2PostHandedOverAnHourAgo: the former liaison cannot act any more, the new one can.
func TestMustShow2PostHandedOverAnHourAgo(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", raise1)
		s.Tx(func(tx *db.Tx) error {
			return tx.DB().Model(&roster.Held{}).Where("person = ?", "zhongbei.liaison").Update("until", s.Now.Add(-time.Hour).UTC()).Error
		})
		c := s.Want(s.Photo("zhongbei.liaison", "问题1已整改"), models.NotAllowed, "没有任职")
		if c.Article != "督查制度 第七条" {
			t.Errorf("article %q", c.Article)
		}
		s.Want(s.Photo("zhongbei.chief", "问题1已整改"), "issue.rectified")
	})
}

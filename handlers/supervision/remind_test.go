package supervision

import (
	"strings"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
	"linzhangbot/models/outbox"
	"linzhangbot/models/profile"
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

// TestSupervisionArticle8Ladder: the clock proposes to the office alone; a person takes, changes or declines.
func TestSupervisionArticle8Ladder(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", raise1) // due on Saturday, December 5
		s.Fresh()
		got := s.mornings("2026-12-09", "issue.escalation_proposed", "issue.escalated")
		if strings.Join(got, " ") != "12-09@office" {
			t.Fatalf("proposed on %v", got)
		}
		s.At("2026-12-09 10:00")
		s.Sweep()
		n := s.last("issue.escalation_proposed")
		for _, w := range []string{"函告", "逾期3个工作日", "督查制度 第八条"} {
			if !strings.Contains(n.Plain(), w) {
				t.Errorf("proposal misses %s: %s", w, n.Plain())
			}
		}
		s.Want(s.Press("zhongbei.liaison", n, "采取"), models.NotAllowed)
		s.Want(s.Press("office.staff1", n, "采取"), "issue.escalated", "函告", "西青林长办〔2026〕1号")
		if told := s.One("issue.escalated"); told.Chat != "town.zhongbei" {
			t.Errorf("told in %s", told.Chat)
		}
		s.Want(s.Press("office.staff2", n, "采取"), models.BadInput, "林长办工作人员一")
		s.Want(s.Press("office.staff2", n, "暂不"), models.BadInput, "已经采取", "林长办工作人员一")
		s.Fresh()
		if got := s.mornings("2026-12-18", "issue.escalation_proposed"); strings.Join(got, " ") != "12-18@office" {
			t.Errorf("second rung proposed on %v", got)
		}
		s.Now = s.Now.Add(time.Hour)
		c := s.Want(s.Say("office.director", "暂不采取措施 问题1"), "ask.which", "理由")
		s.Want(s.Press("office.director", c, "正在整改，再看几天"), "issue.escalation_declined")
		c = s.Want(s.Say("office.director", "问题1 采取约谈"), "ask.which", "区级林长（乙）")
		s.Want(s.Press("office.director", c, "确认"), "issue.escalated", "约谈", "区级林长（乙）")
		var private bool
		for _, n := range s.Fresh("issue.escalated") {
			private = private || n.Chat == "chief.b"
			if n.Chat == "chief.general" || n.Chat == "chief.a" {
				t.Errorf("%s was told", n.Chat)
			}
		}
		if !private {
			t.Error("the town's chief was not told")
		}
		s.Fresh()
		if got := s.mornings("2026-12-24", "issue.overdue"); len(got) > 0 {
			t.Errorf("the measure mutes the reminders: %v", got)
		}
		s.Now = s.Now.Add(time.Hour)
		s.Want(s.Say("zhongbei.liaison", "问题1"), "issue.shown", "函告、约谈", "正在整改，再看几天")
	})
}

// last is the newest notice of a code, said before or not.
func (s *stage) last(code string) bot.Card {
	s.T.Helper()
	list := s.Notices(code)
	if len(list) == 0 {
		s.T.Fatalf("no notice %s", code)
	}
	return list[len(list)-1].Card
}

// TestMeasuresAreNotSaidInTheMainGroup: without a group of its own a town hears of a measure in private, and a
// proposal to the general chief goes to him alone.
func TestMeasuresAreNotSaidInTheMainGroup(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", "挂问题：大寺镇公示牌破损，11月25日前整改到位")
		s.At("2026-12-08 10:00")
		s.Want(s.Say("office.staff2", "对大寺镇总林长进行约谈"), "ask.which", "督〔2026〕1号", "区级林长（丙）", "约谈")
		s.Fresh()
		s.Want(s.Say("office.staff2", "确认"), "issue.escalated", "约谈")
		for _, n := range s.Fresh("issue.escalated") {
			if n.Chat != "chief.c" && n.Chat != "dasi.liaison" && n.Chat != "dasi.chief" {
				t.Errorf("said in %s", n.Chat)
			}
		}
		s.Want(s.Event(bot.Event{From: "office.staff2", Kind: bot.KindPress, Text: "督〔2026〕1号 采取报请追责建议"}), "issue.escalated")
		if n := s.One("issue.escalated"); n.Chat != "chief.general" {
			t.Errorf("said in %s", n.Chat)
		}
	})
}

// TestLadderByReturnsAndGravity: returned too often proposes at once; a grave issue that is late starts higher.
func TestLadderByReturnsAndGravity(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", raise1)
		for range 2 {
			s.Photo("zhongbei.liaison", "问题1已整改")
			s.Say("office.staff1", "退回问题1 整改不到位")
		}
		if n := s.One("issue.escalation_proposed"); !strings.Contains(n.Card.Plain(), "退回2次") {
			t.Errorf("proposal: %s", n.Card.Plain())
		}
		s.Say("office.staff1", "挂问题：大寺镇特别重要毁林案件未查处，11月24日前整改到位")
		if got := s.mornings("2026-11-25", "issue.escalation_proposed"); strings.Join(got, " ") != "11-25@office" {
			t.Fatalf("grave: %v", got)
		}
		if n := s.last("issue.escalation_proposed"); !strings.Contains(n.Plain(), "通报") {
			t.Errorf("grave: %s", n.Plain())
		}
	})
}

// TestFrozenLadderAndAnotherCounty: numbers, rungs, days and limits come from the profile, and an open issue keeps the
// ladder it began with.
func TestFrozenLadderAndAnotherCounty(t *testing.T) {
	dbtest.Each(t, handlerstest.Migrations(setup().Modules...), func(t *testing.T, d *db.DB) {
		set := handlerstest.Sample(t)
		p := set.Latest()
		p.Numbering["issue"] = "整改{year}-{n}"
		p.Issues.Ladder = []profile.Rung{{Key: "slip", Name: "提示单", Overdue: 1}, {Key: "order", Name: "督办函", Overdue: 2, By: "chief"}}
		p.Issues.Evidence, p.Issues.Extensions = false, 0
		with := setup()
		with.Profile = set
		s := &stage{handlerstest.New(t, d, with)}
		s.Want(s.Say("office.staff1", raise1), "issue.raised", "整改2026-1")
		s.Want(s.Say("zhongbei.liaison", "问题1申请延期到12月20日，因为降雨"), models.NotAllowed, "最多0次")
		s.Fresh()
		if got := s.mornings("2026-12-07", "issue.escalation_proposed"); strings.Join(got, " ") != "12-07@office" {
			t.Errorf("proposed on %v", got)
		}
		n := s.last("issue.escalation_proposed")
		s.Want(s.Press("office.staff1", n, "采取"), "issue.escalated", "提示单")
		p.Issues.Ladder = []profile.Rung{{Key: "other", Name: "别的", Overdue: 1}}
		if got := s.mornings("2026-12-08", "issue.escalation_proposed"); strings.Join(got, " ") != "12-08@office" {
			t.Errorf("frozen ladder: %v", got)
		}
		if n := s.last("issue.escalation_proposed"); !strings.Contains(n.Plain(), "督办函") {
			t.Errorf("frozen ladder: %s", n.Plain())
		}
		s.Want(s.Say("zhongbei.liaison", "问题1已整改"), "issue.rectified")
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

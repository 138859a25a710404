package supervision

import (
	"strings"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models"
	"linzhangbot/models/audit"
	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
	"linzhangbot/models/profile"
)

// TestSupervisionArticle8Ladder: the clock proposes to the office alone, once, and says nothing by itself; a person
// sees the draft, takes, changes or declines.
func TestSupervisionArticle8Ladder(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", raise1) // due on Saturday, December 5
		s.Fresh()
		if got := s.proposals("2026-12-09"); strings.Join(got, " ") != "12-09 函告" {
			t.Fatalf("proposed on %v", got)
		}
		s.At("2026-12-09 10:00")
		s.Sweep()
		for _, h := range s.Fresh("issue.escalation_proposed", "issue.escalated") {
			if h.Chat != "office" || h.Card.Code == "issue.escalated" { // the office's own message of the morning names it
				t.Errorf("said in %s: %s", h.Chat, h.Card.Plain())
			}
		}
		n := s.queue("建议采取措施")[0]
		if n.Line != "中北镇“万卉路林地堆放建筑垃圾”：建议函告，逾期3个工作日（满3个工作日）" || n.Article != "督查制度 第八条" {
			t.Errorf("proposal: %s, %s", n.Line, n.Article)
		}
		s.Want(s.press("zhongbei.liaison", n, "采取"), models.NotAllowed)
		c := s.Want(s.press("office.staff1", n, "采取"), "ask.preview", "至今逾期3个工作日", "发给：中北镇")
		if strings.Contains(c.Plain(), "请注意") {
			t.Errorf("its time has come: %s", c.Plain())
		}
		s.Want(s.Press("office.staff1", c, "确认"), "issue.escalated", "函告", "西青林长办〔2026〕1号")
		if told := s.One("issue.escalated"); told.Chat != "town.zhongbei" {
			t.Errorf("told in %s", told.Chat)
		}
		s.Want(s.press("office.staff2", n, "采取"), models.BadInput, "林长办工作人员一")
		s.Want(s.press("office.staff2", n, "暂不"), models.BadInput, "已经采取", "林长办工作人员一")
		if q := s.queue("建议采取措施"); len(q) > 0 {
			t.Errorf("taken, and waits: %v", q)
		}
		s.Fresh()
		if got := s.proposals("2026-12-18"); strings.Join(got, " ") != "12-18 通报" {
			t.Errorf("second rung proposed on %v", got)
		}
		s.Now = s.Now.Add(time.Hour)
		s.Want(s.Say("office.director", "暂不采取措施 问题1"), "ask.which", "理由")
		s.Want(s.Say("office.director", "正在整改，再看几天"), "issue.escalation_declined")
		s.Say("zhongbei.liaison", "问题1 进展：已清一半") // does not bring the declined proposal back
		if q := s.queue("建议采取措施"); len(q) > 0 {
			t.Errorf("declined, and waits: %v", q)
		}
		s.Want(s.Say("office.director", "问题1 采取约谈"), "ask.preview", "区级林长（乙）", "前面的“通报”还没有采取",
			"还没到“约谈”的条件（逾期满20个工作日或退回满4次），现在已逾期10个工作日")
		s.Want(s.Say("office.director", "确认"), "issue.escalated", "约谈")
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

// TestSupervisionArticle8ProposalsAreAuditedOnce: by the clock, with the reasons, however often it looks.
func TestSupervisionArticle8ProposalsAreAuditedOnce(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", raise1)
		s.At("2026-12-09 09:03")
		s.Sweep()
		s.Sweep()
		x := s.issue(1)
		if x.Proposed != 1 || x.ProposedAt == nil || !x.ProposedAt.Equal(s.Now) {
			t.Errorf("proposed: %d at %v", x.Proposed, x.ProposedAt)
		}
		s.Tx(func(tx *db.Tx) error {
			rows, err := audit.Of(tx, "issue", x.ID)
			last := rows[len(rows)-1]
			if len(rows) != 2 || last.Verb != "propose" || last.Person != "" ||
				!strings.HasPrefix(last.Note, "函告：逾期3个工作日") || last.Before == last.After {
				t.Errorf("%d rows, the last %+v", len(rows), last)
			}
			return err
		})
	})
}

// TestSupervisionArticle8MeasuresAreShownFirst: each of the four, in words and by a button, by whomever of the
// office and whenever; nothing is kept or told before the yes, and a no leaves nothing.
func TestSupervisionArticle8MeasuresAreShownFirst(t *testing.T) {
	for _, c := range []struct{ text, skipped, to string }{
		{"问题1 采取函告", "", "发给：大寺镇"},
		{"给大寺镇发通报 问题1", "前面的“函告”还没有采取", "发给：大寺镇"},
		{"问题1 采取约谈", "前面的“函告、通报”还没有采取", "发给：大寺镇、区级林长（丙）"},
		{"问题1 采取报请追责建议", "前面的“函告、通报、约谈”还没有采取", "发给：区总林长"},
	} {
		t.Run(c.text, func(t *testing.T) {
			each(t, func(s *stage) {
				s.Say("office.staff1", "挂问题：大寺镇公示牌破损，12月5日前整改到位")
				s.Fresh()
				version := s.issue(1).Version
				for _, who := range []string{"office.staff2", "office.director"} {
					for _, kind := range []bot.Kind{bot.KindText, bot.KindPress} {
						card := s.Want(s.Event(bot.Event{From: who, Text: c.text, Kind: kind}), "ask.preview", c.to, c.skipped,
							"还没到", "现在没有逾期", "督查制度 第八条")
						if labels := strings.Join(card.Labels(), " "); labels != "确认 取消" {
							t.Errorf("buttons %s", labels)
						}
						s.Want(s.Press(who, card, "取消"), "ask.cancelled")
					}
				}
				if x := s.issue(1); x.Version != version || x.Rung != 0 || len(s.Fresh()) > 0 {
					t.Errorf("done without a yes: %+v", x)
				}
				s.Want(s.Say("dasi.liaison", c.text), models.NotAllowed)
				s.Want(s.Say("chief.c", c.text), models.NotAllowed)
			})
		})
	}
}

// TestSupervisionArticle8SeveralMeasuresAreAllShown: two of one message, or one beside something else; each has its
// own yes.
func TestSupervisionArticle8SeveralMeasuresAreAllShown(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", raise1)
		s.Say("office.staff1", "挂问题：大寺镇公示牌破损，12月5日前整改到位")
		s.At("2026-12-09 10:00")
		c := s.Want(s.Say("office.staff1", "问题1采取函告，问题2采取约谈"), "ask.preview", "这里有2件事")
		c = s.Want(s.Press("office.staff1", c, "确认"), "ask.preview", "由中北镇整改", "由大寺镇整改",
			"由区级林长（丙）对大寺镇进行约谈", "前面的“函告、通报”还没有采取", "先答上面那件")
		if labels := c.Labels(); len(labels) != 2 {
			t.Errorf("buttons of two questions: %v", labels)
		}
		s.Want(s.Say("office.staff1", "确认"), "issue.escalated", "督〔2026〕1号")
		if a, b := s.issue(1).Rung, s.issue(2).Rung; a != 1 || b != 0 {
			t.Errorf("taken: %d %d", a, b)
		}
		s.Want(s.Say("office.staff1", "取消"), "ask.cancelled")
		if s.issue(2).Rung != 0 {
			t.Error("taken without a yes")
		}
	})
}

// TestSupervisionArticle8APreviewIsNoPromise: what was rectified or taken by somebody else meanwhile is not taken by a
// late yes.
func TestSupervisionArticle8APreviewIsNoPromise(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", raise1)
		s.At("2026-12-09 10:00")
		first := s.Want(s.Say("office.staff1", "问题1 采取函告"), "ask.preview")
		second := s.Want(s.Say("office.staff2", "问题1 采取函告"), "ask.preview")
		s.Want(s.Press("office.staff1", first, "确认"), "issue.escalated")
		s.Want(s.Press("office.staff2", second, "确认"), models.BadInput, "已经采取过“函告”", "林长办工作人员一")
		third := s.Want(s.Say("office.staff2", "问题1 采取通报"), "ask.preview")
		s.Photo("zhongbei.liaison", "问题1已整改")
		s.Want(s.Press("office.staff2", third, "确认"), models.BadInput, "待核查")
	})
}

// TestMeasuresAreNotSaidInTheMainGroup: without a group of its own a town hears of a measure in private, and a
// proposal to the general chief goes to him alone.
func TestMeasuresAreNotSaidInTheMainGroup(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", "挂问题：大寺镇公示牌破损，11月25日前整改到位")
		s.At("2026-12-08 10:00")
		s.Want(s.Say("office.staff2", "对大寺镇总林长进行约谈"), "ask.preview", "督〔2026〕1号", "区级林长（丙）", "约谈")
		s.Fresh()
		s.Want(s.Say("office.staff2", "确认"), "issue.escalated", "约谈")
		for _, n := range s.Fresh("issue.escalated") {
			if n.Chat != "chief.c" && n.Chat != "dasi.liaison" && n.Chat != "dasi.chief" {
				t.Errorf("said in %s", n.Chat)
			}
		}
		c := s.Event(bot.Event{From: "office.staff2", Kind: bot.KindPress, Text: "督〔2026〕1号 采取报请追责建议"})
		s.Want(s.Press("office.staff2", c, "确认"), "issue.escalated")
		if n := s.One("issue.escalated"); n.Chat != "chief.general" {
			t.Errorf("said in %s", n.Chat)
		}
	})
}

// TestLadderByReturnsAndGravity: whoever returns too often is shown the measure at once; a grave issue that is late
// starts higher.
func TestLadderByReturnsAndGravity(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", raise1)
		s.Photo("zhongbei.liaison", "问题1已整改")
		if c := s.Say("office.staff1", "退回问题1 整改不到位"); strings.Contains(c.Plain(), "建议采取") {
			t.Errorf("returned once: %s", c.Plain())
		}
		s.Photo("zhongbei.liaison", "问题1已整改")
		c := s.Want(s.Say("office.staff1", "退回问题1 整改不到位"), "issue.returned", "建议采取：函告：退回2次（满2次）")
		for _, n := range s.Fresh("issue.returned") {
			if strings.Contains(n.Card.Plain(), "建议采取") {
				t.Errorf("the town hears of it in %s", n.Chat)
			}
		}
		s.Want(s.Press("office.staff1", c, "采取函告"), "ask.preview")
		if q := s.queue("建议采取措施"); len(q) != 1 || !strings.Contains(q[0].Line, "建议函告，退回2次（满2次）") {
			t.Errorf("queue: %+v", q)
		}
		s.Say("office.staff1", "挂问题：大寺镇特别重要毁林案件未查处，11月24日前整改到位")
		if got := s.proposals("2026-11-25"); strings.Join(got, " ") != "11-25 通报" {
			t.Fatalf("grave: %v", got)
		}
	})
}

// TestSupervisionArticle8WhatIsExtendedIsNotProposed: the trigger is looked at anew, and comes back with the new day.
func TestSupervisionArticle8WhatIsExtendedIsNotProposed(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", raise1)
		s.At("2026-12-09 10:00")
		s.Sweep()
		s.Say("zhongbei.liaison", "问题1申请延期到12月15日，因为降雨")
		if q := s.queue("建议采取措施"); len(q) != 1 {
			t.Errorf("a wish alone changes nothing: %v", q)
		}
		s.Want(s.Say("office.staff1", "同意延期 问题1"), "issue.extended")
		if q := s.queue("建议采取措施"); len(q) != 0 {
			t.Errorf("extended, and waits: %v", q)
		}
		s.At("2026-12-18 10:00")
		if q := s.queue("建议采取措施"); len(q) != 1 {
			t.Errorf("late again: %v", q)
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
		p.Issues.Ladder = []profile.Rung{{Key: "slip", Name: "提示单", Overdue: 1},
			{Key: "order", Name: "督办函", Overdue: 2, By: "chief"}}
		p.Issues.Evidence, p.Issues.Extensions = false, 0
		with := setup()
		with.Profile = set
		s := &stage{handlerstest.New(t, d, with)}
		s.Want(s.Say("office.staff1", raise1), "issue.raised", "整改2026-1")
		s.Want(s.Say("zhongbei.liaison", "问题1申请延期到12月20日，因为降雨"), models.NotAllowed, "最多0次")
		if got := s.proposals("2026-12-07"); strings.Join(got, " ") != "12-07 提示单" {
			t.Errorf("proposed on %v", got)
		}
		s.At("2026-12-07 10:00")
		c := s.press("office.staff1", s.queue("建议采取措施")[0], "采取")
		s.Want(s.Press("office.staff1", c, "确认"), "issue.escalated", "提示单")
		p.Issues.Ladder = []profile.Rung{{Key: "other", Name: "别的", Overdue: 1}}
		if got := s.proposals("2026-12-08"); strings.Join(got, " ") != "12-08 督办函" {
			t.Errorf("frozen ladder: %v", got)
		}
		s.Want(s.Say("zhongbei.liaison", "问题1已整改"), "issue.rectified")
	})
}

package supervision

import (
	"slices"
	"strings"
	"testing"

	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/outbox"
	"linzhangbot/models/supervision"
)

// TestProgressIsNoReportThatItIsDone: the words are kept on the issue and in its history; state, deadline, evidence and
// reporter stay, and nobody but the teller hears of it.
func TestProgressIsNoReportThatItIsDone(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", raise1)
		s.Fresh()
		was := s.issue(1)
		c := s.Want(s.Say("zhongbei.liaison", "问题1 进展：垃圾已清运八成"), "issue.progress", "督〔2026〕1号进展已记下：垃圾已清运八成（80%）",
			"12月5日（还有12天）", "全部完成后发“督〔2026〕1号 已整改”并附照片", "督查制度 第七条")
		if !slices.Equal(c.Labels(), []string{"撤回"}) {
			t.Errorf("buttons %v", c.Labels())
		}
		if n := s.Fresh(); len(n) > 0 {
			t.Errorf("told in %s: %s", n[0].Chat, n[0].Card.Plain())
		}
		is := s.issue(1)
		if is.Progress != "垃圾已清运八成（80%）" || is.State != supervision.Raised || !is.Due.Equal(was.Due) ||
			is.Proof+is.Reporter != "" || is.ReportedAt != nil {
			t.Errorf("progress makes it %+v", is)
		}
		s.Want(s.Say("zhongbei.liaison", "问题1"), "issue.shown", "已立项", "最近进展", "已清运八成", "11月23日报进展（垃圾已清运八成（80%））")
		s.Want(s.Photo("zhongbei.liaison", "问题1已整改，全部清运"), "issue.rectified", "照片或附件1件")
		s.Want(s.Say("office.staff1", "问题1"), "issue.shown", "整改情况", "全部清运", "报进展")
	})
}

// TestPicturesOfProgressAreNoEvidence: they stay with the step, and being done still wants its own.
func TestPicturesOfProgressAreNoEvidence(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", raise1)
		s.Want(s.Photo("zhongbei.liaison", "问题1 进展：施工队已进场"), "issue.progress", "照片或附件1件")
		x := s.issue(1)
		if x.Proof != "" {
			t.Errorf("evidence %q", x.Proof)
		}
		s.Want(s.Say("zhongbei.liaison", "问题1已整改，垃圾全部清运"), models.BadInput, "照片")
		s.Tx(func(tx *db.Tx) error {
			history, err := supervision.History(tx, x.ID)
			last := history[len(history)-1]
			if last.Verb != supervision.Progress || last.Media == "" || last.Note != "施工队已进场" {
				t.Errorf("step %+v", last)
			}
			return err
		})
	})
}

// TestWhoMayTellProgressAndWhen: the responsible organisation and the office, until it is reported done.
func TestWhoMayTellProgressAndWhen(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", raise1)
		s.Say("office.staff1", "协办 问题1 区城市管理委")
		const text = "问题1 进展：还剩2处"
		for _, who := range []string{"dasi.liaison", "chengguan.liaison"} {
			s.Want(s.Say(who, text), models.NotAllowed, "中北镇", "督查制度 第七条")
		}
		s.Want(s.Say("office.staff2", text), "issue.progress", "全部完成后由中北镇发")
		s.Say("zhongbei.liaison", "签收 问题1")
		s.Want(s.Say("zhongbei.liaison", text), "issue.progress")
		s.Want(s.Say("zhongbei.liaison", "问题1 申请延期到12月20日，因为树苗还差一批"), "issue.extension_asked")
		s.Want(s.Say("zhongbei.liaison", text), "issue.progress")
		if x := s.issue(1); x.State != supervision.Asking || x.Wish != "2026-12-20" {
			t.Errorf("a wish that waits: %s %s", x.State, x.Wish)
		}
		s.Want(s.Photo("zhongbei.liaison", "问题1已整改"), "issue.rectified")
		s.Want(s.Say("zhongbei.liaison", text), models.BadInput, "待核查", "不能报进展", "正在等区林长办核查")
		s.Say("office.staff1", "退回 问题1 材料不全")
		s.Want(s.Say("zhongbei.liaison", text), "issue.progress")
		s.Photo("zhongbei.liaison", "问题1已整改")
		s.Want(s.Say("office.staff2", "销号1"), "issue.closed")
		s.Want(s.Say("zhongbei.liaison", text), models.BadInput, "已销号")
	})
}

// TestProgressIsTakenBack like other steps: the former words come back, and nobody is told of what nobody had heard.
func TestProgressIsTakenBack(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", raise1)
		s.Say("zhongbei.liaison", "问题1 进展：施工队已进场")
		c := s.Want(s.Say("zhongbei.liaison", "问题1 进展：已清一半"), "issue.progress")
		s.Fresh()
		s.Want(s.Press("zhongbei.liaison", c, "撤回"), "issue.undone", "报进展", "已立项")
		if x := s.issue(1); x.Progress != "施工队已进场" || x.State != supervision.Raised {
			t.Errorf("taken back: %s %q", x.State, x.Progress)
		}
		if n := s.Fresh(); len(n) > 0 {
			t.Errorf("told in %s: %s", n[0].Chat, n[0].Card.Plain())
		}
		s.Want(s.Say("zhongbei.liaison", "问题1"), "issue.shown", "最近进展：施工队已进场", "撤回上一步（撤回报进展）")
		s.Want(s.Say("zhongbei.liaison", "撤回 问题1"), models.BadInput, "已经撤回了")
	})
}

// TestProgressDoesNotSilenceReminders, neither told nor taken back, whether they wait to leave or are still to come.
func TestProgressDoesNotSilenceReminders(t *testing.T) {
	each(t, func(s *stage) {
		s.Profile().Budget.PerMonth = 0
		s.Say("office.staff1", raise1)
		s.At("2026-12-02 09:03")
		s.Sweep()
		s.Say("zhongbei.liaison", "问题1 进展：已清一半")
		s.Say("zhongbei.liaison", "撤回 问题1")
		if n := s.One("issue.reminder"); n.State != outbox.Pending {
			t.Errorf("after progress the reminder is %s", n.State)
		}
		s.Say("zhongbei.liaison", "问题1 进展：已清一半")
		got := s.mornings("2026-12-08", "issue.reminder", "issue.overdue")
		if len(got) == 0 || !strings.HasPrefix(got[0], "12-04") {
			t.Errorf("reminded on %v", got)
		}
	})
}

// TestProgressIsAskedForAndQuestionsAreAnswered: a number alone tells nothing, and words that ask are not kept.
func TestProgressIsAskedForAndQuestionsAreAnswered(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", raise1)
		c := s.Want(s.Say("zhongbei.liaison", "问题1"), "issue.shown")
		s.Want(s.Press("zhongbei.liaison", c, "报进展"), "ask.which", "进展到哪一步了")
		s.Want(s.Say("zhongbei.liaison", "围挡拆了一半"), "issue.progress", "围挡拆了一半")
		s.Want(s.Say("zhongbei.liaison", "进展：还剩1处"), "ask.which", "督〔2026〕1号")
		s.Want(s.Say("zhongbei.liaison", "确认"), "issue.progress", "还剩1处")
		if labels := s.Say("office.staff1", "问题1").Labels(); slices.Contains(labels, "报进展") {
			t.Errorf("the office is offered %v", labels)
		}
		version := s.issue(1).Version
		for _, text := range []string{"问题1还剩几处", "问题1完成一半没", "问题1 进展如何", "问题1还剩多少没弄"} {
			if c := s.Say("zhongbei.liaison", text); c.Code == "issue.progress" || s.issue(1).Version != version {
				t.Errorf("%s is kept: %s", text, c.Plain())
			}
		}
	})
}

// TestProgressIsHeard in the words of every day, and what is done stays a report that it is done.
func TestProgressIsHeard(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", raise1)
		for _, c := range []struct{ text, kept string }{
			{"问题1 清了一半", "清了一半（50%）"},
			{"督1号施工队已进场施工", "施工队已进场施工"},
			{"1号问题3处还剩2处", "3处还剩2处"},
			{"问题1 完成百分之六十", "完成百分之六十（60%）"},
			{"报进展 督〔2026〕1号 围挡已拆除70%", "围挡已拆除70%"},
			{"1号整改过半", "整改过半"},
			{"问题1 已拆 80 %，其余下周进场", "已拆80%，其余下周进场"},
			{"进展：问题1 第一步已完成，正在和村里协商", "第一步已完成，正在和村里协商"},
		} {
			s.Want(s.Say("zhongbei.liaison", c.text), "issue.progress")
			if x := s.issue(1); x.Progress != c.kept {
				t.Errorf("%s is kept as %q", c.text, x.Progress)
			}
		}
		s.Want(s.Photo("zhongbei.liaison", "问题1 已整改"), "issue.rectified")
	})
}

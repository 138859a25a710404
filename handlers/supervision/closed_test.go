package supervision

import (
	"context"
	"errors"
	"strings"
	"testing"

	"linzhangbot/handlers"
	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models"
	"linzhangbot/models/db"
)

// eachClosed runs a test on a district in which 赤龙南街道 is closed from 1 December on; 大寺镇 takes over.
func eachClosed(t *testing.T, heir string, run func(s *stage)) {
	t.Helper()
	with := setup()
	with.Profile = handlerstest.Sample(t, "code: chilongnan\n", "code: chilongnan\n    to: 2026-12-01\n"+heir)
	handlerstest.Each(t, with, func(s *handlerstest.Stage) { run(&stage{s}) })
}

const heir = "    successor: dasi\n"

// TestSupervisionArticle8AClosedOrganisationGetsNoNewIssue: from its last day on it is refused, by words and by other
// regulations, and a tap opens the same issue for its successor.
func TestSupervisionArticle8AClosedOrganisationGetsNoNewIssue(t *testing.T) {
	const text = "挂问题：赤龙南街道林地堆放建筑垃圾，12月20日前整改到位"
	eachClosed(t, heir, func(s *stage) {
		s.At("2026-11-30 10:00")
		s.Want(s.Say("office.staff1", text), "issue.raised", "赤龙南街道")
		s.At("2026-12-01 10:00")
		c := s.Want(s.Say("office.staff1", text), models.BadInput, "赤龙南街道从2026年12月1日起已撤销，没有立项",
			"现由大寺镇承接", "督查制度 第八条")
		if labels := strings.Join(c.Labels(), " "); labels != "大寺镇" {
			t.Errorf("buttons %s", labels)
		}
		s.Want(s.Press("office.staff1", c, "大寺镇"), "issue.raised", "督〔2026〕2号", "大寺镇", "林地堆放建筑垃圾", "12月20日")
		if x := s.issue(2); x.Org != "dasi" || strings.Contains(x.Title, "赤龙南") {
			t.Errorf("raised: %s %q", x.Org, x.Title)
		}
		s.Tx(func(tx *db.Tx) error {
			r := s.Request(tx, "chief.b")
			_, err := raiseFor(context.Background(), r, handlers.RaiseIssue{Title: "倾倒", Source: "patrol", Org: "chilongnan"})
			var refusal *models.Error
			if !errors.As(err, &refusal) || !strings.Contains(refusal.Next, "大寺镇") {
				t.Errorf("raised by a patrol: %v", err)
			}
			return nil
		})
	})
}

// TestSupervisionArticle8OfSeveralOnlyTheClosedOneIsReplaced.
func TestSupervisionArticle8OfSeveralOnlyTheClosedOneIsReplaced(t *testing.T) {
	eachClosed(t, heir, func(s *stage) {
		s.At("2026-12-01 10:00")
		c := s.Want(s.Say("office.staff1", "挂问题：中北镇、赤龙南街道和精武镇公示牌信息未更新，12月20日前整改"), models.BadInput,
			"赤龙南街道")
		s.Want(s.Press("office.staff1", c, "大寺镇"), "issue.raised", "已立项3件")
		for i, org := range []string{"zhongbei", "dasi", "jingwu"} {
			if x := s.issue(i + 1); x.Org != org {
				t.Errorf("issue %d is of %s", i+1, x.Org)
			}
		}
	})
}

// TestSupervisionArticle8WithoutASuccessorItIsOnlyRefused, and what to do is said.
func TestSupervisionArticle8WithoutASuccessorItIsOnlyRefused(t *testing.T) {
	eachClosed(t, "", func(s *stage) {
		s.At("2026-12-01 10:00")
		c := s.Want(s.Say("office.staff1", "挂问题：赤龙南街道林地堆放建筑垃圾，12月20日前整改到位"), models.BadInput, "已撤销",
			"请写明现在的责任单位")
		if len(c.Buttons) > 0 {
			t.Errorf("buttons %v", c.Labels())
		}
	})
}

// TestSupervisionArticle8AClosedOrganisationsIssuesStay on the list, can be asked for, and wait to be handed over.
func TestSupervisionArticle8AClosedOrganisationsIssuesStay(t *testing.T) {
	eachClosed(t, heir, func(s *stage) {
		s.Say("office.staff1", "挂问题：赤龙南街道林地堆放建筑垃圾，12月20日前整改到位")
		s.Say("office.staff1", raise1)
		if q := s.queue("待移交问题"); len(q) > 0 {
			t.Errorf("it is there still: %+v", q)
		}
		s.At("2026-12-02 10:00")
		s.Want(s.Say("office.staff1", "赤龙南街道有哪些问题"), "issue.list", "赤龙南街道问题清单：1件", "督〔2026〕1号")
		s.Want(s.Say("office.staff1", "问题清单"), "issue.list", "2件", "赤龙南街道")
		q := s.queue("待移交问题")
		if len(q) != 1 || q[0].Ref != "督〔2026〕1号" ||
			q[0].Line != "赤龙南街道“林地堆放建筑垃圾”：责任单位从2026年12月1日起已撤销，还没有移交" {
			t.Fatalf("queue: %+v", q)
		}
		s.Want(s.Say("office.staff1", "转办 问题2 给赤龙南街道，原因：地界"), models.BadInput, "没有转办", "大寺镇")
		s.Want(s.Say("office.staff1", "取消"), "ask.cancelled")
		s.Want(s.press("office.staff1", q[0], "转大寺镇"), "issue.transferred", "已转大寺镇", "赤龙南街道已撤并")
		if q := s.queue("待移交问题"); len(q) > 0 || s.issue(1).Org != "dasi" {
			t.Errorf("handed over, and waits: %+v", q)
		}
	})
}

// TestSupervisionArticle7NoInspectionOfAClosedOrganisation is planned; what was seen before it closed can be logged.
func TestSupervisionArticle7NoInspectionOfAClosedOrganisation(t *testing.T) {
	eachClosed(t, heir, func(s *stage) {
		s.At("2026-11-25 10:00")
		c := s.Want(s.Say("office.staff1", "督查计划：12月7日督查中北镇、赤龙南街道，内容防火，方式实地"), models.BadInput,
			"赤龙南街道从2026年12月1日起已撤销，没有登记计划", "督查制度 第六条")
		s.Want(s.Press("office.staff1", c, "大寺镇"), "inspection.planned", "中北镇、大寺镇")
		s.Want(s.Say("office.staff1", "督查计划：11月27日督查赤龙南街道，内容防火，方式实地"), "inspection.planned", "赤龙南街道")
		s.At("2026-12-02 10:00")
		s.Want(s.Say("office.staff1", "登记督查：11月27日督查赤龙南街道，未发现问题"), "inspection.logged", "赤龙南街道")
		c = s.Want(s.Say("office.staff1", "今天督查赤龙南街道，未发现问题"), models.BadInput, "没有登记")
		s.Want(s.Press("office.staff1", c, "大寺镇"), "inspection.logged", "大寺镇")
	})
}

// TestSupervisionArticle8NothingIsAskedOfAClosedOrganisation: from its last day on its open issue is the office's to hand
// over and nothing else. Nobody is reminded of it, no measure is proposed or taken against what is no more.
func TestSupervisionArticle8NothingIsAskedOfAClosedOrganisation(t *testing.T) {
	eachClosed(t, heir, func(s *stage) {
		s.Say("office.staff1", "挂问题：赤龙南街道林地堆放建筑垃圾，11月27日前整改到位")
		if got := s.mornings("2026-11-30", "issue.reminder", "issue.overdue"); len(got) == 0 {
			t.Error("it is there still, and nobody is reminded")
		}
		if got := s.mornings("2026-12-31", "issue.reminder", "issue.overdue"); len(got) > 0 {
			t.Errorf("reminded on %v", got)
		}
		if q := s.queue(""); len(q) != 1 || q[0].Heap != "待移交问题" ||
			q[0].Next != "移交发“转办 督〔2026〕1号 给大寺镇，原因：赤龙南街道已撤并”。" {
			t.Errorf("queue: %+v", q)
		}
		s.Want(s.Say("office.staff1", "问题1 采取函告"), models.BadInput, "赤龙南街道从2026年12月1日起已撤销，没有采取措施",
			"转办 督〔2026〕1号 给大寺镇")
		s.Want(s.Say("office.staff1", "转办 督〔2026〕1号 给大寺镇，原因：赤龙南街道已撤并"), "issue.transferred")
		s.Sweep()
		if q := s.queue("建议采取措施"); len(q) != 1 || !strings.Contains(q[0].Line, "大寺镇") {
			t.Errorf("handed over and late, and proposed is %+v", q)
		}
	})
}

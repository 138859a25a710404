package cooperation

import (
	"fmt"
	"strings"
	"testing"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/db"
	"linzhangbot/models/outbox"
)

const order1 = "发布2026年第1号总林长令，标题关于做好森林防火工作的令"

const withItems = order1 + "\n1.各街镇11月30日前完成林下可燃物清理\n2.区应急局、区水务局12月10日前完成消防水源排查"

func (s *stage) items(org string) []cooperation.Item {
	s.T.Helper()
	var out []cooperation.Item
	s.Tx(func(tx *db.Tx) error {
		o, _, err := cooperation.ByNumber[cooperation.Order](tx, 2026, 1)
		if err != nil {
			return err
		}
		out, err = cooperation.Items(tx, org, o.ID)
		return err
	})
	return out
}

// TestOrderPublished checks 督查制度 第四条（二）: a 总林长令 with number, signers and items reaches every town and unit and
// the chiefs; every one must sign for it, each one, not the first.
func TestOrderPublished(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Say("office.staff1", withItems), "order.published", "2026年第1号总林长令已发布，发给23家单位", "《关于做好森林防火工作的令》", "签发：区总林长、副总林长",
			"1. 各街镇11月30日前完成林下可燃物清理（杨柳青镇等11家，2026年11月30日前）", "2. 区应急局、区水务局12月10日前完成消防水源排查（区水务局、区应急局，2026年12月10日前）")
		if got := s.chats("order.published", ""); got != "chief.a chief.b chief.c chief.d chief.deputy chief.general main" {
			t.Errorf("told %s", got)
		}
		var notice bot.Card
		for _, p := range s.parcels("order.published", "") {
			if p.Chat == "main" {
				notice = handlerstest.CardOf(t, p)
			}
		}
		if len(notice.Mention) != 23 {
			t.Errorf("%d mentioned", len(notice.Mention))
		}
		s.Want(s.Press("dasi.liaison", notice, "签收"), "order.acknowledged", "大寺镇已签收", "1/23")
		s.Want(s.Press("dasi.chief", notice, "签收"), "order.acknowledged", "已经签收过")
		s.Want(s.Say("shuiwu.member", "已签收第1号总林长令"), "order.acknowledged", "2/23")
		s.Want(s.Say("yingji.liaison", "签收总林长令"), "order.acknowledged", "3/23")
		s.Want(s.Press("chief.a", notice, "签收"), "refused.not_allowed")
		s.Want(s.Say("office.staff1", "总林长令"), "order.list", "2026年第1号总林长令", "签收3/23", "任务办结0/13")
		s.Want(s.Say("office.staff1", "查看第1号总林长令"), "order.list", "未签收：杨柳青镇、张家窝镇、", "2. 区应急局、区水务局12月10日前完成消防水源排查：办理中 区水务局、区应急局")
		s.Want(s.Say("office.staff1", order1), "refused.bad_input", "已经发布")
		if got := len(s.items("")); got != 13 {
			t.Errorf("%d items", got)
		}
	})
}

// TestOrderEveryoneSigns checks that the office hears once when all have signed, and that reminders go exactly to those
// who have not.
func TestOrderEveryoneSigns(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", order1)
		s.morning("2026-11-24")
		if got := s.reminded(theOrder, outbox.Pending); len(strings.Fields(got)) != 23 || strings.Contains(got, "main") {
			t.Fatalf("reminded in %s", got)
		}
		all := everyOne(&handlers.Request{Profile: s.Profile(), Now: s.Now})
		for i, code := range all {
			s.Want(s.Say(code+".liaison", "签收总林长令 2026年第1号"), "order.acknowledged", fmt.Sprintf("%d/23", i+1))
			left := s.reminders(theOrder, outbox.Pending)
			if len(left) != 22-i {
				t.Errorf("after %s: %d messages", code, len(left))
			}
		}
		if left := s.reminders(theOrder, outbox.Pending); len(left) != 0 {
			t.Errorf("%d reminders are left", len(left))
		}
		if got := s.chats("receipts.complete", ""); got != "office" {
			t.Errorf("told %s", got)
		}
	})
}

// TestOrderItems checks that items are tracked: progress, done by the owner, closed or sent back by the office, overdue.
func TestOrderItems(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", withItems)
		mine := func() int { return len(s.owes("shuiwu.liaison", "第2项")) }
		if got := mine(); got != 1 {
			t.Fatalf("%d lines about the task", got)
		}
		s.Want(s.Say("shuiwu.liaison", "总林长令进展 2026年第1号 第2项 正在排查，尚未完成"), "order.progress", "办理中")
		s.Want(s.Say("shuiwu.liaison", "总林长令进展 2026年第1号 第1项 已完成"), "refused.not_found")
		s.Want(s.Say("shuiwu.liaison", "总林长令进展 2026年第1号 第2项 已完成排查12处"), "order.progress", "待核查", "已完成排查12处")
		if got := mine(); got != 0 {
			t.Errorf("a task reported done is still owed: %d", got)
		}
		if got := s.queued(); got != "待核查总林长令任务：2026年第1号总林长令 第2项 区水务局：已完成排查12处" {
			t.Errorf("the office has to check %s", got)
		}
		notice := s.notice("order.progress")
		s.Want(s.Press("shuiwu.liaison", notice, "办结"), "refused.not_allowed")
		s.Want(s.Press("office.staff1", notice, "退回重办"), "order.checked", "退回重办", "办理中")
		if got := mine(); got != 1 || s.queued() != "" {
			t.Errorf("a task sent back is owed %d times; %s", got, s.queued())
		}
		s.Want(s.Say("shuiwu.liaison", "总林长令进展 已完成复查"), "order.progress", "待核查")
		s.Want(s.Say("office.staff2", "办结总林长令任务 2026年第1号 第2项 区水务局"), "order.checked", "已办结")
		s.Want(s.Say("office.staff2", "办结总林长令任务 2026年第1号 第2项 区应急局"), "refused.bad_input", "还没有报告完成")
		s.Want(s.Say("shuiwu.liaison", "总林长令进展 2026年第1号 第2项 已完成"), "refused.not_found")
		s.At("2026-12-02 10:00")
		s.Want(s.Say("office.staff1", "总林长令"), "order.list", "任务办结1/13，逾期11")
		s.Want(s.Say("office.staff1", "总林长令任务立项 2026年第1号 第1项 大寺镇"), "order.raised", "2026年第1号总林长令第1项已立为督〔2026〕1号")
		if i := s.raised[0]; i.Org != "dasi" || i.Source != "order" || i.Origin != "2026年第1号总林长令第1项" {
			t.Errorf("raised %+v", i)
		}
		if got := s.owes("dasi.liaison", "第1项"); len(got) != 0 {
			t.Errorf("what goes on as an issue is owed twice: %v", got)
		}
		s.Want(s.Say("dasi.liaison", "总林长令进展 2026年第1号 第1项 已完成"), "refused.not_found", "已立为问题")
		s.Want(s.Say("office.staff1", "总林长令任务立项 2026年第1号 第1项 大寺镇"), "refused.not_found", "已立为问题")
		s.Want(s.Say("office.staff1", "总林长令增加任务 2026年第1号 区财政局12月20日前落实防火经费"), "order.item_added", "3. 区财政局12月20日前落实防火经费（区财政局，2026年12月20日前）")
		if got := s.items("caizheng"); len(got) != 1 || got[0].No != 3 || got[0].Deadline != "2026-12-20" {
			t.Errorf("items %+v", got)
		}
	})
}

// TestOrderFourEyes checks that whoever reported a task done in a unit's name does not close it.
func TestOrderFourEyes(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", withItems)
		s.Want(s.Say("office.staff1", "区水务局总林长令进展 2026年第1号 第2项 已完成"), "order.progress", "待核查")
		s.Want(s.Say("office.staff1", "办结总林长令任务 2026年第1号 第2项 区水务局"), "refused.self_close", "另一位同志")
		s.Want(s.Say("office.staff2", "办结总林长令任务 2026年第1号 第2项 区水务局"), "order.checked")
	})
}

// TestOrderSignatures runs a district whose profile wants both chiefs' signatures in chat before publication: an old
// draft is refused, a returned one comes again as a new draft, and only the last signature publishes.
func TestOrderSignatures(t *testing.T) {
	each(t, func(s *stage) {
		s.Profile().Cooperation.Approve = []string{"general_chief", "deputy_chief"}
		s.Want(s.Say("office.staff1", order1), "order.drafted", "请区总林长、副总林长签署")
		first := s.notice("order.signature_asked")
		if got := s.chats("order.signature_asked", ""); got != "chief.deputy chief.general" {
			t.Errorf("asked %s", got)
		}
		s.Want(s.Press("chief.a", first, "签署"), "refused.not_allowed", "不由您签署")
		s.Want(s.Press("office.director", first, "签署"), "refused.not_allowed")
		s.Want(s.Say("dasi.liaison", "签收总林长令 2026年第1号"), "refused.bad_input", "还没有发布")
		s.Want(s.Press("chief.general", first, "签署"), "order.signed", "还差1位")
		s.Want(s.Press("chief.general", first, "签署"), "order.signed", "还差1位")
		s.Want(s.Press("chief.deputy", first, "退回"), "ask.which", "原因")
		s.Want(s.Say("chief.deputy", "缺少完成时限"), "order.sent_back", "第1稿", "缺少完成时限")
		s.Want(s.Press("chief.deputy", first, "签署"), "refused.bad_input", "等新稿")
		s.Want(s.Say("office.staff1", withItems), "order.drafted", "第2稿")
		s.Want(s.Press("chief.deputy", first, "签署"), "refused.bad_input", "现在是第2稿")
		s.Want(s.Say("chief.deputy", "签署总林长令 2026年第1号 第2稿"), "order.signed", "还差1位")
		if got := s.chats("order.published", ""); got != "" {
			t.Errorf("published before all signed: %s", got)
		}
		s.Want(s.Say("chief.general", "签署总林长令 2026年第1号"), "order.published", "发给23家单位", "林下可燃物清理")
		s.Want(s.Press("chief.general", first, "签署"), "refused.bad_input", "已经发布")
		if got := s.verbs("order"); got != "drafted signed signed sent_back redrafted signed signed published" {
			t.Errorf("history %s", got)
		}
		if got := len(s.parcels("order.signature_asked", outbox.Pending)); got != 0 {
			t.Errorf("%d questions for signature are left", got)
		}
	})
}

// TestOrderNumber checks that a number given by hand is kept and that the next free one is found.
func TestOrderNumber(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Say("office.staff1", "发布总林长令，标题关于开展春季绿化的令"), "order.published", "2026年第1号总林长令")
		s.Want(s.Say("office.staff1", "发布2026年第2号总林长令，标题关于做好防火的令"), "order.published", "2026年第2号总林长令")
		s.Want(s.Say("office.staff1", "发布总林长令，标题关于开展秋季绿化的令"), "order.published", "2026年第3号总林长令")
		s.Want(s.Say("dasi.liaison", "发布总林长令，标题关于开展秋季绿化的令"), "refused.not_allowed")
		s.Want(s.Say("dasi.liaison", "签收总林长令"), "ask.which", "哪一号")
		s.Want(s.Say("dasi.liaison", "2"), "order.acknowledged", "第2号")
	})
}

// TestOrderTitleEndsBeforeItsItems: the paper goes out under its title alone (督查制度 第四条（二）), whether the items stand
// below, below a line of the title of its own, or in the same line; one may begin with a day.
func TestOrderTitleEndsBeforeItsItems(t *testing.T) {
	for _, text := range []string{
		"发布2026年第1号总林长令\n标题：关于做好森林防火工作的令\n1.各街镇11月30日前完成隐患排查\n2.12月10日前区水务局完成消防水源排查",
		"发布2026年第1号总林长令，标题关于做好森林防火工作的令：1.各街镇11月30日前完成隐患排查；2.12月10日前区水务局完成消防水源排查。",
		"发布2026年第1号总林长令 关于做好森林防火工作的令 1.各街镇11月30日前完成隐患排查；2.12月10日前区水务局完成消防水源排查",
	} {
		each(t, func(s *stage) {
			s.Want(s.Say("office.staff1", text), "order.published", "《关于做好森林防火工作的令》",
				"1. 各街镇11月30日前完成隐患排查（杨柳青镇等11家，2026年11月30日前）",
				"2. 12月10日前区水务局完成消防水源排查（区水务局，2026年12月10日前）")
			if n := len(s.items("")); n != 12 {
				t.Errorf("%s: %d items", text, n)
			}
		})
	}
}

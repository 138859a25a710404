package cooperation

import (
	"strings"
	"testing"

	"linzhangbot/bot"
	"linzhangbot/models/outbox"
)

const invitingAll = "邀请各协作单位12月3日上午9点参加林长巡林，地点：独流减河"

// TestArticle8Invitation checks 协作会商制度 第八条: units are invited, each answers, all can see who comes.
func TestArticle8Invitation(t *testing.T) {
	each(t, func(s *stage) {
		c := s.Want(s.Say("office.staff1", invitingAll), "activity.invited", "已邀请12家单位参加林长巡林", "协〔2026〕1号", "12月3日（周四）09:00", "独流减河", "第八条")
		if c.Refs["activity"] != "协〔2026〕1号" {
			t.Errorf("refs %v", c.Refs)
		}
		if got := s.chats("activity.invited", ""); got != "main" {
			t.Errorf("invited in %s", got)
		}
		notice := s.notice("activity.invited")
		if len(notice.Mention) != 12 {
			t.Errorf("mentions %v", notice.Mention)
		}
		s.Want(s.Press("shuiwu.liaison", notice, "参加"), "activity.answered", "区水务局参加林长巡林")
		s.Want(s.Say("caizheng.member", "不参加 协〔2026〕1号 因有会"), "activity.answered", "区财政局不参加")
		s.Want(s.Press("dasi.liaison", notice, "参加"), "refused.not_allowed", "没有邀请大寺镇")
		s.Want(s.Say("office.staff1", "查看活动 协〔2026〕1号"), "activity.list", "参加 1：区水务局", "不参加 1：区财政局（", "未答复 10")
		s.Want(s.Say("shuiwu.liaison", "联合活动"), "activity.list", "协〔2026〕1号", "参加")
		s.Want(s.Say("office.staff1", "联合活动"), "activity.list", "2026年联合活动：1次", "参加1，不参加1，未答复10")
		if got := s.verbs("activity"); got != "invited coming staying" {
			t.Errorf("history %s", got)
		}
	})
}

// TestInvitationInMainGroup checks that an invitation given in the main group is said once, with its buttons.
func TestInvitationInMainGroup(t *testing.T) {
	each(t, func(s *stage) {
		c := s.Event(bot.Event{From: "office.staff1", Text: invitingAll, Chat: bot.Chat{ID: "main", Kind: bot.Group}})
		s.Want(c, "activity.invited", "已邀请12家")
		if got := s.chats("activity.invited", ""); got != "" {
			t.Errorf("said again in %s", got)
		}
		s.Want(s.Press("shuiwu.liaison", c, "参加"), "activity.answered")
	})
}

// TestArticle8Kinds checks that each kind of activity of the profile is understood, for named units.
func TestArticle8Kinds(t *testing.T) {
	each(t, func(s *stage) {
		for text, kind := range map[string]string{
			"邀请区水务局、区应急局12月3日参加工作督查": "工作督查", "邀请区水务局12月4日参加年度考核": "年度考核", "邀请区水务局12月7日参加打击毁林专项行动": "重大专项行动",
			"邀请区水务局12月8日参加湿地专题调研": "专题调研", "邀请区水务局12月9日参加植树活动": "活动",
		} {
			s.Want(s.Say("office.staff1", text), "activity.invited", kind)
		}
	})
}

// TestArticle8Reminder checks that exactly those who have not answered are reminded, on the days of the profile, and that
// who has answered and changes his mind has answered all the same.
func TestArticle8Reminder(t *testing.T) {
	own(t, func(s *stage) {
		s.Say("office.staff1", invitingAll)
		if got := s.chats("activity.invited", ""); got != "main unit.yingji" {
			t.Errorf("invited in %s", got)
		}
		notice := s.notice("activity.invited")
		s.Want(s.Press("shuiwu.liaison", notice, "参加"), "activity.answered")
		s.Want(s.Press("shuiwu.liaison", notice, "不参加"), "activity.answered")
		s.morning("2026-11-30")
		got := s.reminded(theActivity, outbox.Pending) // each in his own place: it is no business of all others
		if strings.Contains(got, "main") || strings.Contains(got, "shuiwu") || !strings.Contains(got, "caizheng.liaison") ||
			!strings.Contains(got, "unit.yingji") || len(strings.Fields(got)) != 11 {
			t.Errorf("reminded in %s", got)
		}
		s.Want(s.Say("yingji.liaison", "答复活动 参加 协〔2026〕1号"), "activity.answered")
		if got := s.reminded(theActivity, outbox.Pending); strings.Contains(got, "yingji") || len(strings.Fields(got)) != 10 {
			t.Errorf("reminded of an answer already given: %s", got)
		}
	}, "unit.yingji")
}

// TestArticle8Cancel checks that a cancelled activity tells those invited and takes no answer.
func TestArticle8Cancel(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", invitingAll)
		notice := s.notice("activity.invited")
		s.Want(s.Say("shuiwu.liaison", "取消活动 协〔2026〕1号"), "refused.not_allowed")
		s.Want(s.Say("office.staff1", "取消活动 协〔2026〕1号"), "activity.cancelled", "林长巡林取消")
		if got := s.chats("activity.cancelled", ""); got != "main" {
			t.Errorf("told %s", got)
		}
		s.Want(s.Press("shuiwu.liaison", notice, "参加"), "refused.bad_input", "已经取消")
		s.Want(s.Say("office.staff1", "取消活动 协〔2026〕1号"), "activity.cancelled", "取消过了")
	})
}

// TestArticle8WhoNeverComes checks that who was invited and never came is visible over the year.
func TestArticle8WhoNeverComes(t *testing.T) {
	each(t, func(s *stage) {
		for range 2 {
			s.Say("office.staff1", "邀请区水务局、区财政局、区应急局12月3日参加林长巡林")
		}
		for _, c := range []struct{ who, text string }{{"shuiwu.liaison", "答复活动 参加 协〔2026〕1号"}, {"caizheng.liaison", "答复活动 不参加 协〔2026〕1号"}, {"caizheng.liaison", "答复活动 不参加 协〔2026〕2号"}} {
			s.Want(s.Say(c.who, c.text), "activity.answered")
		}
		s.At("2026-12-04 10:00")
		s.Want(s.Say("yingji.liaison", "答复活动 参加 协〔2026〕1号"), "refused.bad_input", "已经开始或结束")
		s.Want(s.Say("office.staff1", "联合活动"), "activity.list", "一次没来：区财政局（邀请2次）", "从未答复：区应急局（邀请2次）")
		s.Want(s.Say("shuiwu.liaison", "登记缺席 协〔2026〕1号 区水务局"), "refused.not_allowed")
		s.Want(s.Say("office.staff1", "登记缺席 协〔2026〕1号 区水务局"), "activity.absent", "区水务局")
		s.Want(s.Say("office.staff1", "登记缺席 协〔2026〕1号 区委编办"), "refused.bad_input", "没有邀请")
		s.Want(s.Say("office.staff1", "联合活动"), "activity.list", "一次没来：区财政局（邀请2次）、区水务局（邀请2次）")
	})
}

// TestArticle8Asks checks the questions back: who, when, what; the past is refused, a rest day is said.
func TestArticle8Asks(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Say("office.staff1", "邀请各协作单位参加林长巡林"), "ask.which", "哪一天")
		s.Want(s.Say("office.staff1", "12月5日"), "activity.invited", "12家", "12月5日（周六）", "不是工作日")
		s.Want(s.Say("office.staff1", "发起联合活动 12月3日 林长巡林"), "ask.which", "哪些单位")
		s.Want(s.Say("office.staff1", "区水务局、区应急局"), "activity.invited", "2家")
		s.Want(s.Say("office.staff1", "邀请区水务局2026年11月3日参加林长巡林"), "refused.bad_input", "已经过去")
		s.Want(s.Say("shuiwu.liaison", "发起联合活动 12月3日 林长巡林"), "refused.not_allowed", "区林长办")
		s.Want(s.Event(bot.Event{From: "yingji.liaison", Text: "答复活动 不参加"}), "ask.which", "哪一次")
		s.Want(s.Say("yingji.liaison", "2"), "ask.which") // the second of the list is 协1号
		s.Want(s.Say("yingji.liaison", "1号"), "activity.answered", "区应急局不参加", "协〔2026〕1号")
	})
}

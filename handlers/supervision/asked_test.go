package supervision

import (
	"strings"
	"testing"
)

// TestSupervisionArticle7UntilTheAnswerTheOldDayStands: who asks for another day when he is late is late still, in every
// figure; nobody nudges him while the office owes the answer, and the day after a refusal he is nudged again.
func TestSupervisionArticle7UntilTheAnswerTheOldDayStands(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", raise1) // due on Saturday, December 5
		s.At("2026-12-08 10:00")
		s.Want(s.Say("zhongbei.liaison", "问题1申请延期到12月20日，因为连续降雨"), "issue.extension_asked", "答复前原时限不变")
		s.At("2026-12-09 10:00")
		s.Want(s.Say("zhongbei.liaison", "我的待办"), "duty.standing", "督〔2026〕1号", "已过期限", "等区林长办答复，答复前原时限不变")
		s.Want(s.Say("office.staff1", "逾期问题"), "issue.list", "1件", "督〔2026〕1号")
		s.Want(s.Say("office.staff1", "概况"), "status.shown", "在办1件，逾期1件")
		if why := s.Say("zhongbei.liaison", "为什么催我 督1号"); strings.Contains(why.Plain(), "下次提醒") {
			t.Errorf("it waits for the office, and tells when it nudges: %s", why.Plain())
		}
		if got := s.mornings("2026-12-11", "issue.reminder", "issue.overdue"); len(got) > 0 {
			t.Errorf("the office owes the answer, and nudged on %v", got)
		}
		s.At("2026-12-11 10:00")
		s.Want(s.Say("office.staff1", "不同意延期 问题1"), "issue.extension_refused")
		if got := s.mornings("2026-12-16", "issue.overdue"); len(got) == 0 {
			t.Error("refused, and nobody is reminded any more")
		}
	})
}

// TestSupervisionArticle7AGrantedDayIsTheNewOne: from then on nothing is late.
func TestSupervisionArticle7AGrantedDayIsTheNewOne(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", raise1)
		s.At("2026-12-08 10:00")
		s.Say("zhongbei.liaison", "问题1申请延期到12月20日，因为连续降雨")
		s.Want(s.Say("office.staff1", "同意延期 问题1"), "issue.extended")
		s.Want(s.Say("office.staff1", "逾期问题"), "issue.list", "0件")
		s.Want(s.Say("office.staff1", "概况"), "status.shown", "在办1件，逾期0件")
	})
}

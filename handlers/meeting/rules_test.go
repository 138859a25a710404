package meeting

import (
	"slices"
	"testing"

	"linzhangbot/models/meeting"
)

const joint = "12月9日下午2点半在农业农村委三楼召开联席会议，请区水务局、区财政局参加"

// TestArticle4WhoMayChange is 会议制度 第四条: a unit that may draft moves its own meetings, a chief those he chairs.
func TestArticle4WhoMayChange(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", "区级林长会定在12月9日下午三点，地点杨柳青镇政府，请区级林长（甲）主持")
		for _, who := range []string{"shuiwu.liaison", "chief.b", "dasi.chief"} {
			s.Want(s.say(who, "会〔2026〕1号 改到12月10日下午三点"), "refused.not_allowed", "会议制度 第四条")
			s.Want(s.say(who, "取消 会〔2026〕1号"), "refused.not_allowed", "会议制度 第四条")
		}
		s.Want(s.say("chief.a", "会〔2026〕1号 改到12月10日下午三点"), "meeting.drafted", "第2稿")
		s.Want(s.say("shuiwu.liaison", "12月16日下午三点在大寺镇政府召开区级林长会议"), "meeting.drafted", "会〔2026〕2号")
		s.Want(s.say("shuiwu.liaison", "会〔2026〕2号 改到12月17日下午三点"), "meeting.drafted", "第2稿")
	})
}

// TestArticle4SuccessorApprovesAtOnce: who took the chair's post over need not wait for the morning.
func TestArticle4SuccessorApprovesAtOnce(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", "区级林长会定在12月9日下午三点，地点杨柳青镇政府，请区级林长（甲）主持")
		next := s.handOver("chief", "chief.a", "新任区级林长")
		s.Want(s.say(next, "同意 会〔2026〕1号 第1稿"), "meeting.approved")
	})
}

// TestArticle3AgreedIsSaid is 会议制度 第三条（二）: whoever has agreed does not send back the same version.
func TestArticle3AgreedIsSaid(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", general)
		s.say("chief.general", "同意 会〔2026〕1号")
		s.Want(s.say("chief.general", "退回 会〔2026〕1号 再压缩"), "refused.bad_input", "您已经同意过")
		if m := s.meeting("会〔2026〕1号"); m.State != meeting.Approving {
			t.Errorf("state %s", m.State)
		}
	})
}

// TestAnswersOfThoseInvited: the office's staff do not answer for the director, and nobody once it has begun.
func TestAnswersOfThoseInvited(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", joint)
		s.Want(s.say("office.staff2", "参加 会〔2026〕1号"), "refused.not_allowed", "没有邀请您")
		s.to("2026-12-09 15:00")
		s.Want(s.say("shuiwu.member", "请假 会〔2026〕1号"), "refused.bad_input", "已经开了")
	})
}

// TestNoReminderBesideTheNotice: a reminder whose moment is over when the notice goes out is left out.
func TestNoReminderBesideTheNotice(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", "11月24日上午9点在农业农村委三楼召开联席会议，请区水务局、区财政局参加")
		if got := s.chats(codeReminder); len(got) > 0 {
			t.Errorf("reminded at once: %v", got)
		}
		s.to("2026-11-24 09:00")
		if got := s.chats(codeReminder); len(got) != 3 {
			t.Errorf("reminded %v", s.chats(""))
		}
	})
}

// TestCancelledBeforeTheNoticeLeft: who has not heard of a meeting does not hear that it is off, who approved it does.
func TestCancelledBeforeTheNoticeLeft(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", "区级林长会定在12月9日下午三点，地点杨柳青镇政府，请区级林长（甲）主持")
		s.to("2026-11-23 20:00")
		s.Want(s.say("chief.a", "同意 会〔2026〕1号"), "meeting.approved")
		s.say("office.staff1", joint)
		s.clear()
		s.Want(s.say("office.staff1", "取消 会〔2026〕1号"), "meeting.cancelled")
		s.Want(s.say("office.staff1", "取消 会〔2026〕2号"), "meeting.cancelled")
		s.to("2026-11-24 10:00")
		if got := s.chats("meeting.cancelled"); !slices.Equal(got, []string{"chief.a"}) {
			t.Errorf("told %v", got)
		}
		if got := s.chats(codeNotice); len(got) > 0 {
			t.Errorf("noticed %v", got)
		}
	})
}

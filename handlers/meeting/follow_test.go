package meeting

import (
	"slices"
	"strings"
	"testing"
	"time"

	"linzhangbot/models/db"
	"linzhangbot/models/meeting"
	"linzhangbot/models/roster"
)

// TestArticle3WhoMovesDrafts is 会议制度 第三条（二）: whoever moves a plan has drafted that version and does not approve it.
func TestArticle3WhoMovesDrafts(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.Tx(func(tx *db.Tx) error { // the director is 副总林长 as well
			post, _ := s.Profile().Post("deputy_chief")
			return roster.Give(tx, roster.Appointment{Post: post, Person: "office.director", From: s.Now.Add(-time.Hour)})
		})
		s.say("office.staff1", general)
		s.Want(s.say("office.director", "会〔2026〕1号 改到10月3日下午2点半"), "ask.which", "10月3日已经过去", "写上年份")
		s.say("office.director", "取消")
		s.Want(s.say("office.director", "会〔2026〕1号 改到12月3日下午2点半"), "meeting.drafted", "第2稿")
		s.Want(s.say("office.director", "同意 会〔2026〕1号 第2稿"), "refused.not_allowed", "自己拟定的方案")
	})
}

// TestMinutesPutRight: what stays the same stays, what has not begun and is gone is dropped, and nothing is recorded of
// a meeting to come.
func TestMinutesPutRight(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", "11月24日上午9点在农业农村委三楼召开联席会议")
		s.Want(s.say("office.staff1", "纪要 会〔2026〕1号：1.区水务局12月31日前完成补植"), "refused.bad_input", "还没有开")
		s.to("2026-11-24 18:00")
		s.say("office.staff1", "纪要 会〔2026〕1号：\n1.区水务局12月31日前完成补植\n2.区财政局12月20日前落实经费")
		c := s.Want(s.say("office.staff1", "纪要 会〔2026〕1号：\n1.区水务局12月31日前完成补植\n2.大寺镇12月25日前清理"),
			"meeting.minuted", "议定事项2件", "议〔2026〕1号", "议〔2026〕3号")
		if strings.Contains(c.Plain(), "议〔2026〕4号") {
			t.Error("what stays the same was resolved again")
		}
		s.Want(s.say("caizheng.liaison", "议〔2026〕2号 已完成"), "refused.bad_input", "已撤销")
		if c := s.say("dasi.liaison", "议定事项"); strings.Contains(c.Plain(), "区水务局") || !strings.Contains(c.Plain(),
			"议〔2026〕3号") {
			t.Errorf("a town sees others' resolutions:\n%s", c.Plain())
		}
		s.say("shuiwu.liaison", "议〔2026〕1号 已完成，已补植")
		s.clear()
		s.Want(s.say("office.staff1", "退回 议〔2026〕1号 照片不清"), "resolution.returned", "照片不清")
		s.Want(s.say("shuiwu.liaison", "议定事项"), "resolution.list", "推进中")
	})
}

// TestArticle3MinutesSettleTheYear is 会议制度 第三条（三）: with its minutes a meeting has fulfilled the duty to hold it.
func TestArticle3MinutesSettleTheYear(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", general)
		m := s.meeting("会〔2026〕1号")
		s.Tx(func(tx *db.Tx) error {
			r, err := newRequest(s.Request(tx, "office.staff1"))
			if err != nil {
				return err
			}
			_, err = r.enact(m, nil)
			got := r.Take().Settled
			if !slices.ContainsFunc(got, func(k string) bool { return strings.HasSuffix(k, "/office/2026") }) {
				t.Errorf("settled %v", got)
			}
			return err
		})
	})
}

// TestPlansAreForOfficeAndChiefs until the notice is out.
func TestPlansAreForOfficeAndChiefs(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", general)
		s.Want(s.say("chief.a", "会议安排"), "meeting.list", "会〔2026〕1号", "审定中")
		s.Want(s.say("dasi.liaison", "会议安排"), "meeting.list", "没有安排")
	})
}

// TestLeftOut: who had the notice and is left out is told, and only he.
func TestLeftOut(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", joint)
		s.clear()
		s.Want(s.say("office.staff1", "参会 会〔2026〕1号 区水务局"), codeChanged, "已调整")
		if got := s.chats(codeChanged); !slices.Equal(got, []string{"caizheng.member"}) {
			t.Errorf("told %v", s.chats(""))
		}
	})
}

// TestOfficeHearsWhoHasNotAnswered on the day of the first reminder; whoever has answered has nothing left to do.
func TestOfficeHearsWhoHasNotAnswered(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", joint)
		if got := s.mine("shuiwu.member"); len(got) != 1 || !strings.Contains(got[0], "还没有答复") {
			t.Errorf("to do: %v", got)
		}
		s.say("shuiwu.member", "参加 会〔2026〕1号")
		if got := s.mine("shuiwu.member"); len(got) != 1 || !strings.Contains(got[0], "已答复参加") {
			t.Errorf("still to do: %v", got)
		}
		s.to("2026-12-07 18:00")
		if got := s.morning(); len(got) != 0 {
			t.Errorf("too early: %v", got)
		}
		s.Want(s.say("caizheng.member", "请假 会〔2026〕1号"), "meeting.answered")
		if got := s.chats("meeting.answered"); len(got) != 0 {
			t.Errorf("the summary is still to come, and %v heard of a leave", got)
		}
		s.to("2026-12-08 10:00")
		got := s.morning()
		if len(got) != 1 || !got[0].To.Office {
			t.Fatalf("told %v", got)
		}
		c, err := got[0].Draw()
		if err != nil {
			t.Fatal(err)
		}
		s.Want(c, "meeting.answers", "未答复0人", "请假：区财政局协作成员")
		s.Want(s.say("shuiwu.member", "请假 会〔2026〕1号"), "meeting.answered")
		if got := s.chats("meeting.answered"); !slices.Equal(got, []string{"office.staff1"}) {
			t.Errorf("of a late leave heard %v", got)
		}
	})
}

// TestArticle4OwnResolutions: a chief's next meeting looks at what his own meetings resolved.
func TestArticle4OwnResolutions(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", "区级林长会定在11月24日下午三点，地点杨柳青镇政府，请区级林长（甲）主持")
		s.say("chief.a", "同意 会〔2026〕1号")
		s.to("2026-11-25 10:00")
		s.say("office.staff1", "纪要 会〔2026〕1号：1.杨柳青镇12月31日前完成补植")
		for who, name := range map[string]string{"chief.a": "甲", "chief.b": "乙"} {
			s.clear()
			s.say("office.staff1", "12月9日下午三点在区政府三楼召开区级林长会议，请区级林长（"+name+"）主持")
			open := slices.ContainsFunc(s.log, func(x said) bool { return strings.Contains(x.card.Plain(), "议〔2026〕1号") })
			if open != (who == "chief.a") || len(s.log) == 0 {
				t.Errorf("%s is shown what the other resolved: %v", who, open)
			}
		}
	})
}

// TestWhoLeftIsNotRemindedToApprove: his successor is asked instead.
func TestWhoLeftIsNotRemindedToApprove(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", general)
		s.to("2026-11-24 18:00")
		next := s.handOver("deputy_chief", "chief.deputy", "新任副总林长")
		s.clear()
		s.to("2026-11-25 10:00")
		asked, reminded := s.chats("meeting.approval_asked"), s.chats(codeOwed)
		if !slices.Equal(asked, []string{next}) || !slices.Equal(reminded, []string{"chief.general"}) {
			t.Errorf("asked %v, reminded %v", asked, reminded)
		}
	})
}

// TestCancelledBeforeItWasAsked: an approver who has not seen the plan does not hear that it is off.
func TestCancelledBeforeItWasAsked(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.to("2026-11-23 20:00")
		s.say("office.staff1", general)
		s.clear()
		s.Want(s.say("office.staff1", "取消 会〔2026〕1号"), "meeting.cancelled")
		s.to("2026-11-24 10:00")
		if got := s.chats(""); len(got) > 0 {
			t.Errorf("said %v", got)
		}
	})
}

// TestNoMeetingIsMovedUnnamed: although one meeting alone is open, what names none of it, or calls it by a number that
// is not its day, is asked about; the answer does it.
func TestNoMeetingIsMovedUnnamed(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", general)
		s.Want(s.say("office.staff1", "12号那个改成15号"), "ask.which", "是哪一次会议", "会〔2026〕1号")
		s.say("office.staff1", "取消")
		s.Want(s.say("office.staff1", "会改到3月20日"), "ask.which", "改到", "对吗")
		s.say("office.staff1", "取消")
		s.Want(s.say("office.staff1", "那会取消"), "ask.which", "是哪一次会议", "会〔2026〕1号")
		if m := s.meeting("会〔2026〕1号"); m.Version != 1 || m.State != meeting.Approving {
			t.Errorf("version %d, %s", m.Version, m.State)
		}
		s.Want(s.say("office.staff1", "会〔2026〕1号"), "meeting.cancelled", "会〔2026〕1号")
	})
}

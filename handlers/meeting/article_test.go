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

const general = "12月2日下午2点半在区政府三楼召开区总林长会议"

// TestMeetingRegulation holds each article of the 会议制度 against what the bot does.
func TestMeetingRegulation(t *testing.T) {
	for _, c := range []struct {
		article string
		story   func(t *testing.T, s *stage)
	}{
		{"第二条 区级会议 are three types", func(t *testing.T, s *stage) {
			for _, name := range []string{"区总林长会议", "区级林长会议", "区林长办公室会议"} {
				if _, ok := meeting.TypeOf(s.Profile(), name); !ok {
					t.Errorf("no type %s", name)
				}
			}
			s.Want(s.say("office.staff1", "开个会"), "ask.which", "哪一类会议")
		}},
		{"第三条（一） 区总林长 presides, chiefs, towns, units and the office attend", func(t *testing.T, s *stage) {
			s.Want(s.say("office.staff1", general), "meeting.drafted", "主持：区总林长", "区级林长4人", "街镇级总林长11人", "协作成员12人", "区林长办公室主任",
				"共28人")
		}},
		{"第三条（二） the office drafts", func(t *testing.T, s *stage) {
			s.Want(s.say("dasi.liaison", general), "refused.not_allowed", "区林长办公室", "会议制度 第三条")
			s.Want(s.say("shuiwu.member", general), "refused.not_allowed", "会议制度 第三条")
		}},
		{"第三条（二） a chief's wish goes to the office", func(t *testing.T, s *stage) {
			s.Want(s.say("chief.deputy", general), "refused.not_allowed", "已转告区林长办", "会议制度 第三条")
			if got := s.chats("meeting.wish"); !slices.Equal(got, []string{"office"}) {
				t.Errorf("told %v", got)
			}
		}},
		{"第三条（二） 区总林长 and 副总林长 approve, nobody else", func(t *testing.T, s *stage) {
			s.say("office.staff1", general)
			for _, who := range []string{"chief.a", "office.director", "office.staff1", "dasi.chief"} {
				s.Want(s.say(who, "同意 会〔2026〕1号 第1稿"), "refused.not_allowed", "区总林长、副总林长", "会议制度 第三条")
				s.Want(s.say(who, "退回 会〔2026〕1号 第1稿 不好"), "refused.not_allowed", "会议制度 第三条")
			}
			s.Want(s.say("chief.deputy", "同意 会〔2026〕1号 第2稿"), "refused.bad_input", "会议制度 第三条")
			if m := s.meeting("会〔2026〕1号"); m.State != meeting.Approving {
				t.Errorf("state %s", m.State)
			}
		}},
		{"第三条（二） 不同意 alone asks why; the same plan once more changes nothing; nothing left to approve", func(t *testing.T,
			s *stage) {
			s.say("office.staff1", general)
			s.Want(s.say("chief.general", "同意"), "meeting.agreed")
			s.Want(s.say("office.staff1", "报审 会〔2026〕1号"), "refused.bad_input", "正在审定")
			s.Want(s.say("chief.deputy", "不同意"), "ask.which", "理由")
			s.Want(s.say("chief.deputy", "参会范围再压缩"), "meeting.sent_back", "参会范围再压缩")
			s.Want(s.say("office.staff1", "报审 会〔2026〕1号"), "meeting.drafted", "第2稿")
			s.say("chief.general", "同意")
			s.Want(s.say("chief.deputy", "同意"), "meeting.approved")
			s.clear()
			s.Want(s.say("office.staff1", "报审 会〔2026〕1号"), "refused.bad_input", "没有重发")
			if got := s.chats("meeting.changed"); len(got) > 0 {
				t.Errorf("told %v of no change", got)
			}
			s.Want(s.say("chief.deputy", "同意"), "refused.not_found", "没有等审定")
		}},
		{"第三条（二） who drafts does not approve", func(t *testing.T, s *stage) {
			s.Tx(func(tx *db.Tx) error { // the director becomes 副总林长 as well
				post, _ := s.Profile().Post("deputy_chief")
				return roster.Give(tx, roster.Appointment{Post: post, Person: "office.director", From: s.Now.Add(-time.Hour)})
			})
			s.Want(s.say("office.director", general), "meeting.drafted")
			s.Want(s.say("office.director", "同意 会〔2026〕1号 第1稿"), "refused.not_allowed", "自己拟定的方案不能自己审定", "会议制度 第三条")
		}},
		{"第三条（四） the agenda is the article's", func(t *testing.T, s *stage) {
			c := s.say("office.staff1", general)
			for _, point := range []string{"传达学习党中央、国务院及市委、市政府关于林草资源保护发展的决策部署", "研究我区贯彻落实措施", "协调解决有关全局性的重大问题"} {
				if !strings.Contains(c.Plain(), point) {
					t.Errorf("agenda misses %s", point)
				}
			}
		}},
		{"第四条（一）（二） the chief presides and approves; units may draft; his towns are invited", func(t *testing.T, s *stage) {
			s.Want(s.say("shuiwu.liaison", "12月9日下午三点在水务局三楼召开区级林长会议"), "ask.which", "由哪位区级林长主持")
			c := s.Want(s.say("shuiwu.liaison", "区级林长（丁）"), "meeting.drafted", "会议制度 第四条", "区级林长（丁）")
			if !strings.Contains(c.Plain(), "街镇级总林长2人") {
				t.Errorf("attendance:\n%s", c.Plain())
			}
			s.Want(s.say("chief.a", "同意 会〔2026〕1号 第1稿"), "refused.not_allowed", "会议制度 第四条")
			s.Want(s.say("chief.d", "同意"), "meeting.approved")
		}},
		{"第五条（一） the director presides and sets who comes", func(t *testing.T, s *stage) {
			s.Want(s.say("office.director", "安排林长办会议 12月9日上午九点 农业农村委三楼"), "meeting.drafted", "会议制度 第五条", "主持：区林长办公室主任")
			s.Want(s.say("office.director", "参会 会〔2026〕1号 区水务局、区财政局"), "meeting.drafted", "第2稿", "区水务局协作成员、区财政局协作成员")
			s.Want(s.say("office.director", "同意 会〔2026〕1号 第2稿"), "meeting.approved", "会议制度 第五条")
			if got := s.chats(codeNotice); len(got) != 3 {
				t.Errorf("notices %v", got)
			}
		}},
		{"协作会商制度 第七条 the office calls joint meetings", func(t *testing.T, s *stage) {
			s.Want(s.say("shuiwu.liaison", "12月9日上午9点在水务局三楼召开联席会议"), "refused.not_allowed", "协作会商制度 第七条")
			s.Want(s.say("office.staff1", "12月9日上午9点在农业农村委三楼召开联络员会议"), "meeting.drafted", "协作会商制度 第七条", "通报工作进展情况")
		}},
	} {
		t.Run(c.article, func(t *testing.T) { each(t, c.story) })
	}
}

// TestDraftAsksForOneThingAtATime and says what stands against a plan.
func TestDraftAsksForOneThingAtATime(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.Want(s.say("office.staff1", "召开区总林长会议"), "ask.which", "哪天几点")
		s.Want(s.say("office.staff1", "12月5日"), "ask.which", "几点开")
		s.Want(s.say("office.staff1", "下午两点半"), "ask.which", "在哪里开")
		s.Want(s.say("office.staff1", "区政府三楼"), "meeting.drafted", "12月5日（周六）14:30", "不是工作日", "区政府三楼")
		s.Want(s.say("office.staff1", "12月5日下午三点在区政府五楼召开区总林长会议"), "meeting.drafted", "主持人同一时段还要主持")
		s.Want(s.say("office.staff1", "12月5日下午三点在区政府五楼召开区总林长会议"), "refused.bad_input", "已经有了")
		s.Want(s.say("office.staff1", "今天上午九点在区政府五楼召开区总林长会议"), "ask.which", "已经过了")
		s.Want(s.say("office.staff1", "12月12日上午九点在农业农村委三楼召开联席会议"), "ask.which", "不是工作日")
		s.Want(s.say("office.staff1", "确认"), "meeting.drafted", "联席会议")
	})
}

// TestSilentApproverIsRemindedAfterTwoWorkingDays, once, and not when he has spoken.
func TestSilentApproverIsRemindedAfterTwoWorkingDays(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", "12月15日下午2点半在区政府三楼召开区总林长会议")
		s.Want(s.press("chief.general", "meeting.approval_asked", "同意"), "meeting.agreed")
		s.clear()
		s.to("2026-11-24 18:00")
		if got := s.chats(codeOwed); len(got) != 0 {
			t.Fatalf("too early: %v", s.chats(""))
		}
		s.to("2026-12-01 18:00")
		if got := s.chats(codeOwed); !slices.Equal(got, []string{"chief.deputy"}) ||
			s.log[0].at.Format("01-02 15:04") != "11-25 09:03" {
			t.Errorf("reminded %v", s.chats(""))
		}
	})
}

// TestPlaceMovesKeepAnswers: answers to another place still count; who asked for leave is not asked again.
func TestPlaceMovesKeepAnswers(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", "12月9日上午9点在农业农村委三楼召开联席会议，请区水务局、区财政局参加")
		s.press("shuiwu.member", codeNotice, "参加")
		s.clear()
		s.Want(s.say("office.staff1", "会〔2026〕1号 地点改到区政府五楼"), codeChanged, "地点由农业农村委三楼改到区政府五楼")
		s.Want(s.say("office.staff1", "参会情况"), "meeting.answers", "参加1人", "未答复1人")
		if got := s.chats(codeChanged); len(got) != 3 {
			t.Errorf("changes %v", got)
		}
	})
}

// TestLiaisonAnswersForHisHouse and a stranger does not.
func TestLiaisonAnswersForHisHouse(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", "12月9日上午9点在农业农村委三楼召开联席会议，请区水务局、区财政局参加")
		s.Want(s.say("shuiwu.liaison", "由办公室刘主任代为参加"), "meeting.answered", "区水务局协作成员由人代", "办公室刘主任")
		s.Want(s.say("gongan.member", "参加 会〔2026〕1号"), "refused.not_allowed", "没有邀请")
		s.Want(s.say("caizheng.member", "我请假，因出差"), "meeting.answered", "事由：出差")
	})
}

// TestOwnGroupHearsItsOwnNotice: a town with a group of its own is told there.
func TestOwnGroupHearsItsOwnNotice(t *testing.T) {
	with := setup()
	with.Own = []string{"unit.shuiwu"}
	eachWith(t, with, func(t *testing.T, s *stage) {
		s.say("office.staff1", "12月9日上午9点在农业农村委三楼召开联席会议，请区水务局、区财政局参加")
		if got := s.chats(codeNotice); !slices.Contains(got, "unit.shuiwu") || slices.Contains(got, "shuiwu.member") {
			t.Errorf("notices %v", got)
		}
		s.say("office.staff1", "取消 会〔2026〕1号")
		if got := s.chats("meeting.cancelled"); !slices.Contains(got, "unit.shuiwu") {
			t.Errorf("cancelled %v", got)
		}
	})
}

// TestResolutionBecomesAnIssueInOneStep, in the same transaction; it is no deadline of the meeting's any more.
func TestResolutionBecomesAnIssueInOneStep(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", "11月24日上午9点在农业农村委三楼召开联席会议")
		s.to("2026-11-24 18:00")
		s.Want(s.say("office.staff1", "纪要 会〔2026〕1号：1.区水务局12月1日前完成补植；2.无"), "meeting.minuted", "议定事项1件")
		s.to("2026-12-03 10:00")
		if got := s.chats("resolution.overdue"); len(got) == 0 {
			t.Errorf("nobody was told: %v", s.chats(""))
		}
		s.Want(s.say("shuiwu.liaison", "议〔2026〕1号 转问题"), "refused.not_allowed")
		s.Want(s.say("office.staff1", "议〔2026〕1号 转问题"), "resolution.issued", "督〔2026〕1号")
		s.Want(s.say("office.staff1", "议〔2026〕1号 转问题"), "refused.bad_input", "已转问题清单")
		s.clear()
		s.to("2026-12-20 10:00")
		if got := s.chats("resolution.overdue"); len(got) != 0 {
			t.Errorf("still reminded %v", got)
		}
		s.Want(s.say("office.staff1", "12月29日上午9点在农业农村委三楼召开联席会议"), "meeting.drafted")
	})
}

// TestNextMeetingLooksAtWhatIsOpen: a notice of the same type lists what was resolved before and is not finished.
func TestNextMeetingLooksAtWhatIsOpen(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", "11月24日上午9点在农业农村委三楼召开联席会议")
		s.to("2026-11-24 18:00")
		s.say("office.staff1", "纪要 会〔2026〕1号：1.区水务局12月31日前完成补植")
		s.clear()
		s.say("office.staff1", "12月15日上午9点在农业农村委三楼召开联席会议")
		for _, x := range s.log {
			if x.card.Code == codeNotice && !strings.Contains(x.card.Plain(), "议〔2026〕1号") {
				t.Errorf("notice to %s:\n%s", x.chat, x.card.Plain())
			}
		}
		s.Want(s.say("shuiwu.liaison", "上次联席会议纪要发我"), "meeting.minutes_shown", "补植", "议〔2026〕1号")
		s.Want(s.say("shuiwu.liaison", "本月有什么会"), "meeting.list")
		s.Want(s.say("shuiwu.liaison", "今年的联席会议"), "meeting.list", "会〔2026〕2号")
	})
}

// TestSeatGoesToTheSuccessor: whoever takes over an invited post gets the notice, and only he is reminded.
func TestSeatGoesToTheSuccessor(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", "12月9日上午9点在农业农村委三楼召开联席会议，请区水务局、区财政局参加")
		s.Want(s.press("shuiwu.member", codeNotice, "参加"), "meeting.answered")
		next := s.handOver("member", "shuiwu.member", "新任协作成员")
		s.clear()
		s.to("2026-11-24 10:00")
		if got := s.chats(codeNotice); !slices.Equal(got, []string{next}) {
			t.Fatalf("notices %v", got)
		}
		s.Want(s.press(next, codeNotice, "参加"), "meeting.answered", "新任协作成员参加")
		s.to("2026-12-09 08:59")
		if got := s.chats(codeReminder); slices.Contains(got, "shuiwu.member") || !slices.Contains(got, next) {
			t.Errorf("reminders %v", got)
		}
		s.to("2026-12-09 09:30")
		s.Want(s.say(next, "请假 会〔2026〕1号"), "refused.bad_input", "不能答复")
	})
}

// TestReminderBeforeAMondayComesOnFriday: a day off moves the reminder of a day before to the working day before it.
func TestReminderBeforeAMondayComesOnFriday(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", "12月7日上午9点在农业农村委三楼召开联席会议，请区水务局参加")
		s.clear()
		s.to("2026-12-07 09:00")
		var got []string
		for _, x := range s.log {
			if x.card.Code == codeReminder && x.chat == "shuiwu.member" {
				got = append(got, x.at.Format("01-02 15:04"))
			}
		}
		if !slices.Equal(got, []string{"12-04 09:03", "12-07 08:00"}) {
			t.Errorf("reminders at %v", got)
		}
	})
}

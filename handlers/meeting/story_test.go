package meeting

import (
	"slices"
	"strings"
	"testing"

	"linzhangbot/models/meeting"
)

// TestGeneralMeetingFromSentenceToClosedResolution walks a 区总林长会议 all the way (会议制度 第三条).
func TestGeneralMeetingFromSentenceToClosedResolution(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.Want(s.group("office", "office.staff1", "12月2日下午2点半在区政府三楼召开区总林长会议"), "meeting.drafted",
			"会〔2026〕1号 第1稿", "12月2日（周三）14:30", "区政府三楼", "区总林长", "传达学习", "区总林长、副总林长审定")
		if got := s.chats("meeting.approval_asked"); !slices.Equal(got, []string{"chief.deputy", "chief.general"}) &&
			!slices.Equal(got, []string{"chief.general", "chief.deputy"}) {
			t.Fatalf("asked %v", got)
		}
		s.Want(s.press("chief.general", "meeting.approval_asked", "同意"), "meeting.agreed", "还等副总林长")
		if got := s.chats(codeNotice); len(got) != 0 {
			t.Fatalf("notice before both agreed: %v", got)
		}
		s.Want(s.press("chief.deputy", "meeting.approval_asked", "同意"), "meeting.approved", "已发出会议通知")
		// 4 chiefs, 11 towns, 12 units, the director, and the general chief who presides
		if got := s.chats(codeNotice); len(got) != 29 || !slices.Contains(got, "dasi.chief") || !slices.Contains(got,
			"shuiwu.member") || !slices.Contains(got, "chief.general") {
			t.Fatalf("%d notices: %v", len(got), got)
		}
		s.Want(s.press("dasi.chief", codeNotice, "参加"), "meeting.answered", "大寺镇总林长参加")
		s.Want(s.press("shuiwu.member", codeNotice, "请假"), "meeting.answered", "请假")
		s.Want(s.press("jingwu.chief", codeNotice, "由人代"), "ask.which", "由谁")
		s.Want(s.say("jingwu.chief", "副镇长"), "meeting.answered", "副镇长")
		s.Want(s.say("office.staff1", "会〔2026〕1号 谁没回复"), "meeting.answers", "参加1人", "由人代1人", "请假1人", "未答复25人", "副镇长代")
		s.clear()
		s.to("2026-12-02 14:30")
		reminders := s.chats(codeReminder)
		if slices.Contains(reminders, "shuiwu.member") || len(reminders) != 2*28 {
			t.Errorf("%d reminders: %v", len(reminders), reminders)
		}
		s.to("2026-12-03 10:00")
		if m := s.meeting("会〔2026〕1号"); m.State != meeting.Held {
			t.Fatalf("state %s", m.State)
		}
		s.clear()
		s.Want(s.say("office.staff1", "纪要 会〔2026〕1号：\n会议听取了汇报。\n1.区水务局12月20日前完成河道绿化，区财政局配合\n2.大寺镇、精武镇12月31日前补植到位"),
			"meeting.minuted",
			"议定事项3件", "议〔2026〕1号", "12月20日前")
		s.Want(s.say("shuiwu.liaison", "议定事项1已完成，已栽植3公里"), "resolution.updated", "待核实")
		s.Want(s.say("shuiwu.liaison", "核实 议1号"), "refused.not_allowed")
		s.Want(s.say("office.staff1", "核实 议〔2026〕1号"), "resolution.checked", "办结")
		s.Want(s.say("dasi.liaison", "议定事项1已完成"), "refused.not_allowed")
		s.Want(s.say("chief.general", "上次总林长会议决定的事项落实得怎么样"), "resolution.list", "已办结", "未开始")
	})
}

// TestPlanSentBackTwice: each version is asked for anew, and only the newest can be approved.
func TestPlanSentBackTwice(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", "12月2日下午2点半在区政府三楼召开区总林长会议")
		first := s.log
		s.Want(s.press("chief.deputy", "meeting.approval_asked", "退回"), "ask.which", "理由")
		s.Want(s.say("chief.deputy", "参会范围再压缩"), "meeting.sent_back", "参会范围再压缩")
		if got := s.chats("meeting.sent_back"); !slices.Equal(got, []string{"office.staff1"}) {
			t.Errorf("told %v", got)
		}
		s.Want(s.say("chief.general", s.Button(first[0].card, "同意")), "refused.bad_input", "已退回")
		s.Want(s.say("office.staff1", "12月3日下午2点半在区政府三楼召开区总林长会议"), "meeting.drafted", "会〔2026〕1号 第2稿", "12月3日")
		s.Want(s.say("chief.general", "总林长审了，方案退回，材料再充实"), "meeting.sent_back", "材料再充实")
		s.Want(s.say("office.staff1", "报审 会〔2026〕1号"), "meeting.drafted", "第3稿", "12月3日")
		s.Want(s.say("chief.general", "同意 会〔2026〕1号 第2稿"), "refused.bad_input", "第2稿已经作废", "会议制度 第三条")
		s.Want(s.say("chief.general", "会议方案我看了，同意，按12月2日下午开"), "refused.bad_input", "12月3日")
		s.Want(s.say("chief.general", "会议方案我看了，同意，按12月3日下午开"), "meeting.agreed")
		s.Want(s.say("chief.general", "同意 会〔2026〕1号 第3稿"), "meeting.agreed", "已经同意过")
		s.Want(s.press("chief.deputy", "meeting.approval_asked", "同意"), "meeting.approved", "第3稿")
	})
}

// TestApproverWhoLeft: the successor is asked, the former holder's word does not count any more.
func TestApproverWhoLeft(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", "12月9日下午2点半在区政府三楼召开区总林长会议")
		s.Want(s.press("chief.general", "meeting.approval_asked", "同意"), "meeting.agreed")
		next := s.handOver("deputy_chief", "chief.deputy", "新任副总林长")
		s.Want(s.press("chief.deputy", "meeting.approval_asked", "同意"), "refused.not_allowed", "会议制度 第三条")
		s.to("2026-11-24 09:30")
		s.Want(s.press(next, "meeting.approval_asked", "同意"), "meeting.approved")
	})
}

// TestChairWhoLeft: whoever took over the chair's towns approves and presides.
func TestChairWhoLeft(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.Want(s.say("office.staff1", "区级林长会定在12月9日下午三点，地点杨柳青镇政府，请街镇总林长参加"), "meeting.drafted", "区级林长（甲）",
			"杨柳青镇总林长、张家窝镇总林长、辛口镇总林长")
		next := s.handOver("chief", "chief.a", "新任区级林长")
		s.to("2026-11-24 09:30")
		s.Want(s.say("chief.b", "同意 会〔2026〕1号 第1稿"), "refused.not_allowed", "会议制度 第四条")
		s.Want(s.press(next, "meeting.approval_asked", "同意"), "meeting.approved")
		if got := s.chats(codeNotice); !slices.Contains(got, next) || len(got) != 4 {
			t.Errorf("notices %v", got)
		}
	})
}

// TestMovedAfterHalfTheAnswers: everybody who had the notice gets the change and is asked again; old buttons do not
// answer for the new time.
func TestMovedAfterHalfTheAnswers(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", "12月8日上午9点在区农业农村委三楼召开联席会议")
		old := s.log
		if got := s.chats(codeNotice); len(got) != 13 {
			t.Fatalf("notices %v", got)
		}
		s.Want(s.press("shuiwu.member", codeNotice, "参加"), "meeting.answered")
		s.Want(s.press("caizheng.member", codeNotice, "请假"), "meeting.answered")
		s.clear()
		s.Want(s.say("office.staff2", "联席会议改到12月10日上午九点半"), codeChanged, "12月10日（周四）09:30")
		if got := s.chats(codeChanged); len(got) != 13 {
			t.Errorf("changes %v", got)
		}
		for _, x := range old {
			if x.chat == "shuiwu.member" {
				s.Want(s.say("shuiwu.member", s.Button(x.card, "参加")), codeChanged, "改期")
			}
		}
		s.Want(s.say("office.staff1", "联席会议谁没回复"), "meeting.answers", "未答复12人")
		s.Want(s.press("shuiwu.member", codeChanged, "请假"), "meeting.answered", "请假")
		s.clear()
		s.to("2026-12-10 09:30")
		got := s.chats(codeReminder)
		if slices.Contains(got, "shuiwu.member") || len(got) != 2*12 {
			t.Errorf("%d reminders %v", len(got), s.chats(""))
		}
		for _, x := range s.log {
			if x.card.Code == codeReminder && x.at.Format("01-02") < "12-09" {
				t.Errorf("reminder at the old time: %s %s", x.at, x.chat)
			}
		}
	})
}

// TestCancelledAnHourBefore: everybody who had the notice is told at once, and nobody is reminded after.
func TestCancelledAnHourBefore(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", "12月8日上午9点在区农业农村委三楼召开联席会议")
		s.to("2026-12-08 07:55")
		s.clear()
		s.Want(s.say("office.staff1", "取消12月8日的联席会议"), "meeting.cancelled", "会〔2026〕1号")
		if got := s.chats("meeting.cancelled"); len(got) != 13 {
			t.Errorf("told %v", got)
		}
		s.clear()
		s.to("2026-12-09 10:00")
		for _, c := range s.chats("") {
			t.Errorf("still said %s", c)
		}
		s.Want(s.say("shuiwu.member", "参加 会〔2026〕1号 第1稿"), "refused.bad_input", "已取消")
	})
}

// TestYearWithoutGeneralMeeting: the office is reminded in October, November and December, and not any more once one
// was held (会议制度 第三条（三）).
func TestYearWithoutGeneralMeeting(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.Now = s.Now.AddDate(0, -2, 0)
		s.to("2026-12-02 10:00")
		n := 0
		for _, x := range s.log {
			if x.chat == "office" && x.card.Code == "duty.reminder" {
				n++
			}
		}
		if n != 3 {
			t.Fatalf("%d reminders: %v", n, s.chats(""))
		}
		s.clear()
		s.say("office.staff1", "12月4日下午2点半在区政府三楼召开区总林长会议")
		s.press("chief.general", "meeting.approval_asked", "同意")
		s.press("chief.deputy", "meeting.approval_asked", "同意")
		s.to("2027-01-06 10:00")
		for _, x := range s.log {
			if x.chat == "office" && (x.card.Code == "duty.reminder" || x.card.Code == "duty.overdue") &&
				x.at.Format("01-02") > "12-04" && x.at.Year() == 2026 {
				t.Errorf("still reminded: %s %s", x.at, x.card.Plain())
			}
		}
	})
}

// TestFurtherMeetingNeedsConsent: one more in the same year needs the 区总林长's consent (会议制度 第三条（三）).
func TestFurtherMeetingNeedsConsent(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", "11月30日下午2点半在区政府三楼召开区总林长会议")
		s.press("chief.general", "meeting.approval_asked", "同意")
		s.press("chief.deputy", "meeting.approval_asked", "同意")
		s.to("2026-12-01 10:00")
		s.clear()
		s.Want(s.say("office.staff1", "12月15日下午2点半在区政府三楼召开区总林长会议"), "meeting.drafted", "另行召开须经区总林长同意")
		s.Want(s.press("chief.deputy", "meeting.approval_asked", "同意"), "meeting.agreed", "还等区总林长")
		s.Want(s.press("chief.general", "meeting.approval_asked", "同意"), "meeting.approved")
		if m := s.meeting("会〔2026〕2号"); !m.Further || m.State != meeting.Noticed {
			t.Errorf("%+v", m)
		}
	})
}

// TestEveryTypeFromSentenceToClosedResolution walks each meeting type of the profile all the way.
func TestEveryTypeFromSentenceToClosedResolution(t *testing.T) {
	for _, c := range []struct {
		name, drafter, sentence, article string
		approvers                        []string
		notices                          int
		one                              string // somebody invited
		owner, liaison                   string
	}{
		{"区级林长会议 by the office", "office.staff1", "区级林长会定在12月9日下午三点，地点杨柳青镇政府，请街镇总林长参加", "会议制度 第四条", []string{"chief.a"}, 4,
			"xinkou.chief", "辛口镇", "xinkou.liaison"},
		{"区级林长会议 by a unit", "shuiwu.liaison", "12月9日下午三点在大寺镇政府召开区级林长会议", "会议制度 第四条", []string{"chief.c"}, 16, "dasi.chief",
			"大寺镇", "dasi.liaison"},
		{"区林长办公室会议", "office.staff1", "安排林长办会议 12月9日上午九点 农业农村委三楼", "会议制度 第五条", []string{"office.director"}, 3,
			"office.staff2", "区水务局", "shuiwu.liaison"},
		{"联席会议", "office.staff1", "12月9日上午9点在区农业农村委三楼召开联席会议", "协作会商制度 第七条", nil, 13, "shuiwu.member", "区水务局",
			"shuiwu.liaison"},
		{"联络员会议", "office.director", "12月9日上午9点在区农业农村委三楼召开联络员会议", "协作会商制度 第七条", nil, 13, "shuiwu.liaison", "区财政局",
			"caizheng.liaison"},
		{"专题会商", "office.staff1", "12月9日上午9点在区农业农村委三楼召开专题会商，研究古树名木保护，请区水务局、区财政局参加", "协作会商制度 第七条", nil, 3, "caizheng.member",
			"区财政局", "caizheng.liaison"},
	} {
		t.Run(c.name, func(t *testing.T) {
			each(t, func(t *testing.T, s *stage) {
				s.Want(s.group("office", c.drafter, c.sentence), "meeting.drafted", c.article)
				for _, who := range c.approvers {
					s.Want(s.press(who, "meeting.approval_asked", "同意"), "meeting.approved", c.article)
				}
				if got := s.chats(codeNotice); len(got) != c.notices {
					t.Fatalf("%d notices: %v", len(got), got)
				}
				s.Want(s.press(c.one, codeNotice, "参加"), "meeting.answered", c.article)
				s.to("2026-12-09 18:00")
				name, _ := meeting.TypeOf(s.Profile(), strings.Fields(c.name)[0])
				s.Want(s.say("office.staff1", name.Name+"纪要：\n会议听取了汇报。\n1."+c.owner+"牵头推进试点"), "ask.which", "第1项什么时候完成")
				s.Want(s.say("office.staff1", "12月20日前"), "meeting.minuted", c.owner, "12月20日前", c.article)
				s.clear()
				s.to("2026-12-18 10:00")
				if got := s.chats("resolution.reminder"); len(got) == 0 {
					t.Errorf("nobody was reminded: %v", s.chats(""))
				}
				s.Want(s.say(c.liaison, "议〔2026〕1号 正在推进，已选点"), "resolution.updated", "推进中", "已选点")
				s.Want(s.say(c.liaison, "议〔2026〕1号 已完成，试点建成"), "resolution.updated", "待核实")
				s.clear()
				s.to("2026-12-30 10:00")
				if got := s.chats("resolution.reminder"); len(got) != 0 {
					t.Errorf("reminded of what is done: %v", got)
				}
				s.Want(s.say("office.staff2", "核实 议〔2026〕1号"), "resolution.checked", c.article)
			})
		})
	}
}

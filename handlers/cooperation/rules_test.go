package cooperation

import (
	"strings"
	"testing"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/outbox"
	"linzhangbot/models/profile"
)

// TestArticle8OnlyWhatWasHeld checks that nobody is noted absent from what has not been held yet.
func TestArticle8OnlyWhatWasHeld(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", invitingAll)
		s.At("2026-12-03 08:59")
		s.Want(s.Say("office.staff1", "登记缺席 协〔2026〕1号 区水务局"), "refused.bad_input", "还没有举行")
		s.Want(s.Say("office.staff1", "登记缺席 协〔2026〕7号 区水务局"), "refused.not_found", "没有找到这次活动")
	})
}

// TestArticle8NoReminderOnceBegun checks that a reminder on the day itself leaves only before the activity begins.
func TestArticle8NoReminderOnceBegun(t *testing.T) {
	for hour, reminders := range map[string]int{"上午8点": 0, "上午10点": 1} {
		t.Run(hour, func(t *testing.T) {
			each(t, func(s *stage) {
				s.Profile().Cooperation.Answer = []int{0}
				s.Say("office.staff1", "邀请区水务局12月3日"+hour+"参加林长巡林")
				if got := s.owes("shuiwu.liaison", "答复12月3日"); len(got) != 1 {
					t.Errorf("%s: owed %v", hour, got)
				}
				s.morning("2026-12-03")
				if got := s.owes("shuiwu.liaison", "答复12月3日"); len(got) != reminders {
					t.Errorf("%s: still owed %v", hour, got)
				}
				if got := s.reminders(theActivity, outbox.Pending); len(got) != reminders {
					t.Errorf("%s: %d reminders, want %d", hour, len(got), reminders)
				}
			})
		})
	}
}

// TestArticle5Settles checks that a patrol withdraws the reminder of the duty that it has met, and no other one's.
func TestArticle5Settles(t *testing.T) {
	each(t, func(s *stage) {
		rule := profile.Duty{ID: "patrol-town", Title: "每月巡林", What: "patrol", Unit: "次", AtLeast: 1, Every: "month",
			Due:   profile.Due{End: true},
			Who:   profile.Who{Post: "town_chief"},
			Steps: []profile.Step{{Key: "d20", When: profile.When{Day: 20}, If: "short", To: "owner", In: "private"}}}
		s.Profile().Duties = []profile.Duty{rule}
		s.At("2026-12-18 08:30")
		s.Sweep(handlers.MorningReminder())
		before := s.chats("duty.reminder", outbox.Pending)
		s.Want(s.Say("dasi.chief", "登记巡林 今天到鸭淀水库巡林 未发现问题"), "patrol.logged")
		after := s.chats("duty.reminder", outbox.Pending)
		if !strings.Contains(before, "dasi.chief") || strings.Contains(after, "dasi.chief") || !strings.Contains(after, "xinkou.chief") {
			t.Errorf("reminded\n%s\nthen\n%s", before, after)
		}
	})
}

// TestArticle5Bounds checks what is refused about patrols: tomorrow's, and those of other towns.
func TestArticle5Bounds(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Say("dasi.chief", "登记巡林 2026年11月25日到鸭淀水库巡林 未发现问题"), "refused.bad_input", "还没到")
		s.Want(s.Say("dasi.liaison", "查看辛口镇巡林情况"), "refused.not_allowed", "只能看本单位")
		s.Want(s.Say("chief.a", "查看辛口镇巡林情况"), "patrol.list", "辛口镇2026年巡林：0次")
	})
}

// TestPatrolWithIssueStays checks that a patrol that became an issue outlives its message.
func TestPatrolWithIssueStays(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Event(bot.Event{ID: "a", From: "chief.a", Text: "登记巡林 今天到辛口镇沙窝林地巡林 发现倾倒垃圾1处，列入问题清单"}), "patrol.logged", "督〔2026〕1号")
		s.Want(s.Event(bot.Event{Kind: bot.KindRecall, From: "chief.a", Target: "a"}), "patrol.kept", "记录保留")
		if x := s.patrol(1); x.State != "filed" || x.Issue != "督〔2026〕1号" {
			t.Errorf("patrol %+v", x)
		}
	})
}

// TestFirstMessageIsKept checks that words, files and the message to recall are those that gave the command, whatever
// was asked afterwards.
func TestFirstMessageIsKept(t *testing.T) {
	each(t, func(s *stage) {
		file := []bot.Media{{Kind: "file", Name: "纪要.docx", Ref: "f1"}}
		s.Want(s.Event(bot.Event{ID: "a", From: "office.staff1", Text: "报送全年工作总结", Media: file}), "ask.which", "哪个单位")
		s.Want(s.Say("office.staff1", "区财政局"), "summary.accepted", "附件：纪要.docx")
		s.Want(s.Event(bot.Event{Kind: bot.KindRecall, From: "office.staff1", Target: "a"}), "summary.withdrawn")
		s.Want(s.Event(bot.Event{From: "office.staff1", Text: "发布总林长令", Media: file}), "ask.which", "标题")
		s.Want(s.Say("office.staff1", "关于做好防火的令"), "order.published", "《关于做好防火的令》", "附件：纪要.docx")
		s.Say("caizheng.liaison", "报送全年工作总结，见附件")
		s.Say("caizheng.liaison", "报送全年工作总结")
		s.Event(bot.Event{From: "caizheng.liaison", Media: file})
		s.Want(s.Say("caizheng.liaison", "替换"), "summary.accepted", "附件：纪要.docx")
	})
}

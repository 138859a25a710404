package information

import (
	"fmt"
	"strings"
	"testing"

	"linzhangbot/bot"
	"linzhangbot/models"
	"linzhangbot/models/audit"
	"linzhangbot/models/db"
	"linzhangbot/models/information"
	"linzhangbot/models/roster"
)

const liaison = "yangliuqing.liaison"

// TestReceipt holds the receipt against its golden text: what people see every day.
func TestReceipt(t *testing.T) {
	each(t, func(s *stage) {
		c := s.Say(liaison, "报送信息：杨柳青镇组织开展秋冬季森林防火巡林检查")
		want := strings.TrimSpace(`
已收到 信〔2026〕1号
《杨柳青镇组织开展秋冬季森林防火巡林检查》
类别：工作推动
本月 1/2，还剩7天
小建议：补一两句做法和成效更容易采用
本月还差1条。
依据：信息制度 第九条`)
		if got := c.Plain(); got != want {
			t.Errorf("receipt reads\n%s\nwant\n%s", got, want)
		}
		if got := strings.Join(c.Labels(), " "); got != "撤回 改标题 改类别 采用 退回" {
			t.Errorf("buttons %s", got)
		}
		if c.Code != "report.accepted" || c.Refs["report"] != "信〔2026〕1号" || c.Duty != "town-monthly-information" {
			t.Errorf("card %+v", c)
		}
	})
}

// TestArticle9Quota checks 信息制度 第九条: the tally is that of the profile's duty, and units without one get none.
func TestArticle9Quota(t *testing.T) {
	each(t, func(s *stage) {
		s.Say(liaison, "报送 杨柳青镇开展古运河沿线绿化巡查")
		c := s.Say(liaison, "报送 杨柳青镇林长办组织护林员培训")
		s.Want(c, "report.accepted", "信〔2026〕2号", "本月 2/2，已达标", "本月已达标")
		s.Want(s.Say(liaison, "这个月报了几条了"), "duty.standing", "本月 2/2")
		c = s.Say("shuiwu.liaison", "报送 区水务局完成河道两侧补植")
		s.Want(c, "report.accepted")
		if strings.Contains(c.Plain(), "/") || c.Duty != "" {
			t.Errorf("a unit has no quota:\n%s", c.Plain())
		}
		s.Want(s.Say("shuiwu.liaison", "这个月报了几条了"), "duty.standing", "已报1条")
		s.Want(s.Say("office.staff1", "本月信息完成情况"), "duty.standing", "1/11", "张家窝镇 0/2")
	})
}

// TestArticle9RuleIsData runs another county's quota: three in a quarter, no code changed.
func TestArticle9RuleIsData(t *testing.T) {
	each(t, func(s *stage) {
		d := &s.Profile().Duties[0]
		d.AtLeast, d.Every = 3, "quarter"
		s.At("2026-10-05 10:00:00.000")
		s.Say(liaison, "报送 杨柳青镇开展国庆巡林")
		s.At("2026-11-23 10:00:00.000")
		s.Want(s.Say(liaison, "报送 杨柳青镇开展秋季造林"), "report.accepted", "本季度 2/3，还剩38天", "本季度还差1条")
	})
}

// TestArticle9SeveralQuotas runs a county that asks for short items every month and long ones every quarter.
func TestArticle9SeveralQuotas(t *testing.T) {
	each(t, func(s *stage) {
		long := s.Profile().Duties[0]
		long.ID, long.Title, long.What, long.AtLeast, long.Every = "long", "经验材料", "report.innovation", 1, "quarter"
		s.Profile().Duties = append(s.Profile().Duties, long)
		s.Want(s.Say(liaison, "报送 杨柳青镇开展秋季造林"), "report.accepted", "每月报送工作情况：本月 1/2", "经验材料：本季度 0/1")
		s.Want(s.Say(liaison, "报送 杨柳青镇创新护林经验做法"), "report.accepted", "本月 2/2", "经验材料：本季度 1/1，已达标")
		s.Want(s.Say(liaison, "这个月报了几条了"), "duty.standing", "本月 2/2", "经验材料：本季度 1/1")
	})
}

// TestMonthEnd checks that the moment a message was said decides its month, to the millisecond, in the district's zone.
func TestMonthEnd(t *testing.T) {
	each(t, func(s *stage) {
		for _, c := range []struct{ at, title, month string }{
			{"2026-11-30 23:59:59.900", "杨柳青镇开展夜间巡护", "2026-11"},
			{"2026-12-01 00:00:00.100", "杨柳青镇部署冬季造林", "2026-12"},
			{"2026-12-31 23:59:59.999", "杨柳青镇总结全年工作", "2026-12"},
			{"2027-01-01 00:00:00.000", "杨柳青镇元旦值守防火", "2027-01"},
			{"2028-02-29 12:00:00.000", "杨柳青镇修剪古树枯枝", "2028-02"},
		} {
			s.At(c.at)
			got := s.Want(s.Say(liaison, "报送 "+c.title), "report.accepted")
			if x := s.report(got.Refs["report"]); x.Period != c.month {
				t.Errorf("%s counted for %s", c.at, x.Period)
			}
		}
	})
}

// TestDuplicate checks that the same again is asked about, counts only after 仍要报送, and once for two taps.
func TestDuplicate(t *testing.T) {
	each(t, func(s *stage) {
		s.Say(liaison, "报送 杨柳青镇开展春季巡林护林工作")
		c := s.Want(s.Say(liaison, "报送 杨柳青镇开展春季巡林护林工作！"), "report.duplicate", "信〔2026〕1号", "没有重复计数")
		if got := strings.Join(c.Labels(), " "); got != "仍要报送 作罢" {
			t.Fatalf("buttons %s", got)
		}
		if len(s.reports()) != 1 {
			t.Fatal("counted before it was confirmed")
		}
		s.Want(s.Press(liaison, c, "仍要报送"), "report.accepted", "本月 2/2")
		s.Press(liaison, c, "仍要报送")
		if n := len(s.reports()); n != 2 {
			t.Errorf("two taps made %d reports", n)
		}
		c = s.Want(s.Say(liaison, "报送 杨柳青镇开展春季巡林护林工作"), "report.duplicate")
		s.Want(s.Press(liaison, c, "作罢"), "ask.cancelled")
		s.Want(s.Say("zhangjiawo.liaison", "报送 张家窝镇开展春季巡林护林工作"), "report.accepted")
		s.Want(s.Say(liaison, "报送 杨柳青镇2026年第3次联合巡林"), "report.accepted")
		s.Want(s.Say(liaison, "报送 杨柳青镇2026年第4次联合巡林"), "report.accepted")
	})
}

// TestSeveralItems checks a message with two items: two numbers, both counted.
func TestSeveralItems(t *testing.T) {
	each(t, func(s *stage) {
		c := s.Say(liaison, "杨柳青报送信息两条:\n1.杨柳青镇开展古运河沿线绿化巡查\n2.杨柳青镇林长办组织护林员培训")
		s.Want(c, "report.accepted", "已收到2条", "信〔2026〕1号", "信〔2026〕2号", "本月 2/2")
	})
}

// TestArticle5Secrecy checks 信息制度 第五条: a marked text is refused, nothing is kept of it, the office hears of it.
func TestArticle5Secrecy(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Say(liaison, "报送信息：关于督查反馈问题整改进展情况（涉密）"), "report.secret", "机要")
		if len(s.reports()) != 0 {
			t.Error("kept a secret text")
		}
	})
}

// TestArticle8Emergency checks 信息制度 第八条（四）: the office and every chief hear of it at once.
func TestArticle8Emergency(t *testing.T) {
	each(t, func(s *stage) {
		s.At("2026-11-22 21:30:00.000") // a Sunday night
		c := s.Say("xinkou.liaison", "帮我报个信息，辛口镇处置一起林地火情，11月22日晚八点发现，半小时扑灭，无人员伤亡")
		s.Want(c, "report.accepted", "突发应急", "已立即告知")
		want := "chief.a! chief.b! chief.c! chief.d! chief.deputy! chief.general! office!"
		if got := strings.Join(s.told("report.emergency"), " "); got != want {
			t.Errorf("told %s", got)
		}
		s.Want(s.Say("xinkou.liaison", "报送 辛口镇开展林地火情处置演练"), "report.accepted")
		if n := len(s.told("report.emergency")); n != 7 {
			t.Errorf("a drill was alarmed: %d", n)
		}
	})
}

// TestArticle11Advice checks 信息制度 第十一条: advice in one line, never a refusal.
func TestArticle11Advice(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Say(liaison, "报送 "+strings.Repeat("杨柳青镇扎实推进林长制工作", 5)), "report.accepted", "小建议：标题")
		if c := s.Photo(liaison, "报送 杨柳青镇开展古树名木挂牌保护"); c.Code != "report.accepted" || strings.Contains(c.Text, "小建议") {
			t.Errorf("the photo says the rest:\n%s", c.Plain())
		}
	})
}

// TestBackfill checks that a past month is confirmed first, then counted for it as late; a future one is refused.
func TestBackfill(t *testing.T) {
	each(t, func(s *stage) {
		c := s.Want(s.Say(liaison, "补报10月份信息：杨柳青镇完成国庆期间森林防火值守"), "report.confirm", "10月", "迟报")
		if len(s.reports()) != 0 {
			t.Fatal("filed before it was confirmed")
		}
		c = s.Want(s.Press(liaison, c, "确认"), "report.accepted", "10月 1/2", "迟报")
		if x := s.report(c.Refs["report"]); !x.Late || x.Period != "2026-10" {
			t.Errorf("late %v, month %s", x.Late, x.Period)
		}
		s.Want(s.Say(liaison, "补报8月份信息：杨柳青镇开展夏季防汛巡查"), "refused.bad_input", "截止", "第九条")
		s.Profile().Reports.LateDays = 23
		s.At("2026-11-23 23:59:59.999")
		s.Want(s.Say(liaison, "补报10月份信息：杨柳青镇整修护林防火道路"), "report.confirm", "迟报")
		s.At("2026-11-24 00:00")
		s.Want(s.Say(liaison, "补报10月份信息：杨柳青镇清点古树名木"), "refused.bad_input", "截止")
		s.Profile().Reports.LateDays = -1
		s.Want(s.Say(liaison, "补报10月份信息：杨柳青镇开展重阳节巡林"), "refused.bad_input", "截止")
	})
}

// TestWithdraw checks taking back by number, by button and as the last one, and that it no longer counts.
func TestWithdraw(t *testing.T) {
	each(t, func(s *stage) {
		c := s.Say(liaison, "报送 杨柳青镇开展古运河沿线绿化巡查")
		s.Want(s.Press(liaison, c, "撤回"), "report.withdrawn", "信〔2026〕1号", "本月 0/2")
		s.Want(s.Press(liaison, c, "撤回"), "report.withdrawn", "已经撤回过")
		s.Say(liaison, "报送 杨柳青镇林长办组织护林员培训")
		s.Want(s.Say("zhangjiawo.liaison", "撤回 信2"), "refused.not_allowed")
		ask := s.Say(liaison, "刚才发错了，删掉吧")
		s.Want(ask, "ask.which", "信〔2026〕2号")
		s.Want(s.Press(liaison, ask, "确认"), "report.withdrawn", "信〔2026〕2号")
		s.Want(s.Say(liaison, "撤回 信99"), "refused.not_found")
		s.Say(liaison, "报送 杨柳青镇召开林长制推进会")
		s.Want(s.Say(liaison, "撤销信息20261123-03"), "report.withdrawn", "信〔2026〕3号")
	})
}

// TestAmend checks that every change is a new version, with the former words in the history.
func TestAmend(t *testing.T) {
	each(t, func(s *stage) {
		c := s.Say(liaison, "报送信息：杨柳青镇开展防火宣传")
		s.Want(s.Press(liaison, c, "改标题"), "ask.which", "新标题")
		s.Want(s.Say(liaison, "杨柳青镇开展防火宣传周活动"), "report.amended", "宣传周")
		x := s.report("信〔2026〕1号")
		if x.Version != 2 || x.Title != "杨柳青镇开展防火宣传周活动" {
			t.Errorf("version %d, title %s", x.Version, x.Title)
		}
		s.Tx(func(tx *db.Tx) error {
			rows, err := audit.Of(tx, "report", x.ID)
			if len(rows) != 2 || !strings.Contains(rows[1].Before, "杨柳青镇开展防火宣传\"") || rows[1].Person != liaison {
				t.Errorf("history %+v", rows)
			}
			return err
		})
		s.Want(s.Press(liaison, c, "改类别"), "ask.which", "哪一类")
		s.Want(s.Say(liaison, "经验创新"), "report.amended", "类别：经验创新")
		s.Want(s.Say(liaison, "改内容 信1 发放传单300份"), "report.amended")
		if x := s.report("信〔2026〕1号"); x.Body != "发放传单300份" || x.Category != "innovation" || x.Version != 4 {
			t.Errorf("report %+v", x)
		}
		s.At("2026-12-02 10:00:00.000")
		s.Want(s.Say(liaison, "改标题 信1 改成 杨柳青镇防火宣传周"), "refused.bad_input", "已经过去")
	})
}

// TestArticle10Review checks 采用 and 退回: by the office alone, told to the town, returned items do not count.
func TestArticle10Review(t *testing.T) {
	each(t, func(s *stage) {
		first := s.Say(liaison, "报送 杨柳青镇开展古运河沿线绿化巡查")
		second := s.Say(liaison, "报送 杨柳青镇林长办组织护林员培训")
		s.Want(s.Press(liaison, first, "采用"), "refused.not_allowed", "不在您的职责内", "区林长办")
		s.Want(s.Press("office.staff1", first, "采用"), "report.adopted", "信〔2026〕1号", "第十条")
		s.Want(s.Press("office.director", first, "采用"), "report.adopted", "已经采用过")
		s.Want(s.Press(liaison, first, "撤回"), "refused.bad_input", "已采用")
		s.Want(s.Press("office.staff1", second, "退回"), "ask.which", "原因")
		s.Want(s.Say("office.staff1", "缺少时间、数字等事实"), "report.returned", "信〔2026〕2号", "缺少时间")
		s.Want(s.Say(liaison, "这个月报了几条了"), "duty.standing", "本月 1/2")
		s.Want(s.Say(liaison, "改标题 信2 改成 杨柳青镇11月20日培训护林员32人"), "report.amended", "本月 2/2")
		if got := append(s.told("report.adopted"), s.told("report.returned")...); len(got) != 0 {
			t.Errorf("told %v, though the answer in the shared group mentions the town", got)
		}
	})
}

// TestArticle10Told checks that a town hears what became of its report: by the answer itself in a group that it reads, in its own
// group, else its liaison in private.
func TestArticle10Told(t *testing.T) {
	each(t, func(s *stage) {
		first := s.Say(liaison, "报送 杨柳青镇开展古运河沿线绿化巡查")
		c := s.Want(s.Press("office.staff1", first, "采用"), "report.adopted")
		if got := strings.Join(c.Mention, " ") + " " + strings.Join(s.told("report.adopted"), " "); got != "office.staff1 "+liaison+" " {
			t.Errorf("mentioned and told %s", got)
		}
		s.Tx(func(tx *db.Tx) error {
			return roster.BindGroup(tx, roster.Group{Platform: "console", Chat: "town.yangliuqing", Purpose: roster.PurposeOrg, Org: "yangliuqing"})
		})
		s.Want(s.Say("office.staff1", "退回 信1 理由：缺少数字"), "report.confirm")
		s.Want(s.Say("office.staff1", "确认"), "report.returned")
		if got := s.told("report.returned"); len(got) != 1 || got[0] != "town.yangliuqing" {
			t.Errorf("told %v", got)
		}
	})
}

// TestEmergencyWithdrawn checks that whoever was alarmed hears that the report was taken back.
func TestEmergencyWithdrawn(t *testing.T) {
	each(t, func(s *stage) {
		c := s.Say("xinkou.liaison", "报送信息：辛口镇发现一处林地明火")
		s.Want(s.Press("xinkou.liaison", c, "撤回"), "report.withdrawn")
		if got := len(s.told("report.withdrawn")); got != 7 {
			t.Errorf("%d heard of it", got)
		}
	})
}

// TestScope checks that a town sees itself, the office all.
func TestScope(t *testing.T) {
	each(t, func(s *stage) {
		s.Say(liaison, "报送 杨柳青镇开展古运河沿线绿化巡查")
		s.Say("zhangjiawo.liaison", "报送 张家窝镇修剪行道树")
		s.Want(s.Say("office.staff1", "信息列表"), "report.list", "全区本月信息：2条", "杨柳青镇 信〔2026〕1号", "张家窝镇 信〔2026〕2号")
		s.Want(s.Say(liaison, "信息列表"), "report.list", "杨柳青镇本月信息：1条")
		s.Want(s.Say(liaison, "看看张家窝镇报的信息"), "refused.not_allowed")
		s.Want(s.Say(liaison, "查看 信2"), "refused.not_allowed")
		s.Want(s.Say(liaison, "查看 信1"), "report.shown", "古运河")
	})
}

// TestRecall checks messages taken back in chat: before they come, before and after they were adopted.
func TestRecall(t *testing.T) {
	each(t, func(s *stage) {
		recall := func(id string) bot.Card {
			return s.Event(bot.Event{Kind: bot.KindRecall, From: liaison, Target: id})
		}
		s.Event(bot.Event{ID: "a", Kind: bot.KindText, From: liaison, Text: "报送 杨柳青镇开展古运河沿线绿化巡查"})
		s.Want(recall("a"), "report.withdrawn", "信〔2026〕1号", "本月 0/2")
		c := s.Event(bot.Event{ID: "b", Kind: bot.KindText, From: liaison, Text: "报送 杨柳青镇林长办组织护林员培训"})
		s.Press("office.staff1", c, "采用")
		s.Want(recall("b"), "report.recalled", "已告知区林长办")
		if x := s.report("信〔2026〕2号"); x.State != information.Adopted || !x.Recalled {
			t.Errorf("adopted report became %s, recalled %v", x.State, x.Recalled)
		}
		if got := s.told("report.recalled"); len(got) != 1 || got[0] != "office" {
			t.Errorf("told %v", got)
		}
		recall("late")
		s.Event(bot.Event{ID: "late", Kind: bot.KindText, From: liaison, Text: "报送 杨柳青镇召开林长制推进会"})
		if n := len(s.reports()); n != 2 {
			t.Errorf("a message taken back before it came was filed: %d", n)
		}
	})
}

// TestMarksOfTermsTypedByPeople: a card shows what somebody wrote and what is kept of it, never the district's own
// words in the place of a term that he made up.
func TestMarksOfTermsTypedByPeople(t *testing.T) {
	each(t, func(s *stage) {
		for i, c := range []struct{ said, kept string }{
			{models.GeneralChief + "批准植树", "〈general-chief〉批准植树"},
			{"开展‹ｏffice›巡林", "开展〈office〉巡林"},
			{"清理林地‹article:quota›", "清理林地〈article:quota〉"},
		} {
			s.Want(s.Say(liaison, "报送 杨柳青镇"+c.said), "report.accepted", "《杨柳青镇"+c.kept+"》")
			if x := s.report(fmt.Sprintf("信〔2026〕%d号", i+1)); x.Title != "杨柳青镇"+c.kept {
				t.Errorf("kept as %s", x.Title)
			}
		}
	})
}

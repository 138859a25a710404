package information

import (
	"strings"
	"testing"

	"linzhangbot/models/audit"
	"linzhangbot/models/db"
)

// TestArticle9PutRightLate (信息制度 第九条): what is returned after its month can be put right, counts late for its
// month, says so, and carries the new tally.
func TestArticle9PutRightLate(t *testing.T) {
	each(t, func(s *stage) {
		s.Say(liaison, "报送 杨柳青镇开展防火宣传")
		s.Say(liaison, "报送 杨柳青镇林长办组织护林员培训")
		s.At("2026-12-03 10:00")
		s.Want(s.Say("office.staff1", "退回 信1 缺少数字"), "report.returned", "2027年1月3日前发“改标题 信〔2026〕1号 ", "按补报计入11月", "11月 1/2")
	})
}

// TestArticle9PutRight walks a returned report through the days at which it may be put right.
func TestArticle9PutRight(t *testing.T) {
	for _, c := range []struct{ returned, amended, code, words string }{
		{"2026-11-25 10:00", "2026-11-30 23:59:59.999", "report.amended", "本月 1/2"},
		{"2026-11-25 10:00", "2026-12-01 00:00", "report.amended", "11月 1/2"},
		{"2026-11-25 10:00", "2026-12-31 23:59:59.999", "report.amended", "11月 1/2"},
		{"2026-11-25 10:00", "2027-01-01 00:00", "refused.bad_input", "2026年11月的补报已经截止"},
		{"2026-12-20 10:00", "2027-01-20 23:59:59.999", "report.amended", "2026年11月 1/2"},
		{"2026-12-20 10:00", "2027-01-21 00:00", "refused.bad_input", "截止"},
	} {
		t.Run(c.returned+" "+c.amended, func(t *testing.T) {
			each(t, func(s *stage) {
				s.Say(liaison, "报送 杨柳青镇开展防火宣传")
				s.At(c.returned)
				s.Want(s.Say("office.staff1", "退回 信1 缺少数字"), "report.returned")
				s.At(c.amended)
				s.Want(s.Say(liaison, "改标题 信〔2026〕1号 杨柳青镇防火宣传进村12场"), c.code, c.words)
				x := s.report("信〔2026〕1号")
				late := c.code == "report.amended" && c.amended >= "2026-12"
				if x.Late != late || x.Period != "2026-11" {
					t.Errorf("late %v for %s", x.Late, x.Period)
				}
			})
		})
	}
}

// TestArticle9LateNever: a county that takes nothing late is told to report anew.
func TestArticle9LateNever(t *testing.T) {
	each(t, func(s *stage) {
		s.Profile().Reports.LateDays = -1
		s.Say(liaison, "报送 杨柳青镇开展防火宣传")
		s.At("2026-12-03 10:00")
		s.Want(s.Say("office.staff1", "退回 信1 缺少数字"), "report.returned", "11月的补报已经截止", "“报送 标题”，计入本月")
		s.Want(s.Say(liaison, "改标题 信1 杨柳青镇防火宣传进村12场"), "refused.bad_input", "“报送 标题”，计入本月")
	})
}

// TestArticle9LateSaidEverywhere: a list, a report and the history of what was put right late say that it is 补报.
func TestArticle9LateSaidEverywhere(t *testing.T) {
	each(t, func(s *stage) {
		s.Say(liaison, "报送 杨柳青镇开展防火宣传")
		s.Say("office.staff1", "退回 信1 缺少数字")
		s.At("2026-12-03 10:00")
		s.Want(s.Say(liaison, "改标题 信1 杨柳青镇防火宣传进村12场"), "report.amended", "重新计数：补报，计入11月", "11月 1/2",
			"11月还差1条。补报请发“补报11月信息：标题”。")
		s.Want(s.Say(liaison, "11月信息列表"), "report.list", "已报送（退回后已改，补报）")
		s.Want(s.Say(liaison, "看 信1"), "report.shown", "计入：11月", "退回原因：缺少数字")
		s.Want(s.Say(liaison, "信1 经过"), "report.history", "改为补报")
		s.Want(s.Say(liaison, "11月报了几条"), "duty.standing", "11月 1/2", "“补报11月信息：标题”")
	})
}

// TestArticle10ToldOfChange: a town hears what the office changed in its report, before and after; once it changed it
// itself nobody is told.
func TestArticle10ToldOfChange(t *testing.T) {
	each(t, func(s *stage) {
		s.Say(liaison, "报送 杨柳青镇开展防火宣传")
		s.Say(liaison, "改标题 信1 杨柳青镇防火宣传进村12场")
		if list := s.Notices(); len(list) != 0 {
			t.Fatalf("told of its own change: %+v", list)
		}
		s.Want(s.Say("office.staff1", "改标题 信1 杨柳青镇防火宣传进12村"), "report.amended")
		h := s.One("report.changed")
		s.Want(h.Card, "report.changed", "区林长办修改了信〔2026〕1号", "标题：《杨柳青镇防火宣传进村12场》→《杨柳青镇防火宣传进12村》")
		if h.Chat != liaison {
			t.Errorf("told %s", h.Chat)
		}
		s.Want(s.Say("office.staff1", "改类别 信1 经验创新"), "report.amended")
		s.Want(s.One("report.changed").Card, "report.changed", "→经验创新")
		s.Say(liaison, "报送 杨柳青镇防火宣传进校园3场")
		s.Private("office.staff1", "合并 信2 到 信1")
		s.Want(s.One("report.merged").Card, "report.merged", "信〔2026〕2号已并入信〔2026〕1号", "并入：杨柳青镇《杨柳青镇防火宣传进12村》", "照常计数")
	})
}

// TestHistory: 信1 经过 tells who did what and when, with what stood there before and after; nobody sees another's.
func TestHistory(t *testing.T) {
	each(t, func(s *stage) {
		s.Say(liaison, "报送 杨柳青镇开展防火宣传")
		s.At("2026-11-24 09:30")
		s.Say("office.staff1", "退回 信1 缺少数字")
		s.At("2026-11-25 15:00")
		s.Say(liaison, "改标题 信1 杨柳青镇防火宣传进村12场")
		s.Say(liaison, "改内容 信1 发放传单300份")
		for _, said := range []string{"信1 经过", "看信1的经过", "信〔2026〕1号修改记录", "信1是谁改的"} {
			c := s.Want(s.Say("office.staff1", said), "report.history", "信〔2026〕1号的经过", "11月23日10:00", "报送；《杨柳青镇开展防火宣传》",
				"11月24日09:30", "退回；缺少数字", "11月25日15:00", "修改；标题：《杨柳青镇开展防火宣传》→《杨柳青镇防火宣传进村12场》",
				"正文：“无”→“发放传单300份”")
			if len(c.Fields) != 4 || !strings.Contains(c.Fields[0].Name, "杨柳青镇") || !strings.Contains(c.Fields[1].Name, "区林长办") {
				t.Errorf("who: %+v", c.Fields)
			}
		}
		s.Want(s.Say("dasi.liaison", "信1 经过"), "refused.not_allowed")
		x := s.report("信〔2026〕1号")
		s.Tx(func(tx *db.Tx) error {
			rows, err := audit.Of(tx, kind, x.ID)
			if len(rows) != 4 {
				t.Errorf("%d rows", len(rows))
			}
			return err
		})
	})
}

package information

import "testing"

// TestUnfolded: a span is the list of its numbers; what only looks like one stays.
func TestUnfolded(t *testing.T) {
	for text, want := range map[string]string{
		"采用 1到3":          "采用1号、2号、3号",
		"采用 1-3、5":        "采用1号、2号、3号、5",
		"采用 信3至信5":        "采用 信3号、信4号、信5号",
		"采用 信〔2026〕3号-5号": "采用 信〔2026〕3号、信〔2026〕4号、信〔2026〕5号",
		"采用 20261123-02":  "采用 20261123-02",
		"采用 1到99999":      "采用 1到99999",
		"采用 信1、信3":        "采用 信1、信3",
	} {
		if got := unfolded(text); got != want {
			t.Errorf("%s: %s", text, got)
		}
	}
}

// TestArticle10Span: a span is adopted whole, each with its own outcome.
func TestArticle10Span(t *testing.T) {
	each(t, func(s *stage) {
		for _, title := range []string{"大寺镇开展春季巡林", "大寺镇清理林下垃圾", "大寺镇补植苗木三千株", "大寺镇培训护林员", "大寺镇更换公示牌", "大寺镇防治美国白蛾"} {
			s.Want(s.Say("dasi.liaison", "报送 "+title), "report.accepted")
		}
		s.Want(s.Say("office.staff1", "退回 信2 缺少数字"), "report.returned")
		s.Want(s.Say("office.staff1", "采用 1到3"), "report.adopted", "已采用2条", "信〔2026〕1号", "信〔2026〕3号", "没有采用：信〔2026〕2号已退回")
		s.Want(s.Say("office.staff1", "采用 信-4号"), "refused.bad_input", "没有办理")
		s.Want(s.Say("office.staff1", "采用 1到99999"), "refused.bad_input", "没有办理")
		s.Want(s.Say("office.staff1", "采用 1到60"), "refused.bad_input", "一次最多采用20条")
		s.Want(s.Say("office.staff1", "采用 3-4、6"), "report.adopted", "已采用2条", "信〔2026〕4号", "信〔2026〕6号", "信〔2026〕3号已经采用过了")
		s.Want(s.Say("office.staff1", "采用 信1、信3"), "refused.bad_input", "已经采用过了")
	})
}

// TestArticle11ReturnedIsNotAdopted: what was returned is adopted after it was put right, or after the office has taken
// its return back; not before.
func TestArticle11ReturnedIsNotAdopted(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Say("dasi.liaison", "报送 大寺镇开展春季巡林"), "report.accepted")
		s.Want(s.Say("dasi.liaison", "报送 大寺镇培训护林员"), "report.accepted")
		s.Want(s.Say("office.staff1", "退回 信1 缺少数字"), "report.returned")
		s.Want(s.Say("office.staff1", "采用 信1"), "refused.bad_input", "信〔2026〕1号已退回，不能采用", "取消退回 信〔2026〕1号", "改好")
		s.Want(s.Say("dasi.liaison", "改标题 信1 大寺镇巡林30公里"), "report.amended")
		s.Want(s.Say("office.staff1", "采用 信1"), "report.adopted")
		s.Want(s.Say("office.staff1", "退回 信2 缺少数字"), "report.returned", "1/2")
		s.Want(s.Say("office.staff1", "取消退回 信〔2026〕2号"), "report.amended", "退回已取消", "2/2")
		s.Want(s.Say("office.staff1", "取消退回 信2"), "refused.bad_input", "已报送，不能取消退回")
		s.Want(s.Say("office.staff1", "采用 信2"), "report.adopted")
	})
}

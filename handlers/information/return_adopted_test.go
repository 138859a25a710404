package information

import (
	"testing"

	"linzhangbot/models/information"
)

// TestArticle11ReturnOfAdopted: to return an adopted report is asked first, with what hangs on it; nothing changes before.
func TestArticle11ReturnOfAdopted(t *testing.T) {
	each(t, func(s *stage) {
		s.draft()
		s.Want(s.Say("office.staff1", "退回 信1 与已报内容重复"), "report.confirm", "信〔2026〕1号已采用", "已编入简报2026年第1期（已拟稿）", "条数不再算",
			"本月 1/2")
		s.Want(s.Say("office.staff1", "取消"), "ask.cancelled")
		if x := s.report("信〔2026〕1号"); x.State != information.Adopted {
			t.Errorf("returned unasked: %s", x.State)
		}
		c := s.Want(s.Say("office.staff1", "退回 信1 与已报内容重复"), "report.confirm")
		s.Want(s.Press("office.staff1", c, "确认"), "report.returned", "原因：与已报内容重复", "0/2")
	})
}

// TestArticle10PrintedStays: what an issued bulletin bears is not returned any more.
func TestArticle10PrintedStays(t *testing.T) {
	each(t, func(s *stage) {
		s.draft()
		s.Want(s.Say("office.director", "签发简报 第1期"), "bulletin.signed")
		s.Want(s.Say("office.staff1", "印发简报 第1期"), "bulletin.issued")
		s.Want(s.Say("office.staff1", "退回 信1 重复"), "refused.bad_input", "已编入简报2026年第1期并印发，不能退回", "下一期简报里更正", "信息制度 第十条")
		if x := s.report("信〔2026〕1号"); x.State != information.Adopted {
			t.Errorf("state %s", x.State)
		}
	})
}

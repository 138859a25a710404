package information

import "testing"

// TestArticle9NoSuchMonth: a month that no year has is refused, not taken for the present one.
func TestArticle9NoSuchMonth(t *testing.T) {
	each(t, func(s *stage) {
		for _, text := range []string{"补报13月信息：大寺镇培训护林员", "补报0月信息：大寺镇培训护林员"} {
			s.Want(s.Say("dasi.liaison", text), "refused.bad_input", "没有报送")
		}
		if n := len(s.reports()); n != 0 {
			t.Errorf("%d filed", n)
		}
	})
}

// TestArticle10AllByOthers: a town that says 全部采用 hears that the office adopts, and why.
func TestArticle10AllByOthers(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Say("dasi.liaison", "报送 大寺镇培训护林员"), "report.accepted")
		s.Want(s.Say("dasi.liaison", "全部采用"), "refused.not_allowed", "采用、退回由")
		s.Want(s.Say("office.staff1", "全部采用"), "report.confirm", "采用这1条")
	})
}

// TestArticle10DropInAWord: 删第3条 is enough, 删掉 need not be said.
func TestArticle10DropInAWord(t *testing.T) {
	each(t, func(s *stage) {
		s.draft()
		s.Want(s.Say("office.staff1", "简报第1期 删第3条"), "bulletin.amended", "已拿掉1条，还有2条")
	})
}

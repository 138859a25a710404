package supervision

import (
	"testing"

	"linzhangbot/models"
)

// TestHastyOffice: two matters in a row, a day gone by, the same words twice, a step taken back twice.
func TestHastyOffice(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Say("office.staff1", "问题登记：公园里古树名木被损坏，12月20日前整改"), "ask.which", "由哪个单位")
		s.Want(s.Say("office.staff1", "给辛口镇下个整改通知，林子里有人烧纸，下周五之前弄好"), "issue.raised", "辛口镇", "烧纸")
		if x := s.issue(1); x.Org != "xinkou" || x.DueDay == "2026-12-20" {
			t.Errorf("two matters are mixed: %+v", x)
		}
		s.Want(s.Say("office.staff1", "挂问题：大寺镇有垃圾，11月1日前整改"), "ask.which", "11月1日已经过去")
		s.Want(s.Say("office.staff1", "12月15日"), "issue.raised", "12月15日")
		s.Want(s.Say("office.staff1", raise1), "issue.raised", "督〔2026〕3号")
		s.Want(s.Say("office.staff1", raise1), "ask.which", "今天已立过督〔2026〕3号")
		s.Want(s.Say("office.staff1", "取消"), "ask.cancelled")
		s.Want(s.Say("dasi.liaison", "问题2申请延期到12月30日，因为下雨"), "issue.extension_asked", "原因：下雨")
		s.Want(s.Say("dasi.chief", "同意延期 问题2"), models.NotAllowed, "区林长办", "督查制度 第七条")
		s.Want(s.Photo("zhongbei.liaison", "问题3已整改，垃圾全部清运"), "issue.rectified")
		s.Want(s.Say("office.staff1", "销号 问题3"), "issue.closed")
		s.Want(s.Say("office.staff1", "撤回 问题3"), "issue.undone")
		s.Want(s.Say("office.staff1", "撤回 问题3"), models.BadInput, "已经撤回了")
	})
}

// TestFoundWithoutANumberIsFound: a visit that found something is never kept as one that found nothing.
func TestFoundWithoutANumberIsFound(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Say("office.staff1", "登记督查：11月20日督查中北镇，发现林地垃圾未清"), "inspection.logged", "发现问题", "11月20日")
		s.Want(s.Say("office.staff1", "登记督查：11月20日督查大寺镇，未发现问题"), "inspection.logged", "未发现问题")
	})
}

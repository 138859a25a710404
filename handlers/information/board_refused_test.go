package information

import (
	"testing"
	"time"

	"linzhangbot/models/information"
)

// TestArticle7OthersBoards: a town enters its own signs; those of another one are refused, not entered for itself.
func TestArticle7OthersBoards(t *testing.T) {
	each(t, func(s *stage) {
		for _, text := range []string{"更新公示牌 大寺镇 12块", "更新大寺镇公示牌12块", "更新公示牌 大寺镇青沟村口 王林长 27390000"} {
			s.Want(s.Say("zhongbei.liaison", text), "refused.not_allowed", "只能登记本单位", "大寺镇", "中北镇", "信息制度 第七条")
		}
		s.Want(s.Say("shuiwu.liaison", "更新公示牌 大寺镇 12块"), "refused.not_allowed", "请由大寺镇登记")
		if n := s.Count(&information.Board{}, "1 = 1"); n != 0 {
			t.Errorf("%d signs entered", n)
		}
		s.Want(s.Say("zhongbei.liaison", "更新公示牌 大寺镇交界处 王林长 27390000"), "board.updated", "大寺镇交界处")
		s.Want(s.Say("zhongbei.liaison", "更新公示牌 中北镇 12块"), "board.updated", "中北镇", "共12块")
		s.Want(s.Say("office.staff1", "更新公示牌 大寺镇 3块"), "board.updated", "大寺镇", "共3块")
	})
}

// TestArticle7NotThePresentChief: a name that is none of the present chiefs' is not taken for theirs; where the roster
// holds posts instead of names it says so.
func TestArticle7NotThePresentChief(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Say("dasi.liaison", "更新公示牌 村口 张三丰 27390000"), "board.updated", "只有职务", "“张三丰”未核对")
		s.Want(s.Say("dasi.liaison", "公示牌列表"), "board.list", "共1块，其中1块姓名未核对", "姓名未核对")
		s.At("2026-12-01 10:00")
		s.newChief("dasi", "王建国")
		s.Now = s.Now.Add(24 * time.Hour)
		s.Want(s.Say("dasi.liaison", "更新公示牌 村口 张三丰 27390000"), "board.updated", "不是名册里的现任林长（王建国）", "没有算作已更新",
			"更新公示牌 村口 王建国")
		s.Want(s.Say("dasi.liaison", "公示牌列表"), "board.list", "1块没有更新", "不是现任林长")
		if s.boardsMet("dasi", s.Now) {
			t.Error("a stranger's name counts as the present chief's")
		}
		s.Want(s.Say("dasi.liaison", "更新公示牌 桥头 王林长 27390000"), "board.updated", "还有1块没有更新到现任林长（村口）")
		s.Want(s.Say("dasi.liaison", "更新公示牌 村口 王建国"), "board.updated", "村口")
		s.Want(s.Say("dasi.liaison", "公示牌列表"), "board.list", "共2块，都是现任林长")
		if !s.boardsMet("dasi", s.Now) {
			t.Error("signs of the present chief do not count")
		}
	})
}

// TestArticle7Numbers: a number no town can have is refused with the reason, never bent into one that it can.
func TestArticle7Numbers(t *testing.T) {
	each(t, func(s *stage) {
		for text, why := range map[string]string{"更新公示牌 -5块": "-5块", "更新公示牌－5块": "要大于0", "更新公示牌0块": "要大于0",
			"更新公示牌99999999块": "最多登记1000块", "更新公示牌1001块": "最多登记1000块", "更新公示牌2.5块": "要是整数"} {
			s.Want(s.Say("zhongbei.liaison", text), "refused.bad_input", why, "没有登记", "信息制度 第七条")
		}
		if n := s.Count(&information.Board{}, "1 = 1"); n != 0 {
			t.Errorf("%d entries", n)
		}
		s.Want(s.Say("zhongbei.liaison", "更新公示牌900块"), "ask.which", "900块")
		s.Want(s.Say("zhongbei.liaison", "取消"), "ask.cancelled")
		s.Want(s.Say("zhongbei.liaison", "更新公示牌一百二十块"), "board.updated", "共120块")
		s.Want(s.Say("zhongbei.liaison", "更新公示牌1000块"), "ask.which", "共1000块", "原来登记120块")
		s.Want(s.Say("zhongbei.liaison", "确认"), "board.updated", "共1000块")
	})
}

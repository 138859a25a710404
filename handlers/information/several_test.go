package information

import (
	"testing"

	"linzhangbot/bot"
)

// TestSeveralNumbersInOneSentence: a list is done whole, each with its own outcome; anything else is not guessed at.
func TestSeveralNumbersInOneSentence(t *testing.T) {
	each(t, func(s *stage) {
		for _, title := range []string{"大寺镇开展春季巡林", "大寺镇清理林下垃圾", "大寺镇补植苗木三千株", "大寺镇培训护林员", "大寺镇更换公示牌", "大寺镇防治美国白蛾"} {
			s.Want(s.Say("dasi.liaison", "报送 "+title), "report.accepted")
		}
		s.Want(s.Say("office.staff1", "采用信1，信2和信3"), "report.adopted", "已采用3条", "信〔2026〕1号", "信〔2026〕2号", "信〔2026〕3号")
		s.Want(s.Say("dasi.liaison", "撤回 信3、信4"), "report.withdrawn", "已撤回1条", "信〔2026〕4号", "没有撤回", "信〔2026〕3号")
		s.Want(s.Say("dasi.liaison", "撤回 信5，和信6重复了"), "report.withdrawn", "已撤回 信〔2026〕5号")
		s.Want(s.Say("office.staff1", "采用信6，退回信1 缺数字"), "ask.preview", "采用信息", "采用信6", "退回信息", "退回信1 缺数字")
		s.Want(s.Say("office.staff1", "退回信1、信2 缺数字"), "refused.bad_input", "一条一条")
		s.Want(s.Say("office.staff1", "采用 信98、信99"), "refused.not_found")
		s.Want(s.Say("office.staff1", "信〔2026〕6号 采用"), "report.adopted", "信〔2026〕6号已采用")
		s.Want(s.Say("dasi.liaison", "看 信6"), "report.shown", "已采用")
	})
}

// TestDenseIsNotSecret: 机密 inside 无人机密切 is no marking, neither for the desk nor for the ear.
func TestDenseIsNotSecret(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Say("dasi.liaison", "报送 大寺镇用无人机密切监测林区"), "report.accepted")
		s.Want(s.Say("dasi.liaison", "报送 关于机 密文件的传达"), "report.secret", "请立即撤回刚才那条消息")
		s.Want(s.Say("dasi.liaison", "报送"), "ask.which")
		c := s.Event(bot.Event{From: "dasi.liaison", Text: "绝·密 名单", Kind: bot.KindText})
		s.Want(c, "report.secret", "涉密")
	})
}

// TestMonthThatWasMeant: a month that comes soon is refused as not yet begun, not as long past.
func TestMonthThatWasMeant(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Say("dasi.liaison", "报12月信息 大寺镇冬季防火方案"), "refused.bad_input", "12月还没有到")
		s.Want(s.Say("dasi.liaison", "报1月信息 大寺镇春节防火方案"), "refused.bad_input", "2027年1月还没有到")
		s.Want(s.Say("dasi.liaison", "补报6月信息 大寺镇夏季巡护"), "refused.bad_input", "6月的报送已经截止")
	})
}

// TestWayOut: a refusal never sends people back to what was just refused.
func TestWayOut(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Say("dasi.liaison", "看简报"), "refused.not_found", "还没有编过")
		s.Want(s.Say("dasi.liaison", "看简报 第9期"), "refused.not_found", "还没有编过")
		s.Want(s.Say("dasi.liaison", "报送 大寺镇清理林下垃圾"), "report.accepted")
		s.Want(s.Say("dasi.liaison", "撤回 信1"), "report.withdrawn")
		s.Want(s.Say("office.staff1", "采用 信1"), "refused.bad_input", "请报送单位重新报送")
		s.Want(s.Say("xinkou.liaison", "公示牌清单 大寺镇"), "refused.not_allowed", "公示牌清单")
	})
}

// TestQuotedExample: people copy the help's example with its quotation marks.
func TestQuotedExample(t *testing.T) {
	for said, want := range map[string]string{"大寺镇巡林”": "大寺镇巡林", "“小林长”": "“小林长”", "开展“小林长”活动": "开展“小林长”活动", "《大寺镇巡林》。": "大寺镇巡林"} {
		if got := tidy(said); got != want {
			t.Errorf("%s: %s", said, got)
		}
	}
}

package words

import "strings"

// misheard are command words as voice input writes them. They are put right only where a sentence begins.
var misheard = map[string]string{"抱送": "报送", "包送": "报送", "暴送": "报送", "保送信息": "报送信息", "报宋": "报送", "上抱": "上报",
	"消号": "销号", "小号销": "销号", "撒回": "撤回", "彻回": "撤回", "带办": "待办", "挂文题": "挂问题"}

// slips are words that are written wrong inside a sentence, with the right ones. Both are equally long, so that what
// is found in the corrected words stands at the same place in the words that were said.
var slips = [][2]string{{"督察", "督查"}, {"联系会议", "联席会议"}, {"联习会", "联席会"}, {"连席会", "联席会"}, {"以整改", "已整改"}, {"己整改", "已整改"},
	{"己完成", "已完成"}, {"己清理", "已清理"},
	{"己处理", "已处理"}, {"消号", "销号"}, {"肖号", "销号"}, {"公式牌", "公示牌"}, {"公示排", "公示牌"}, {"巡临", "巡林"}, {"寻林", "巡林"},
	{"问题清淡", "问题清单"}, {"暴了几", "报了几"}, {"报了机条", "报了几条"},
	{"申请沿期", "申请延期"}, {"撒回", "撤回"}}

// hear puts misheard words right.
func hear(text string) string {
	for _, w := range slips {
		if strings.Contains(text, w[0]) && !strings.Contains(text, "自己") {
			text = strings.ReplaceAll(text, w[0], w[1])
		}
	}
	return text
}

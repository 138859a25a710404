package cooperation

import "linzhangbot/handlers/language"

// phrases are the further sentences of the regulation; Grammar holds those everybody uses daily.
var phrases = []language.Grammar{
	{
		Intent: "summary.list",
		Phrases: []language.Phrase{
			{Pattern: "^ 总结列表|总结情况|总结台账|总结清单|总结报送情况|各单位总结|工作总结列表|工作总结情况", Weight: 104, Strong: true},
			{Pattern: "^ 查|查看|看|看看|查一下 … 总结 $", Weight: 104, Strong: true},
		},
		Veto:  []string{"提醒", "会议"},
		Slots: []language.Slot{{Name: "unit", From: "unit"}, {Name: "period", From: "period"}},
	},
	{
		Intent: "patrol.list",
		Phrases: []language.Phrase{
			{Pattern: "^ 巡林列表|巡林台账|巡林清单|巡林情况|巡林统计|巡林记录列表|巡林次数", Weight: 108, Strong: true},
			{Pattern: "^ 查|查看|看|看看|查一下 … 巡林 记录|情况|台账|次数? $", Weight: 108, Strong: true},
			{Pattern: "巡林 … 几次|多少次", Weight: 100},
		},
		Slots: []language.Slot{{Name: "unit", From: "unit"}, {Name: "period", From: "period"}},
	},
	{
		Intent: "patrol.raise",
		Phrases: []language.Phrase{
			{Pattern: "^ 巡林立项|巡林问题立项|巡林转问题|巡林列入问题清单", Weight: 112, Strong: true},
		},
		Slots: []language.Slot{{Name: "unit", From: "unit"}, {Name: "deadline", From: "deadline"}, {Name: "content", From: "after", Arg: "问题："}},
	},
}

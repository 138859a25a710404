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
	{
		Intent: "activity.invite",
		Phrases: []language.Phrase{
			{Pattern: "^ 邀请|请|组织|通知 各协作单位|各单位|各成员单位|所有单位|全部单位|全体单位|全体协作单位|所有协作单位|各有关单位|各街镇 … 参加|参与|开展", Weight: 113, Strong: true, Roles: "office chief"},
			{Pattern: "^ 邀请 {unit} … 参加|参与", Weight: 113, Strong: true, Roles: "office chief"},
			{Pattern: "^ 邀请单位|发起联合活动|发起活动|联合活动邀请|活动邀请", Weight: 113, Strong: true, Roles: "office chief"},
		},
		Veto: []string{"会议", "整改", "吗", "列表"},
		Slots: []language.Slot{
			{Name: "targets", From: "targets"},
			{Name: "start", From: "start", Arg: "day"},
			{Name: "place", From: "place"},
		},
	},
	{
		Intent: "activity.answer",
		Phrases: []language.Phrase{
			{Pattern: "^ 答复活动|活动答复|回复活动", Weight: 114, Strong: true},
			{Pattern: "^ {unit}|{own}? 参加|不参加|不能参加|无法参加|能参加 协", Weight: 114, Strong: true},
		},
		Slots: []language.Slot{{Name: "unit", From: "unit"}, {Name: "reason", From: "because"}},
	},
	{
		Intent: "activity.cancel",
		Phrases: []language.Phrase{
			{Pattern: "^ 取消活动|取消联合活动|取消邀请|撤销活动", Weight: 114, Strong: true},
		},
	},
	{
		Intent: "activity.list",
		Phrases: []language.Phrase{
			{Pattern: "^ 联合活动|活动列表|活动台账|活动情况|活动清单|联合活动列表|查看活动|查活动|看活动", Weight: 108, Strong: true},
			{Pattern: "谁|哪些单位|哪家 … 从来不来|没来过|不参加活动|一次没来|老不来", Weight: 104},
		},
		Veto:  []string{"取消"},
		Slots: []language.Slot{{Name: "period", From: "period"}},
	},
}

package information

import "linzhangbot/handlers/ear/frame"

// disclosureFrames are what is listened for about what is made public (第三至六条).
var disclosureFrames = []frame.Frame{
	{
		Intent:  "disclosure.register",
		Keeps:   true,
		Carries: true,

		Deeds: `登记公开 公开登记 公开 公示`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 公开登记|登记公开|信息公开登记|登记信息公开|公开信息", Strong: true},
		},
		Slots: []frame.Slot{
			{Name: "title", From: "rest", Required: true, Ask: "登记哪一项公开内容？请发标题。"},
			{Name: "date", From: "date", Arg: "today"},
		},
	},
	{
		Intent: "disclosure.list",
		Phrases: []frame.Phrase{
			{Pattern: "^ 公开清单|公开台账|公开列表|信息公开清单|信息公开台账|信息公开目录|公开目录", Strong: true},
			{Pattern: "公开 … 哪些|清单|台账|列表|目录"},
		},
		Slots: []frame.Slot{{Name: "period", From: "period"}},
	},
}

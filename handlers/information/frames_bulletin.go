package information

import "linzhangbot/handlers/ear/frame"

// bulletinFrames are what is listened for about 简报 and 专报 (第十条).
var bulletinFrames = []frame.Frame{
	{
		Intent:  "bulletin.review",
		Answers: "bulletin.drafted", Yes: true,
		Bare:  true,
		About: "bulletin special",
		Deeds: `审核 审过 审了 审完 通过 过了 没问题 无异议 核过 送签 呈签 同意`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 审核|审阅|校核|核稿 … 简报|专报|{period-no}", Strong: true},
			{Pattern: "简报|专报 … 审核通过|审核"},
		},
		Slots: []frame.Slot{{Name: "ref", From: "period no"}, {Name: "kind", From: "words", Arg: "专报=专报"}},
	},
	{
		Intent:  "bulletin.sign",
		Answers: "bulletin.reviewed", Yes: true,
		Bare:  true,
		About: "bulletin special",
		Deeds: `签发 签了 同意印发 同意发 签`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 签发|同意签发 … 简报|专报|{period-no}", Strong: true},
			{Pattern: "简报|专报 … 签发|同意印发"},
		},
		Slots: []frame.Slot{{Name: "ref", From: "period no"}, {Name: "kind", From: "words", Arg: "专报=专报"}},
	},
	{
		Intent:  "bulletin.issue",
		Answers: "bulletin.signed", Yes: true,
		About: "bulletin special",
		Deeds: `印发 下发 发出 发下去 发给 推送 发各 发简报 发了 发吧 发到`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 印发|下发|发出 … 简报|专报|{period-no}", Strong: true},
			{Pattern: "简报|专报 … 印发|发出去"},
		},
		Veto:  []string{"林长令"},
		Slots: []frame.Slot{{Name: "ref", From: "period no"}, {Name: "kind", From: "words", Arg: "专报=专报"}},
	},
	{
		Intent:  "bulletin.edit",
		Answers: "bulletin.drafted bulletin.amended bulletin.returned",
		About:   "bulletin special",
		Carries: true,
		Keeps:   true,
		Deeds:   `改简报 改专报 修改简报 修改专报 调整简报`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 改|修改|调整|编辑 简报|专报", Strong: true},
			{Pattern: "^ 简报|专报|{period-no} … 删掉|删去|删除|删了|删第|去掉|拿掉|拿下|撤下|对调|互换|调换|顺序|排序|改为|改成|换成", Strong: true},
			{Pattern: "^ 简报|专报|{period-no} … 移到|移至|移动到|调到|调整到|放到|挪到|排到|提到", Strong: true},
			{Pattern: "简报|专报|{period-no} … {nth} … 删掉|删去|去掉|拿掉|移到|调到|放到|挪到|排到|对调|互换|改为|改成"},
		},
		Slots: []frame.Slot{{Name: "ref", From: "period no"}, {Name: "kind", From: "words", Arg: "专报=专报"}},
	},
	{
		Intent:  "bulletin.return",
		Answers: "bulletin.drafted bulletin.reviewed bulletin.signed",
		Nature:  "refuses",
		About:   "bulletin special",
		Carries: true,
		Deeds:   `退回简报 退回专报 打回简报 打回专报 简报退回 专报退回 简报打回`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 退回|打回|退改|发回|驳回 简报|专报|{period-no}", Strong: true},
			{Pattern: "^ 简报|专报|{period-no} … 退回|打回|退改|发回|驳回", Strong: true},
		},
		Slots: []frame.Slot{{Name: "ref", From: "period no"}, {Name: "kind", From: "words", Arg: "专报=专报"},
			{Name: "reason", From: "reason", Arg: "before"}},
	},
	{
		Intent:  "bulletin.submit",
		Answers: "bulletin.returned bulletin.amended",
		About:   "bulletin special",
		Carries: true,
		Deeds:   `送审简报 送审专报 简报送审 专报送审 重新送审`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 重新|再? 送审|报审|呈审|提交审核 … 简报|专报|{period-no}", Strong: true},
			{Pattern: "^ 简报|专报|{period-no} … 送审|报审|呈审|提交审核", Strong: true},
		},
		Slots: []frame.Slot{{Name: "ref", From: "period no"}, {Name: "kind", From: "words", Arg: "专报=专报"}},
	},
	{
		Intent:  "bulletin.recipients",
		Answers: "bulletin.issued",
		About:   "bulletin special",
		Phrases: []frame.Phrase{
			{Pattern: "^ 简报|专报|{period-no} … 发给了谁|发给谁|发给了哪|发给哪|都给了谁|给了谁|报送范围|发送范围|印发范围|发送名单|分发名单|谁收到|送到了谁", Strong: true},
			{Pattern: "^ 谁 收到 了? 简报|专报|{period-no}", Strong: true},
		},
		Slots: []frame.Slot{{Name: "ref", From: "period no"}, {Name: "kind", From: "words", Arg: "专报=专报"}},
	},
	{
		Intent: "bulletin.show",
		About:  "bulletin special",
		Phrases: []frame.Phrase{
			{Pattern: "^ 看|查看|看看|打开|查 … 简报|专报|{period-no}", Strong: true},
			{Pattern: "^ 简报|专报|简报列表|往期简报 {period-no}? $", Strong: true, Turn: true},
		},
		Slots: []frame.Slot{{Name: "ref", From: "period no"}, {Name: "kind", From: "words", Arg: "专报=专报"}},
	},
	{
		Intent:  "bulletin.compile",
		Keeps:   true,
		Carries: true,

		Deeds: `编 汇编 汇总成 做成 做一期 出一期 出简报 起草 拟 生成 整理成 弄一期 弄成 专报 打包成`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 整个|整一期|弄个|弄一期|搞个|搞一期|编|编发|编制|编写|编辑|编印|生成|出|出个|出一期|做|做个|做一期|整理|汇编|起草|拟|制作|形成 … 简报|专报", Strong: true},
			{Pattern: "把|将|用 … 做成|编成|整理成|编入|写成|汇总成|编进|做|放进 … 简报|专报"},
			{Pattern: "简报|专报 … 编一下|做一下|出一下|该出了|生成一下|编出来", Roles: "office chief"},
			{Pattern: "{month} … 简报 … 编|出|生成", Roles: "office chief"},
			{Pattern: "简报|专报 & 出|编|做|生成|汇总|整理|起草|形成 & {month}|季度|信息|采用|本月|上月|今年|半年", Roles: "office chief"},
		},
		Veto: []string{"看到了", "什么时候", "收到", "写得好", "排版", "下周一出", "周五出", "明天出"},
		Slots: []frame.Slot{
			{Name: "kind", From: "words", Arg: "专报=专报"},
			{Name: "items", From: "item units"},
			{Name: "period", From: "period"},
		},
		Asks: []frame.Doubt{{If: "no contents", Expect: frame.Ask, Slot: "period", Why: "编哪个月的简报？"}},
	},
}

package cooperation

import (
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models"
)

// moreFrames are the further sentences of the regulation; Frames holds those everybody uses daily.
var moreFrames = []frame.Frame{
	{
		Intent: "summary.list",
		Phrases: []frame.Phrase{
			{Pattern: "^ 总结列表|总结情况|总结台账|总结清单|总结报送情况|各单位总结|工作总结列表|工作总结情况", Strong: true},
			{Pattern: "^ 查|查看|看|看看|查一下 … 总结 $", Strong: true},
		},
		Veto:  []string{"提醒", "会议"},
		Slots: []frame.Slot{{Name: "unit", From: "unit"}, {Name: "period", From: "period"}},
	},
	{
		Intent: "patrol.list",
		Phrases: []frame.Phrase{
			{Pattern: "^ 巡林列表|巡林台账|巡林清单|巡林情况|巡林统计|巡林记录列表|巡林次数", Strong: true},
			{Pattern: "^ 查|查看|看|看看|查一下 … 巡林 记录|情况|台账|次数? $", Strong: true},
			{Pattern: "巡林 … 几次|多少次"},
		},
		Slots: []frame.Slot{{Name: "unit", From: "unit"}, {Name: "period", From: "period"}},
	},
	{
		Intent: "patrol.raise",
		About:  "patrol",
		Deeds:  `立项 立问题 立为问题 转问题 转为问题 转督 升级 挂问题 挂上 立个 立成 列为 列入 转成`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 巡林立项|巡林问题立项|巡林转问题|巡林列入问题清单", Strong: true},
		},
		Slots: []frame.Slot{{Name: "unit", From: "unit"}, {Name: "deadline", From: "deadline"},
			{Name: "content", From: "after", Arg: "问题："}},
	},
	{
		Intent: "activity.invite",
		Phrases: []frame.Phrase{
			{Pattern: "^ 邀请|请|组织|通知 各协作单位|各单位|各成员单位|所有单位|全部单位|全体单位|全体协作单位|所有协作单位|各有关单位|各" + models.Towns + " … 参加|参与|开展",
				Strong: true,
				Roles:  "office chief"},
			{Pattern: "^ 邀请 {unit} … 参加|参与", Strong: true, Roles: "office chief"},
			{Pattern: "^ 邀请单位|发起联合活动|发起活动|联合活动邀请|活动邀请", Strong: true},
		},
		Veto: []string{"会议", "整改", "吗", "列表", "培训", "按时参加", "准时参加", "务必", "考试"},
		Slots: []frame.Slot{
			{Name: "targets", From: "targets"},
			{Name: "start", From: "start", Arg: "day"},
			{Name: "place", From: "place"},
		},
	},
	{
		Intent:  "activity.answer",
		Answers: "activity.invited activity.reminder",
		Nature:  "tells",
		About:   "activity",
		Deeds:   `参加 不参加 去不了 派 到 请假 能去 来不了 按时 准时 答复 复活动 谅解 一车 带`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 答复活动|活动答复|回复活动", Strong: true},
			{Pattern: "^ {unit}|{own}? 参加|不参加|不能参加|无法参加|能参加 协", Strong: true},
		},
		Slots: []frame.Slot{{Name: "unit", From: "unit"}, {Name: "reason", From: "because"}},
	},
	{
		Intent:  "activity.absent",
		About:   "activity",
		Deeds:   `缺席 没到 没来 未到 未参加 没参加`,
		Phrases: []frame.Phrase{{Pattern: "^ 登记缺席|缺席登记|记缺席", Strong: true}},
	},
	{
		Intent: "activity.cancel",
		Nature: "refuses",
		About:  "activity",
		Deeds:  `取消 不办了 作废 撤销 改天 不搞了 停办`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 取消活动|取消联合活动|取消邀请|撤销活动", Strong: true},
		},
	},
	{
		Intent: "activity.list",
		Phrases: []frame.Phrase{
			{Pattern: "^ 联合活动|活动列表|活动台账|活动情况|活动清单|联合活动列表|查看活动|查活动|看活动", Strong: true},
			{Pattern: "谁|哪些单位|哪家 … 从来不来|没来过|不参加活动|一次没来|老不来"},
		},
		Veto:  []string{"取消"},
		Slots: []frame.Slot{{Name: "period", From: "period"}},
	},
	{
		Intent:  "order.ack",
		Answers: "order.published order.reminder",
		About:   "order",
		Deeds:   `签收 收到 已收 收讫 知悉 签了 以签收 传达 收`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 签收总林长令|签收林长令|签收令|总林长令签收|总林长令已签收", Strong: true},
			{Pattern: "^ {unit}|{own}? 签收|已签收|收到|已收到 … 总林长令|林长令", Strong: true},
		},
		Veto:  []string{"吗", "谁", "情况"},
		Slots: []frame.Slot{{Name: "unit", From: "unit"}},
	},
	{
		Intent:  "order.sign",
		Answers: "order.signature_asked", Yes: true,
		Bare:  true,
		About: "order",
		Deeds: `签署 签发 签了 我签 签字 同意签 就签 签`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 签署总林长令|签署林长令|签署令|同意签发总林长令|同意发布总林长令", Strong: true},
		},
	},
	{
		Intent:  "order.return",
		Answers: "order.signature_asked",
		Nature:  "refuses",
		About:   "order",
		Deeds:   `退回 打回 驳回 不签 重拟 再改 修改 再核 补充`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 退回总林长令|退回林长令|不同意签发总林长令|不同意发布总林长令", Strong: true},
		},
		Slots: []frame.Slot{{Name: "reason", From: "because"}},
	},
	{
		Intent: "order.item",
		About:  "order",
		Deeds:  `增加 加一项 加一条 加上 补充 补一 增任务 添 分给 任务 加到 少`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 总林长令增加任务|总林长令加任务|增加总林长令任务|分解总林长令|总林长令任务分解", Strong: true},
		},
	},
	{
		Intent: "order.progress",
		Nature: "tells",
		About:  "order",
		Deeds:  `进展 已完成 完成 落实 进度 反馈 正在 推进 过半 一半 已 弄完 办完 干完 办好`,
		Phrases: []frame.Phrase{
			{Pattern: "^ {unit}|{own}? 总林长令进展|林长令进展|总林长令任务进展|反馈总林长令|总林长令反馈|报告总林长令", Strong: true},
			{Pattern: "^ {unit}|{own} … 总林长令|林长令 … 已完成|已落实|落实到位|正在推进|进展"},
		},
		Veto:  []string{"吗", "怎么样", "如何", "哪些"},
		Slots: []frame.Slot{{Name: "unit", From: "unit"}},
	},
	{
		Intent: "order.close",
		About:  "order",
		Deeds:  `办结 结掉 了结 结项 结了 销 完成 通过`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 办结总林长令|总林长令任务办结|总林长令办结|核销总林长令", Strong: true},
		},
		Slots: []frame.Slot{{Name: "unit", From: "unit"}},
	},
	{
		Intent: "order.reopen",
		Nature: "refuses",
		About:  "order",
		Deeds:  `退回 重办 重做 打回 继续办 没完成 退 未完成`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 退回总林长令任务|总林长令任务退回|总林长令任务重办", Strong: true},
		},
		Slots: []frame.Slot{{Name: "unit", From: "unit"}},
	},
	{
		Intent: "order.raise",
		About:  "order",
		Deeds:  `立项 立问题 立为问题 挂问题 转问题 督办 立成 转成 列为 挂到 立个`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 总林长令任务立项|总林长令任务立为问题|总林长令任务转问题|总林长令任务列入问题清单", Strong: true},
		},
		Slots: []frame.Slot{{Name: "unit", From: "unit"}, {Name: "deadline", From: "deadline"}},
	},
	{
		Intent: "order.list",
		Phrases: []frame.Phrase{
			{Pattern: "^ 总林长令|林长令|总林长令列表|总林长令台账|总林长令清单|总林长令情况|总林长令执行情况|总林长令任务|总林长令签收情况|林长令列表 $", Strong: true},
			{Pattern: "^ 查看|看|查|看看 … 总林长令|林长令", Strong: true},
			{Pattern: "总林长令|林长令 … 签收情况|执行情况|谁没签|谁还没签|签收了吗|落实情况|办得怎么样|进展如何"},
			{Pattern: "谁|哪些|哪家 … 没签收|未签收|还没签 … 总林长令|林长令"},
		},
		Veto: []string{"公开", "发布"},
	},
	{
		Intent: "share.send", Carries: true,

		Deeds: `通报各 共享 互通 转发 发各 发给 推送 参阅 分享 发下去 传达 抄送 通报`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 通报|转发|共享|告知|发送|印送|推送|发给 各协作单位|各单位|各成员单位|所有单位|全体单位|各" + models.Towns + "|各镇街|各有关单位", Strong: true,
				Roles: "office chief"},
			{Pattern: "^ 信息共享|共享信息|发共享", Strong: true, Roles: "office chief"},
		},
		Veto: []string{"吗", "台账", "列表", "情况怎么样"},
	},
	{
		Intent:  "share.ack",
		Answers: "share.sent share.reminder",
		About:   "share",
		Deeds:   `签收 收到 已收 阅签 知悉 收着 收`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 签收共享|签收信息共享|签收通报|收到通报|已收到通报|通报收到", Strong: true},
		},
		Slots: []frame.Slot{{Name: "unit", From: "unit"}},
	},
	{
		Intent: "share.list",
		Phrases: []frame.Phrase{
			{Pattern: "^ 信息共享台账|信息共享列表|信息共享情况|共享台账|共享情况|共享列表|通报签收情况|查看共享", Strong: true},
		},
	},
}

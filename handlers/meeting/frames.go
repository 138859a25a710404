package meeting

import (
	"linzhangbot/handlers/ear/frame"
)

// conditional is asked where an approval comes with wishes.
const conditional = "听起来是同意，但还有要求。按同意办吗？要修改请发“退回方案 理由”。"

// Frames are what is listened for about meetings (会议制度, 协作会商制度 第七条).
var Frames = []frame.Frame{
	{
		Intent:  "meeting.schedule",
		Keeps:   true,
		Carries: true,
		Nature:  "plans",

		Deeds: `召开 开个 开一 开次 开会 开 召集 定于 定在 拟定会议 安排 组织 筹备 议 会议 会商 碰头 拟召开 拟于 举行 通知 叫 约 办`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 安排|召开|组织召开|组织|筹备|拟召开|拟定于|拟于|定于|通知召开|通知|预定|约|开|计划召开|计划|发起|准备召开|拟开|申请召开 … {meeting}", Strong: true},
			{Pattern: "{meeting} … 定在|定于|安排在|拟于|时间定|时间：|时间:|时间|改为召开|将于|于|在 {date}", Roles: "office chief"},
			{Pattern: "{date} … 召开|开|举行|组织 个?|一次?|一个? … {meeting}"},
			{Pattern: "^ {meeting} {date}", Roles: "office chief", Turn: true},
			{Pattern: "^ 定|约|找|选 个? 时间|日子 … {meeting}|开会|会", Strong: true, Roles: "office chief", Turn: true},
			{Pattern: "^ 安排|召开|组织|约|定|开|通知 个|一个|一次|一场 会议|会", Strong: true, Turn: true},
			{Pattern: "^ 安排|召开|组织|通知 会议|开会 $", Strong: true, Turn: true},
			{Pattern: "^ 召开|安排|通知 会议|开会 … {date}", Strong: true, Turn: true},
			{Pattern: "{date} … {meeting}", Roles: "office chief"},
			{Pattern: "{date} … 召开|开会|开个会|开一次会", Roles: "office chief"},
			{Pattern: "{meeting} & {date}", Roles: "office chief", Hint: true},
			{Pattern: "{meeting} & 召开|开一次|开个|组织|安排|筹备", Roles: "office chief", Hint: true},
		},
		Veto: []string{"吗", "？", "?", "几点", "什么时候", "哪天", "有没有", "纪要", "取消", "改期", "改到", "推迟", "提前到", "报送信息", "议定事项", "议定的",
			"方案", "落实得", "落实情况", "决定的", "信息：", "准备开会", "完了", "开完", "回来", "发错", "督查", "不开", "别忘", "记得", "提醒", "我去", "去市里", "去区里",
			"我参加", "去参加", "在市里", "去开会", "我在", "我们去"},
		Slots: []frame.Slot{
			{Name: "type", From: "named", Arg: "meeting", Required: true, Ask: "召开哪一类会议？"},
			{Name: "start", From: "start", Required: true, Ask: "会议定在哪天几点？"},
			{Name: "place", From: "place"},
			{Name: "attendees", From: "attendees"},
			{Name: "agenda", From: "agenda"},
		},
	},
	{
		Intent:  "meeting.approve",
		Answers: "meeting.approval_asked meeting.drafted meeting.wish", Yes: true,
		Bare:  true,
		About: "meeting",
		Deeds: `同意 批准 可以 行 原则同意 没意见 无意见 没问题 照此 照办 按此 按这个 按方案 通过 审定 准 批 中 好 阅 已阅 就这么 就按`,
		Phrases: []frame.Phrase{
			{Pattern: "会议方案|方案 … 原则|原则上 同意|通过|可以 … 但|不过|再|建议|只是|还要", Roles: "office chief", Doubt: conditional},
			{Pattern: "会议方案|方案 … 同意|批准|通过|可以 … 但是|但|不过|只是|建议|加上|增加|补上|去掉|换成", Roles: "office chief", Doubt: conditional},
			{Pattern: "会议方案|方案 … 同意|批准|通过|可以|行|没意见|没有意见|无意见|没问题|没有问题|没什么问题|照此办|按此办|就这么办|就这么开", Roles: "office chief"},
			{Pattern: "^ 原则|原则上? 同意|批准|审定通过 … 会议方案|方案|{meeting}", Strong: true},
			{Pattern: "{meeting} … 方案? 同意|批准|可以开|照开", Roles: "office chief"},
		},
		Veto: []string{"退回", "打回", "延期", "绑定", "吗", "完善", "再改", "要改", "修改", "有意见但", "太仓促", "有不同意见", "整改方案", "绿化方案", "实施方案",
			"重新", "推迟", "往后推", "宽限", "还没批", "督查"},
		Slots: []frame.Slot{
			{Name: "type", From: "named", Arg: "meeting"},
			{Name: "date", From: "date"},
		},
	},
	{
		Intent:  "meeting.return",
		Answers: "meeting.approval_asked meeting.drafted",
		Nature:  "refuses", Bare: true,
		About: "meeting",
		Deeds: `退回 打回 驳回 不同意 暂不同意 再研究 重拟 再压缩 调整后 重报 修改 改改 改一下 再改 补充 不合适 不行 再议 完善 退 打回去 压缩 不批`,
		Phrases: []frame.Phrase{
			{Pattern: "方案 … 退回|打回|退回修改|再改改|再改|重新拟|重拟|重做|重新报|重新弄|重新来|推倒|不看好|不上会|驳回|不同意|修改一下|要改|得改|改一改|再完善|完善一下|再研究|再考虑|再议|再商量|" +
				"斟酌斟酌|打磨打磨|推敲推敲|琢磨琢磨|研究研究|考虑考虑|完善完善|斟酌|打磨|推敲|琢磨|再想想|重新考虑|重新研究", Roles: "office chief"},
			{Pattern: "方案 … 不行|不太行|不可行|不可以|不通过|没通过|没有通过|未通过|通不过|通过不了|同意不了|不能同意|不批|不能批|别批|先别|暂缓|缓一缓|放一放|先放|不合适|不妥|欠妥|不成熟|有问题|" +
				"有意见|有异议|先不定|不满意|不好|压缩|缩小|精简|太长|太多|太早|太晚|太急|太赶|太密|不够聚焦|补充一下|充实", Roles: "office chief"},
			{Pattern: "不同意|不批准|不批|不能同意|没法同意|不赞成|不通过|有意见 … 会议方案|方案", Roles: "office chief"},
			{Pattern: "^ 退回|打回|驳回 … 会议方案|方案|{meeting}", Strong: true},
			{Pattern: "^ 不同意 … 会议|方案|{meeting}", Strong: true},
			{Pattern: "^ 退回|打回|驳回|不同意|不行|再改改|重新拟", Roles: "chief"},
			{Pattern: "{meeting} … 退回|打回", Roles: "office chief"},
		},
		Veto: []string{"吗", "没意见", "没有意见", "无意见", "没问题", "没有问题", "不用改", "不用再改", "不用退", "别退", "不退回", "整改方案", "绿化方案", "实施方案",
			"延期", "什么时候", "还没批", "还没通过", "要不要", "是不是", "信息"},
		Slots: []frame.Slot{
			{Name: "type", From: "named", Arg: "meeting"},
			{Name: "reason", From: "reason", Arg: "before", Required: true, Ask: "请说一下退回的理由。"},
		},
	},
	{
		Intent: "meeting.reschedule",
		Nature: "plans",
		About:  "meeting",
		Deeds:  `改到 改为 改在 改成 改期 调到 调整 推到 推迟 推后 往后 往前 提前 延到 延期 延后 挪到 挪 换到 换个 换成 顺延 变更 改至 延至 推一天 改会 移到 提到`,
		Phrases: []frame.Phrase{
			{Pattern: "{meeting}|会议|会|会期 … 改期|改到|改在|改至|改为|推迟到|推迟至|提前到|提前至|延到|延至|调整到|调整至|调到|挪到|推到|推至|延期到|延期至|延后到|推迟|往后推|顺延",
				Roles: "office chief"},
			{Pattern: "{meeting} … 改 {date}"},
			{Pattern: "^ 改期|推迟|提前|调整 … {meeting}|会议|会", Strong: true},
			{Pattern: "把|将 … {meeting}|会议|会 … 改到|改期|改在|改成|推到|推迟|提前|挪到|调到|调整|往后|延后"},
		},
		Veto: []string{"吗", "改标题", "为什么", "机会", "整改到", "会员", "社会", "空调", "会议室改", "会议室换"},
		Slots: []frame.Slot{
			{Name: "type", From: "named", Arg: "meeting"},
			{Name: "start", From: "start", Arg: "last", Required: true, Ask: "改到哪天几点？"},
			{Name: "place", From: "place"},
			{Name: "reason", From: "because"},
		},
	},
	{
		Intent: "meeting.cancel",
		Nature: "refuses",
		About:  "meeting",
		Deeds:  `取消 不开了 不开 停开 不召开 免了 免开 终止 撤销 作废 暂停 不办了 算了 中止 停 不搞了 不安排`,
		Phrases: []frame.Phrase{
			{Pattern: "{meeting}|会议 … 可以不开|要不不开|能不开|意见是先不开|意见是不开|建议不开|建议先不开|建议取消|先不开吧", Doubt: "是要取消会议吗？"},
			{Pattern: "^ 取消|撤销 … {meeting}|会议|会", Strong: true},
			{Pattern: "^ 因|由于|鉴于 … 取消 … {meeting}|会议", Roles: "office chief"},
			{Pattern: "{meeting}|会议 … 取消|不开了|不召开了|不搞了|不办了|不组织了|作废"},
			{Pattern: "^ 那个|这个|明天的|下午的|今天的|后天的? 会 不开了|取消了?|不召开了|不用开了 ", Roles: "office chief", Turn: true},
			{Pattern: "的会|会议|{meeting} … 取消|不开了|不开", Roles: "office chief"},
		},
		Veto: []string{"吗", "关注", "为什么取消", "照常", "机会", "社会", "会员"},
		Slots: []frame.Slot{
			{Name: "type", From: "named", Arg: "meeting"},
			{Name: "start", From: "start", Arg: "day"},
			{Name: "date", From: "date"},
			{Name: "reason", From: "because"},
		},
		Asks: []frame.Doubt{{If: "no meeting", Expect: frame.Ask, Why: "取消哪一个会议？请说会议名称或日期。", Slot: "type"}},
	},
	{
		Intent:  "meeting.answer",
		Answers: "meeting.notice meeting.reminder meeting.changed",
		Nature:  "tells", Bare: true,
		About: "meeting",
		Deeds: `参加 出席 准时 请假 代会 代 派 到会 不能去 去不了 来不了 参会 能去 按时 缺席 到 替`,
		Phrases: []frame.Phrase{
			{Pattern: "{meeting} … 去不了|来不了|到不了|参加不了|不能参加|无法参加|赶不过去|请假|请个假", Roles: "liaison chief"},
			{Pattern: "的会|会议 … 镇长|主任|书记|局长|领导|总林长|林长|负责人|科长|所长 … 去不了|来不了|到不了|参加不了|不能参加|无法参加|请假", Roles: "liaison chief"},
			{Pattern: "{meeting}|会议|的会 … 去不了|来不了|请假|参加不了|不能参加 … 由|请|让|安排|派|换|改由 … 参加|代|替|出席|去", Roles: "liaison chief"},
			{Pattern: "{meeting} {own}|我|我们 … 准时参加|按时参加|准时到|参加|出席", Roles: "liaison"},
		},
		Veto: []string{"吗", "？", "谁", "怎么", "?", "巡林", "活动", "情况", "通知", "请各", "各位", "要不要", "机会", "培训", "信息", "会不会", "准备",
			"报送"},
		Slots: []frame.Slot{
			{Name: "type", From: "named", Arg: "meeting"},
			{Name: "date", From: "date"},
			{Name: "reason", From: "because"},
		},
	},
	{
		Intent: "meeting.list",
		Phrases: []frame.Phrase{
			{Pattern: "有什么会|有哪些会|什么会|有啥会|哪些会议|哪些会|会议安排|会议日程|开什么会|开啥会|有会吗|有会没|有没有会|会议列表|近期会议|最近的会"},
			{Pattern: "^ 本周|本月|今天|明天|下周|近期|今年|这周|下月 的? 会议|会 $", Strong: true},
			{Pattern: "{date} … 开会吗|开会不|开会没|开不开会|有会|要开会吗|还开会吗"},
			{Pattern: "{meeting}|会议|会 … 什么时候|啥时候|嘛时候|啥时|多会儿|是哪天|几点|哪天|何时|在哪开|在哪里开|开吗|还开吗|几号"},
			{Pattern: "^ 会议|会议列表|会议清单|会议安排 $", Strong: true},
			{Pattern: "什么时候|啥时候|嘛时候|多会儿|几点|哪天|何时 … 开会|{meeting}|开"},
			{Pattern: "^ 查|查看|看|看看|查一下 … 会议 $", Strong: true, Turn: true},
			{Pattern: "会|会议 & 什么时候|几点|哪天|哪些|什么会|啥会 & {date}|{meeting}|最近|近期", Hint: true},
		},
		Veto:  []string{"纪要", "议定", "收到", "取消", "问题", "会议室", "方案", "督查组", "发布会", "结束", "请假"},
		Slots: []frame.Slot{{Name: "period", From: "period"}, {Name: "type", From: "named", Arg: "meeting"}},
	},
	{ // whether it is still on and where: words that are commands elsewhere
		Intent: "meeting.list",
		Phrases: []frame.Phrase{
			{Pattern: "{meeting}|会议|的会 … 取消了吗|取消没|取消了没|还开不开|开不开|改期了吗|改时间了吗|改了吗|推迟了吗|几楼|哪个会议室|哪间|哪个屋|什么地方|啥地方"},
		},
		Veto:  []string{"纪要", "议定", "问题", "方案", "发布会", "谁", "会议室在", "会议室是"},
		Slots: []frame.Slot{{Name: "period", From: "period"}, {Name: "type", From: "named", Arg: "meeting"}},
	},
	{
		Intent: "meeting.minutes", Carries: true,
		About: "meeting",
		Deeds: `纪要 记要 会议记录`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 上传|提交|上报|登记 会议? 纪要", Strong: true},
			{Pattern: "^ 纪要|会议纪要|发纪要|要纪要|查纪要|看纪要", Strong: true},
			{Pattern: "{meeting}|会议 … 纪要|记录"},
			{Pattern: "纪要 … 发我|发一下|发给我|在哪|给我"},
		},
		Veto: []string{"收到纪要", "纪要收到", "谁写", "写好", "怎么写", "写完", "整理好"},
		Slots: []frame.Slot{{Name: "type", From: "named", Arg: "meeting"},
			{Name: "ref", From: "words", Arg: "last=上次|上一次|最近|上回|刚开的|最新"}, {Name: "content", From: "after", Arg: "纪要：|纪要:"}},
	},
	{
		Intent:  "resolution.update",
		Keeps:   true,
		Answers: "resolution.reminder resolution.overdue meeting.minuted",
		Nature:  "tells",
		About:   "resolution meeting",
		Deeds:   `议定 会定 会上定 会议要求 议 事项 落实 完成 办结 进展 反馈 已 办完 推进 印发 办好`,
		Phrases: []frame.Phrase{
			{Pattern: "{item} … 办完|办好|办了|搞定|做完|弄完|落地了|已完成|已落实|完成了|落实了|办结|已办|完成|正在推进|推进中|正在办|进展|正在落实|已经|已印发|已启动"},
			{Pattern: "^ 反馈|回复|更新 {item}", Strong: true},
			{Pattern: "{item} … 还没|没有|尚未|未 … 完成|落实|到位|办|启动", Roles: "liaison"},
			{Pattern: "{item} … 进展：|进展:|情况：|完成"},
		},
		Veto: []string{"吗", "怎么样", "情况如何", "？", "?", "落实情况", "哪些"},
		Slots: []frame.Slot{
			{Name: "ref", From: "item", Required: true, Ask: "是哪一项议定事项？请发编号。"},
			{Name: "status", From: "words", Arg: "doing=还在|预计|正在|推进中|进展中|已启动|未完成|还没|没有|尚未|未落实|没落实|没完成|部分;done=办完|办好|搞定|做完|弄完|" +
				"已完成|已落实|完成了|落实了|办结|已办|完成|已经|已印发"},
			{Name: "content", From: "content"},
		},
	},
	{
		Intent: "resolution.list",
		Phrases: []frame.Phrase{
			{Pattern: "议定事项|议定的事|决定的事项|会议决定|定的事项|定的事|会议定的|决议 … 落实|进展|完成|办得|办完没|咋样|怎么样|情况|哪些|清单|列表|办到|台账|什么|如何"},
			{Pattern: "^ 议定事项|议定事项清单|议定事项列表 $", Strong: true},
			{Pattern: "{item} … 怎么样|进展如何|情况|到哪|吗|如何"},
			{Pattern: "{meeting}|会议|上次会|上次会上|会上 … 定了哪些|定了什么|定了啥|定了几|议定了|都定了"},
			{Pattern: "哪些|查|查看|看看|我|本 … 议定事项"},
		},
		Slots: []frame.Slot{
			{Name: "ref", From: "item only"},
			{Name: "type", From: "named", Arg: "meeting"},
			{Name: "period", From: "period"},
			{Name: "unit", From: "unit"},
			{Name: "status", From: "words", Arg: "overdue=逾期|超期;open=未完成|没完成|未落实|没落实"},
		},
	},
}

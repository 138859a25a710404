package words

import (
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models"
)

// Common is what is listened for that belongs to no regulation: help, yes and no, standing, one's own duties.
var Common = []frame.Frame{
	{
		Intent: "help", Reads: true,
		Phrases: []frame.Phrase{
			{Pattern: "^ /help|/帮助|帮助|help|Help|HELP|使用说明|操作说明|说明书|功能列表|指令列表|命令列表|菜单|功能|指令 $", Strong: true},
			{Pattern: "^ 你 都? 能|会|可以 做|干|帮 啥|什么|我? …"},
			{Pattern: "你会干啥|你都会什么|你都会啥|你会啥|功能介绍|使用帮助|操作指南|使用指南|你能干啥|你能干什么|你能做什么|你会什么|你会做什么|你有什么功能|有什么功能|有哪些功能|能干什么|能做什么|你是谁|" +
				"你是干什么的|你是干啥的"},
			{Pattern: "怎么用|怎么使用|如何使用|使用方法|怎么操作|咋用|怎么玩|怎么报信息|信息怎么报|如何报送|怎么报送|怎么上报|如何上报|报送格式|怎么绑定|如何绑定|咋绑定|咋报信息|咋报送|咋报|咋销号|咋延期|" +
				"咋弄|怎么登记|如何登记|怎么延期|如何延期|怎么挂问题|怎么撤回|如何撤回|怎么改标题|怎么销号|如何销号|怎么请假|怎么延期"},
			{Pattern: "可以干嘛|能干嘛|会干嘛|能干啥|干嘛用的|有啥功能|能帮我做什么|能帮我干什么|怎么弄这个|教我用|教教我"},
		},
		Veto: []string{"手机号怎么", "公众号", "路怎么"},
	},
	{
		Intent: "confirm", Reads: true,
		Phrases: []frame.Phrase{
			{Pattern: "^ 确认|确定|是的|没错|对的|对|是|正确|确认无误|无误|就这样|就这么办|按这个办|就按这个|就是这个|可以报|确认报送|确认提交|确认办理 就报这个|就这个|报吧|就这样|提交|提交吧|办吧|" +
				"发吧|没错|确认|可以|报送|对的|没问题|无误|就这么办? $"},
			{Pattern: "^ 好的|好|嗯|行|可以|ok 确认|确定|就这样|提交吧|报吧|没问题 $"},
			{Pattern: "^ 好|好的|可以|行|嗯|没问题|同意|ok|OK|是|对 $"},
		},
	},
	{
		Intent: "cancel", Reads: true,
		Phrases: []frame.Phrase{
			{Pattern: "^ 不是|不对|错了|不|不用了|不用|别? 取消|算了|先不了|不办了|不报了|别报了 $"},
			{Pattern: "^ 取消|算了|不是|不对|不用了|不报了|先不报了|放弃|退出|不要了|错了|不是的|别报|理解错了|搞错了|不是这个意思|不是那个意思 不报了|不是这个|不办了|取消|不用了|重来|不要了|算了|" +
				"先不报|别报了|不是这条|不弄了|不是这个意思|吧? $"},
		},
	},
	{
		Intent: "quota.query", Reads: true,
		Phrases: []frame.Phrase{
			{Pattern: "^ 达标了没|达标了吗|达标没|达标情况|完成任务了吗|任务完成了吗|任务完成了没|任务完成没|本月任务完成了没|是否达标|达标"},
			{Pattern: "报了几|上报几|报几篇|交了几篇|信息报送怎么样|报得怎么样|报送得怎么样|信息报得怎么样|信息报得咋样|信息报得如何|信息报送得怎么样|信息报送得如何|欠几条|还欠几|报了几条|报了多少|报几条|" +
				"几条信息|多少条信息|几条了|报送几条|报送了几条|差几条|缺几条|少几条|还差多少|还缺多少|还要报几条|需要报几条|还需要报|还需报|还得报|报够|够数|报满|够不够|够两条|够2条|满两条|够三条|够了没|够了吗|" +
				"够了吧|够了不|报齐"},
			{Pattern: "^ 报送情况|信息情况|信息进度|信息统计|报送统计|报送进度|信息报送情况|信息任务", Strong: true},
			{Pattern: "信息 … 完成情况|报送情况|完成了吗|完成没|完成率|报送进度|报送统计|统计|完成多少|通报情况|完成得怎么样"},
			{Pattern: "谁|哪些|哪个|哪几个|哪家 … 没报|未报|没完成|未完成|没达标|未达标|不够|不足|差 … 信息|条"},
			{Pattern: "谁|哪些|哪个|哪几个|哪家 … 信息 … 没报|未报|没完成|未完成|没达标|未达标|不够|还没|没交"},
			{Pattern: "{unit}|{own}|{month}|信息|任务|指标|各" + models.Towns + "|各镇|全区|大家 … 达标"},
			{Pattern: "{month} … 报送情况|上报情况"},
			{Pattern: "哪些|哪个|哪几个 … " + models.Towns + "|镇|街道 … 没报|未报|没达标|未达标|没完成"},
			{Pattern: "{unit}|{own}|{month}|信息 … 任务完成|任务够"},
			{Pattern: "还用报吗|还要报吗|用不用报|还需要报吗|要不要再报"},
			{Pattern: "信息|报送 & 谁最少|谁最多|最少|最多|倒数|垫底|排第几 ", Roles: "office chief"},
			{Pattern: "信息 & 多少|几条|数量|统计|完成情况|差几|差多少|还差 & {unit}|{own}|{month}|各镇|各" + models.Towns, Hint: true},
		},
		Veto: []string{"公示牌", "总结", "问题", "公开", "督查", "合适", "应该报", "都行", "每月要报几条", "一个月要报几条", "每个月要报", "采用率"},
		Slots: []frame.Slot{
			{Name: "unit", From: "unit", Arg: "own"},
			{Name: "period", From: "period", Arg: "month"},
		},
	},
	{
		Intent: "status.query", Reads: true,
		Phrases: []frame.Phrase{
			{Pattern: "^ 概况|总览|全区概况|整体情况|总体情况|工作概况|全区情况|全区进度|总体进展|进度|进展|状态|态势|近况|整体进展|情况汇报|工作进展|工作进度 如何|怎么样|咋样|汇报? $",
				Strong: true},
			{Pattern: "^ 汇报|汇报一下|报告一下|说说|讲讲|介绍一下 … 情况|进展|进度|工作", Strong: true, Turn: true},
			{Pattern: "^ 汇报|汇报一下|说说|讲讲|介绍一下|汇报下|说一下 {unit} $", Roles: "office chief", Turn: true},
			{Pattern: "我联系的|对口联系|联系" + models.Towns + " … 怎么样|情况|进展"},
			{Pattern: "^ 状态|概况|进度|情况|查|查看|看|看看 {unit}|{own} 情况|进展? $", Strong: true, Turn: true},
			{Pattern: "全区|全局|总体|整体|目前|当前|现在|林长制 … 情况|进展|进度|怎么样|如何|概况"},
			{Pattern: "{unit}|{own} … 怎么样|情况如何|什么情况|进展如何|咋样|情况怎么样|工作情况|工作进展|整体情况|现状|情况 $"},
			{Pattern: "^ {unit}|{own} 的? 情况|进展|进度|近况 $", Turn: true},
			{Pattern: "各" + models.Towns + "|各镇|各单位|各街道 … 怎么样|情况如何|情况怎么样|进展如何|咋样|工作情况"},
			{Pattern: "{unit} 那边|这边|目前|现在|最近|近期|今年|工作|林长制? … 怎么样|咋样|如何|什么情况|情况"},
			{Pattern: "^ {unit} $", Roles: "office chief", Hint: true},
		},
		Veto: []string{"问题", "信息", "公示牌", "会议", "督查", "报告领导", "整改情况", "考核", "总结", "议定", "天气", "疫情", "简报", "自查", "情况报告", "正在",
			"前核实", "前处理", "前完成", "前反馈", "前整改", "前报"},
		Slots: []frame.Slot{
			{Name: "unit", From: "unit"},
			{Name: "scope", From: "scope"},
		},
	},
	{
		Intent: "duty.mine", Reads: true,
		Phrases: []frame.Phrase{
			{Pattern: "^ 我的待办|待办|我的任务|待办事项|我要做什么|我有什么待办|我该干什么|我还差什么|我有哪些任务|我还有什么没做|有什么要我办的|我的事项|待办清单|有什么待办 有哪些|有什么|列表|清单? $",
				Strong: true},
			{Pattern: "^ 我的|我得|我有? 代办|待办 $", Strong: true},
			{Pattern: "^ 还有|还剩|还差 啥|什么|哪些|嘛|多少 任务|事|东西|材料|活? 没|要|该|得 完成|办|做|交|报|弄", Turn: true},
			{Pattern: "待我审批|要我批|要我审|等我批|等我审|需要我审|需要我批|我要审批|我审批的", Roles: "office chief"},
			{Pattern: "{own}|我 … 还有|还剩|还差|还欠 啥|哪些|什么|嘛|多少 事|任务|东西|材料|活? 没|要|该|得 交|办|报|做|弄"},
			{Pattern: "{own}|我 … 待办|没完成|没做完|没办完|要报什么|要交什么|哪些没报|要办什么|还欠什么|还差什么|有哪些任务|还有什么任务"},
			{Pattern: "总结|自查报告|自查|信息|巡林记录 … 什么时候|啥时候|嘛时候|多会儿|哪天|几号|几月几号 之前|前|要|该? 交|报|截止|提交|上报"},
		},
		Veto: []string{"待办问题", "问题没", "会议", "谁", "开会", "信息系统", "工资", "年终总结会"},
	},
	{
		Intent: "duty.missing", Reads: true,
		Phrases: []frame.Phrase{
			{Pattern: "哪些|哪个|哪几个|谁 … 总结|自查报告|自查 … 没交|没报|未报|未交|还没"},
			{Pattern: "谁还没报|谁没报|还差谁|还有谁没报|谁还没交|谁没交|还有谁没交|谁还没完成|哪些还没报|哪些没报|还有谁|缺谁|差谁|谁还没|哪些单位没交|哪些单位还没交|谁没完成"},
		},
		Slots: []frame.Slot{
			{Name: "topic", From: "words", Arg: "总结=总结;自查报告=自查;信息=信息;巡林=巡林"},
			{Name: "period", From: "period"},
		},
	},
	{
		Intent: "duty.explain", Reads: true,
		Phrases: []frame.Phrase{
			{Pattern: "为什么催|为啥催|凭什么催|干嘛催|怎么又催|老催|总催|又催|还催|催啥|催什么|天天催|一直催|为什么提醒|为啥提醒|为什么要报|催我干什么|为什么逾期|依据哪条|催办依据"},
		},
		Veto:  []string{"别老催", "别催", "不要催", "别总催", "别一直催", "先别", "他们", "对方", "供应商", "快递"},
		Slots: []frame.Slot{{Name: "topic", From: "words", Arg: "总结=总结;自查报告=自查;信息=信息;问题=问题|整改"}},
	},
	{
		Intent: "duty.snooze",
		Nature: "delays",

		Deeds: `再提醒 再提 别催 别提醒 延后 推迟 暂停 免打扰 再催 缓 停 过几天 过两天 晚点 稍后 再喊 先免`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 免打扰|延后|延后提醒|暂停提醒|别催|先别催|稍后提醒|过几天再提醒|别提醒|不要提醒|推迟提醒|缓几天", Strong: true},
			{Pattern: "^ {date} 先? 别|不要|甭|不用 老|再|总|一直? 催|提醒"},
			{Pattern: "^ 先|能不能|可不可以|求求你? 别|不要|甭 老|再|总|一直|天天? 催|提醒"},
			{Pattern: "{date} … 再提醒|再催"},
			{Pattern: "过|等 {count}|几天|两天|三天|一阵 … 再 说|催|提醒", Hint: true},
		},
		Veto: []string{"会议", "整改", "延期", "怎么", "模式"},
		Slots: []frame.Slot{
			{Name: "days", From: "number", Arg: `([0-9]{1,3}|[一二两三四五六七八九十]{1,3})\s*(?:天|日|个工作日)`},
			{Name: "until", From: "deadline"},
		},
	},
	{
		Intent:  "duty.ack",
		Answers: "duty.reminder duty.overdue",
		Nature:  "tells", Bare: true,

		Deeds: `收到 知道 知悉 明白 已阅 签收 了解 知晓 记着 马上 谢谢提醒 收道 就补 落实`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 收到|已收到|知道了|明白|已阅|签收|已签收|知悉|已知悉|了解了|了解 $"},
			{Pattern: "^ 收到提醒|签收|确认收到 $", Strong: true},
		},
	},
}

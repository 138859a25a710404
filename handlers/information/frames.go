package information

import (
	"slices"

	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models"
)

// Words that several phrases share.
const (
	phraseSend = "报送|上报|补报|提交|推送|报一下|报个|报一条|报一则|报一个|报|发一条|发个|发布|发|投稿|补充报送|上传"
	phraseNews = "信息|资讯|工作信息|动态|工作动态|简讯|信息稿|稿件|林长制信息|林长制工作信息|工作情况"
	phraseMany = "{count}|一条|一则|一篇|个|条|一下|了"
	phraseWho  = "{unit}|{own}"
)

// Frames are what is listened for about information (信息制度).
var Frames = slices.Concat(reportFrames, bulletinFrames, disclosureFrames, boardFrames)

var reportFrames = []frame.Frame{
	{
		Intent:  "report.submit",
		Keeps:   true,
		Carries: true, Alarms: true,

		Deeds: `报送 上报 呈报 补报 补录 报一条 报条 报个 报一个 报一则 报一下 报上 报篇 报个信 报信息 发一条 发条 发个信息 发一下 投稿 推送 信息 动态 简讯 快报 专报信息 标题 题目 起火
			着火 失火 火情 火灾 火势 突发 紧急 险情 暴发 请求支援 续报 报喜 喜报 登个信息 记一条 抱送 包送 保送 爆送 新息 录一条`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 报送|上报|提交 {unit}|{own} 工作? 信息|动态 {count}?", Strong: true},
			{Pattern: "^ 紧急|加急|现|现将? " + phraseWho + "? 林长办? {month}? {nth}? " + phraseSend + " {month}? {nth}? " + phraseMany +
				"? 林长制? 工作? " + phraseNews + " 报送|上报? " + phraseMany + "? 如下?", Strong: true},
			{Pattern: "^ 紧急|加急? " + phraseWho + "? {month}? " + phraseNews + " 报送|上报|投稿|报告 " + phraseMany + "?", Strong: true},
			{Pattern: "^ 兹|现|现将|特 报送|上报|报 " + phraseWho + " 林长制? 工作? 信息|动态|简讯 如下?", Strong: true},
			{Pattern: "^ 提前|预报|预先|先 报|报送|上报 {month} 的? 信息", Strong: true},
			{Pattern: "^ " + phraseWho + "? {month}? {nth} " + phraseNews, Strong: true},
			{Pattern: "^ " + phraseWho + "? {month} 的? 信息 补报|报送|上报|补充 一下|一条?", Strong: true},
			{Pattern: "^ 【信息|【工作信息|【信息报送|【报送信息|【信息上报|【动态|【工作动态|【报送 】?", Strong: true},
			{Pattern: "^ " + phraseWho + "? 今天的|今日|最新|本周|近期|{month}? 的? 林长制工作信息|林长制信息|信息报送|信息上报|工作信息|工作动态|信息|动态|简讯|喜讯 ：|:|】",
				Strong: true},
			{Pattern: "^ {unit} 报送|上报 ：|:", Strong: true},
			{Pattern: "^ " + phraseWho + " 信息：|信息:|工作信息：|工作信息:|动态：|报送：|上报：|报：|报:", Strong: true},
			{Pattern: "^ 信息：|信息:|报：|报:|报送：|报送:|上报：|上报:|工作信息：|工作动态：|动态：", Strong: true},
			{Pattern: "^ {unit}|{own} 林长办|林长办公室|党委|政府|办事处 报送|上报|报 ：|:", Strong: true},
			{Pattern: "^ 紧急|突发|紧急报告|紧急情况|突发情况|紧急信息 >{unit}", Strong: true},
			{Pattern: "^ 紧急|突发|紧急报告|紧急情况|突发情况|突发事件|紧急信息 ：|:|！|!"},
			{Pattern: "^ " + phraseWho + "? 报送|上报|补报 $", Strong: true},
			{Pattern: "^ " + phraseWho + "? 报|上报|报送|补报|发 一条|一则|一篇|{count}", Strong: true},
			{Pattern: "^ 给|向 领导|区里|林长办|" + models.TheOffice + "|上级|办公室|咱们领导 报|上报|报送|汇报|发 一条|一个|一则|条|个 信息|动态?", Strong: true},
			{Pattern: "^ 请收|请查收|请审阅|请审核|收|请接收 一条|本镇|我镇? 信息|动态 ：|:", Strong: true},
			{Pattern: "^ … 报送|上报|补报|发送|提交|补充 … 的? 信息|动态|简讯|稿件|情况 ：|:", Strong: true},
			{Pattern: "^ {unit} 突发|紧急 情况|事件|险情|火情? 报告|上报? ：|:", Strong: true},
			{Pattern: "^ {nth} ：|: >{unit}|{own}", Strong: true},
			{Pattern: "^ 报一下|上报一下 ，|：|:|,", Roles: "liaison"},
			{Pattern: "^ >标题：|标题:|信息标题：|信息标题:|题目：|题目:", Strong: true},
			{Pattern: "^ 今日|今天|本日|近期|最新 工作? 信息|动态 报送|上报? ：|:|{count}?", Strong: true},
			{Pattern: "^ {unit}|{own} 上报|报送|发布 >{unit}", Strong: true},
			{Pattern: "^ 报送|上报 >{unit}|{own}|关于|《|“|开展|组织|召开|完成|举办|推进|落实|扎实|全力|积极|加强|强化|多措|聚焦", Strong: true},
			{Pattern: "^ {unit}|{own} … 信息|动态|信息报送 ：|:", Strong: true},
			{Pattern: "^ 报送_|上报_", Strong: true},
			{Pattern: "起火|着火|失火|突发火情|发生火情|发现火情|出现火情|山火|树木倒伏|突发险情 & {unit}|{own}", Roles: "liaison", Hint: true},
		},
		Veto: []string{"怎么报", "如何报", "报了几", "报了多少", "还没报", "没报", "要求报", "请大家", "信息系统", "报送情况", "报送列表", "信息列表", "信息员", "信息完成",
			"报送了吗", "报了吗", "信息收到", "报了哪些", "报哪些", "报什么", "抓紧", "报送任务", "完成得", "完成没", "完成了吗", "合适", "会议信息", "公开信息", "几条", "很重要",
			"截止时间", "截止了", "什么时候", "信息：无", "信息报送工作", "信息报送要", "信息报送制度", "信息报送是", "信息质量", "报送质量", "谁最", "谁还", "谁没", "哪个镇", "哪些镇",
			"完成率", "多少条", "演练吗", "问题：", "巡林："},
		Slots: []frame.Slot{
			{Name: "title", From: "report", Required: true, Ask: "请发一下信息标题。"},
			{Name: "unit", From: "speaker", Arg: "own"},
			{Name: "period", From: "period", Arg: "head"},
		},
		Asks: []frame.Doubt{
			{If: "early", Expect: frame.Confirm, Why: "这是以后月份的信息，要提前报送吗？"},
			{If: "late", Expect: frame.Confirm, Why: "这是补报以前月份的信息，会标注“迟报”，对吗？"},
			{If: "not own", Expect: frame.Confirm, Why: "单位和您绑定的不一致，请确认。"},
		},
	},
	{
		Intent:  "report.withdraw",
		Answers: "report.accepted report.amended",
		Nature:  "refuses",
		About:   "report",
		Deeds:   `撤回 撤了 撤掉 撤下 撤销 撤 收回 作废 删除 删掉 删了 拿下 取消 不报了 拿掉 去掉 撒回 彻回 撤稿`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 撤回|撤销|撤掉|删除|删掉|作废|收回 信息|报送? {report}|{nth}", Strong: true},
			{Pattern: "{report} … 撤回|撤销|撤了|撤掉|删掉|删了|删除|作废|不要了|收回"},
			{Pattern: "发错了|报错了|发重了|报重了|重复报了 … 撤回|撤销|撤了|删掉|删了|删除|作废"},
			{Pattern: "^ 撤回|撤销 $", Strong: true, Turn: true},
			{Pattern: "^ 撤回|撤销|删除 信息|刚才|上一|这条|那条", Strong: true, Turn: true},
			{Pattern: "那条|这条|那篇 的? 信息 给我? 撤回|撤销|撤了|撤掉|删了|删掉|删除|作废"},
			{Pattern: "{report} & 撤|删|作废|不要", Hint: true},
		},
		Veto:  []string{"会议", "绑定", "取消退回", "撤销退回", "撤回退回", "收回退回"},
		Slots: []frame.Slot{{Name: "ref", From: "reports", Arg: "last"}, {Name: "reason", From: "why taken back"}},
		Asks:  []frame.Doubt{{If: "last", Expect: frame.Confirm, Why: "要撤回您最近报送的那一条吗？"}},
	},
	{
		Intent:  "report.edit",
		Keeps:   true,
		Answers: "report.accepted",
		Carries: true,
		About:   "report",
		Deeds:   `改成 改为 更正 修改 修正 改标题 标题改 改内容 正文改 改一下 换成 应为 应是 应该是 补照片 补图 补附件 补上 补充 加上 加一句 删掉 删去 写错 打错 错字 编辑 改类别 类别改 换个标题 更换`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 改正文|改标题|修改标题|更正标题|改一下标题|标题改|标题更正|改内容|修改内容|改类别|修改类别|更正类别|改分类", Strong: true},
			{Pattern: "^ 修改|更正|改|订正 信息? {report}|{nth}", Strong: true},
			{Pattern: "^ 补照片|补充照片|补发照片|加照片|补图|补图片|补附件|补充附件|补个照片|补几张照片 信息? {report}|{nth}", Strong: true},
			{Pattern: "^ 信息? {report} 补照片|补充照片|补发照片|加照片|补图|补图片|补附件|补充附件|的照片", Strong: true},
			{Pattern: "{report}|{nth} … 标题应为|标题应该是|标题应改|标题改|改成|改为|更正为|修改为|标题换成|内容改"},
			{Pattern: "标题 错了|写错了|有误|不对 … 应该是|应为|改"},
			{Pattern: "标题 … 改成|改为|更正为|换成"},
			{Pattern: "{report} & 标题|内容 & 改|更正"},
		},
		Veto: []string{"会议改", "延期", "公示牌"},
		Slots: []frame.Slot{
			{Name: "ref", From: "ref", Arg: "last"},
			{Name: "title", From: "title after", Arg: "应该是|应为|标题为|改一下，|改一下：|换一下，|改成|改为|更正为|修改为|换成|标题：|标题:|改标题：|改标题:|标题改成|" +
				"标题改为|改标题"},
			{Name: "body", From: "body after"},
		},
		Asks: []frame.Doubt{{If: "no words", Expect: frame.Ask, Why: "请发一下新的标题。", Slot: "title"}},
	},
	{
		Intent: "report.list",
		Phrases: []frame.Phrase{
			{Pattern: "^ 信息列表|信息清单|我的信息|我报的信息|报送记录|报送列表|报送清单", Strong: true},
			{Pattern: "信息 … 列表|清单|台账|目录|明细|汇总"},
			{Pattern: "报了哪些|报了啥|报了些什么|都报了什么|报了哪几条|报过哪些|报了什么|报的哪些|报送了哪些|有哪些信息|报的信息有"},
			{Pattern: "报送的|报的|上报的 全部|所有|各条? 信息 $"},
			{Pattern: "^ 查|查看|看|看看|查一下|列一下|列出|看一下|调一下 … 报的信息|的信息|信息|报了哪些|报送的", Turn: true},
			{Pattern: "{unit}|{own}|{month} … 报的信息|报送的信息 $"},
		},
		Veto: []string{"公开", "报了几条", "几条了", "几条信息", "多少条", "还差", "还缺", "达标", "报送情况", "完成情况", "问题", "系统"},
		Slots: []frame.Slot{
			{Name: "unit", From: "unit", Arg: "own"},
			{Name: "period", From: "period", Arg: "month"},
		},
	},
	{
		Intent: "report.waiting",
		Phrases: []frame.Phrase{
			{Pattern: "^ 看|查|查看|看看|列出? 待采用|待采纳|待审核|待审|未采用|没采用|还没采用|没有采用|等着采用|等采用 的? 信息|稿件|稿子? 列表|清单|有哪些|有几条? $",
				Strong: true},
			{Pattern: "哪些|什么|几条|多少|哪几条 信息? 待采用|未采用|没采用|还没采用|没有采用|等着采用|等采用", Strong: true},
			{Pattern: "信息|稿件 … 待采用|还没采用|等着采用 的? 有哪些|是哪些|有几条? $", Strong: true},
		},
		Slots: []frame.Slot{{Name: "unit", From: "unit", Arg: "own"}},
	},
	{
		Intent:  "report.adopt",
		Answers: "report.accepted", Yes: true,
		Bare:  true,
		About: "report",
		Deeds: `用 采用 采纳 录用 采信 选用 用了 可用 能用 用上 用信 都用 用这 编进 编入 收进 收入 纳入 入选 通过 挑 选上 选中 上简报 上期 采`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 采用|采纳|录用|选用 信息|{unit}? 的? {report}|{nth}|{no}", Strong: true},
			{Pattern: "{report}|{nth} … 采用|采纳|录用|选用"},
			{Pattern: "采用|采纳|录用 {report}"},
			{Pattern: "^ 全部|全都|统统|一并 采用|采纳|录用 了? $", Strong: true},
			{Pattern: "^ 采用 $", Strong: true, Turn: true},
			{Pattern: "^ 采用|采纳 {unit}", Strong: true, Turn: true},
			{Pattern: "{report}|{nth} & 采用|采纳", Roles: "office chief", Hint: true},
		},
		Veto: []string{"采用几条", "采用率"},
		Slots: []frame.Slot{
			{Name: "ref", From: "reports", Required: true, Ask: "采用哪一条？请发编号，例如“采用 信3”。"},
			{Name: "level", From: "words", Arg: "市=市级|报市|上报市|市里;区=*"},
		},
	},
	{
		Intent:  "report.return",
		Answers: "report.accepted",
		Nature:  "refuses",
		About:   "report",
		Deeds:   `退回 打回 退改 退了 退给 退掉 驳回 不采用 不要采用 不予采用 不录用 不用 重写 补充后 改好再报 改了再报 退`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 不采用|不要采用|别采用|先别采用|不予采用|暂不采用|不采纳|不要采纳|不录用 信息? {report}|{nth}", Roles: "office chief"},
			{Pattern: "^ 退回|打回|退还|驳回 信息? {report}|{nth}", Strong: true},
			{Pattern: "{report}|{nth} … 退回|打回|退给|不采用|退还|不予采用|暂不采用|先别采用|别采用|不要采用|不能采用|采用不了|不采纳|不录用", Roles: "office chief"},
			{Pattern: "^ 退回信息", Strong: true},
			{Pattern: "^ 取消退回|撤销退回|撤回退回|收回退回|不退回|恢复 了? 信息? {report}|{nth}", Strong: true},
			{Pattern: "{report}|{nth} … 取消退回|撤销退回|撤回退回|收回退回|不退回了|退错了", Strong: true},
		},
		Slots: []frame.Slot{
			{Name: "ref", From: "reports", Required: true, Ask: "退回哪一条？请发编号，例如“退回 信3 理由”。"},
			{Name: "reason", From: "reason", Arg: "before", Required: true, Ask: "请说一下退回的理由。"},
		},
	},
	{
		Intent: "report.show",
		About:  "report",
		Phrases: []frame.Phrase{
			{Pattern: "^ 看|查看|查|看看|看一下|打开|显示|查一下|调出 信息? {report}|{nth}", Strong: true},
			{Pattern: "^ {report} $", Strong: true, Turn: true},
			{Pattern: "{report} … 内容|详情|原文|采用了吗|采用了没"},
		},
		Slots: []frame.Slot{{Name: "ref", From: "ref", Required: true, Ask: "看哪一条？请发编号；或发“信息列表”看编号。"}},
	},
	{
		Intent: "report.history",
		About:  "report",
		Phrases: []frame.Phrase{
			{Pattern: "^ 看|查|查看|看看? 信息? {report} 的? 经过|历史|办理经过|修改记录|办理记录|处理记录|来龙去脉 $", Strong: true},
			{Pattern: "^ 经过 信息? {report} $", Strong: true},
			{Pattern: "{report} … 谁改的|谁改过|改过几次|改过什么|改了什么|怎么改的|谁退的|谁采用的|谁退回的"},
		},
		Slots: []frame.Slot{{Name: "ref", From: "ref", Required: true, Ask: "看哪一条的经过？请发编号；或发“信息列表”看编号。"}},
	},
	{
		Intent: "report.merge",
		About:  "report",
		Deeds:  `合并 并到 并进 并入 合成 并成 归到 合到`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 合并 信息? {report}|{nth}|{no}", Strong: true},
			{Pattern: "{report}|{nth} … 合并|并到|合到|并入"},
		},
		Slots: []frame.Slot{
			{Name: "ref", From: "ref", Required: true, Ask: "合并哪几条？请发编号，例如“合并 信3 信5”。"},
			{Name: "items", From: "item units"},
		},
	},
	{
		Intent:  "report.force",
		Keeps:   true,
		Phrases: []frame.Phrase{{Pattern: "^ 仍要报送|仍然报送|仍报送|坚持报送|照样报送|还是要报", Strong: true}},
	},
}

package cooperation

import (
	"linzhangbot/handlers/ear/frame"
)

// Frames are what is listened for about cooperation (协作会商制度): summaries, patrols, orders, responsibilities.
var Frames = []frame.Frame{
	{
		Intent:  "summary.submit",
		Keeps:   true,
		Carries: true,

		Deeds: `总结 小结 工作安排`,
		Phrases: []frame.Phrase{
			{Pattern: "^ {unit}|{own}? 报送|提交|上报|上交|呈报|报|交|上传|补交|补报 {date}? 上半年|下半年|半年|全年|年度|年终|季度|今年|本年度? 的? 林长制? 工作? 的? 总结",
				Strong: true},
			{Pattern: "^ {unit}|{own}? 报送|提交|上报 落实? 林长制? 工作? 总结|下一步工作安排|工作安排", Strong: true},
			{Pattern: "^ {unit}|{own}? {date}? 半年|全年|年度|年终? 林长制? 工作? 总结 报送|提交|上报|如下|见附件|已上传|已报", Strong: true},
			{Pattern: "^ {unit}|{own}? … 报送|提交|上报|交一下|上交|报一下|呈报|补交 … 总结 材料|报告|见附件|附后|如下|了? $", Roles: "liaison", Turn: true},
		},
		Veto: []string{"吗", "怎么", "什么时候", "啥时候", "嘛时候", "哪天", "几号", "多会儿", "还没", "信息：", "信息:", "报送信息", "总结会", "会议总结", "培训",
			"标题"},
		Slots: []frame.Slot{
			{Name: "unit", From: "speaker", Arg: "总结|小结|安排"},
			{Name: "period", From: "period", Arg: "half"},
			{Name: "attachments", From: "flag", Arg: "见附件|附件|已上传|附后"},
		},
		Asks: []frame.Doubt{{If: "half", Expect: frame.Ask, Why: "是上半年还是下半年的总结？", Slot: "period"},
			{If: "nothing enclosed", Expect: frame.Ask, Why: "请附上文件，或把内容写在后面。", Slot: "body"}},
	},
	{
		Intent: "patrol.log",
		Keeps:  true,

		Deeds: `巡林 巡了 巡护 巡查 寻林 巡临 转了一圈 转了一遍 走了一遍 看了一圈 巡完 巡一遍 巡一圈 去了趟 走访 踏查`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 报送|上报|登记|记录|补录|补报 巡林", Strong: true},
			{Pattern: "^ 登记巡林|巡林登记|巡林记录|记录巡林|巡林打卡|录入巡林|上报巡林|报巡林|巡林日志|巡林上报|补登巡林|登记一次巡林|登记一下巡林", Strong: true},
			{Pattern: "^ 巡林|今日巡林|今天巡林 >{date}|{unit}|{own}|{post}|到|赴|在|：|:", Strong: true, Turn: true},
			{Pattern: "{post}|林长 … {date} … 巡林|巡查|巡护 … 发现|未发现|没有|隐患|问题|正常|异常"},
			{Pattern: "{date} … {post}|林长 … 巡林|巡护 … 发现|未发现|没有|隐患|问题|正常|异常"},
			{Pattern: "{own}|{unit} … 巡林|巡护 … 未发现|没有发现|发现隐患|发现问题|一切正常|无异常"},
			{Pattern: "巡林 & {date} & 发现|未发现|无异常|一切正常|正常", Hint: true},
		},
		Veto: []string{"吗", "几次", "报送信息", "累", "步", "信息：", "请", "谁", "多少", "巡林制度", "怎么", "计划", "情况怎么样"},
		Slots: []frame.Slot{
			{Name: "unit", From: "unit patrolled"},
			{Name: "chief_level", From: "words", Arg: "区级=区级|区总林长|区林长;街道级=街道级|街道林长;村级=村级|社区|村林长;镇级=镇级|镇总林长|镇林长|镇长"},
			{Name: "date", From: "date", Arg: "today"},
			{Name: "place", From: "place", Arg: "gone"},
			{Name: "found", From: "found"},
		},
	},
	{
		Intent:  "order.publish",
		Keeps:   true,
		Carries: true,

		Deeds: `发布 印发 签发 下发 颁布 公布 发总林长令 发林长令 发一个 发个 发一道 下道 出一个 出个 起草 拟发 录入 拟一个 下一道 发 下`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 发布|印发|签发|下发|颁布|公布 … 总林长令|林长令", Strong: true},
			{Pattern: "总林长令|林长令 … 发布|印发|签发|下发", Roles: "office chief"},
		},
		Veto: []string{"吗", "执行情况", "什么时候"},
		Slots: []frame.Slot{
			{Name: "year", From: "year"},
			{Name: "no", From: "number", Arg: `第\s*([0-9]{1,3}|[一二三四五六七八九十]{1,3})\s*号`},
			{Name: "title", From: "title after", Arg: "总林长令：|总林长令:|林长令：|林长令:|标题：|标题:|标题为|标题是|标题|题为|总林长令 |林长令 |=关于",
				Required: true, Ask: "总林长令的标题是什么？"},
		},
	},
	{
		Intent: "org.duties",
		Phrases: []frame.Phrase{
			{Pattern: "^ 职责|责任分工|分工 {unit}", Strong: true},
			{Pattern: "{unit} 的? 职责|责任|分工|职能|负责什么|管什么|干什么的|负责哪些"},
			{Pattern: "{unit} … 职责是什么|负责什么|管什么|有哪些职责"},
			{Pattern: "^ 职责|责任分工|职责分工 $", Strong: true, Turn: true},
			{Pattern: "谁负责|哪个单位负责|归谁管|哪家负责 ", Hint: true},
		},
		Veto:  []string{"问题", "整改"},
		Slots: []frame.Slot{{Name: "unit", From: "unit"}, {Name: "topic", From: "rest"}},
	},
	{
		Intent: "activity.invite",
		Nature: "plans",

		Deeds: `邀请 请 约 通知 联合 一起 参加 发起 组织 陪同 协助`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 邀请|请 {unit} … 参加|参与 … 联合|巡林|督查|专项行动|调研|活动", Strong: true, Roles: "office chief", Turn: true},
		},
		Veto: []string{"会议", "整改"},
		Slots: []frame.Slot{
			{Name: "targets", From: "targets"},
			{Name: "kind", From: "words", Arg: "巡林=巡林;督查=督查;考核=考核;专项行动=专项行动;调研=调研;活动=*"},
			{Name: "start", From: "start", Arg: "day", Required: true, Ask: "定在哪一天？"},
			{Name: "place", From: "place"},
		},
	},
}

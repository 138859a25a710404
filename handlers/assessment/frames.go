// Package assessment understands what is said about the yearly assessment (考核制度). Its deeds open with a later release;
// until then the desk says so.
package assessment

import (
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models"
)

// Frames are what is listened for about the yearly assessment (考核制度).
var Frames = []frame.Frame{
	{
		Intent:  "selfcheck.submit",
		Keeps:   true,
		Carries: true,

		Deeds: `自查 自评`,
		Phrases: []frame.Phrase{
			{Pattern: "^ {unit}|{own}? 报送|提交|上报|上交|呈报|报|交|上传|补报 {date}? 年度|全年|{unit}|{own}? 林长制? 工作? 考核? 自查|自评 报告|情况|表|材料?",
				Strong: true},
			{Pattern: "^ {unit}|{own}? 自查报告|自评报告|自查情况", Strong: true},
			{Pattern: "^ {unit}|{own}? … 自评得分|自评 … 分"},
		},
		Veto: []string{"吗", "怎么", "什么时候", "啥时候", "嘛时候", "哪天", "几号", "多会儿", "还没", "谁", "哪些", "信息：", "写到", "写完", "在写", "模板",
			"一半", "初稿", "几分"},
		Slots: []frame.Slot{
			{Name: "unit", From: "unit patrolled"},
			{Name: "period", From: "period", Arg: "quarter"},
			{Name: "self_score", From: "score", Arg: "self"},
			{Name: "attachments", From: "flag", Arg: "见附件|附件"},
		},
		Asks: []frame.Doubt{{If: "nothing enclosed", Expect: frame.Ask, Why: "请附上文件，或把内容写在后面。", Slot: "body"}},
	},
	{
		Intent: "assessment.score",

		Deeds: `分 扣 加 打 得分 评分 赋分 记分 分值 录入 登记 减 给分 评`,
		Phrases: []frame.Phrase{
			{Pattern: "{unit} … 扣|减|加|奖励|扣除|扣掉|再扣|再加|给 {points}", Roles: "office chief"},
			{Pattern: "^ 给? {unit} … 打|记|得|评|计 {points}", Roles: "office chief"},
			{Pattern: "{unit} & {points} & 扣|加|减|奖励", Roles: "office chief"},
			{Pattern: "^ 打分|评分|扣分|加分|计分 … {unit}", Strong: true},
			{Pattern: "^ 给 {unit} … 打|记|评 … 分", Strong: true},
		},
		Veto: []string{"多少分", "排名", "几分", "怎么", "为什么", "吗", "加强", "加快", "加大", "自评"},
		Slots: []frame.Slot{
			{Name: "unit", From: "unit", Required: true, Ask: "给哪个" + models.Towns + "打分？"},
			{Name: "indicator", From: "indicator", Arg: "森林防火=防火;信息报送=信息;林长履职=履职|巡林;问题整改=整改|销号;公示牌=公示牌;国土绿化=绿化|造林;资源保护=资源保护|" +
				"资源管理;森林覆盖率=覆盖率;湿地保护率=湿地;有害生物防治=有害生物|美国白蛾|病虫害;会议=会议;古树名木=古树;野生动植物保护=野生动|候鸟;制度建设=制度;自查报告=自查"},
			{Name: "delta", From: "points"},
			{Name: "score", From: "score"},
			{Name: "reason", From: "because"},
		},
		Asks: []frame.Doubt{{If: "no indicator", Expect: frame.Ask, Why: "是哪一项指标？", Slot: "indicator"},
			{If: "no score", Expect: frame.Ask, Why: "加几分还是扣几分？", Slot: "score"}},
	},
	{
		Intent: "assessment.query",
		Reads:  true,
		Phrases: []frame.Phrase{
			{Pattern: "^ 考核|排名|得分|分数|考核得分|成绩 {unit}|{own}|{date}? $", Strong: true},
			{Pattern: "^ 查|查看|看|看看 … 考核|排名|得分|分数|成绩", Strong: true, Turn: true},
			{Pattern: "多少分|得分|几分|考核成绩|考核排名|考核结果|考核分数|考核得分|得分情况|排第几|第几名|考核第几|考核排第|分数最低|分数最高|得分最低|得分最高|排名最后|排名第一|分最低|分最高|分数排名|" +
				"考核情况|考核分"},
			{Pattern: "{unit}|{own}|全区|各" + models.Towns + "|各镇 … 考核|排名|分数|得分"},
			{Pattern: "考核 … 多少|怎么样|如何|排名|得分|情况"},
		},
		Veto: []string{"要求", "扣2分", "自评", "加分", "听说", "考核方案", "扣几分", "啥时候", "什么时候", "何时", "考核办法", "报送信息", "排名第一的话"},
		Slots: []frame.Slot{
			{Name: "unit", From: "unit", Arg: "own"},
			{Name: "year", From: "year"},
			{Name: "indicator", From: "words", Arg: "森林防火=防火这项|防火得|防火扣;信息报送=信息得|信息这项"},
		},
	},
	{
		Intent: "assessment.explain", Reads: true,
		Phrases: []frame.Phrase{
			{Pattern: "为什么扣|为啥扣|为嘛扣|凭什么扣|凭嘛扣|凭啥扣|怎么扣|咋扣|扣分依据|扣分原因|扣在哪|哪里扣|哪儿扣|怎么算的|怎么算出来|得分依据|得分明细"},
			{Pattern: "分 … 为什么|为啥|为嘛|怎么 低|少|高"},
		},
		Slots: []frame.Slot{
			{Name: "unit", From: "unit", Arg: "own"},
			{Name: "year", From: "year"},
		},
	},
}

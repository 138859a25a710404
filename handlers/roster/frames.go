package roster

import (
	"linzhangbot/handlers/ear/frame"
)

// Frames are what is listened for about people and their posts.
var Frames = append([]frame.Frame{
	{
		Intent: "member.bind",

		Deeds: `接手 对接 绑定 邦定 绑 我是 登记 注册 入系统 联络员 信息员 身份 新来 接替 加我 换了 调整 码 更新`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 绑定码", Strong: true},
			{Pattern: "^ 登记|注册|认证 信息员|联络员|协作成员|身份|护林员|总林长|林长|干事", Strong: true},
			{Pattern: "^ 我是|本人 … 绑定|登记|注册", Strong: true},
			{Pattern: "^ 绑定身份|绑定账号|绑定账户|身份绑定|绑定_", Strong: true},
			{Pattern: "^ 绑定 $", Strong: true},
			{Pattern: "^ 绑定 >{unit}|{post}|联络员|信息员|协作成员|我是|本人|姓名|单位|0|1|2|3|4|5|6|7|8|9", Strong: true},
			{Pattern: "{unit} … 绑定 一下? $"},
			{Pattern: "^ 我是|本人是 {unit} 的? 联络员|信息员|协作成员|总林长|林长|工作人员", Turn: true},
			{Pattern: "{unit} & 绑定 & 联络员|信息员|协作成员|林长", Hint: true},
		},
		Veto: []string{"发绑定码", "生成绑定码", "要绑定码", "同意绑定", "不同意绑定", "本群", "手机号怎么", "解绑", "怎么弄", "银行卡", "绑定了吗"},
		Slots: []frame.Slot{
			{Name: "code", From: "code"},
			{Name: "unit", From: "unit"},
			{Name: "name", From: "introduced"},
		},
		Asks: []frame.Doubt{
			{If: "no seat", Expect: frame.Ask, Why: "您是哪个单位的？请发“绑定 单位 职务 姓名”。", Slot: "unit"},
			{If: "no name", Expect: frame.Ask, Why: "请发一下您的姓名。", Slot: "name"},
		},
	},
	{
		Intent:  "member.approve",
		Answers: "member.asked", Yes: true,

		Deeds:   `同意 通过 准 可以 是本人 批 确认 认识`,
		Phrases: []frame.Phrase{{Pattern: "^ 同意绑定|批准绑定|通过绑定|绑定通过|确认绑定", Strong: true}},
		Slots:   []frame.Slot{{Name: "ref", From: "ref"}, {Name: "name", From: "rest"}},
	},
	{
		Intent: "member.code",

		Deeds: `绑定码 邦定码 验证码 发码 发个码 码`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 发绑定码|生成绑定码|要绑定码|给绑定码|我的绑定码|发一个绑定码", Strong: true},
			{Pattern: "^ 给 … 发绑定码|生成绑定码|发一个绑定码", Strong: true},
		},
		Slots: []frame.Slot{{Name: "code", From: "code"}, {Name: "unit", From: "unit"}, {Name: "name", From: "introduced"}},
	},
	{
		Intent: "post.handover",

		Deeds: `交接 接任 接替 换成 变更 调整 换人 改为 接手 移交 更换 更新`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 工作交接|岗位交接|职务交接|移交岗位|办理交接|交接_", Strong: true},
			{Pattern: "^ 交接 >{unit}|{own}|{post}|联络员|信息员|协作成员|岗位|给", Strong: true},
			{Pattern: "^ 交接 $", Strong: true},
			{Pattern: "^ 更换|变更 联络员|信息员|协作成员", Strong: true},
			{Pattern: "联络员|信息员|协作成员 … 换成|改为|变更为|更换为"},
			{Pattern: "交接给|由 … 接任|接替", Roles: "office chief"},
		},
		Veto:  []string{"吗", "需要", "？", "?"},
		Slots: []frame.Slot{{Name: "unit", From: "unit"}, {Name: "name", From: "successor"}, {Name: "date", From: "date"}},
	},
	{
		Intent: "roster.list",
		Phrases: []frame.Phrase{
			{Pattern: "^ 通讯录|花名册|人员名单|联络员名单|信息员名单|人员清单|名单|联络员列表|林长名单|成员名单 {unit}? $", Strong: true},
			{Pattern: "^ 谁是 {unit} … 联络员|协作成员|林长|负责人|总林长|{post}", Strong: true},
			{Pattern: "^ 查|查看|看|看看|导出|发一下 … 通讯录|花名册|名单", Strong: true},
			{Pattern: "{unit} … 联络员是谁|协作成员是谁|林长是谁|联络员电话|负责人是谁|总林长是谁"},
			{Pattern: "{unit} … {post} 是谁"},
		},
		Veto:  []string{"群里谁有", "护林员花名册"},
		Slots: []frame.Slot{{Name: "unit", From: "unit"}},
	},
}, officeFrames...)

// officeFrames is what is listened for when the office keeps its roster, and when people ask who and what.
var officeFrames = []frame.Frame{
	{Intent: "member.refuse",
		Answers: "member.asked",
		Nature:  "refuses",

		Deeds:   `不同意 拒绝 不认识 没这个人 不批 不准 驳回 不通过`,
		Phrases: []frame.Phrase{{Pattern: "^ 不同意绑定|拒绝绑定|不批准绑定|驳回绑定", Strong: true}}},
	{Intent: "member.unbind",

		Deeds:   `解绑 解除 取消绑定 撤销绑定 解 注销`,
		Phrases: []frame.Phrase{{Pattern: "^ 解绑|解除绑定|取消绑定", Strong: true}},
		Slots:   []frame.Slot{{Name: "unit", From: "unit"}}},
	{Intent: "group.bind",

		Deeds:   `本群 这个群 群设 群绑 群聊 这群 本裙 设置`,
		Phrases: []frame.Phrase{{Pattern: "^ 本群设为|本群用作|把? 本群 设为|设成|用作|作为", Strong: true}},
		Slots:   []frame.Slot{{Name: "unit", From: "unit"}}},
	{Intent: "help", Phrases: []frame.Phrase{{Pattern: "^ 帮助_", Strong: true}}},
	{Intent: "roster.list", Phrases: []frame.Phrase{
		{Pattern: "^ 名册|查名册|看名册|查看名册|导出名册", Strong: true},
		{Pattern: "^ 谁是 … 联络员|信息员|协作成员|总林长|副总林长|林长|主任", Strong: true}},
		Slots: []frame.Slot{{Name: "unit", From: "unit"}}},
	{Intent: "org.duties", Phrases: []frame.Phrase{
		{Pattern: "^ 职责|单位职责|职责分工|查职责 {unit}|$", Strong: true},
		{Pattern: "^ 职责_", Turn: true}, // of a matter instead of a unit: 职责 古树名木
		{Pattern: "{unit} … 职责是什么|负责什么|管什么|职责 $"},
		{Pattern: "归谁管|归哪个单位管|归哪家管|由谁管|谁来管|哪个单位负责 $"}},
		Veto:  []string{"履职", "职责所在", "问题", "整改"},
		Slots: []frame.Slot{{Name: "unit", From: "unit"}}},
}

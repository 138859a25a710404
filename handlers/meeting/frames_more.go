package meeting

import (
	"linzhangbot/handlers/ear/frame"
)

// sign begins a meeting's number behind a verb: 会〔2026〕3号, 会3号.
const sign = "会〔|会[|会【|会1|会2|会3|会4|会5|会6|会7|会8|会9"

// full is the number as it is written out; only such a one may begin a sentence.
const full = "会〔|会[|会【"

// short is a resolution's number as people say it. It stands behind a verb or begins a sentence: 会议1月3日已完成 names none.
const short = "议1|议2|议3|议4|议5|议6|议7|议8|议9"

// whoAnswers asks who comes and who has not said so.
const whoAnswers = "谁没回|谁还没回|谁没回复|谁没答复|谁还没回复|谁还没答复|还有谁没|回复情况|答复情况|参会情况|报名情况|谁参加|谁请假|回执"

// progress tells how a resolution stands; handOn makes a problem of it.
const (
	progress = "已完成|已落实|完成|落实|办结|推进|进展|正在|已经|启动"
	handOn   = "转问题|转为问题|列入问题清单|转督查|转督办"
)

// draft is how the number of a version ends, whatever a district's numbers look like: buttons say it.
const draft = "第1稿|第2稿|第3稿|第4稿|第5稿|第6稿|第7稿|第8稿|第9稿|第10稿|第11稿|第12稿"

// moreFrames are what is listened for beside the ordinary sentences: what buttons say, answers to a notice, resolutions
// checked or handed on, calendar links.
var moreFrames = []frame.Frame{
	{Intent: "meeting.approve", Phrases: []frame.Phrase{
		{Pattern: "^ 同意|批准|审定|同意另行召开 " + sign, Strong: true},
		{Pattern: "^ 同意|批准 纪要|会议纪要", Strong: true},
		{Pattern: "^ 同意|批准|审定 … " + draft, Strong: true},
		{Pattern: "^ 同意|同意召开 $", Roles: "chief"},
		{Pattern: "^ 同意另行召开|同意召开|同意再开", Roles: "office chief"},
	}, Veto: []string{"不同意"}, Slots: []frame.Slot{{Name: "type", From: "named", Arg: "meeting"}}},
	{Intent: "meeting.return", Phrases: []frame.Phrase{
		{Pattern: "^ 退回|打回|不同意 " + sign, Strong: true},
		{Pattern: "^ 退回|打回 纪要|会议纪要", Strong: true},
		{Pattern: "^ 退回|打回 … " + draft, Strong: true},
		{Pattern: "^ 不同意|不批准|退回|打回 $", Roles: "chief"},
	}, Slots: []frame.Slot{{Name: "type", From: "named", Arg: "meeting"}}},
	{Intent: "meeting.submit",
		About: "meeting",
		Deeds: `报审 重新报 再报 送审 提交 呈 报请 再走 审批`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 报审|重新报审|再报审|报请审定 " + sign, Strong: true},
			{Pattern: "^ 报审|重新报审|再报审|报请审定", Roles: "office liaison"},
		}, Slots: []frame.Slot{{Name: "type", From: "named", Arg: "meeting"}, {Name: "start", From: "start", Arg: "last"},
			{Name: "place", From: "place"}}},
	{Intent: "meeting.reschedule", Phrases: []frame.Phrase{
		{Pattern: "^ 改期|推迟|提前|调整 " + sign, Strong: true},
		{Pattern: full + " … 改期|改到|改在|改至|改为|推迟|提前|调整|地点"},
		{Pattern: "{meeting}|会议 … 地点 改到|改在|改为|换到"},
	}, Veto: []string{"吗", "？"}, Slots: []frame.Slot{{Name: "type", From: "named", Arg: "meeting"},
		{Name: "start", From: "start", Arg: "last"},
		{Name: "place", From: "place"}, {Name: "reason", From: "because"}}},
	{Intent: "meeting.cancel", Phrases: []frame.Phrase{{Pattern: "^ 取消|撤销 " + sign, Strong: true}},
		Slots: []frame.Slot{{Name: "reason", From: "because"}}},
	{Intent: "meeting.attend",
		About: "meeting",
		Deeds: `参会 增加 加上 扩大 也来 也参加 也叫 通知 列席 换成 改派 名单 人员 去掉 减去 派 邀请 范围`,
		Phrases: []frame.Phrase{
			{Pattern: full + " … 参会范围|参会人员|参会 改为|增加|为|：|:"},
			{Pattern: "^ 参会范围|参会人员|参会 " + sign, Strong: true},
		}, Slots: []frame.Slot{{Name: "attendees", From: "attendees"}}},
	{Intent: "meeting.answer", Phrases: []frame.Phrase{
		{Pattern: "^ 参加|出席|参会|请假|由人代 " + sign, Strong: true},
		{Pattern: "^ 参加|请假|由人代 … " + draft, Strong: true},
		{Pattern: full + " … 参加|出席|请假|代"},
		{Pattern: "^ 由|请|让|派|安排|委托 … 代我|代为|代替我|替我|替他|代他 参加|出席|参会|开会|去|到会", Strong: true},
		{Pattern: "由|请 … 代我|代为|代替我|替我 参加|出席|参会|开会|去"},
		{Pattern: "^ 由|改由|请|派|让 … 代|代会|代我|代去|代参会|代参加|代为参加|代为出席 $", Strong: true, Roles: "liaison chief"},
		{Pattern: "^ 请假|我请假|会议请假|参加不了|不能参加|无法参加|去不了|不参加"},
		{Pattern: "^ 参加|我参加|准时参加|按时参加|准时参会|按时参会|能参加|我能参加|准时出席 $"},
		{Pattern: "^ 参加|出席|准时参加|准时参会 {meeting}|会议"},
		{Pattern: "{meeting}|会议 … 请假|参加不了|不能参加|无法参加"},
	}, Veto: []string{"吗", "？", "谁", "怎么", "?", "巡林", "活动", "情况"}, Slots: []frame.Slot{
		{Name: "type", From: "named", Arg: "meeting"},
		{Name: "reason", From: "because"}}},
	{Intent: "meeting.answers",
		About: "meeting",
		Phrases: []frame.Phrase{
			{Pattern: "{meeting}|会议|" + full + " … " + whoAnswers},
			{Pattern: "^ " + sign + " … " + whoAnswers},
			{Pattern: "^ 参会情况|答复情况|会议回执|参会回执 …", Strong: true},
		}, Slots: []frame.Slot{{Name: "type", From: "named", Arg: "meeting"}}},
	{Intent: "meeting.list", Phrases: []frame.Phrase{{Pattern: "^ 查?|看? 本周|本月|今天|明天|下周|近期|今年|这周|下月|去年 的? {meeting} $",
		Strong: true}},
		Slots: []frame.Slot{{Name: "period", From: "period"}, {Name: "type", From: "named", Arg: "meeting"}}},
	{Intent: "meeting.minutes", Phrases: []frame.Phrase{
		{Pattern: "^ 纪要|会议纪要|登记纪要|报纪要|查看纪要 " + sign, Strong: true},
	}, Slots: []frame.Slot{{Name: "ref", From: "words", Arg: "last=上次|上一次|最近|上回"}}},
	{Intent: "resolution.update", Phrases: []frame.Phrase{
		{Pattern: "^ 反馈|更新|完成|办结 议〔|议[|" + short, Strong: true},
		{Pattern: "议〔|议[ … " + progress},
		{Pattern: "^ " + short + " … " + progress},
	}, Veto: []string{"吗", "核实", "退回", "转问题", "？"}, Slots: []frame.Slot{
		{Name: "status", From: "words", Arg: "doing=正在|推进中|进展中|已启动|未完成|还没;done=已完成|已落实|完成了|落实了|办结|已办|完成|已经|已印发"},
		{Name: "content", From: "content"}}},
	{Intent: "resolution.check",
		Nature: "refuses",
		About:  "resolution",
		Deeds:  `核实 属实 确认 通过 核过 办结 认可 退回 打回 未办结 不属实 没落实 重办`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 退回|打回 议定|议〔|议[|" + short, Strong: true},
			{Pattern: "^ 核实|核查|核实通过|确认完成 议定|议〔|议[|" + short, Strong: true},
		}, Slots: []frame.Slot{{Name: "ref", From: "item only"}, {Name: "type", From: "named", Arg: "meeting"}}},
	{Intent: "resolution.toissue",
		About: "resolution",
		Deeds: `转问题 转为问题 转成问题 转督查 立项 立为问题 挂问题 转督办 转立 列入问题 转成督 转为督 列为问题`,
		Phrases: []frame.Phrase{
			{Pattern: "{item}|议〔|议[ … " + handOn},
			{Pattern: "^ " + short + " … " + handOn},
			{Pattern: "^ 转问题|转督查 议定|议〔|议[|" + short, Strong: true},
		}, Slots: []frame.Slot{{Name: "ref", From: "item only"}}},
	{Intent: "calendar.link",

		Deeds: `日历 订阅 日程 同步`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 日历|会议日历|日历订阅|订阅日历|订阅会议|日历链接|日历地址|本单位日历|单位日历|换日历地址|停用日历|取消日历|撤销日历", Strong: true},
		}},
}

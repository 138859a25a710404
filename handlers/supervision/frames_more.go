package supervision

import (
	"linzhangbot/handlers/ear/frame"
)

// moreFrames are the sentences beside those of Frames: what buttons say, and the rarer turns of an issue's life.
var moreFrames = []frame.Frame{
	{
		Intent:  "issue.accept",
		Answers: "issue.raised issue.transferred issue.assisted issue.reopened",
		About:   "issue",
		Deeds:   `签收 接收 已收 收到 认领 接单 接了 已签 知悉 接办 我们认 签了 签上 已接`,
		Phrases: []frame.Phrase{{Pattern: "^ 签收 … {issue}|{no}", Strong: true}, {Pattern: "{issue} … 签收|已签收"},
			{Pattern: "^ 签收 $", Strong: true}},
		Veto:  []string{"会议"},
		Slots: []frame.Slot{{Name: "issue", From: "issue"}},
	},
	{
		Intent:  "issue.undo",
		Nature:  "refuses",
		About:   "issue",
		Deeds:   `撤回 上一步 恢复 退一步 回退 撤销操作 销错 点错 误点 误操作 手滑 按错 弄错 撤销上`,
		Phrases: []frame.Phrase{{Pattern: "^ 撤回|收回 … {issue}", Strong: true}},
		Veto:    []string{"信息", "信〔"},
		Slots:   []frame.Slot{{Name: "issue", From: "issue", Required: true, Ask: "撤回哪一件？请发编号。"}},
	},
	{
		Intent: "issue.transfer",
		About:  "issue",
		Deeds:  `转办 转给 转到 转走 转至 转交 移交 移送 改派 派错 改由 换成 改为 改成 责任单位 重新交办 重新派`,
		Phrases: []frame.Phrase{{Pattern: "^ 转办|转交|改由|移交 … {issue}|{no}", Strong: true},
			{Pattern: "{issue} … 转办|转给|转交|改由|移交", Roles: "office chief"}},
		Slots: []frame.Slot{{Name: "issue", From: "issue", Required: true, Ask: "转办哪一件？请发编号。"},
			{Name: "unit", From: "unit charged"},
			{Name: "reason", From: "because"}},
	},
	{
		Intent: "issue.assist",
		About:  "issue",
		Deeds:  `协办 配合 协助 参与 搭把手 帮忙 一起 加上 增加 拉上 一块`,
		Phrases: []frame.Phrase{{Pattern: "^ 协办 … {issue}|{no}", Strong: true},
			{Pattern: "{issue} … 协办|配合", Roles: "office chief"}},
		Slots: []frame.Slot{{Name: "issue", From: "issue", Required: true, Ask: "协办哪一件？请发编号。"}, {Name: "unit", From: "unit"}},
	},
	{
		Intent: "issue.reopen",
		About:  "issue",
		Deeds:  `重新立 重新挂 重新开 重新打开 重启 再立 再挂 再次 反弹 复发 恢复 新纳入 又出现 重新纳入 重新列 重新督办 重新立项 打开`,
		Phrases: []frame.Phrase{{Pattern: "^ 重新立项|重新挂账|重新整改|恢复立项 … {issue}|{no}", Strong: true},
			{Pattern: "{issue} … 重新立项|重新挂账|恢复立项", Roles: "office chief"}},
		Slots: []frame.Slot{{Name: "issue", From: "issue", Required: true, Ask: "重新立项哪一件？请发编号。"},
			{Name: "deadline", From: "deadline"}, {Name: "reason", From: "because"}},
	},
	{
		Intent: "inspection.filing",
		About:  "inspection",
		Deeds:  `备案 报备 已备`,
		Nature: "plans",
		Phrases: []frame.Phrase{{Pattern: "^ 备案|登记备案|备案登记 … 督查|专项|年度|{no}", Strong: true},
			{Pattern: "^ 年度|本年度|今年|全年|季度|综合|专项? 督查 计划|安排|方案? 已|已经 备案|报备|备过案|备好案", Strong: true},
			{Pattern: "督查|督查安排 … 已备案|申请备案|备案完成|完成备案|纳入全区", Roles: "office"}},
		Veto: []string{"计划", "方案", "问题"},
	},
	{
		Intent: "dossier",
		About:  "issue inspection meeting order",
		Deeds:  `立卷 归档 卷宗 打包 成卷 装订 归卷 档案`,
		Phrases: []frame.Phrase{{Pattern: "^ 归档|立卷|立卷归档|卷宗|调卷 … ", Strong: true},
			{Pattern: "{issue} … 归档|立卷|卷宗", Roles: "office"}},
		Slots: []frame.Slot{{Name: "issue", From: "issue"}},
	},
	{
		Intent:  "issue.decline",
		Answers: "issue.escalation_proposed",
		Nature:  "delays",
		About:   "issue",
		Deeds:   `暂不采取 不采取 先不 暂不 不升级 不函告 不约谈 不通报 不用函告 不用约谈 不用升级 先别函 先别约 先别升 不必 暂缓`,
		Phrases: []frame.Phrase{{Pattern: "^ 暂不采取措施|暂不升级|暂不采取|暂不 … {issue}|{no}", Strong: true},
			{Pattern: "{issue} … 暂不采取|暂不升级|暂缓升级", Roles: "office chief"}},
		Slots: []frame.Slot{{Name: "issue", From: "issue", Required: true, Ask: "哪一件暂不采取措施？请发编号。"},
			{Name: "reason", From: "reason"}},
	},
}

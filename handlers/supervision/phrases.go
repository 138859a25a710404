package supervision

import "linzhangbot/handlers/language"

// phrases are the sentences beside those of Grammar: what buttons say, and the rarer turns of an issue's life.
var phrases = []language.Grammar{
	{
		Intent:  "issue.accept",
		Phrases: []language.Phrase{{Pattern: "^ 签收 … {issue}|{no}", Weight: 108, Strong: true}, {Pattern: "{issue} … 签收|已签收", Weight: 104}, {Pattern: "^ 签收 $", Weight: 96, Strong: true}},
		Veto:    []string{"会议"},
		Slots:   []language.Slot{{Name: "issue", From: "issue"}},
	},
	{
		Intent:  "issue.undo",
		Phrases: []language.Phrase{{Pattern: "^ 撤回|收回 … {issue}", Weight: 109, Strong: true}},
		Veto:    []string{"信息", "信〔"},
		Slots:   []language.Slot{{Name: "issue", From: "issue", Required: true, Ask: "撤回哪一件？请发编号。"}},
	},
	{
		Intent:  "issue.transfer",
		Phrases: []language.Phrase{{Pattern: "^ 转办|转交|改由|移交 … {issue}|{no}", Weight: 108, Strong: true}, {Pattern: "{issue} … 转办|转给|转交|改由|移交", Weight: 106, Roles: "office chief"}},
		Slots: []language.Slot{{Name: "issue", From: "issue", Required: true, Ask: "转办哪一件？请发编号。"}, {Name: "unit", From: "unit charged"},
			{Name: "reason", From: "because"}},
	},
	{
		Intent:  "issue.assist",
		Phrases: []language.Phrase{{Pattern: "^ 协办 … {issue}|{no}", Weight: 108, Strong: true}, {Pattern: "{issue} … 协办|配合", Weight: 100, Roles: "office chief"}},
		Slots:   []language.Slot{{Name: "issue", From: "issue", Required: true, Ask: "协办哪一件？请发编号。"}, {Name: "unit", From: "unit"}},
	},
	{
		Intent: "issue.reopen",
		Phrases: []language.Phrase{{Pattern: "^ 重新立项|重新挂账|重新整改|恢复立项 … {issue}|{no}", Weight: 108, Strong: true},
			{Pattern: "{issue} … 重新立项|重新挂账|恢复立项", Weight: 107, Roles: "office chief"}},
		Slots: []language.Slot{{Name: "issue", From: "issue", Required: true, Ask: "重新立项哪一件？请发编号。"}, {Name: "deadline", From: "deadline"}, {Name: "reason", From: "because"}},
	},
	{
		Intent: "inspection.filing",
		Phrases: []language.Phrase{{Pattern: "^ 备案|登记备案|备案登记 … 督查|专项|年度|{no}", Weight: 105, Strong: true},
			{Pattern: "督查|督查安排 … 已备案|申请备案|备案完成|完成备案|纳入全区", Weight: 103, Roles: "office"}},
		Veto: []string{"计划", "方案", "问题"},
	},
	{
		Intent:  "dossier",
		Phrases: []language.Phrase{{Pattern: "^ 归档|立卷|立卷归档|卷宗|调卷 … ", Weight: 104, Strong: true}, {Pattern: "{issue} … 归档|立卷|卷宗", Weight: 99, Roles: "office"}},
		Slots:   []language.Slot{{Name: "issue", From: "issue"}},
	},
	{
		Intent:  "issue.decline",
		Phrases: []language.Phrase{{Pattern: "^ 暂不采取措施|暂不升级|暂不采取|暂不 … {issue}|{no}", Weight: 109, Strong: true}, {Pattern: "{issue} … 暂不采取|暂不升级|暂缓升级", Weight: 108, Roles: "office chief"}},
		Slots:   []language.Slot{{Name: "issue", From: "issue", Required: true, Ask: "哪一件暂不采取措施？请发编号。"}, {Name: "reason", From: "reason"}},
	},
}

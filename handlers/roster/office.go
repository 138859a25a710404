package roster

import "linzhangbot/handlers/language"

// officeGrammar is what is listened for when the office keeps its roster, and when people ask who and what.
var officeGrammar = []language.Grammar{
	{Intent: "member.refuse", Phrases: []language.Phrase{{Pattern: "^ 不同意绑定|拒绝绑定|不批准绑定|驳回绑定", Weight: 113, Strong: true}}},
	{Intent: "member.unbind", Phrases: []language.Phrase{{Pattern: "^ 解绑|解除绑定|取消绑定", Weight: 113, Strong: true}},
		Slots: []language.Slot{{Name: "unit", From: "unit"}}},
	{Intent: "group.bind", Phrases: []language.Phrase{{Pattern: "^ 本群设为|本群用作|把? 本群 设为|设成|用作|作为", Weight: 113, Strong: true}},
		Slots: []language.Slot{{Name: "unit", From: "unit"}}},
	{Intent: "help", Phrases: []language.Phrase{{Pattern: "^ 帮助_", Weight: 70}}},
	{Intent: "roster.list", Phrases: []language.Phrase{
		{Pattern: "^ 名册|查名册|看名册|查看名册|导出名册", Weight: 104, Strong: true},
		{Pattern: "^ 谁是 … 联络员|信息员|协作成员|总林长|副总林长|林长|主任", Weight: 104, Strong: true}},
		Slots: []language.Slot{{Name: "unit", From: "unit"}}},
	{Intent: "org.duties", Phrases: []language.Phrase{
		{Pattern: "^ 职责|单位职责|职责分工|查职责 {unit}|$", Weight: 104, Strong: true},
		{Pattern: "^ 职责_", Weight: 70}, // of a matter instead of a unit: 职责 古树名木
		{Pattern: "{unit} … 职责是什么|负责什么|管什么|职责 $", Weight: 97},
		{Pattern: "归谁管|归哪个单位管|归哪家管|由谁管|谁来管|哪个单位负责 $", Weight: 80}},
		Veto:  []string{"履职", "职责所在", "问题", "整改"},
		Slots: []language.Slot{{Name: "unit", From: "unit"}}},
}

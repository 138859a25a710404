package supervision

import (
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models"
)

// progressFrames is what is listened for about an issue on its way: partly done, begun, so and so many left.
var progressFrames = []frame.Frame{
	{
		Intent: "issue.progress",
		Keeps:  true,
		Nature: "tells",
		About:  "issue",
		Deeds: `目前 到场 还在 进度 进展 进展顺利 进展缓慢 进展不大 取得进展 一半 过半 大半 多半 小半 成了 九成 八成 七成 六成 五成 四成 三成 两成 0% 1% 2% 3% 4% 5% 6% 7% 8% 9%
			百分之一 百分之二 百分之三 百分之四 百分之五 百分之六 百分之七 百分之八 百分之九 百分之十
			百分之1 百分之2 百分之3 百分之4 百分之5 百分之6 百分之7 百分之8 百分之9 还剩 剩下 剩余 只剩 还差 正在 进场 施工
			部分 第一步 第一批 首批 头一批 分批 陆续 先期 推进 动工 开工 已启动 启动 着手 开始 协商 沟通 对接 谈好 谈妥 公告 招标 记上 拆了 清了 补了 栽了
			已拆 已清 已补 已栽 已签 签了 已联系 已安排 基本 初步 阶段`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 报进展|报进度|报个进展", Strong: true},
			{Pattern: "^ 报进展|报进度|报个进展|报一下进展|更新进展|更新进度|记进展 …"},
			{Pattern: "^ 进展|进度|整改进展|整改进度 ：|:"},
			{Pattern: "^ 进展|进度|整改进展|整改进度 … {issue}|{no}"},
			{Pattern: "^ {issue}|{no} 问题? 的? 进展|进度|整改进展|整改进度 ：|:"},
		},
		Veto: []string{"吗", "？", "?", "怎么样", "咋样", "如何", "什么", "啥", "哪一步", "查", "看看", "清单", "汇总", "全区", "各" + models.Towns,
			"信息"},
		Slots: []frame.Slot{
			{Name: "issue", From: "issue", Required: true, Ask: "是哪一个问题的进展？请发编号。"},
			{Name: "content", From: "progress"},
			{Name: "percent", From: "percent"},
		},
	},
}

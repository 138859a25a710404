package information

import "linzhangbot/handlers/ear/frame"

// boardFrames are what is listened for about the chiefs' signs (第七条).
var boardFrames = []frame.Frame{
	{
		Intent: "board.update",

		Deeds: `公示牌 公式牌 公示排 牌子 立牌 标牌 林长牌 更新 换了 换成 更换 新立 维护`,
		Phrases: []frame.Phrase{
			{Pattern: "^ " + phraseWho + "? 更新|更换|新装|新增|安装|设立|新设|补装|维修|制作|已更新|已更换|完成更新|重新制作 了? 林长? 公示牌", Strong: true},
			{Pattern: "^ " + phraseWho + "? 林长? 公示牌 … 更新了|更换了|已更新|已更换|更新完成|新装|更新|更换|安装了|安装|新增 … 块|个|处|面"},
			{Pattern: "^ 公示牌更新|公示牌登记|登记公示牌|上报公示牌", Strong: true},
			{Pattern: "更换|更新|新装|安装|新增|补装|新设|设立|竖立 … 公示牌 & 块|面|处|个"},
			{Pattern: "公示牌 … 更换|更新|新装|安装|新增|补装 & 块|面|处|个"},
			{Pattern: "换了|换新|换上|立了|装了|刷新 & 公示牌 & 块|面|处|个", Roles: "liaison"},
			{Pattern: "新立|增设|竖立|立了|立起|重做|翻新 … 公示牌 & 块|面|处|个"},
			{Pattern: "公示牌 & 换了|换新|换上|立了|装了|更新|更换|安装 & {own}|{unit}", Roles: "liaison", Hint: true},
		},
		Veto: []string{"问题", "未更新", "没更新", "更新好了", "整改", "谁有", "供应商", "电话谁", "清单", "列表", "台账", "几块", "多少块", "好了"},
		Slots: []frame.Slot{
			{Name: "unit", From: "unit patrolled"},
			{Name: "count", From: "number", Arg: `([0-9]+|[一二两三四五六七八九十百千]+)\s*(?:块|个|面|处)`},
			{Name: "place", From: "board place"},
		},
	},
	{
		Intent: "board.list",
		Phrases: []frame.Phrase{
			{Pattern: "^ 查|查看|看|看看|查一下? " + phraseWho + "? 的? 林长? 公示牌 清单|列表|台账|情况|统计|档案|目录", Strong: true},
			{Pattern: "^ " + phraseWho + "? 林长? 公示牌 清单|列表|台账|情况|统计|档案 $", Strong: true},
			{Pattern: "^ 导出|下载 " + phraseWho + "? 的? 林长? 公示牌", Strong: true},
			{Pattern: "公示牌 … 清单|列表|台账|情况|有哪些|几块|多少块|统计|档案"},
			{Pattern: "哪|谁 … 公示牌 … 没|未|还是", Strong: true},
			{Pattern: "公示牌 … 没更新|未更新|没换|未换|没登记|未登记|没立|没改|不一致|过期 … 哪|谁|几|名单|清单|的|吗 $"},
		},
		Veto: []string{"供应商", "问题"},
		Slots: []frame.Slot{
			{Name: "unit", From: "unit"},
			{Name: "status", From: "words", Arg: "stale=没更新|未更新|没有更新|还没换|没换|未换|没登记|未登记|没有登记|没立|没改|没设|不一致|过期|前任|还没"},
		},
	},
}

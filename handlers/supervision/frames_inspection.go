package supervision

import (
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models"
)

// inspectionFrames is what is listened for about inspections themselves: planned, done, counted.
var inspectionFrames = []frame.Frame{
	{
		Intent:  "inspection.plan",
		Keeps:   true,
		Carries: true,
		Nature:  "plans",

		Deeds: `计划 安排 拟于 拟定 督查 督察 抽查 暗访 检查 书面检查 去 到 备个案 排一次 方案 搞一次 组织`,
		Phrases: []frame.Phrase{
			{Pattern: "督查计划|督查安排|督查方案|检查计划|督导计划|暗访计划 & {date}|{unit}|各" + models.Towns + "|所有" + models.Towns + "|全部" +
				models.Towns + "|各镇"},
			{Pattern: "^ 督查计划|督查安排|督查方案|检查计划|督导计划|暗访计划 ：|:|$"},
			{Pattern: "^ 督查计划_|督查安排_|检查计划_|督导计划_|暗访计划_"},
			{Pattern: "^ 计划|安排|拟|拟定|定于|部署|组织|开展|制定 … 督查|暗访|督导", Strong: true},
			{Pattern: "督查 … 由 {unit} 组织|牵头|负责|实施"},
			{Pattern: "{date} … 开展|进行|组织|去|到|赴|对 … 督查|暗访|督导", Roles: "office chief", Hint: true},
			{Pattern: "{date} … 督查|暗访|督导 … {unit}", Roles: "office chief", Hint: true},
			{Pattern: "督查|暗访 & 计划|安排|拟|准备|打算 & {date}", Roles: "office chief", Hint: true},
			{Pattern: "{date} & 督查|暗访 & {unit}|所有街道|各" + models.Towns + "|各镇|全部" + models.Towns, Roles: "office chief",
				Hint: true},
		},
		Veto: []string{"几次", "未发现", "没发现", "没有发现", "发现问题", "今天督查", "昨天督查", "前天督查", "督查了", "督查完", "哪些", "没督查", "多少次", "记录",
			"什么时候", "整改", "发现", "查一下", "看看", "报送", "反馈问题"},
		Slots: []frame.Slot{
			{Name: "organiser", From: "organiser"},
			{Name: "targets", From: "targets"},
			{Name: "from", From: "stretch"},
			{Name: "period", From: "period", Arg: "quarter"},
			{Name: "method", From: "words", Arg: "四不两直=四不两直;实地督查=实地;书面督查=书面;明察暗访=暗访|明察"},
			{Name: "kind", From: "words", Arg: "专项督查=专项;综合督查=综合督查|综合检查|季度督查|季度综合|一季度|二季度|三季度|四季度"},
			{Name: "content", From: "after", Arg: "内容为|内容是|内容：|内容:|内容"},
		},
		Asks: []frame.Doubt{{If: "no plan", Expect: frame.Ask, Slot: "date", Why: "哪一天去督查？督查哪些单位？"},
			{If: "vague", Expect: frame.Confirm, Why: "督查日期不够确切，请核对。"}},
	},
	{
		Intent:  "inspection.log",
		Keeps:   true,
		Carries: true,

		Deeds: `登记督查 督查登记 督查了 督查 督察 暗访 检查了 抽查 查了 去了 查完 督完 记录 记上 记一下 录入 登记 明察`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 督查记录|记录督查|登记督查|督查登记|检查记录|督查情况： … {unit}", Strong: true},
			{Pattern: "{date} … 督查|检查|暗访|督导 … 未发现|没发现|没有发现|无问题|没问题|发现问题|发现|存在", Roles: "office chief"},
			{Pattern: "{date} 去|到|我们|咱们? 查了|查|看了|检查了|督查了|去了|暗访了 了? {unit} … 没啥问题|没什么问题|没问题|没毛病|发现|有问题", Roles: "office chief"},
			{Pattern: "督查|检查|暗访|督导 了|完 {unit}", Roles: "office chief"},
			{Pattern: "督查|暗访|督导 … {unit} … 未发现|没发现|没有发现|无问题|没问题|发现问题|发现隐患|发现", Roles: "office chief"},
			{Pattern: "{unit} 督查|检查 完毕|结束|完成", Roles: "office chief"},
		},
		Veto: []string{"请于", "前整改", "限期", "几次", "督查计划", "计划", "请核实", "问题登记", "暗访发现", "整改到位"},
		Slots: []frame.Slot{
			{Name: "unit", From: "unit"},
			{Name: "targets", From: "targets"},
			{Name: "date", From: "date", Arg: "today"},
			{Name: "found", From: "found"},
			{Name: "method", From: "words", Arg: "四不两直=四不两直;书面督查=书面;明察暗访=暗访"},
			{Name: "kind", From: "named", Arg: "inspection"},
		},
	},
	{
		Intent: "inspection.list",
		Phrases: []frame.Phrase{
			{Pattern: "^ 督查记录|督查列表|督查台账|督查清单|督查情况|督查次数", Strong: true},
			{Pattern: "督查 … 几次|多少次|次数|搞了几|哪些镇|哪些" + models.Towns + "|哪些单位|覆盖率|覆盖了|督查过"},
			{Pattern: "没|还没|未|没有 督查过|督查到|查过 的? … " + models.Towns + "|镇|单位|街道"},
			{Pattern: "哪些|哪个|谁 … 没督查|未督查|没有督查|没查过"},
			{Pattern: "督查记录|督查台账|督查清单|督查次数|督查列表|督查统计|督查覆盖"},
		},
		Veto:  []string{"问题", "什么时候走", "督查计划", "未发现"},
		Slots: []frame.Slot{{Name: "unit", From: "unit"}, {Name: "period", From: "period"}},
	},
}

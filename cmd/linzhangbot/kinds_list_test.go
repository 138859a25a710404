package main

import "slices"

const liaisonOf = "shuiwu.liaison"

var (
	issues = []happening{{"", "", "office.staff1", "挂问题：大寺镇公示牌破损，12月5日前整改到位"},
		{"", "", "office.staff1", "挂问题：区水务局河道林带垃圾，12月5日前整改到位"},
		{"", "", "office.staff1", "挂问题：中北镇林地堆放垃圾，12月5日前整改到位"}}
	anOrder = []happening{{"", "office", "office.staff1", "发布2026年第1号总林长令，标题关于做好森林防火工作的令\n" +
		"1.各街镇11月30日前完成林下可燃物清理\n2.区应急局、区水务局12月10日前完成消防水源排查"}}
	aShare = []happening{{"", "office", "office.staff1", "信息共享 大寺镇、区水务局：市级林长制会议精神"}}
	invite = []happening{{"", "office", "office.staff1", "邀请区水务局、区应急局12月3日上午9点参加林长巡林，地点：独流减河"}}
	aPlan  = []happening{{"", "", "office.staff1", "拟定会议 区总林长会议 12月8日上午9点 区政府会议室"}}
	joint  = []happening{{"", "", "office.staff1", "11月26日上午9点在农业农村委三楼召开联席会议，请区水务局参加"}}
	minute = []happening{{"", "", "office.staff1", "11月24日上午9点在农业农村委三楼召开联席会议，请区水务局参加"},
		{"2026-11-24 15:00", "", "office.staff1", "纪要 会〔2026〕1号：1.区水务局12月3日前完成补植"}}
)

// patrolDuty is owed by the holders of a post.
const patrolDuty = `
  - id: chief-patrol
    title: 林长巡林
    article: 协作会商制度 第五条
    who: {post: chief}
    what: patrol
    unit: 次
    at_least: 1
    every: month
    due: {end: true}
    how: 发“登记巡林 地点”
    steps:
      - {key: d20, when: {day: 20}, if: short, to: owner, in: private}
      - {key: d23, when: {day: 23}, if: short, to: office, in: office}
`

var patrols = []string{"\nduties:\n", "\nduties:" + patrolDuty}

// reminderKinds are all kinds of reminder cards that the sample district has.
var reminderKinds = []reminderKind{
	{name: "信息制度 第九条 early", from: "2026-11-11 10:00", at: "2026-11-20 09:03", chat: "main", who: "dasi.liaison",
		why: []string{"本月“每月报送工作情况”", "还差2条", "信息制度 第九条"}, owned: []string{"town-monthly-information/dasi/2026-11"},
		other: "zhongbei.liaison"},
	{name: "信息制度 第九条 near", at: "2026-11-26 09:03", chat: "main", who: "dasi.liaison",
		why: []string{"还差2条", "信息制度 第九条"}, owned: []string{"town-monthly-information/dasi/2026-11"}, other: liaisonOf,
		settle: []happening{{"2026-11-27 10:00", "", "dasi.liaison", "报送 大寺镇补植白蜡1200株，成活率95%"},
			{"2026-11-27 10:05", "", "dasi.liaison", "报送 大寺镇修复防火隔离带5公里，投入12人"},
			{"2026-12-02 10:00", "", "", ""}}, gone: "2026年11月“每月报送工作情况”：2/2，已完成"},
	{name: "信息制度 第九条 the last day", at: "2026-11-30 09:03", chat: "main", who: "dasi.liaison", late: "今天到期",
		why: []string{"还差2条"}, owned: []string{"town-monthly-information/dasi/2026-11"}, other: liaisonOf,
		settle: []happening{{"2026-12-03 10:00", "", "", ""}}, open: true, gone: "2026年11月“每月报送工作情况”：已有0条，还差2条"},
	{name: "信息制度 第九条 late", begun: true, at: "2026-12-01 09:03", chat: "main", who: "dasi.liaison",
		why:   []string{"2026年11月“每月报送工作情况”", "还差2条"},
		owned: []string{"town-monthly-information/dasi/2026-11"}, other: liaisonOf},
	{name: "its own group", own: []string{"town.dasi"},
		at: "2026-11-26 09:03", chat: "town.dasi", who: "dasi.liaison",
		why: []string{"还差2条", "信息制度 第九条"}, owned: []string{"town-monthly-information/dasi/2026-11"}},
	{name: "协作会商制度 第十条 half a year", at: "2026-12-16 09:03", chat: "main", who: liaisonOf,
		why:   []string{"2026年下半年“书面报送工作总结和下一步工作安排”", "还差1份", "协作会商制度 第十条"},
		owned: []string{"unit-halfyear-summary/shuiwu/2026H2"},
		other: "dasi.liaison"},
	{name: "信息制度 第七条 boards and the quota", from: "2026-12-02 10:00",
		at: "2026-12-10 09:03", chat: "main", who: "dasi.liaison",
		why:   []string{"每月报送工作情况", "信息制度 第九条", "另有1件", "公示牌"},
		owned: []string{"town-monthly-information/dasi/2026-12", "town-board-current/dasi"}, other: liaisonOf},
	{name: "协作会商制度 第六条 seats, told to the office", vacant: liaisonOf, from: "2026-12-02 10:00",
		at:   "2026-12-10 09:03",
		chat: "office", who: "office.staff1", why: []string{"区水务局 “明确1名联络员”", "还差1名", "协作会商制度 第六条"},
		owned: []string{"unit-one-liaison/shuiwu"}},
	{name: "a duty of posts, in private", profile: patrols,
		from: "2026-11-16 10:00",
		at:   "2026-11-20 09:03", chat: "chief.a", who: "chief.a", why: []string{"本月“林长巡林”", "还差1次", "协作会商制度 第五条"},
		owned: []string{"chief-patrol/chief.a/2026-11"}},
	{name: "a duty of posts, told to the office", begun: true, profile: patrols, from: "2026-11-20 10:00",
		at:   "2026-11-23 09:03",
		chat: "office", who: "office.staff1", late: "不能由您延后", why: []string{"“林长巡林”", "还差1次", "另有3件"},
		owned: []string{"chief-patrol/chief.a/2026-11", "chief-patrol/chief.b/2026-11", "chief-patrol/chief.c/2026-11",
			"chief-patrol/chief.d/2026-11"}},
	{name: "督查制度 第七条 near", before: issues, at: "2026-12-02 09:03", chat: "main", who: "dasi.liaison",
		why: []string{"督〔2026〕1号 公示牌破损", "督查制度 第七条"}, owned: []string{"issue/dasi"}, other: "yingji.liaison",
		settle: []happening{{"2026-12-03 10:00", "", "dasi.liaison", "督1号 已整改，公示牌已更换，附照片"}}, gone: "督〔2026〕1号已经办结或改期"},
	{name: "督查制度 第七条 of two seats", before: issues, seats: []seat{twoUnits},
		at: "2026-12-02 09:03", chat: "main", who: liaisonOf,
		why:   []string{"督〔2026〕1号 公示牌破损", "另有1件", "督〔2026〕2号"},
		owned: []string{"issue/dasi", "issue/shuiwu"}, other: "yingji.liaison"},
	{name: "信息制度 第九条 of two seats", seats: []seat{twoUnits, {liaisonOf, "town_liaison", "zhongbei"}},
		at: "2026-11-26 09:03", chat: "main",
		who: liaisonOf, why: []string{"还差2条", "另有1件"},
		owned: []string{"town-monthly-information/dasi/2026-11", "town-monthly-information/zhongbei/2026-11"},
		other: "yingji.liaison"},
	{name: "督查制度 第七条 overdue, and an order's task near", before: slices.Concat(issues, anOrder),
		at: "2026-12-07 09:03", chat: "main",
		who: liaisonOf, why: []string{"督〔2026〕2号 河道林带垃圾", "另有1件", "2026年第1号总林长令第2项"},
		owned: []string{"issue/shuiwu", "order_item/shuiwu"}, other: "xuanchuanbu.liaison",
		settle: []happening{{"2026-12-08 10:00", "", liaisonOf, "督2号 已整改，已清运，附照片"},
			{"2026-12-08 10:05", "", liaisonOf, "总林长令进展 2026年第1号 第2项 已完成"},
			{"2026-12-08 10:10", "", "yingji.liaison", "总林长令进展 2026年第1号 第2项 已完成"}},
		gone: "2026年第1号总林长令第2项已经办结或改期"},
	{name: "督查制度 第四条（二） a task late, and the quota missed", begun: true, before: anOrder,
		at: "2026-12-01 09:03", chat: "main", who: "dasi.liaison",
		why:   []string{"另有1件", "2026年第1号总林长令第1项"},
		owned: []string{"town-monthly-information/dasi/2026-11", "order_item/dasi"},
		other: "xuanchuanbu.liaison"},
	{name: "a resolution near", before: minute, at: "2026-11-26 09:03", chat: "main", who: liaisonOf,
		why: []string{"议〔2026〕1号", "补植"}, owned: []string{"resolution/shuiwu"}, other: "yingji.liaison",
		settle: []happening{{"2026-11-27 10:00", "", liaisonOf, "议〔2026〕1号 已完成，补植200株"}}, gone: "议〔2026〕1号已经办结或改期"},
	{name: "a resolution overdue", before: minute, at: "2026-12-04 09:03", chat: "main", who: liaisonOf,
		why: []string{"议〔2026〕1号", "已过期限"}, owned: []string{"resolution/shuiwu"}, other: "yingji.liaison"},
	{name: "an order's receipt", before: anOrder, at: "2026-11-24 09:03", chat: liaisonOf, who: liaisonOf,
		why: []string{"签收《关于做好森林防火工作的令》", "督查制度 第四条（二）"}, owned: []string{"order_receipt/shuiwu"},
		settle: []happening{{"2026-11-24 10:00", "", liaisonOf, "签收总林长令"}}, gone: "没有您的事"},
	{name: "two receipts", before: slices.Concat(anOrder, aShare),
		at: "2026-11-24 09:03", chat: liaisonOf, who: liaisonOf,
		why: []string{"另有1件", "享〔2026〕1号"}, owned: []string{"order_receipt/shuiwu", "share_receipt/shuiwu"}},
	{name: "a share's receipt", before: aShare, at: "2026-11-24 09:03", chat: liaisonOf, who: liaisonOf,
		why: []string{"签收《市级林长制会议精神》", "协作会商制度 第九条"}, owned: []string{"share_receipt/shuiwu"}},
	{name: "an invitation's answer", before: invite, at: "2026-11-30 09:03", chat: liaisonOf, who: liaisonOf,
		why: []string{"是否参加林长巡林", "协作会商制度 第八条"}, owned: []string{"activity_answer/shuiwu"},
		settle: []happening{{"2026-12-03 10:00", "", "", ""}}, gone: "已经办结或改期"},
	{name: "a chief's approval", before: aPlan,
		at: "2026-11-25 09:03", chat: "chief.general", who: "chief.general",
		why: []string{"审定区总林长会议方案第1稿", "会议制度 第三条"}, owned: []string{"meeting.approval/chief.general"},
		settle: []happening{{"2026-11-25 10:00", "", "chief.general", "同意 会〔2026〕1号 第1稿"}}, gone: "现在催的是副总林长，没有您的事"},
	{name: "a meeting the day before", before: joint,
		at: "2026-11-25 09:03", chat: "shuiwu.member", who: "shuiwu.member",
		why: []string{"会〔2026〕1号", "农业农村委三楼"}, owned: []string{"meeting/shuiwu.member"},
		settle: []happening{{"2026-11-26 12:00", "", "", ""}}, gone: "已经办结或改期"},
	{name: "督查制度 第六条, 会议制度 第三条: the office's own", at: "2026-12-01 09:03", chat: "office", who: "office.staff1",
		why:   []string{"本季度“每季度开展综合督查”", "还差1次", "督查制度 第六条", "另有1件", "每年召开区总林长会议"},
		owned: []string{"office-quarterly-inspection/office/2026Q4", "district-yearly-general-meeting/office/2026"}},
}

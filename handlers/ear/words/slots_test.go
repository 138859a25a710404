package words_test

import (
	"fmt"
	"testing"
	"time"

	"linzhangbot/handlers/ear/frame"
)

// heardAs is a sentence with what its slots must be; "-" stands for a slot that must stay empty, and "?" as an expectation
// for a sentence that must be asked about.
type heardAs struct {
	intent, text string
	want         map[string]string
}

// hearSlots reads the sentences as the office said them and compares the slots as they print.
func hearSlots(t *testing.T, now time.Time, all []heardAs) {
	t.Helper()
	l := ear(t)
	for _, x := range all {
		m, ok := l.Hear(x.text, frame.Scene{Now: now, ToBot: true, Role: "office"}).Read(x.intent)
		if !ok {
			t.Errorf("%s: nobody listens for %s", x.text, x.intent)
			continue
		}
		for name, want := range x.want {
			got := fmt.Sprint(m.Slots[name])
			switch {
			case name == "?" && m.Expect == frame.OK:
				t.Errorf("%s: not asked: %v", x.text, m.Slots)
			case name != "?" && want == "-" && m.Slots[name] != nil, name != "?" && want != "-" && got != want:
				t.Errorf("%s: %s = %v, want %v", x.text, name, got, want)
			}
		}
	}
}

func TestSlotsOfIssues(t *testing.T) {
	hearSlots(t, monday, []heardAs{
		{"issue.raise", "挂问题：中北镇万卉路绿化带被停车场占用，12月11日（周五）前腾退",
			map[string]string{"unit": "中北镇", "title": "万卉路绿化带被停车场占用", "deadline": "2026-12-11"}},
		{"issue.raise", "挂问题 精武镇 京福公路东侧防护林缺株200棵 明年元月十五号前补齐",
			map[string]string{"unit": "精武镇", "title": "京福公路东侧防护林缺株200棵", "deadline": "2027-01-15"}},
		{"issue.raise", "昨天下午督查发现李七庄街道梨双公路边坡林木被剥皮，请该街道于下周三（12月2日）前查处",
			map[string]string{"unit": "李七庄街道", "title": "梨双公路边坡林木被剥皮", "deadline": "2026-12-02"}},
		{"issue.raise", "给辛口镇开个单子：第六埠村堤坡树挂横幅未摘，12月5日24时前摘完",
			map[string]string{"unit": "辛口镇", "title": "第六埠村堤坡树挂横幅未摘", "deadline": "2026-12-05"}},
		{"issue.raise", "把大寺镇王庄子村片林里乱搭鸡舍列入台账，除夕前拆除",
			map[string]string{"unit": "大寺镇", "title": "王庄子村片林里乱搭鸡舍", "deadline": "2027-02-05"}},
		{"issue.raise", "群众反映西营门街道怡和苑后身绿地堆煤，限5天内清走",
			map[string]string{"unit": "西营门街道", "title": "怡和苑后身绿地堆煤", "deadline": "2026-11-28"}},
		{"issue.raise", "挂问题：王稳庄镇和精武镇的防火道未打通，季度末前打通",
			map[string]string{"units": "[王稳庄镇 精武镇]", "deadline": "2026-12-31"}},
		{"issue.raise", "挂问题：杨柳青镇柳口路行道树枯死，12月11日周四前补栽", map[string]string{"?": "", "deadline": "-"}},
		{"issue.raise", "挂问题：杨柳青镇柳口路行道树枯死，11月31日前补栽", map[string]string{"?": "", "deadline": "-"}},
		{"issue.raise", "挂问题：杨柳青镇柳口路行道树枯死，每月20日前补栽", map[string]string{"?": "", "deadline": "-"}},
		{"issue.raise", "挂问题：杨柳青镇柳口路行道树枯死，今晚十二点前先围挡好", map[string]string{"deadline": "2026-11-23"}},
		{"issue.raise", "挂问题：杨柳青镇柳口路行道树枯死，明天（24日）下班前报方案", map[string]string{"deadline": "2026-11-24T18:00"}},
		{"issue.close", "4号、6号跟9号一并销号", map[string]string{"issue": "4", "issues": "[4 6 9]"}},
		{"issue.close", "二十到二十三号问题都销了", map[string]string{"issue": "20", "issues": "[20 21 22 23]"}},
		{"issue.close", "督〔2026〕7号、督〔2026〕9号予以销号", map[string]string{"issues": "[督〔2026〕7号 督〔2026〕9号]"}},
		{"issue.close", "销号 7-9号", map[string]string{"issue": "7", "issues": "[7 8 9]"}},
		{"issue.close", "督8号销号，信8号也看过了", map[string]string{"issue": "8", "issues": "-"}},
		{"issue.close", "议3号落实了，销号吧", map[string]string{"issue": "-"}},
		{"issue.close", "会5号定的事，销号", map[string]string{"issue": "-"}},
		{"issue.close", "14号问题2处垃圾都清完，销号", map[string]string{"issue": "14", "issues": "-"}},
		{"issue.reject", "退回17号，3处裸土只盖了1处", map[string]string{"issue": "17", "issues": "-"}},
		{"issue.rectify", "我镇12号、16号问题12月3日已整改完毕", map[string]string{"issue": "12", "issues": "[12 16]"}},
		{"issue.extend", "延到16号，苗圃还没起苗", map[string]string{"issue": "-", "new_deadline": "2026-12-16"}},
		{"issue.extend", "12号那个改成15号，雨天没法干", map[string]string{"issue": "12", "new_deadline": "2026-12-15"}},
		{"issue.extend", "5号问题延期到12月18，吊车排不上", map[string]string{"issue": "5", "new_deadline": "2026-12-18"}},
		{"issue.extend", "督〔2026〕22号再宽限半个月，管线单位没配合",
			map[string]string{"new_deadline": "-", "days": "15", "issue": "督〔2026〕22号"}},
		{"issue.extend", "8号问题申请延至明年2月8日（周一），原因是冻土",
			map[string]string{"new_deadline": "2027-02-08", "reason": "冻土"}},
		{"issue.extend", "8号问题申请延到2月30日，原因是冻土", map[string]string{"?": "", "new_deadline": "-"}},
		{"issue.extend.approve", "同意11号延到下个月20号", map[string]string{"issue": "11", "new_deadline": "2026-12-20"}},
		{"issue.extend.refuse", "13号延期不批，理由站不住", map[string]string{"issue": "13", "reason": "理由站不住"}},
		{"issue.extend.refuse", "6号不同意延期，资金早就拨了", map[string]string{"issue": "6", "reason": "资金早就拨了"}},
		{"issue.escalate", "督〔2026〕10号函告过两次没动静，约谈", map[string]string{"issue": "督〔2026〕10号", "step": "约谈"}},
	})
}

func TestSlotsOfMeetings(t *testing.T) {
	hearSlots(t, monday, []heardAs{
		{"meeting.schedule", "拟于12月10日（星期四）上午9时30分在区政府二楼会议室召开联席会议，请各成员单位参加，议题：冬季防火",
			map[string]string{"type": "联席会议", "start": "2026-12-10T09:30", "place": "区政府二楼会议室", "agenda": "[冬季防火]"}},
		{"meeting.schedule", "联络员会议定在2026年12月15日14:00，地点林长办会议室",
			map[string]string{"type": "联络员会议", "start": "2026-12-15T14:00", "place": "林长办会议室"}},
		{"meeting.schedule", "12月8日，周二，开联络员会议，下午两点一刻", map[string]string{"start": "2026-12-08T14:15"}},
		{"meeting.schedule", "召开联席会议，下下周三上午十点，区委305", map[string]string{"start": "2026-12-09T10:00"}},
		{"meeting.schedule", "安排专题会商 元月7日下午三点半 区政府三楼",
			map[string]string{"start": "2027-01-07T15:30", "place": "区政府三楼"}},
		{"meeting.schedule", "每月第一个周一上午九点开联络员会议", map[string]string{"?": "", "start": "-"}},
		{"meeting.schedule", "12月9日下午25点开联席会议", map[string]string{"?": "", "start": "-"}},
		{"meeting.schedule", "后天上午9点75分召开联席会议", map[string]string{"?": "", "start": "-"}},
		{"meeting.schedule", "联席会议12月10日星期五上午九点开", map[string]string{"?": "", "start": "-"}},
		{"meeting.schedule", "联席会议明天（25日）上午九点开", map[string]string{"?": "", "start": "-"}},
		{"meeting.schedule", "12月第二个周五上午九点召开联席会议", map[string]string{"start": "2026-12-11T09:00"}},
		{"meeting.reschedule", "下周二的联席会议改到下午三点", map[string]string{"start": "2026-12-01T15:00"}},
		{"meeting.reschedule", "联络员会议从12月8日改到10日上午九点", map[string]string{"start": "2026-12-10T09:00"}},
		{"meeting.reschedule", "周五的联席会议推迟三天，时间不变", map[string]string{"date": "2026-11-30", "start": "-"}},
		{"meeting.reschedule", "联席会议地点换到区委党校报告厅，12月3日九点不变",
			map[string]string{"place": "区委党校报告厅", "start": "2026-12-03T09:00"}},
		{"meeting.cancel", "周四（11月26日）的联席会议取消", map[string]string{"type": "联席会议", "start": "2026-11-26"}},
	})
}

func TestSlotsOfInspectionsAndPatrols(t *testing.T) {
	hearSlots(t, monday, []heardAs{
		{"inspection.plan", "12月14日至16日对中北镇、辛口镇开展专项督查",
			map[string]string{"from": "2026-12-14", "to": "2026-12-16", "targets": "[中北镇 辛口镇]"}},
		{"inspection.plan", "督查计划：12月7-9日去精武镇", map[string]string{"from": "2026-12-07", "to": "2026-12-09"}},
		{"inspection.plan", "12/10去大寺镇暗访", map[string]string{"from": "2026-12-10"}},
		{"inspection.log", "登记督查：11月18日（周三）到中北镇、李七庄街道，发现垃圾3处",
			map[string]string{"date": "2026-11-18", "targets": "[中北镇 李七庄街道]", "found": "3"}},
		{"inspection.log", "12月20日督查了杨柳青镇，未发现问题", map[string]string{"date": "2025-12-20", "found": "0"}},
		{"inspection.log", "31号暗访了张家窝镇，发现问题1个", map[string]string{"date": "2026-10-31", "found": "1"}},
		{"patrol.log", "巡林登记：20号到第六埠村巡查，看到两处枯枝堆",
			map[string]string{"date": "2026-11-20", "found": "2", "place": "第六埠村"}},
		{"patrol.log", "昨天上午到独流减河巡林，一切正常", map[string]string{"date": "2026-11-22", "place": "独流减河"}},
		{"report.adopt", "采用信12、信15、信16", map[string]string{"ref": "12", "refs": "[12 15 16]"}},
		{"report.adopt", "5号到8号信息都采用", map[string]string{"ref": "5", "refs": "[5 6 7 8]"}},
		{"report.adopt", "督3号看过了，采用", map[string]string{"ref": "-"}},
	})
}

// TestADayWithoutAYearLiesWhereItMakesSense: ahead for what is to be done, behind for what was done.
func TestADayWithoutAYearLiesWhereItMakesSense(t *testing.T) {
	march := time.Date(2026, 3, 2, 10, 0, 0, 0, monday.Location())
	raise := "挂问题：杨柳青镇柳口路行道树枯死，"
	hearSlots(t, march, []heardAs{
		{"issue.raise", raise + "12月5日前补栽", map[string]string{"deadline": "2026-12-05"}},
		{"issue.raise", raise + "1月20日前补栽", map[string]string{"deadline": "2027-01-20", "?": ""}},
		{"meeting.schedule", "联席会议12月5日上午九点召开", map[string]string{"start": "2026-12-05T09:00"}},
		{"inspection.log", "12月5日督查了杨柳青镇，未发现问题", map[string]string{"date": "2025-12-05"}},
	})
	hearSlots(t, monday, []heardAs{
		{"issue.raise", raise + "2月5日前补栽", map[string]string{"deadline": "2027-02-05"}},
		{"issue.raise", raise + "国庆前补栽", map[string]string{"deadline": "2027-10-01"}},
	})
}

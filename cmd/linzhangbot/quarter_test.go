package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// doing is one thing that is said in a quarter, and what it changes once it is accepted.
type doing struct {
	at    time.Time
	chat  string
	from  string
	text  string
	photo bool
	want  string // the code of the answer
	then  func(at time.Time)
}

// fullQuarter is a busy quarter being written: what is said on the one side, and beside it the books of what it comes to.
type fullQuarter struct {
	t     testing.TB
	dice  *rand.Rand
	list  []doing
	books books
	days  []time.Time // the working days

	resolutions int // numbers given so far
}

var (
	quarterTowns = strings.Fields("yangliuqing zhangjiawo xinkou zhongbei jingwu dasi wangwenzhuang liqizhuang xiyingmen jinmenhu chilongnan")
	quarterUnits = strings.Fields("zuzhibu xuanchuanbu bianban fagaiwei gongan caizheng shengtai yunguan shuiwu chengguan yingji guizi")
	busyUnits    = strings.Fields("shuiwu chengguan yingji yunguan shengtai")
)

// newQuarter writes April to June 2026 as it may be in a district of eleven towns and twelve units.
func newQuarter(t testing.TB, seed uint64, own bool) *fullQuarter {
	dice := rand.New(rand.NewPCG(seed, 2026)) //nolint:gosec // must repeat itself
	q := &fullQuarter{t: t, dice: dice, books: newBooks(t)}
	for day := at(t, "2026-04-01 00:00"); day.Before(at(t, "2026-07-01 00:00")); day = day.AddDate(0, 0, 1) {
		if atWork(day) {
			q.days = append(q.days, day)
		}
	}
	if own {
		for _, org := range slices.Concat(quarterTowns, quarterUnits) {
			chat := "town." + org
			if slices.Contains(quarterUnits, org) {
				chat = "unit." + org
			}
			q.add(q.days[0].Add(9*time.Hour+20*time.Minute), chat, "office.staff1", "本群设为 "+q.books.name[org], "", nil)
		}
	}
	q.reports()
	q.issues()
	q.meetings()
	q.order()
	q.others()
	slices.SortStableFunc(q.list, func(a, b doing) int { return a.at.Compare(b.at) })
	return q
}

// add says something at a moment, or at that time of the next working day.
func (q *fullQuarter) add(when time.Time, chat, from, text, want string, then func(time.Time)) *doing {
	for !atWork(when) {
		when = when.AddDate(0, 0, 1)
	}
	if chat == "pm" {
		chat = "@" + from
	}
	q.list = append(q.list, doing{at: when, chat: chat, from: from, text: text, want: want, then: then})
	return &q.list[len(q.list)-1]
}

func (q *fullQuarter) day(n int) time.Time         { return q.days[min(max(n, 0), len(q.days)-1)] }
func (q *fullQuarter) some(list []string) string   { return list[q.dice.IntN(len(list))] }
func (q *fullQuarter) oneOf(n int) bool            { return q.dice.IntN(n) == 0 }
func (q *fullQuarter) minute() time.Duration       { return time.Duration(q.dice.IntN(50)) * time.Minute }
func (q *fullQuarter) on(date string) time.Time    { return at(q.t, "2026-"+date) }
func clockOf(h int, m time.Duration) time.Duration { return time.Duration(h)*time.Hour + m }

// reports are what the towns bring: most of them two a month, the office adopts some and lets a few be.
func (q *fullQuarter) reports() {
	type planned struct {
		at          time.Time
		town, title string
	}
	var all []planned
	for i, town := range quarterTowns {
		about := someDoings(10)
		q.dice.Shuffle(len(about), func(i, j int) { about[i], about[j] = about[j], about[i] })
		for month := time.April; month <= time.June; month++ {
			inMonth := slices.DeleteFunc(slices.Clone(q.days), func(d time.Time) bool { return d.Month() != month })
			for range 1 + min(1, q.dice.IntN(6)) {
				title := q.books.name[town] + about[0]
				about = about[1:]
				day := inMonth[q.dice.IntN(len(inMonth))]
				all = append(all, planned{day.Add(clockOf(10, q.minute())).Add(time.Duration(i) * time.Second), town, title})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b planned) int { return a.at.Compare(b.at) })
	for i, p := range all {
		n := &news{ref: fmt.Sprintf("信〔2026〕%d号", i+1), org: p.town, month: p.at.Month()}
		q.books.news = append(q.books.news, n)
		q.add(p.at, "main", p.town+".liaison", "报送 "+p.title, "report.accepted", func(at time.Time) { n.at = at })
		switch q.dice.IntN(10) {
		case 0, 1, 2, 3, 4, 5:
			day := p.at.AddDate(0, 0, 1+q.dice.IntN(3))
			q.add(day, "office", "office.staff1", "采用 "+n.ref, "report.adopted", func(at time.Time) { n.adopted = at })
		case 6:
			q.add(p.at.Add(5*time.Minute), "main", p.town+".liaison", "撤回 "+n.ref, "report.withdrawn",
				func(at time.Time) { n.gone = at })
		}
	}
}

// issues are sixty: a sixth of them units', a quarter rectified late, some never.
func (q *fullQuarter) issues() {
	what := []string{"林地堆放建筑垃圾", "苗木枯死", "标牌破损", "防火带杂草未清", "围栏损坏", "违规占用林地", "病虫害未防治", "枯枝未清理"}
	for i := range 60 {
		org := q.some(quarterTowns)
		if i%6 == 0 {
			org = q.some(busyUnits)
		}
		day := q.day(min(i*9/10, len(q.days)-10))
		due := day.AddDate(0, 0, []int{10, 15, 20, 30}[q.dice.IntN(4)])
		m := &matter{kind: kindIssue, ref: fmt.Sprintf("督〔2026〕%d号", i+1), org: org, due: due}
		q.books.matters = append(q.books.matters, m)
		q.add(day.Add(clockOf(9, 30*time.Minute+time.Duration(i%20)*time.Minute)), "office", "office.staff1",
			fmt.Sprintf("挂问题：%s%s%d处，%d月%d日前整改到位", q.books.name[org], q.some(what), i+1, due.Month(), due.Day()),
			"issue.raised", func(at time.Time) { m.opened = at })
		q.add(day.Add(clockOf(11, q.minute())), "main", org+".liaison", fmt.Sprintf("签收 问题%d", i+1), "issue.accepted", nil)
		done := due.AddDate(0, 0, -1-q.dice.IntN(6))
		if q.oneOf(4) {
			done = due.AddDate(0, 0, 5+q.dice.IntN(20))
		}
		if !done.After(day) {
			done = day.AddDate(0, 0, 2)
		}
		if !done.Before(q.on("06-26 00:00")) {
			continue
		}
		x := q.add(done.Add(clockOf(14, q.minute())), "main", org+".liaison", fmt.Sprintf("问题%d已整改，已全部完成，附照片", i+1),
			"issue.rectified", func(at time.Time) { m.settled = at })
		x.photo = true
		q.add(x.at.AddDate(0, 0, 1+q.dice.IntN(2)).Add(time.Hour), "office", "office.staff2", fmt.Sprintf("销号 %d", i+1),
			"issue.closed", func(at time.Time) { m.checked = at })
	}
}

// meetings are six, of all kinds; two have minutes with tasks, of which most are done in time.
func (q *fullQuarter) meetings() {
	for i, x := range []struct {
		said, start, title, place, text, approve, chair string
		invited                                         int // beside who presides
	}{
		{"04-08", "04-15 09:00", "联席会议", "区政府三楼", "4月15日上午9点在区政府三楼召开联席会议", "", "office.director", 12},
		{"04-20", "04-27 14:00", "联络员会议", "区政府二楼", "4月27日下午2点在区政府二楼召开联络员会议", "", "office.director", 12},
		{"05-07", "05-14 09:00", "区总林长会议", "区政府三楼", "5月14日上午9点在区政府三楼召开区总林长会议",
			"chief.general chief.deputy", "chief.general", 28},
		{"05-18", "05-25 15:00", "区林长办公室会议", "林长办", "5月25日下午3点在林长办召开区林长办公室会议", "office.director",
			"office.director", 2},
		{"06-01", "06-09 09:00", "区级林长会议", "张家窝镇", "6月9日上午9点在张家窝镇召开区级林长会议，由区级林长（甲）主持", "chief.a", "chief.a", 15},
		{"06-12", "06-23 14:00", "专题会商", "林长办会议室", "6月23日下午2点在林长办会议室召开专题会商，请区水务局、区城市管理委参加", "",
			"office.director", 2},
	} {
		m := &gathering{ref: fmt.Sprintf("会〔2026〕%d号", i+1), title: x.title, place: x.place, start: q.on(x.start),
			chair: x.chair, invited: x.invited, answers: map[string]string{}}
		q.books.meetings = append(q.books.meetings, m)
		noticed := func(at time.Time) { m.noticed = at }
		then := noticed
		if x.approve != "" {
			then = nil
		}
		q.add(q.on(x.said+" 09:15"), "office", "office.staff1", x.text, "", then)
		for k, who := range strings.Fields(x.approve) {
			q.add(q.on(x.said+" 10:00").Add(time.Duration(k)*5*time.Minute), "pm", who, "同意会议方案", "", noticed)
		}
	}
	for i, org := range quarterUnits {
		word := []string{"参加", "请假", ""}[i%3]
		if word == "" {
			continue
		}
		for k, who := range []string{org + ".member", org + ".liaison"} {
			m := q.books.meetings[k]
			said := word + " " + m.ref
			if word == "请假" {
				said += " 因有会"
			}
			q.add(m.start.AddDate(0, 0, -5+k).Add(q.minute()), "pm", who, said, "meeting.answered",
				func(time.Time) { m.answers[who] = word })
		}
	}
	q.minutes("04-15 17:00", 0, task{"区水务局5月10日前完成河道巡查", "05-10", []string{"shuiwu"}},
		task{"区城市管理委5月15日前完成古树普查", "05-15", []string{"chengguan"}})
	q.minutes("05-14 17:00", 2, task{"各街镇6月10日前完成补植", "06-10", quarterTowns},
		task{"区水务局6月15日前完成河道巡查", "06-15", []string{"shuiwu"}}, task{"区应急局6月5日前开展演练", "06-05", []string{"yingji"}})
}

// task is what minutes or an order lay upon some.
type task struct {
	text, due string
	orgs      []string
}

func (q *fullQuarter) minutes(when string, of int, tasks ...task) {
	meeting := q.books.meetings[of]
	text := "纪要 " + meeting.ref + "："
	var made []*matter
	for i, x := range tasks {
		text += fmt.Sprintf("%d.%s；", i+1, x.text)
		for _, org := range x.orgs {
			q.resolutions++
			m := &matter{kind: kindResolution, ref: fmt.Sprintf("议〔2026〕%d号", q.resolutions), org: org, due: q.on(x.due + " 00:00")}
			made = append(made, m)
			q.books.matters = append(q.books.matters, m)
			if q.oneOf(4) {
				continue
			}
			done := m.due.AddDate(0, 0, -1-q.dice.IntN(4)).Add(clockOf(15, q.minute()))
			y := q.add(done, "main", org+".liaison", m.ref+" 已完成", "resolution.updated", func(at time.Time) { m.settled = at })
			if !q.oneOf(3) {
				q.add(y.at.AddDate(0, 0, 1), "office", "office.staff2", "核实 "+m.ref, "resolution.checked",
					func(at time.Time) { m.checked = at })
			}
		}
	}
	q.add(q.on(when), "office", "office.staff1", strings.TrimSuffix(text, "；"), "meeting.minuted", func(at time.Time) {
		meeting.minuted = at
		for _, m := range made {
			m.opened = at
		}
	})
}

// order is one 总林长令 with two tasks: most sign for it, and most do what it says.
func (q *fullQuarter) order() {
	const ref = "2026年第1号总林长令"
	var made []*matter
	own := func(kind, ref, org string, due time.Time) *matter {
		m := &matter{kind: kind, ref: ref, org: org, due: due}
		made, q.books.matters = append(made, m), append(q.books.matters, m)
		return m
	}
	said := q.on("04-10 09:50")
	for i, org := range slices.Concat(quarterTowns, quarterUnits) {
		m := own(kindOrder, ref, org, workdaysAfter(said, 3))
		if i%3 > 0 {
			q.add(said.AddDate(0, 0, q.dice.IntN(4)).Add(5*time.Hour+q.minute()), "main", org+".liaison", "签收 "+ref,
				"order.acknowledged", func(at time.Time) { m.settled = at })
		}
	}
	for i, x := range []task{{"各街镇5月20日前完成隐患排查", "05-20", quarterTowns}, {"区应急局5月15日前开展应急演练", "05-15", []string{"yingji"}}} {
		for _, org := range x.orgs {
			m := own(kindItem, fmt.Sprintf("%s第%d项", ref, i+1), org, q.on(x.due+" 00:00"))
			if !q.oneOf(3) {
				q.add(m.due.AddDate(0, 0, -q.dice.IntN(6)).Add(clockOf(16, q.minute())), "main", org+".liaison",
					fmt.Sprintf("总林长令进展 2026年第1号 第%d项 已完成", i+1), "order.progress", func(at time.Time) { m.settled = at })
			}
		}
	}
	q.add(said, "office", "office.staff1", "发布2026年第1号总林长令\n标题：关于做好森林防火工作的令\n1.各街镇5月20日前完成隐患排查\n"+
		"2.区应急局5月15日前开展应急演练", "order.published", func(at time.Time) {
		for _, m := range made {
			m.opened = at
		}
	})
}

// others are shares, activities, summaries and an inspection.
func (q *fullQuarter) others() {
	for i, day := range []string{"04-22 10:40", "05-26 10:40"} {
		said := q.on(day)
		ref := fmt.Sprintf("享〔2026〕%d号", i+1)
		q.add(said, "office", "office.staff1", fmt.Sprintf("通报各协作单位：市级会议精神%d月", said.Month()), "share.sent",
			func(at time.Time) { q.books.begin(ref, at) })
		for k, org := range quarterUnits {
			m := &matter{kind: kindShare, ref: ref, org: org, due: workdaysAfter(said, 3)}
			q.books.matters = append(q.books.matters, m)
			if k%2 == i {
				q.add(said.Add(time.Hour+q.minute()), "main", org+".liaison", "签收共享 "+ref, "share.received",
					func(at time.Time) { m.settled = at })
			}
		}
	}
	for i, day := range []string{"04-21", "05-21", "06-24"} {
		ref, begins := fmt.Sprintf("协〔2026〕%d号", i+1), q.on(day+" 09:00")
		q.add(q.on(day[:3]+"13 09:55"), "office", "office.staff1",
			fmt.Sprintf("邀请区水务局、区应急局%d月%d日上午9点参加林长巡林，地点：独流减河", begins.Month(), begins.Day()), "activity.invited",
			func(at time.Time) { q.books.begin(ref, at) })
		for _, org := range []string{"shuiwu", "yingji"} {
			m := &matter{kind: kindAnswer, ref: ref, org: org, due: begins, lapses: true}
			q.books.matters = append(q.books.matters, m)
			if q.oneOf(2) {
				q.add(q.on(day[:3]+"16 15:00").Add(q.minute()), "main", org+".liaison", "答复活动 参加 "+ref, "activity.answered",
					func(at time.Time) { m.settled = at })
			}
		}
	}
	for _, org := range quarterUnits {
		if q.oneOf(2) {
			q.add(q.on("06-12 15:00").AddDate(0, 0, q.dice.IntN(14)).Add(q.minute()), "pm", org+".liaison",
				"报送上半年工作总结：上半年配合林长制工作，完成了分工的各项任务；下半年继续推进绿化管护。", "summary.accepted",
				func(at time.Time) { q.books.summaries[org] = at })
		}
	}
	q.add(q.on("06-17 10:05"), "office", "office.staff1", "登记督查 综合督查 辛口镇 未发现问题", "inspection.logged",
		func(at time.Time) { q.books.inspected = at })
}

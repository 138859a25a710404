package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// busyQuarter makes up the first quarter of a year with 24 organisations: towns that report now and then, units that
// ask, chiefs that look, an office that adopts, and much talk that is nobody's business. The same seed makes the
// same quarter.
func busyQuarter(t testing.TB, seed uint64) *script {
	q := quarter{script: &script{t: t}, dice: rand.New(rand.NewPCG(seed, 1))} //nolint:gosec // must repeat itself
	for day := at(t, "2026-01-05 00:00"); day.Before(at(t, "2026-04-01 00:00")); day = day.AddDate(0, 0, 1) {
		if wd := day.Weekday(); wd == time.Saturday || wd == time.Sunday {
			continue
		}
		q.day(day)
	}
	return q.script
}

type quarter struct {
	*script
	dice    *rand.Rand
	reports int
}

var (
	someTowns = strings.Fields("yangliuqing zhangjiawo xinkou zhongbei jingwu dasi wangwenzhuang liqizhuang xiyingmen jinmenhu chilongnan")
	someUnits = strings.Fields("zuzhibu xuanchuanbu bianban fagaiwei gongan caizheng shengtai yunguan shuiwu chengguan yingji guizi")
	doings    = strings.Fields("开展春季植树 排查林地火险隐患 召开林长制工作部署会 清理林区可燃物 组织护林员培训 巡查古树名木 补植行道树 整治占绿停车")
	chatter   = strings.Fields("好的 收到，谢谢 明天的会几点开始？ 文件已发邮箱 今天风大，大家注意防火 我在路上 👍 中午食堂有饺子")
	questions = strings.Fields("概况 谁还没报 进度 逾期问题")
)

func pick(dice *rand.Rand, list []string) string { return list[dice.IntN(len(list))] }

// day is about thirty messages.
func (q *quarter) day(day time.Time) {
	when := func() string {
		return day.Add(time.Duration(9*60+10+q.dice.IntN(440)) * time.Minute).Format("2006-01-02 15:04")
	}
	for range q.dice.IntN(3) {
		town := pick(q.dice, someTowns)
		q.reports++
		q.say(when(), "main", town+".liaison", fmt.Sprintf("报送 %s，涉及点位%d处，第%d批", pick(q.dice, doings), 3+q.dice.IntN(40), q.reports))
	}
	for range 6 {
		town := pick(q.dice, someTowns)
		q.say(when(), "@"+town+".liaison", town+".liaison", "我的待办")
	}
	for range 4 {
		unit := pick(q.dice, someUnits)
		q.say(when(), "@"+unit+".liaison", unit+".liaison", "我的待办")
	}
	for range 15 {
		q.add(when(), map[string]string{"chat": "main", "from": pick(q.dice, someTowns) + ".liaison", "text": pick(q.dice, chatter)})
	}
	chief := "chief." + pick(q.dice, []string{"a", "b", "c", "d"})
	q.say(when(), "@"+chief, chief, pick(q.dice, questions))
	if q.reports > 3 {
		q.say(when(), "@office.staff1", "office.staff1", fmt.Sprintf("采用 信〔2026〕%d号", 1+q.dice.IntN(q.reports-2)))
	}
}

// 24 organisations, a quarter, about 1 800 messages: under ten seconds, and twice the same bytes.
func TestAQuarterOfTwentyFourOrganisations(t *testing.T) {
	if testing.Short() {
		t.Skip("a whole quarter")
	}
	story := busyQuarter(t, 7).String()
	start := worked(t)
	first := simulated(t, "xiqing", story, "2026-04-01 18:00")
	took := worked(t) - start
	t.Logf("%d lines in, %d lines out, %v", strings.Count(story, "\n"), strings.Count(first, "\n"), took)
	if took > 10*time.Second {
		t.Errorf("a quarter took %v", took)
	}
	if diff := firstDifference(first, simulated(t, "xiqing", story, "2026-04-01 18:00")); diff != "" {
		t.Errorf("the same story twice differs: %s", diff)
	}
	all := events(t, first)
	if n := len(coded(all, "report.accepted")); n < 40 {
		t.Errorf("only %d reports", n)
	}
	if busy := coded(all, "system.busy"); len(busy) > 0 {
		t.Errorf("%d messages failed, the first: %s", len(busy), busy[0].Text)
	}
	for _, s := range those(all, func(e event) bool { return e.Kind == "standing" && e.Duty == "town-monthly-information" }) {
		if have := reported(all, s.Org, s.Period); have != s.Have {
			t.Errorf("%s %s: the standing says %d, the receipts say %d", s.Org, s.Period, s.Have, have)
		}
	}
}

// reported counts a town's receipts in a month.
func reported(all []event, town, month string) int {
	return len(those(coded(all, "report.accepted"), func(e event) bool {
		return len(e.Mention) > 0 && e.Mention[0] == town+".liaison" && e.At.Format("2006-01") == month
	}))
}

// A stop over the nine o'clock tick loses nothing and doubles nothing: only the nudge of that morning comes later.
func TestAnOutageOverTheMorningTick(t *testing.T) {
	story := func() *script {
		return (&script{t: t}).
			say("2026-03-02 09:15", "main", "yangliuqing.liaison", "报送 杨柳青镇开展春季巡林，出动42人次").
			say("2026-03-05 10:00", "main", "yangliuqing.liaison", "报送 杨柳青镇整修防火道3公里").
			say("2026-03-24 15:00", "main", "dasi.liaison", "报送 大寺镇补植白蜡1200株")
	}
	calm := simulated(t, "xiqing", story().String(), "2026-04-02 18:00")
	cut := simulated(t, "xiqing", story().down("2026-03-20 08:30", "90m").String(), "2026-04-02 18:00")
	morning, late := at(t, "2026-03-20 09:03"), at(t, "2026-03-20 10:00")
	moved := func(e event) bool { return e.Code == "duty.reminder" && e.At.Format(time.DateOnly) == "2026-03-20" }
	if list := those(events(t, calm), moved); len(list) != 1 || list[0].At.Before(morning) || list[0].At.After(morning.Add(5*time.Minute)) {
		t.Fatalf("in calm weather the nudge of the 20th is %+v", list)
	}
	if list := those(events(t, cut), moved); len(list) != 1 || list[0].At.Before(late) || list[0].At.After(late.Add(5*time.Minute)) {
		t.Fatalf("after the outage the nudge of the 20th is %+v", list)
	}
	if diff := firstDifference(undated(calm), undated(cut)); diff != "" {
		t.Errorf("more differs than the time of that nudge: %s", diff)
	}
}

// undated drops the time of what was said on the 20th of March.
func undated(history string) string {
	var out []string
	for line := range strings.Lines(history) {
		if strings.HasPrefix(line, `{"at":"2026-03-20T`) {
			line = `{"at":"2026-03-20` + line[len(`{"at":"2026-03-20T09:03:00+08:00`):]
		}
		out = append(out, line)
	}
	return strings.Join(out, "")
}

// Three mornings missed are made up by one nudge, with what is true now.
func TestAnOutageOfDays(t *testing.T) {
	story := (&script{t: t}).
		say("2026-03-02 09:15", "main", "yangliuqing.liaison", "报送 杨柳青镇开展春季巡林，出动42人次").
		say("2026-03-05 10:00", "main", "yangliuqing.liaison", "报送 杨柳青镇整修防火道3公里").
		down("2026-03-26 18:00", "112h") // Thursday evening to Tuesday ten o'clock: the last working day but two, but one, and the last
	all := events(t, simulated(t, "xiqing", story.String(), "2026-03-31 23:00"))
	after := those(all, func(e event) bool {
		return e.Code == "duty.reminder" && e.Chat == "main" && e.At.After(at(t, "2026-03-26 18:00"))
	})
	if len(after) != 1 {
		t.Fatalf("said %d times: %+v", len(after), after)
	}
	text := after[0].Text
	if !strings.Contains(text, "今天到期") || !strings.Contains(text, "10家") || strings.Contains(text, "杨柳青镇") {
		t.Errorf("the nudge says\n%s", text)
	}
}

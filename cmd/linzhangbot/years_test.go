package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// yearOfTwo is a year of two towns: 大寺镇 does everything in its time; 中北镇 never reports, is given an issue a week and
// rectifies none. The others are as people are.
func yearOfTwo(t *testing.T, own bool) []event {
	s := &script{t: t}
	if own {
		s.say("2026-01-05 08:40", "town.dasi", "office.staff1", "本群设为 大寺镇")
		s.say("2026-01-05 08:41", "town.zhongbei", "office.staff1", "本群设为 中北镇")
	}
	s.say("2026-01-05 08:45", "@dasi.liaison", "dasi.liaison", "帮助")
	for month := 1; month <= 12; month++ {
		about := someDoings(10)
		for i, day := range []int{6, 8} {
			s.say(fmt.Sprintf("2026-%02d-%02d 1%d:00", month, day, i), "main", "dasi.liaison",
				fmt.Sprintf("报送 大寺镇%d月%s", month, about[(month+i*5)%10]))
		}
		for day := 2; day <= 28; day += 5 {
			said := time.Date(2026, time.Month(month), day, 14, day, 0, 0, zone)
			for !atWork(said) || said.Before(at(t, "2026-01-05 09:00")) {
				said = said.AddDate(0, 0, 1)
			}
			due := midnight(said).AddDate(0, 0, 12)
			s.say(said.Format("2006-01-02 15:04"), "office", "office.staff1",
				fmt.Sprintf("挂问题：中北镇%s第%d块林地堆放垃圾，%s前整改到位", due.Format("1月"), day, due.Format("1月2日")))
		}
	}
	s.add("2026-11-20 10:00", map[string]string{"chat": "@dasi.liaison", "from": "dasi.liaison", "text": "提交自查报告 自评95分",
		"photo": "自查报告.docx"})
	until := map[bool]string{true: "2027-01-07 12:00", false: "2026-06-29 12:00"}[own]
	s.lines = slices.DeleteFunc(s.lines, func(l map[string]string) bool { return l["at"] > at(t, until).Format(time.RFC3339) })
	return events(t, simulated(t, "xiqing", s.String(), until))
}

// clocked are the messages of the morning in a chat.
func clocked(all []event, chat string) []event {
	return those(all, func(e event) bool {
		return e.Kind == "notice" && e.Chat == chat && e.At.In(zone).Format("15:04") >= "09:03" && e.At.In(zone).Format("15:04") < "09:10"
	})
}

var (
	lastDays = regexp.MustCompile(`今天到期$|今天是本月最后一个工作日|已逾期1个工作日$|没有完成，已过期限|，已过期限$`)
	owedLine = regexp.MustCompile(`^(\S+ )?([督议享协]〔|\d+年第\d+号)|”：已有`)
)

// lastWorkday: the day that a line names comes before the next working day.
func lastWorkday(now time.Time, line string) bool {
	x := regexp.MustCompile(`（还有(\d+)天）$`).FindStringSubmatch(line)
	return x != nil && workdaysBetween(now, midnight(now).AddDate(0, 0, number(x[1]))) == 0
}

// onlyPasses: the message bears nothing but last days and missed notices.
func onlyPasses(e event, name string) bool {
	among := false
	lastDay := strings.Contains(e.Text, "今天是本月最后一个工作日")
	for _, line := range strings.Split(e.Text, "\n") {
		line = article.ReplaceAllString(line, "")
		quota := strings.Contains(line, "”：已有")
		concerns := name == "" || strings.HasPrefix(line, name+" ")
		last := lastDays.MatchString(line) || quota && lastDay || lastWorkday(e.At, line)
		if owedLine.MatchString(line) && concerns && !last {
			among = true
		}
		last = last && concerns && owedLine.MatchString(line)
		if last && name != "" {
			return true // among others, what is held back is still named beside it
		}
	}
	return !among
}

// TestADiligentTownIsLetBe: who reports in time hears nothing of the quota in a whole year, in its own group or elsewhere.
// The worst town, which does nothing, is mentioned on eight mornings a month, beside those that bear only a last day or
// a missed notice.
func TestADiligentTownIsLetBe(t *testing.T) {
	for _, own := range []bool{true, false} {
		t.Run(fmt.Sprintf("own groups %t", own), func(t *testing.T) {
			all := yearOfTwo(t, own)
			for _, e := range those(all, func(e event) bool { return e.Kind == "reply" }) {
				if strings.HasPrefix(e.Code, "refused") || strings.HasPrefix(e.Code, "ask") || e.Code == "not_understood" {
					t.Errorf("%s: %s", e.At, e.Text)
				}
			}
			diligent(t, all)
			chat := map[bool]string{true: "town.zhongbei", false: "main"}[own]
			name := map[bool]string{true: "", false: "中北镇"}[own]
			worst(t, clocked(all, chat), name)
		})
	}
}

func diligent(t *testing.T, all []event) {
	t.Helper()
	for _, e := range slices.Concat(clocked(all, "town.dasi"), clocked(all, "main"), clocked(all, "@dasi.liaison")) {
		for _, line := range strings.Split(e.Text, "\n") {
			quota := e.Chat != "main" && strings.Contains(line, "每月报送工作情况")
			named := strings.HasPrefix(line, "还差") && strings.Contains(line, "大寺镇") && strings.Contains(e.Text, "每月报送工作情况")
			if quota || named && !strings.Contains(e.Text, "年底前报送自查报告") && !strings.Contains(e.Text, "公示牌") {
				t.Errorf("%s in %s: %s", e.At.In(zone).Format(time.DateOnly), e.Chat, line)
			}
		}
	}
}

func worst(t *testing.T, said []event, name string) {
	t.Helper()
	spent, passed, always := map[string]int{}, map[string]int{}, 0
	for _, e := range said {
		if !slices.Contains(e.Mention, "zhongbei.liaison") {
			continue
		}
		if strings.Contains(e.Text, "今天是本月最后一个工作日") || strings.Contains(e.Text, "每月报送工作情况") && strings.Contains(e.Text, "已过期限") {
			always++
		}
		if month := e.At.In(zone).Format("2006-01"); onlyPasses(e, name) {
			passed[month]++
		} else {
			spent[month]++
		}
	}
	for month, n := range spent {
		if n > 8 {
			t.Errorf("in %s the worst town is mentioned on %d mornings", month, n)
		}
	}
	if always != 2*len(spent)-2 {
		t.Errorf("in %d months it is told %d times of a last day or a missed month", len(spent), always)
	}
	if len(spent) < 6 {
		t.Errorf("the worst town is spoken of in %d months: %v", len(spent), spent)
	}
	t.Logf("mornings: %v; with last days and missed notices only: %v", spent, passed)
}

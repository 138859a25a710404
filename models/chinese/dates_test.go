package chinese

import (
	"strings"
	"testing"
	"time"
)

// reference is the Monday that all expressions are read against.
var reference = time.Date(2026, 11, 23, 10, 0, 0, 0, time.FixedZone("CST", 8*3600))

// expressions are the dates people type, with what they mean on the reference day.
var expressions = []struct{ text, want string }{
	{"今天", "2026-11-23"},
	{"明天", "2026-11-24"},
	{"后天", "2026-11-25"},
	{"大后天", "2026-11-26"},
	{"昨天", "2026-11-22"},
	{"明早9点", "2026-11-24 09:00"},
	{"明天上午9点半", "2026-11-24 09:30"},
	{"今晚8点", "2026-11-23 20:00"},
	{"今天下午三点", "2026-11-23 15:00"},
	{"下午3点半", "2026-11-23 15:30"},
	{"下周三下午三点半", "2026-12-02 15:30"},
	{"下周一", "2026-11-30"},
	{"本周五", "2026-11-27"},
	{"这周五下午5点前", "2026-11-27 17:00"},
	{"周五", "2026-11-27"},
	{"星期日", "2026-11-29"},
	{"下下周二", "2026-12-08"},
	{"上周五", "2026-11-20"},
	{"周三上午十点一刻", "2026-11-25 10:15"},
	{"礼拜四", "2026-11-26"},
	{"12月5日前", "2026-12-05"},
	{"12月5日", "2026-12-05"},
	{"12月5号上午10点", "2026-12-05 10:00"},
	{"十二月五日", "2026-12-05"},
	{"2026年12月5日", "2026-12-05"},
	{"2026-12-05", "2026-12-05"},
	{"2026/12/5 14:30", "2026-12-05 14:30"},
	{"12月5日17:30", "2026-12-05 17:30"},
	{"1月15日", "2027-01-15"},
	{"明年3月12日", "2027-03-12"},
	{"二〇二七年三月十二日", "2027-03-12"},
	{"本月25号", "2026-11-25"},
	{"25号", "2026-11-25"},
	{"5号", "2026-12-05"},
	{"下月5日", "2026-12-05"},
	{"下个月10号", "2026-12-10"},
	{"月底前", "2026-11-30"},
	{"本月底", "2026-11-30"},
	{"下月底", "2026-12-31"},
	{"年底前", "2026-12-31"},
	{"月末", "2026-11-30"},
	{"三季度末", "2026-09-30 / 2027-09-30"},
	{"四季度末", "2026-12-31"},
	{"本季度末", "2026-12-31"},
	{"明年一季度末", "2027-03-31"},
	{"国庆节前", "2027-10-01 / 2027-09-30"},
	{"春节前", "2027-02-06 / 2027-02-05"},
	{"元旦前", "2027-01-01 / 2026-12-31"},
	{"清明节", "2027-04-05"},
	{"植树节", "2027-03-12"},
	{"两周后", "2026-12-07"},
	{"三天后", "2026-11-26"},
	{"3天内", "2026-11-26"},
	{"10个工作日内", "2026-12-07"},
	{"半小时后", "2026-11-23 10:30"},
	{"两个小时后", "2026-11-23 12:00"},
	{"30分钟后", "2026-11-23 10:30"},
	{"半个月后", "2026-12-08"},
	{"一个月后", "2026-12-23"},
	{"中午12点", "2026-11-23 12:00"},
	{"明天中午", "2026-11-24 12:00"},
	{"凌晨2点", "2026-11-24 02:00 / 2026-11-23 02:00"},
	{"周五下班前", "2026-11-27 18:00"},
	{"请青龙镇在下周三下午三点半前完成整改", "2026-12-02 15:30"},
	{"12号小班发现枯死木", "NONE"},
	{"第3林班巡护正常", "NONE"},
	{"一级林长已签字", "NONE"},
	{"G201国道旁倒木3株", "NONE"},
	{"点位十五号桩", "NONE"},
}

func TestDatesReadWhatPeopleType(t *testing.T) {
	for _, x := range expressions {
		got := "NONE"
		if spans := Dates(Normalize(x.text), reference, nil); len(spans) > 0 {
			got = spans[0].To.Format("2006-01-02 15:04")
			if spans[0].Grain != Minute {
				got = spans[0].To.Format("2006-01-02")
			}
		}
		ok := false
		for _, w := range strings.Split(x.want, " / ") {
			ok = ok || got == w
		}
		if !ok {
			t.Errorf("%s = %s, want %s", x.text, got, x.want)
		}
	}
}

// shape writes a span so that a table can compare it.
func shape(s Span) string {
	f := "2006-01-02"
	if s.Grain == Minute {
		f = "2006-01-02T15:04"
	}
	out := s.From.Format(f)
	if !s.From.Equal(s.To) {
		out += "/" + s.To.Format(f)
	}
	out += map[Kind]string{Point: "", Deadline: " limit", Window: " window"}[s.Kind]
	if s.Vague {
		out += " vague"
	}
	if s.Impossible {
		out += " impossible"
	}
	return out
}

func TestDatesSayWhatTheyAreFor(t *testing.T) {
	for _, x := range []struct{ text, want string }{
		{"一周内反馈", "2026-11-30 limit"},
		{"时限十二月二十号", "2026-12-20 limit"},
		{"请于本周五前处置", "2026-11-27 limit"},
		{"明天下班前给初步情况", "2026-11-24T18:00 limit"},
		{"务必12月初完成", "2026-12-01/2026-12-10 limit vague"},
		{"12.15前", "2026-12-15 limit"},
		{"面积12.5亩", ""},
		{"十二月中旬开一次会", "2026-12-11/2026-12-20 window vague"},
		{"12月第一周", "2026-11-30/2026-12-06 window vague"},
		{"12月7日至9日", "2026-12-07/2026-12-09 window"},
		{"12月30日到1月2日", "2026-12-30/2027-01-02 window"},
		{"周一到周三", "2026-11-23/2026-11-25 window"},
		{"三季度", "2026-07-01/2026-09-30 window"},
		{"上半年", "2026-01-01/2026-06-30 window"},
		{"本月", "2026-11-01/2026-11-30 window"},
		{"10月份信息", "2026-10-01/2026-10-31 window"},
		{"本周内", "2026-11-23/2026-11-29 limit"},
		{"11月22日晚八点发现", "2026-11-22T20:00"},
		{"12月2日下午开", "2026-12-02/2026-12-02"},
		{"2月30日前", "2027-03-02 limit impossible"},
		{"13月5日", "impossible"},
		{"13月", "impossible"},
		{"26-2-29", "impossible"},
		{"明年元旦", "2027-01-01"},
		{"周日", "2026-11-29"},
		{"上月底", "2026-10-31"},
		{"限期15天", "2026-12-08 limit"},
		{"下午2点到4点", "2026-11-23T14:00/2026-11-23T16:00"},
		{"12月5日(周六)上午9:30", "2026-12-05T09:30"},
		{"12月5日前往现场", "2026-12-05"},
		{"贰零贰陆年拾贰月伍日", "2026-12-05"},
		{"清明前后", "2027-04-05 vague"},
		{"问题12", ""}, {"12号小班", ""}, {"问题12号已整改", ""}, {"销号12号", ""}, {"督〔2026〕12号", ""},
		{"一周三次", ""}, {"每周一例会", "2026-11-23 impossible"}, {"每周清理", ""}, {"三点要求", ""}, {"提出五点意见", ""}, {"四周清理", ""}, {"G201", ""}, {"第3条", ""},
		{"四不两直", ""}, {"电话13800000000", ""}, {"W20261120-03", ""}, {"1e3", ""}, {"三天打鱼", ""},
	} {
		got := ""
		if s := Dates(Normalize(x.text), reference, nil); len(s) > 0 {
			got = shape(s[0])
		}
		if got != x.want && !(x.want == "impossible" && strings.HasSuffix(got, " impossible")) {
			t.Errorf("%s = %q, want %q", x.text, got, x.want)
		}
	}
}

type closedUntil struct{ day time.Time }

func (c closedUntil) Working(d time.Time) bool { return d.After(c.day) }

func TestWorkingDaysComeFromTheCalendar(t *testing.T) {
	s := Dates("2个工作日内", reference, closedUntil{reference.AddDate(0, 0, 5)})
	if len(s) != 1 || s[0].To.Format("2006-01-02") != "2026-11-30" {
		t.Fatalf("got %v", s)
	}
}

func TestSpansKnowTheirBytes(t *testing.T) {
	text := "请于12月5日前完成"
	s := Dates(text, reference, nil)
	if len(s) != 1 || text[s[0].Begin:s[0].End] != "12月5日前" {
		t.Fatalf("got %v", s)
	}
}

func FuzzDates(f *testing.F) {
	for _, x := range expressions {
		f.Add(x.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, s := range Dates(text, reference, nil) {
			if s.Begin < last || s.End <= s.Begin || s.End > len(text) {
				t.Fatalf("bytes %d–%d after %d in %q", s.Begin, s.End, last, text)
			}
			last = s.End
		}
	})
}

func BenchmarkDates(b *testing.B) {
	for b.Loop() {
		Dates("挂问题：杨柳青镇西青道北侧林地违规堆放建筑垃圾，责任单位杨柳青镇，12月5日前整改到位", reference, nil)
	}
}

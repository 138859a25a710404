package chinese

import (
	"strings"
	"time"
)

// relative are the words for a day counted from today. Longer words stand first.
var relative = []struct {
	word string
	days int
	cut  int // characters of the word that stay for the clock: 今晚 keeps 晚
}{
	{"大后天", 3, 0}, {"大前天", -3, 0}, {"今天", 0, 0}, {"今日", 0, 0}, {"明天", 1, 0}, {"明日", 1, 0}, {"后天", 2, 0}, {"后日", 2, 0},
	{"昨天", -1, 0}, {"昨日", -1, 0}, {"前天", -2, 0}, {"当天", 0, 0}, {"今晚", 0, 1}, {"今早", 0, 1}, {"今夜", 0, 1},
	{"明早", 1, 1}, {"明晚", 1, 1}, {"昨晚", -1, 1}, {"昨夜", -1, 1},
}

// day reads a day or something coarser. The readers are tried from the most to the least explicit.
func (s *scan) day(i int) (moment, int) {
	for _, read := range []func(int) (moment, int){s.written, s.relativeDay, s.week, s.festival, s.dated, s.dotted} {
		if m, j := read(i); j > i {
			return m, j
		}
	}
	return moment{}, i
}

func (s *scan) relativeDay(i int) (moment, int) {
	for _, x := range relative {
		if j := s.lit(i, x.word); j > i {
			if x.days == 1 && x.word == "明日" && s.at(j) == '星' {
				return moment{}, i
			}
			return day(s.today.AddDate(0, 0, x.days)), j - x.cut
		}
	}
	return moment{}, i
}

// written reads 2026-12-05, 2026/12/5, 2026.12.5, 26-2-29.
func (s *scan) written(i int) (moment, int) {
	y, j := number(s.r, i)
	if !digit(s.at(i)) || j-i != 4 && j-i != 2 {
		return moment{}, i
	}
	sep := s.at(j)
	if sep != '-' && sep != '/' && sep != '.' {
		return moment{}, i
	}
	mo, k := number(s.r, j+1)
	if !digit(s.at(j+1)) || k-j > 3 || s.at(k) != sep {
		return moment{}, i
	}
	d, e := number(s.r, k+1)
	if !digit(s.at(k+1)) || e-k > 3 || s.at(e) == '.' && digit(s.at(e+1)) {
		return moment{}, i
	}
	if y < 100 {
		y += 2000
	}
	if y < 1970 || y > 2100 {
		return moment{}, i
	}
	if _, f := s.word(e, "日", "号"); f > e {
		e = f
	}
	return s.exact(y, mo, d), e
}

// exact makes a day, and marks one that no calendar has.
func (s *scan) exact(y, mo, d int) moment {
	t := time.Date(y, time.Month(mo), d, 0, 0, 0, 0, s.today.Location())
	m := day(t)
	m.bad = mo < 1 || mo > 12 || t.Day() != d || d < 1
	return m
}

// dotted reads 12.15前, 12/15前 and 12-15前. A limit or a joining word must stand beside it, or blanks: 12.5亩 is an
// area.
func (s *scan) dotted(i int) (moment, int) {
	mo, j := number(s.r, i)
	if !digit(s.at(i)) || j-i > 2 || s.at(j) != '.' && s.at(j) != '/' && s.at(j) != '-' {
		return moment{}, i
	}
	d, e := number(s.r, j+1)
	if !digit(s.at(j+1)) || e-j > 3 || mo > 12 || mo < 1 || d > 31 || d < 1 {
		return moment{}, i
	}
	if w, f := s.word(e, "日", "号"); w != "" {
		return s.yearless(mo, d), f
	}
	k := s.spaces(e)
	w, _ := s.word(k, "前", "之前", "以前", "截止", "上午", "下午", "晚", "早", "开会", "完成", "周", "-", "至")
	_, clock := s.hourAhead(k)
	alone := (i == 0 || s.at(i-1) == ' ') && s.at(e) == ' ' && !strings.ContainsRune("亩米公万个株处块吨元分度倍级版%平", s.at(k))
	if sep := s.at(j); sep != '.' && s.at(e) == 0 && (i == 0 || s.at(i-1) == ' ') {
		alone = sep == '/' || e-j == 3
	} else if sep == '-' && w != "前" && w != "之前" {
		return moment{}, i // 1-2 is anything
	}
	ok := w != "" || alone || clock && k > e || s.before(back(s, i), "至", "到", "截止", "时限", "期限", "-", "改")
	if !ok {
		return moment{}, i
	}
	return s.yearless(mo, d), e
}

// yearless chooses the year of a month and day: the next one, unless the day lies less than half a year back.
func (s *scan) yearless(mo, d int) moment {
	y := s.today.Year()
	m := s.exact(y, mo, d)
	if !m.bad && s.today.Sub(m.from) > 183*24*time.Hour {
		m = s.exact(y+1, mo, d)
	} else if !m.bad && m.from.Sub(s.today) > 300*24*time.Hour {
		m = s.exact(y-1, mo, d)
	}
	if m.bad && mo == 2 && d == 29 {
		m = s.exact(y+1, mo, d)
	}
	m.roll = NoYear
	return m
}

// dated reads everything with 年, 季度, 月 and 日.
func (s *scan) dated(i int) (moment, int) {
	y, said, j := s.year(i)
	if said {
		k := s.spaces(j)
		if s.at(k) == '的' {
			k++
		}
		if m, e := s.inYear(k, y, true); e > k {
			return m, e
		}
		if m, e := s.yearEnd(k, y); e > k {
			return m, e
		}
		m := s.months(y, 1, 12)
		m.grain = Year
		return m, j
	}
	if m, e := s.inYear(i, s.today.Year(), false); e > i {
		return m, e
	}
	if m, e := s.bareEnd(i); e > i {
		return m, e
	}
	return s.dayOfMonth(i)
}

// year reads 今年, 明年, 2026年, 二〇二七年, 本年度.
func (s *scan) year(i int) (int, bool, int) {
	y := s.today.Year()
	for _, x := range []struct {
		word string
		add  int
	}{{"今年度", 0}, {"本年度", 0}, {"今年", 0}, {"本年", 0}, {"明年", 1}, {"后年", 2}, {"去年", -1}, {"前年", -2}, {"当年", 0}, {"上年度", -1}, {"全年", 0}} {
		if j := s.lit(i, x.word); j > i {
			return y + x.add, true, j
		}
	}
	n, j := number(s.r, i)
	if w, e := s.word(j, "年度", "年"); j > i && w != "" && !s.lasts(e) {
		switch {
		case n >= 1970 && n <= 2100:
			return n, true, e
		case j-i == 2 && n >= 20 && n <= 49 && digit(s.at(i)):
			return 2000 + n, true, e
		}
	}
	return 0, false, i
}

// lasts reports whether 年 counts years rather than naming one: 20年内.
func (s *scan) lasts(e int) bool {
	w, _ := s.word(e, "内", "后", "以来", "来", "之久")
	return w != ""
}

// inYear reads a quarter, a half or a month of a year.
func (s *scan) inYear(i, y int, said bool) (moment, int) {
	for _, read := range []func(int, int, bool) (moment, int){s.quarter, s.half, s.month} {
		if m, j := read(i, y, said); j > i {
			return m, j
		}
	}
	return moment{}, i
}

func (s *scan) months(y, first, n int) moment {
	from := time.Date(y, time.Month(first), 1, 0, 0, 0, 0, s.today.Location())
	return moment{from: from, to: from.AddDate(0, n, -1), grain: Month}
}

// quarter reads 三季度, 第四季度末, 本季度.
func (s *scan) quarter(i, y int, said bool) (moment, int) {
	q, j := 0, i
	now := (int(s.today.Month()) + 2) / 3
	for _, x := range []struct {
		word string
		add  int
	}{{"本季度", 0}, {"这季度", 0}, {"这个季度", 0}, {"当季", 0}, {"本季", 0}, {"上季度", -1}, {"上个季度", -1}, {"下季度", 1}, {"下个季度", 1}} {
		if e := s.lit(i, x.word); e > i && !said {
			q, j, said = now+x.add, e, true
			break
		}
	}
	if j == i {
		_, k := s.word(i, "第")
		n, e := number(s.r, k)
		w, f := s.word(e, "季度")
		if e == k || w == "" || n < 1 || n > 4 {
			return moment{}, i
		}
		q, j = n, f
	}
	first := (q-1)*3 + 1
	m := s.months(y, first, 3)
	m.grain = Quarter
	if !said {
		m.roll = NoYear
	}
	if w, e := s.word(j, "末", "底"); w != "" {
		last := day(m.to)
		last.roll = m.roll
		if !said && last.from.Before(s.today) {
			last.from, last.to = last.from.AddDate(1, 0, 0), last.to.AddDate(1, 0, 0)
		}
		return last, e
	}
	return m, j
}

// half reads 上半年, 下半年, 半年.
func (s *scan) half(i, y int, said bool) (moment, int) {
	w, j := s.word(i, "上半年", "下半年")
	if w == "" {
		return moment{}, i
	}
	m := s.months(y, map[string]int{"上半年": 1, "下半年": 7}[w], 6)
	m.grain = Half
	if !said {
		m.roll = NoYear
	}
	return m, j
}

// yearEnd reads 底, 末, 初, 年内 behind a year.
func (s *scan) yearEnd(i, y int) (moment, int) {
	w, j := s.word(i, "年底", "年末", "底", "末", "初")
	loc := s.today.Location()
	switch w {
	case "":
		return moment{}, i
	case "初":
		return moment{from: time.Date(y, 1, 1, 0, 0, 0, 0, loc), to: time.Date(y, 1, 31, 0, 0, 0, 0, loc), grain: Third, vague: true}, j
	}
	return day(time.Date(y, 12, 31, 0, 0, 0, 0, loc)), j
}

// bareEnd reads 年底, 年内, 月底, 月末, 月初, 季度末 and the thirds of this month.
func (s *scan) bareEnd(i int) (moment, int) {
	y, mo := s.today.Year(), int(s.today.Month())
	if _, j := s.word(i, "年底", "年末"); j > i && !numeral(s.at(i-1)) {
		return s.yearEnd(i+1, y)
	}
	if _, j := s.word(i, "年内"); j > i && !numeral(s.at(i-1)) && !digit(s.at(i-1)) {
		m := s.months(y, 1, 12)
		m.grain, m.due = Year, true
		return m, j
	}
	if w, j := s.word(i, "季度末", "季末"); w != "" {
		return day(s.months(y, (mo-1)/3*3+1, 3).to), j
	}
	if s.at(i) == '月' {
		return s.third(i+1, i, y, mo)
	}
	return moment{}, i
}

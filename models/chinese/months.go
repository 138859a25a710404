package chinese

import "time"

// month reads 12月, 十二月五日, 本月25号, 下月底, 12月中旬, 12月第一周.
func (s *scan) month(i, y int, said bool) (moment, int) {
	mo, j, rel := s.monthName(i)
	if j == i {
		return moment{}, i
	}
	bad := !rel && (mo < 1 || mo > 12)
	k := s.spaces(j)
	if n, e := number(s.r, k); e > k && e-k <= 3 {
		if w, f := s.word(e, "日", "号"); w != "" {
			return s.dayIn(y, mo, n, said || rel), f
		}
		if (digit(s.at(k)) && !rel && s.bareDay(e) || s.at(k) == '廿') && n >= 1 && n <= 31 {
			return s.dayIn(y, mo, n, said), e
		}
		if to, f := s.shortRange(n, e); f > e && to > n {
			m, last := s.dayIn(y, mo, n, said || rel), s.dayIn(y, mo, to, said || rel)
			m.to, m.bad = last.to, m.bad || last.bad
			return m, f
		}
	}
	if on, e := s.nthWeekday(j, y, mo, said || rel); e > j && !bad {
		return on, e
	}
	if bad {
		return moment{from: s.today, to: s.today, grain: Month, bad: true}, j
	}
	year := y
	if !said && !rel {
		year = s.yearless(mo, 1).from.Year()
	}
	m, e := s.third(j, j, year, mo)
	if e == j {
		m, e = s.weekOf(j, year, mo)
	}
	if e == j {
		m, e = s.months(year, mo, 1), j
		if w, f := s.word(j, "份"); w != "" {
			e = f
		}
	}
	if !said && !rel {
		m.roll = NoYear
	}
	return m, e
}

// dayIn is a day of a month; a month that was not named with a year goes to the next sensible year.
func (s *scan) dayIn(y, mo, d int, said bool) moment {
	if !said {
		return s.yearless(mo, d)
	}
	first := time.Date(y, time.Month(mo), 1, 0, 0, 0, 0, s.today.Location())
	return s.exact(first.Year(), int(first.Month()), d)
}

// bareDay reports whether a day number without 日 may end here: 12月5前, 延到12月20.
func (s *scan) bareDay(e int) bool {
	if e == len(s.r) {
		return true
	}
	w, _ := s.word(e, "前", "之前", "以前", "上午", "下午", "晚上", "早上", "，", ",", "。", "；", ";",
		"\n", "吧", "（", "(", "周", "星期", "开会", "召开")
	return w != ""
}

// monthName reads a month by number or by its distance; rel is set for the latter, where the month may lie outside
// 1 to 12 and time.Date makes the year right.
func (s *scan) monthName(i int) (mo, end int, rel bool) {
	now := int(s.today.Month())
	for _, x := range []struct {
		word string
		add  int
	}{{"本月", 0}, {"这个月", 0}, {"这月", 0}, {"当月", 0}, {"次月", 1},
		{"下下个月", 2}, {"下下月", 2}, {"下个月", 1}, {"下月", 1}, {"上上个月", -2}, {"上上月", -2}, {"上个月", -1}, {"上月", -1}} {
		if j := s.lit(i, x.word); j > i {
			if s.at(j) == '份' {
				j++
			}
			return now + x.add, j, true
		}
	}
	if j := s.lit(i, "元月"); j > i {
		return 1, j, false
	}
	n, j := number(s.r, i)
	if j == i || j-i > 3 || s.at(j) != '月' {
		return 0, i, false
	}
	return n, j + 1, false
}

// third reads 底, 末, 初, 中, 上旬, 中旬, 下旬 at i; none says where "nothing read" is.
func (s *scan) third(i, none, y, mo int) (moment, int) {
	w, j := s.word(i, "月底", "月末", "月初", "上旬", "中旬", "下旬", "底", "末", "初", "中")
	if w == "" || w == "中" && s.at(j) == '心' {
		return moment{}, none
	}
	first := time.Date(y, time.Month(mo), 1, 0, 0, 0, 0, s.today.Location())
	last := first.AddDate(0, 1, -1)
	window := func(from, to time.Time) moment { return moment{from: from, to: to, grain: Third, vague: true} }
	switch w {
	case "初", "上旬", "月初":
		return window(first, first.AddDate(0, 0, 9)), j
	case "中", "中旬":
		return window(first.AddDate(0, 0, 10), first.AddDate(0, 0, 19)), j
	case "下旬":
		return window(first.AddDate(0, 0, 20), last), j
	}
	return day(last), j
}

// weekOf reads 第一周 behind a month: the calendar week that holds the first of the month is the first. It is vague,
// because half the people mean the first full week.
func (s *scan) weekOf(i, y, mo int) (moment, int) {
	_, k := s.word(i, "的第", "第")
	if k == i {
		return moment{}, i
	}
	n, e := number(s.r, k)
	w, f := s.word(e, "个星期", "个周", "星期", "周")
	if e == k || w == "" || n < 1 || n > 5 {
		return moment{}, i
	}
	first := time.Date(y, time.Month(mo), 1, 0, 0, 0, 0, s.today.Location())
	from := monday(first).AddDate(0, 0, 7*(n-1))
	return moment{from: from, to: from.AddDate(0, 0, 6), grain: Week, vague: true}, f
}

// numberWords come before a number that names a thing: 问题12号, 点位十五号.
var numberWords = []string{"问题", "销号", "延期", "编号", "督", "信", "第", "点位", "退回", "查看", "查", "〕", "]", "】", "桩", "楼", "路", "线", "小班", "林班", "地块", "图斑", "电话", "工单", "一下", "-", "#", "同意", "标段"}

// dayOfMonth reads 25号 and 15日 where nothing else is said. 号 also counts houses, plots and problems, so the words
// on both sides must leave room for a day.
func (s *scan) dayOfMonth(i int) (moment, int) {
	n, j := number(s.r, i)
	w, e := s.word(j, "日", "号")
	lunar := w == "" && j > i && s.at(i) == '廿' && s.bareDay(j)
	if j == i || w == "" && !lunar || n < 1 || n > 31 || j-i > 3 || s.before(i, numberWords...) {
		return moment{}, i
	}
	if !lunar && !s.dayFollows(e) {
		return moment{}, i
	}
	m := s.nextDay(n)
	m.vague = lunar
	return m, e
}

// nextDay is the nearest day ahead that is the n-th of its month, today included.
func (s *scan) nextDay(n int) moment {
	t := time.Date(s.today.Year(), s.today.Month(), n, 0, 0, 0, 0, s.today.Location())
	for k := 0; k < 3 && (t.Day() != n || t.Before(s.today)); k++ {
		t = time.Date(s.today.Year(), s.today.Month()+time.Month(k+1), n, 0, 0, 0, 0, s.today.Location())
	}
	m := day(t)
	m.roll, m.bad = NoMonth, t.Day() != n
	return m
}

// dayFollows reports whether the words at e can follow a day of the month.
func (s *scan) dayFollows(e int) bool {
	if s.spaces(e) == len(s.r) {
		return true
	}
	w, _ := s.word(s.spaces(e), "前", "之前", "以前", "上午", "下午", "早", "晚", "中午", "开", "召开", "去", "到", "至", "截止", "当天", "，", ",", "。", "；", ";", "、", "\n",
		"左右", "开始", "起", "（", "(", "-", "~", "会", "务必", "必须", "报", "交", "有", "是", "完成", "督查", "巡", "吧", "行", "可以", "?", "？")
	if w != "" {
		return true
	}
	_, k := s.hourAhead(s.spaces(e))
	return k
}

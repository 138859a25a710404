package chinese

import "time"

var weekdayOf = map[rune]int{'一': 0, '二': 1, '三': 2, '四': 3, '五': 4, '六': 5, '日': 6, '天': 6, '1': 0, '2': 1, '3': 2, '4': 3, '5': 4, '6': 5}

// week reads 下周三, 周五, 礼拜四, 本周, 周末. A week begins on Monday; a bare weekday is the next one, today included.
func (s *scan) week(i int) (moment, int) {
	shift, said, j := s.weekShift(i)
	w, k := s.word(j, "星期", "礼拜", "周")
	if w == "" || !said && (numeral(s.at(i-1)) || s.before(i, "每", "每个", "四", "双", "隔")) {
		return moment{}, i
	}
	base := monday(s.today).AddDate(0, 0, 7*shift)
	if d, ok := weekdayOf[s.at(k)]; ok && !s.counted(k+1) && !(s.at(k) == '天' && w == "周") {
		t := base.AddDate(0, 0, d)
		if !said && t.Before(s.today) {
			t = t.AddDate(0, 0, 7)
		}
		return day(t), k + 1
	}
	if _, e := s.word(k, "末"); e > k {
		return moment{from: base.AddDate(0, 0, 5), to: base.AddDate(0, 0, 6), grain: Week, vague: true}, e
	}
	if !said {
		return moment{}, i
	}
	return moment{from: base, to: base.AddDate(0, 0, 6), grain: Week}, k
}

func (s *scan) weekShift(i int) (shift int, said bool, end int) {
	for _, x := range []struct {
		word string
		add  int
	}{{"下下个", 2}, {"下下", 2}, {"下个", 1}, {"下", 1}, {"上上个", -2}, {"上上", -2}, {"上个", -1}, {"上", -1}, {"这个", 0}, {"本", 0}, {"这", 0}, {"当", 0}} {
		if j := s.lit(i, x.word); j > i {
			return x.add, true, j
		}
	}
	return 0, false, i
}

// duration reads 一周内, 3天后, 10个工作日内, 半小时后, 近三天.
func (s *scan) duration(i int) (moment, int) {
	lead, k := s.word(i, "最近", "近", "过去", "未来", "限期", "限", "期限")
	if lead == "限" && s.before(i, "宽", "放", "延") {
		return moment{}, i // 宽限十天 counts from the old limit
	}
	n, half, j := s.amount(k)
	if j == k {
		return moment{}, i
	}
	unit, e := s.word(j, "个工作日", "工作日", "个小时", "小时", "个钟头", "钟头", "分钟", "个星期", "星期", "个礼拜", "礼拜", "周", "个月", "天", "日", "个季度", "年")
	if unit == "" || n > 3650 || unit == "年" && n > 100 { // 限2026年 names a year
		return moment{}, i
	}
	t, grain := s.add(unit, n, half, 1)
	switch lead {
	case "近", "最近", "过去":
		past, _ := s.add(unit, n, half, -1)
		return moment{from: past, to: s.today, grain: Day}, e
	case "未来":
		return moment{from: s.today, to: t, grain: Day}, e
	case "限", "限期", "期限":
		if _, f := s.word(e, "之内", "以内", "内"); f > e {
			e = f
		}
		return moment{from: t, to: t, grain: grain, due: true}, e
	}
	w, f := s.word(s.spaces(e), "之内", "以内", "内", "之后", "以后", "过后", "后", "之前", "以前", "前")
	switch w {
	case "":
		return moment{}, i
	case "内", "之内", "以内":
		if s.at(f) == '容' {
			return moment{}, i
		}
		return moment{from: t, to: t, grain: grain, due: true}, f
	case "前", "之前", "以前":
		if unit == "日" || unit == "年" {
			return moment{}, i // 十五日前 is the fifteenth
		}
		t, grain = s.add(unit, n, half, -1)
	case "后", "之后", "以后", "过后":
		if unit == "日" {
			return moment{}, i
		}
	}
	return moment{from: t, to: t, grain: grain}, f
}

// amount reads the number of a duration: 3, 两, 半, 一个半.
func (s *scan) amount(i int) (n int, half bool, end int) {
	if s.at(i) == '半' {
		return 0, true, i + 1
	}
	n, j := number(s.r, i)
	if j == i {
		return 0, false, i
	}
	if w, e := s.word(j, "个半"); w != "" {
		return n, true, e
	}
	return n, false, j
}

// add moves now by a number of units. Days and longer give a day, hours and minutes a minute.
func (s *scan) add(unit string, n int, half bool, sign int) (time.Time, Grain) {
	h := 0
	if half {
		h = 1
	}
	switch unit {
	case "分钟":
		return s.now.Add(time.Duration(sign*n) * time.Minute).Truncate(time.Minute), Minute
	case "小时", "个小时", "钟头", "个钟头":
		return s.now.Add(time.Duration(sign*(n*60+h*30)) * time.Minute).Truncate(time.Minute), Minute
	case "工作日", "个工作日":
		return s.working(n, sign), Day
	case "周", "星期", "个星期", "礼拜", "个礼拜":
		return s.today.AddDate(0, 0, sign*(7*n+3*h)), Day
	case "个月", "月":
		return plusMonths(s.today, sign*n).AddDate(0, 0, sign*15*h), Day
	case "个季度":
		return plusMonths(s.today, sign*3*n), Day
	case "年":
		return plusMonths(s.today, sign*(12*n+6*h)), Day
	}
	return s.today.AddDate(0, 0, sign*n), Day
}

// working counts working days from today, today not included. It looks no further than three years ahead.
func (s *scan) working(n, sign int) time.Time {
	t := s.today
	for left, guard := n, 0; left > 0 && guard < 1100; guard++ {
		t = t.AddDate(0, 0, sign)
		if s.cal.Working(t) {
			left--
		}
	}
	return t
}

// plusMonths stays inside the month: one month after the 31st is the last day of a shorter one.
func plusMonths(t time.Time, n int) time.Time {
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, t.Location())
	last := first.AddDate(0, 1, -1)
	return first.AddDate(0, 0, min(t.Day(), last.Day())-1)
}

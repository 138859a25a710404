package chinese

import "time"

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

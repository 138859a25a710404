package chinese

// recurring reads what comes again and again and is therefore no one day: 每周三, 每月第一个周一, 每月5日前, 每季度末.
func (s *scan) recurring(i int) (moment, int) {
	_, k := s.word(i, "每个", "每逢", "每")
	if k == i {
		if w, _ := s.word(i, "隔周", "双周", "单周"); w == "" {
			return moment{}, i
		}
	}
	m := moment{from: s.today, to: s.today, grain: Day, bad: true, recurring: true}
	j := s.turn(k)
	if j == k {
		return moment{}, i
	}
	if _, e := s.clock(s.spaces(j), s.today, true); e > s.spaces(j) {
		j = e
	}
	return m, j
}

// turn reads the day within a week, a month, a quarter or a year; a bare 每周 names none.
func (s *scan) turn(k int) int {
	w, j := s.word(k, "隔周", "双周", "单周", "周", "星期", "礼拜", "月", "季度", "季", "年", "天", "日")
	if w == "" {
		return k
	}
	e := j
	switch w {
	case "周", "星期", "礼拜":
		if d, ok := weekdayOf[s.at(j)]; ok && d >= 0 && !s.counted(j+1) && s.at(j+1) != '次' {
			e = j + 1
		}
	case "天", "日":
		_, e = s.clock(s.spaces(j), s.today, true)
		e = later(e, s.spaces(j), j)
	case "年":
		_, e = s.monthDay(j)
	case "月":
		e = s.inEveryMonth(j)
	case "季度", "季":
		_, e = s.word(j, "末", "底", "初")
	default:
		_, e = s.week(j)
	}
	if e == j {
		return k
	}
	return e
}

func later(e, from, otherwise int) int {
	if e > from {
		return e
	}
	return otherwise
}

// inEveryMonth reads the day of every month: 第一个周一, 5日, 底.
func (s *scan) inEveryMonth(j int) int {
	if _, e := s.nthWeekday(j, s.today.Year(), 1, true); e > j {
		return e
	}
	_, k := s.word(j, "的")
	if n, e := number(s.r, k); e > k && n >= 1 && n <= 31 {
		if w, f := s.word(e, "日", "号"); w != "" {
			return f
		}
		return j
	}
	_, e := s.word(k, "月底", "月末", "月初", "底", "末", "初", "上旬", "中旬", "下旬")
	return later(e, k, j)
}

// nthWeekday reads 第一个周一 and 最后一个周五 behind a month.
func (s *scan) nthWeekday(i, y, mo int, said bool) (moment, int) {
	_, k := s.word(i, "的")
	n, e := 0, k
	if _, last := s.word(k, "最后一个", "最后1个"); last > k {
		n, e = 9, last
	} else if _, nth := s.word(k, "第"); nth > k {
		if n, e = number(s.r, nth); e == nth || s.at(e) != '个' {
			return moment{}, i
		}
		e++
	}
	w, f := s.word(e, "周", "星期", "礼拜")
	d, ok := weekdayOf[s.at(f)]
	if e == k || w == "" || !ok {
		return moment{}, i
	}
	first := s.exact(y, mo, 1).from
	if !said {
		first = s.yearless(mo, 1).from
	}
	on := first.AddDate(0, 0, (d-(int(first.Weekday())+6)%7+7)%7)
	if n == 9 {
		for n = 1; on.AddDate(0, 0, 7*n).Month() == first.Month(); n++ {
		}
	}
	on = on.AddDate(0, 0, 7*(n-1))
	m := day(on)
	m.bad = on.Month() != first.Month()
	if !said {
		m.roll = Fixed
	}
	return m, f + 1
}

// shortRange reads the end of 12月7-9日 and 12月7、8日, where the unit stands only once.
func (s *scan) shortRange(from, i int) (to, end int) {
	join, k := s.word(i, "至", "到", "—", "–", "-", "~", "～", "、", "和")
	listed := join == "、" || join == "和"
	if k == i {
		return 0, i
	}
	n, e := number(s.r, k)
	w, f := s.word(e, "日", "号")
	if e == k || w == "" || n > 31 || listed && n != from+1 {
		return 0, i
	}
	return n, f
}

package chinese

import "strings"

// relative are the words for a day counted from today. Longer words stand first.
var relative = []struct {
	word string
	days int
	cut  int // characters of the word that stay for the clock: 今晚 keeps 晚
}{
	{"大后天", 3, 0}, {"大前天", -3, 0}, {"今天", 0, 0}, {"今日", 0, 0}, {"明天", 1, 0}, {"明儿个", 1, 0}, {"明儿", 1, 0}, {"今儿个", 0, 0},
	{"今儿", 0, 0}, {"昨儿个", -1, 0}, {"昨儿", -1, 0}, {"后儿", 2, 0}, {"明日", 1, 0}, {"后天", 2, 0}, {"后日", 2, 0},
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
	} else if sep == '/' && !alone && (i == 0 || strings.ContainsRune(" ，,。；;：:", s.at(i-1))) {
		_, f := s.word(e, "去", "到", "赴", "对", "在", "查", "巡", "督", "检", "暗", "召", "请", "组织", "开展")
		alone = f > e
	} else if sep == '-' && w != "前" && w != "之前" {
		return moment{}, i // 1-2 is anything
	}
	ok := w != "" || alone || clock && k > e || s.before(back(s, i), "至", "到", "截止", "时限", "期限", "-", "改")
	if !ok {
		return moment{}, i
	}
	return s.yearless(mo, d), e
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
	if m, e := s.lunar(i); e > i {
		return m, e
	}
	return s.dayOfMonth(i)
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

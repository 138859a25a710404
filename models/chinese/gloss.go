package chinese

import "time"

// gloss is a second wording of a day beside it: 12月9日（周三）, 下周三（12月2日）, 明天（26日）.
type gloss struct {
	weekday int       // 1 Monday … 7 Sunday; 0: none is said
	day     time.Time // zero: none is said
	onlyDay int       // 26日; 0: none is said
}

// Contradicts reports that the day is worded twice and the wordings are different days; other is the second one.
func (s Span) Contradicts() (other string, yes bool) {
	g := s.gloss
	if g == nil {
		return "", false
	}
	switch on := s.From; {
	case g.weekday > 0 && g.weekday != weekday(on):
		return "周" + string([]rune("一二三四五六日")[g.weekday-1]), true
	case !g.day.IsZero() && (g.day.Month() != on.Month() || g.day.Day() != on.Day()):
		return g.day.Format("1月2日"), true
	case g.onlyDay > 0 && g.onlyDay != on.Day():
		return time.Date(2000, 1, g.onlyDay, 0, 0, 0, 0, time.UTC).Format("2日"), true
	}
	return "", false
}

func weekday(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }

// glossed reads the second wording of the day that was read from i to j. In brackets it belongs to the day, and so does
// a weekday behind a day; otherwise it must be the same day.
func (s *scan) glossed(m moment, i, j int) (moment, int) {
	if m.to.After(m.from) {
		return m, j
	}
	k, inside, comma := s.spaces(j), false, false
	open := k
	switch s.at(k) {
	case '(', '（':
		open, inside = k+1, true
	case '，', ',':
		open, comma = k+1, true
	}
	if !s.mayGloss(s.spaces(open)) {
		return m, j
	}
	both, e := s.second(m, i, s.spaces(open), inside)
	if e == s.spaces(open) {
		return m, j
	}
	if inside {
		_, end := s.word(s.spaces(e), ")", "）")
		if end == s.spaces(e) {
			return m, j
		}
		e = end
	}
	sp := Span{From: both.from, gloss: both.gloss}
	_, contradicts := sp.Contradicts()
	if contradicts && !inside && (comma || both.gloss.weekday == 0) {
		return m, j
	}
	return both, e
}

// mayGloss spares most days the search: a second wording begins with a number or with one of a few characters.
func (s *scan) mayGloss(i int) bool {
	switch c := s.at(i); c {
	case '周', '星', '礼', '下', '本', '这', '上', '今', '明', '后', '大', '昨', '前', '元', '当':
		return true
	default:
		return digit(c) || numeral(c)
	}
}

// second reads another wording at k of the day m, which was read at i, and says which of them is the day and which the
// gloss: one with its month is the day, a weekday is always the gloss.
func (s *scan) second(m moment, i, k int, inside bool) (moment, int) {
	first, second := s.bareWeekday(i), s.bareWeekday(k)
	if second > 0 && first == 0 {
		m.gloss = &gloss{weekday: second}
		_, e := s.week(k)
		return m, e
	}
	if n, e := number(s.r, k); (inside || first > 0) && e > k && n >= 1 && n <= 31 {
		if w, f := s.word(e, "日", "号"); w != "" && first == 0 {
			m.gloss = &gloss{onlyDay: n}
			return m, f
		} else if w != "" {
			x := s.nextDay(n)
			x.gloss = &gloss{weekday: first}
			return x, f
		}
	}
	for _, read := range []func(int) (moment, int){s.written, s.monthDay, s.week, s.relativeDay} {
		x, e := read(k)
		if e == k || x.grain != Day || x.to.After(x.from) {
			continue
		}
		switch {
		case first > 0:
			x.gloss = &gloss{weekday: first}
			return x, e
		case m.roll == NoYear || !inside && m.roll == NoMonth:
			m.gloss = &gloss{day: x.from}
			return m, e
		}
		x.gloss = &gloss{day: m.from}
		if x.roll == NoYear && x.from.Month() == m.from.Month() && x.from.Day() == m.from.Day() {
			return m, e
		}
		return x, e
	}
	return m, k
}

// monthDay reads a day with its month.
func (s *scan) monthDay(i int) (moment, int) {
	c := s.at(i)
	if !digit(c) && !numeral(c) && c != '元' {
		return moment{}, i
	}
	if y, said, j := s.year(i); said {
		return s.month(j, y, true)
	}
	return s.month(i, s.today.Year(), false)
}

// bareWeekday is the weekday at i, 1 to 7, where no week is said with it: 周三 but not 下周三.
func (s *scan) bareWeekday(i int) int {
	if w, _ := s.word(i, "周", "星期", "礼拜"); w == "" {
		return 0
	}
	m, j := s.week(i)
	if j == i || m.grain != Day {
		return 0
	}
	return weekday(m.from)
}

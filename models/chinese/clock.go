package chinese

import "time"

// partsOfDay are the words for the parts of a day with the hour they end at when they limit something.
var partsOfDay = []struct {
	word string
	end  int
	pm   bool
}{
	{"凌晨", 6, false}, {"清晨", 8, false}, {"早晨", 9, false}, {"早上", 9, false}, {"一早", 9, false}, {"头晌", 12, false},
	{"上午", 12, false},
	{"中午", 12, true}, {"正午", 12, true}, {"午后", 18, true}, {"下午", 18, true}, {"后晌", 18, true}, {"过晌", 18, true},
	{"傍晚", 19, true}, {"晚上", 24, true},
	{"晚间", 24, true}, {"夜间", 24, true}, {"夜里", 24, true}, {"早", 9, false}, {"晚", 24, true}, {"夜", 24, true},
}

// officeEnd is the hour that 下班前 means.
const officeEnd = 18

// clock reads a time of day on the given day: 下午三点半, 9:30, 十点一刻, 下班前. Without a day before it (free) a bare
// 三点 must stand where only a time can stand, for 三点 is also "three points".
func (s *scan) clock(i int, on time.Time, attached bool) (moment, int) {
	if _, j := s.word(i, "下班"); j > i {
		if _, e := s.word(j, "之前", "以前", "前"); e > j {
			t := on.Add(officeEnd * time.Hour)
			return moment{from: t, to: t, grain: Minute, due: true}, e
		}
		return moment{}, i
	}
	name, end, pm, j := "", 0, false, i
	for _, p := range partsOfDay {
		if e := s.lit(i, p.word); e > i {
			name, end, pm, j = p.word, p.end, p.pm, e
			break
		}
	}
	h, min, k := s.hour(s.spaces(j), attached || name != "")
	if k == s.spaces(j) {
		if name == "" || !attached {
			return moment{}, i
		}
		return wholePart(name, end, on), j
	}
	bad := h > 24 || min > 59 || h == 24 && min > 0
	h = afternoon(h, name, pm)
	t := midnight(on).Add(time.Duration(h)*time.Hour + time.Duration(min)*time.Minute)
	m := moment{from: t, to: t, grain: Minute, bad: bad, dayEnd: h == 24}
	if _, e := s.word(k, "左右", "前后", "许", "多"); e > k {
		m.vague, k = true, e
	}
	return m, k
}

// wholePart is a part of a day without an hour; noon is an hour.
func wholePart(name string, end int, on time.Time) moment {
	t := midnight(on).Add(time.Duration(end) * time.Hour)
	if name == "中午" || name == "正午" {
		return moment{from: t, to: t, grain: Minute}
	}
	return moment{from: midnight(on), to: t, grain: Part}
}

// afternoon moves an hour into the part of the day that was said. A bare hour of one to six is in the afternoon: no
// office meets at three in the night.
func afternoon(h int, name string, pm bool) int {
	night := pm && (name[:3] == "晚" || name[:3] == "夜")
	switch {
	case night && h <= 4: // 明晚零点 ends tomorrow
		return h + 24
	case night && h == 12:
		return 24
	case name == "凌晨" && h == 12:
		return 0
	case (name == "中午" || name == "正午") && h >= 10:
		return h
	case pm && h < 12:
		return h + 12
	case name == "" && h >= 1 && h <= 6:
		return h + 12
	}
	return h
}

// hour reads 三点半, 9点30, 17:30, 十点一刻. Hours and minutes that no clock has are read as well, so that somebody asks.
func (s *scan) hour(i int, sure bool) (h, min, end int) {
	h, j := number(s.r, i)
	if j == i || h > 99 || j-i > 3 {
		return 0, 0, i
	}
	if c := s.at(j); c == ':' || c == '：' {
		m, e := number(s.r, j+1)
		if !digit(s.at(i)) || e != j+3 || h > 24 && !sure {
			return 0, 0, i
		}
		return h, m, e
	}
	w, k := s.word(j, "点钟", "点", "时")
	if w == "" || w == "时" && !sure {
		return 0, 0, i
	}
	m, e := s.minute(k)
	if !sure && (e == k && !s.timeEnd(k) || h > 24 && !s.begins(k)) {
		return 0, 0, i
	}
	return h, m, e
}

// minute reads what stands behind the hour.
func (s *scan) minute(k int) (int, int) {
	if w, e := s.word(k, "半", "一刻", "三刻", "整"); w != "" {
		return map[string]int{"半": 30, "一刻": 15, "三刻": 45, "整": 0}[w], e
	}
	m, e := number(s.r, k)
	if e == k || m > 99 || e-k > 3 {
		return 0, k
	}
	if _, f := s.word(e, "分"); f > e {
		return m, f
	}
	if e-k == 2 && m <= 59 && !s.counted(e) {
		return m, e
	}
	return 0, k
}

// counted reports whether the number that ends at e counts something else: 九点30人.
func (s *scan) counted(e int) bool {
	w, _ := s.word(e, "人", "个", "名", "家", "条", "处", "块", "亩", "株", "号", "月", "天", "日")
	return w != ""
}

// timeEnd reports whether a bare 三点 stands where only a time can.
func (s *scan) timeEnd(k int) bool {
	if k == len(s.r) {
		return true
	}
	w, _ := s.word(k, "前", "之前", "开", "到", "集合", "准时", "出发", "在", "，", ",", "。", " ", "\n", "参加", "召开", "吧")
	return w != ""
}

// begins reports whether something that has an hour begins at k.
func (s *scan) begins(k int) bool {
	w, _ := s.word(k, "开", "召开", "准时", "集合", "出发")
	return w != ""
}

// hourAhead reports whether a clock time stands at i.
func (s *scan) hourAhead(i int) (int, bool) {
	_, _, k := s.hour(i, true)
	return k, k > i
}

package chinese

// lunar reads a day of the moon's calendar: 腊月廿三, 正月初八.
func (s *scan) lunar(i int) (moment, int) {
	if c := s.at(i); c != '腊' && c != '正' {
		return moment{}, i
	}
	w, j := s.word(i, "腊月", "正月")
	if w == "" {
		return moment{}, i
	}
	_, k := s.word(j, "初")
	n, e := number(s.r, k)
	if e == k || n < 1 || n > 29 || k > j && n > 10 {
		return moment{}, i
	}
	month := map[string]int{"腊月": 12, "正月": 1}[w]
	on := lunarDay(s.today.Year()-1, month, n, s.today.Location())
	for y := s.today.Year(); on.Before(s.today) && y <= s.today.Year()+1; y++ {
		on = lunarDay(y, month, n, s.today.Location())
	}
	return day(on), e
}

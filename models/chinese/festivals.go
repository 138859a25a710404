package chinese

import (
	"sync"
	"time"

	"github.com/6tail/lunar-go/calendar"
)

// solarFestivals have a fixed day. Those whose name is also a plain number need a word behind them.
var solarFestivals = []struct {
	word  string
	month int
	day   int
	plain bool
}{
	{"元旦", 1, 1, false}, {"妇女节", 3, 8, false}, {"植树节", 3, 12, false}, {"劳动节", 5, 1, false}, {"儿童节", 6, 1, false},
	{"建党节", 7, 1, false}, {"建军节", 8, 1, false}, {"国庆", 10, 1, false}, {"五一", 5, 1, true}, {"六一", 6, 1, true},
	{"七一", 7, 1, true}, {"八一", 8, 1, true}, {"十一", 10, 1, true},
}

// lunarFestivals move from year to year; a zero month marks 清明, which follows the sun.
var lunarFestivals = []struct {
	word       string
	month, day int
}{{"春节", 1, 1}, {"元宵", 1, 15}, {"正月十五", 1, 15}, {"端午", 5, 5}, {"中秋", 8, 15}, {"重阳", 9, 9}, {"除夕", 1, 0}, {"清明", 0, 0}}

// festival reads the next occurrence of a festival, today included; a year said before it is read by dated.
func (s *scan) festival(i int) (moment, int) {
	y, said, k := s.year(i)
	if !said {
		y, k = s.today.Year(), i
	} else if s.at(k) == '的' {
		k++
	}
	on, j := s.festivalIn(k, y)
	if j == k {
		return moment{}, i
	}
	m := day(on)
	if !said {
		m.roll = NoYear
		if on.Before(s.today) {
			next, _ := s.festivalIn(k, y+1)
			m = day(next)
		}
	}
	if _, e := s.word(j, "假期", "期间", "长假", "小长假"); e > j {
		if w, _ := s.word(e, "前", "之前", "以前"); w != "" {
			return m, e
		}
		m.to, m.vague, j = m.from.AddDate(0, 0, 2), true, e
	}
	return m, j
}

func (s *scan) festivalIn(i, y int) (time.Time, int) {
	loc := s.today.Location()
	for _, f := range solarFestivals {
		j := s.lit(i, f.word)
		if j == i {
			continue
		}
		w, e := s.word(j, "节")
		if after, _ := s.word(j, "前", "之前", "期间", "假期", "后", "长假"); f.plain && w == "" && after == "" {
			continue
		}
		if w == "" || f.word[len(f.word)-3:] == "节" {
			e = j
		}
		return time.Date(y, time.Month(f.month), f.day, 0, 0, 0, 0, loc), e
	}
	for _, f := range lunarFestivals {
		j := s.lit(i, f.word)
		if j == i {
			continue
		}
		if _, e := s.word(j, "节"); e > j {
			j = e
		}
		return lunarDay(y, f.month, f.day, loc), j
	}
	return time.Time{}, i
}

// lunarDays remembers the moving festivals: the sky is slow to compute, and a town asks for few years.
var lunarDays sync.Map

type lunarKey struct{ y, m, d int }

// lunarDay is the solar day of a lunar one in the lunar year that begins in y; 0, 0 is 清明, 1, 0 the day before 春节.
func lunarDay(y, m, d int, loc *time.Location) time.Time {
	key := lunarKey{y, m, d}
	v, ok := lunarDays.Load(key)
	if !ok {
		v = computeLunar(y, m, d)
		lunarDays.Store(key, v)
	}
	x := v.([3]int)
	return time.Date(x[0], time.Month(x[1]), x[2], 0, 0, 0, 0, loc)
}

func computeLunar(y, m, d int) [3]int {
	if m == 0 {
		t := calendar.NewSolarFromYmd(y, 4, 10).GetLunar().GetJieQiTable()["清明"]
		return [3]int{t.GetYear(), t.GetMonth(), t.GetDay()}
	}
	back := 0
	if d == 0 {
		d, back = 1, -1
	}
	t := calendar.NewLunarFromYmd(y, m, d).GetSolar()
	on := time.Date(t.GetYear(), time.Month(t.GetMonth()), t.GetDay(), 0, 0, 0, 0, time.UTC).AddDate(0, 0, back)
	return [3]int{on.Year(), int(on.Month()), on.Day()}
}

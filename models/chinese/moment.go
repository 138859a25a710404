package chinese

import "time"

// moment is what was read before the words around it decide what it is for.
type moment struct {
	from, to   time.Time
	grain      Grain
	roll       Roll
	vague, bad bool
	due        bool   // the words themselves name a limit: 下班前
	dayEnd     bool   // 24时: as a limit, the end of the day before
	recurring  bool   // 每周三
	gloss      *gloss // the day said once more beside it; mostly nil
}

func day(t time.Time) moment { return moment{from: t, to: t, grain: Day} }

func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}

func monday(t time.Time) time.Time {
	return t.AddDate(0, 0, -(int(t.Weekday())+6)%7)
}

// exact makes a day, and marks one that no calendar has.
func (s *scan) exact(y, mo, d int) moment {
	t := time.Date(y, time.Month(mo), d, 0, 0, 0, 0, s.today.Location())
	m := day(t)
	m.bad = mo < 1 || mo > 12 || t.Day() != d || d < 1
	return m
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

func (s *scan) months(y, first, n int) moment {
	from := time.Date(y, time.Month(first), 1, 0, 0, 0, 0, s.today.Location())
	return moment{from: from, to: from.AddDate(0, n, -1), grain: Month}
}

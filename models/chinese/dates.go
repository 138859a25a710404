package chinese

import "time"

// WorkingDays says on which days the office works.
type WorkingDays interface {
	Working(day time.Time) bool
}

// Grain is how exactly a moment was said.
type Grain int

// The grains, from fine to coarse.
const (
	Minute  Grain = iota + 1 // 下周三下午三点半
	Part                     // 12月2日下午: a day and a part of it
	Day                      // 12月5日
	Week                     // 本周
	Third                    // 十二月中旬
	Month                    // 本月
	Quarter                  // 三季度
	Half                     // 上半年
	Year                     // 今年
)

// Kind is what a moment is said to be.
type Kind int

// The kinds of a span.
const (
	Point    Kind = iota + 1 // a day or a minute
	Deadline                 // not later than To: 前, 之前, 内, 截止
	Window                   // some time between From and To
)

// Roll is the unit that was not said, so that the reader chose the nearest sensible one.
type Roll int

// The units that can be missing.
const (
	Fixed   Roll = iota // everything was said
	NoMonth             // 25号
	NoYear              // 12月5日
	NoDay               // 下午三点, read as today's
)

// Span is a moment or a stretch of time that stands in a text. From and To are in the zone of now; for days and
// coarser grains both are midnights and To is the last day, not the one after.
type Span struct {
	From, To   time.Time
	Grain      Grain
	Kind       Kind
	Roll       Roll
	Begin, End int  // bytes in the text
	Vague      bool // 月初, 12月第一周, 左右: to be confirmed before it is held against anybody
	Impossible bool // 2月30日, 25点, 9点70分: refused, never corrected
	Recurring  bool // 每周三, 每月5日: no one day, and so impossible as one
	gloss      *gloss
}

// In reads a month or a day whose year was not said as one of the given year.
func (s Span) In(year int) Span {
	if s.Roll == NoYear && s.From.Year() != year {
		d := year - s.From.Year()
		s.From, s.To = s.From.AddDate(d, 0, 0), s.To.AddDate(d, 0, 0)
	}
	return s
}

// Past reads a day whose month or year was not said as the last one that is not after now: for things that happened.
func (s Span) Past(now time.Time) Span {
	switch {
	case !s.From.After(now):
	case s.Roll == NoMonth:
		s.From, s.To = lastMonth(s.From), lastMonth(s.To)
	case s.Roll == NoYear:
		s.From, s.To = s.From.AddDate(-1, 0, 0), s.To.AddDate(-1, 0, 0)
	}
	return s
}

// Future reads a day whose year was not said as the next one that is not before today: for things to be done. One that
// has just passed may as well be meant as past, so it is vague.
func (s Span) Future(now time.Time) Span {
	if s.Roll == NoYear && s.To.Before(midnight(now)) {
		s.From, s.To, s.Vague = s.From.AddDate(1, 0, 0), s.To.AddDate(1, 0, 0), s.Vague || !s.Impossible
	}
	return s
}

// lastMonth is the same day of the nearest earlier month that has it.
func lastMonth(t time.Time) time.Time {
	for n := -1; n > -4; n-- {
		if x := t.AddDate(0, n, 0); x.Day() == t.Day() {
			return x
		}
	}
	return t.AddDate(0, -1, 0)
}

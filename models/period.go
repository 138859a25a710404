package models

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Every is the length of a duty's period.
type Every string

const (
	Workday   Every = "workday" // one day; which days are working days is the calendar's to say
	Week      Every = "week"
	Month     Every = "month"
	TwoMonths Every = "2months" // January–February, March–April …
	Quarter   Every = "quarter"
	Half      Every = "half"
	Year      Every = "year"
)

// Months is the length in months, 0 for a day, a week and for unknown words.
func (e Every) Months() int {
	return map[Every]int{Month: 1, TwoMonths: 2, Quarter: 3, Half: 6, Year: 12}[e]
}

// Known reports whether the word is one of the periods.
func (e Every) Known() bool { return e == Workday || e == Week || e.Months() > 0 }

// Period is a span of local days, [From, To): To is the first moment after it.
type Period struct {
	Every Every
	Key   string    // 2026-11, 2026M11, 2026Q4, 2026H2, 2026, W2026-11-23 (a week by its Monday), D2026-11-23
	From  time.Time // local midnight
	To    time.Time // local midnight
}

// PeriodOf is the period of the given length that holds t, in t's own location. Month arithmetic goes through
// the first of the month; weeks begin on Monday and never use ISO week numbers.
func PeriodOf(every Every, t time.Time) Period {
	y, m, d := t.Date()
	loc := t.Location()
	if every == Workday {
		from := time.Date(y, m, d, 0, 0, 0, 0, loc)
		return Period{Workday, "D" + from.Format(time.DateOnly), from, time.Date(y, m, d+1, 0, 0, 0, 0, loc)}
	}
	if every == Week {
		back := (int(t.Weekday()) + 6) % 7
		from := time.Date(y, m, d-back, 0, 0, 0, 0, loc)
		return Period{Week, "W" + from.Format("2006-01-02"), from, time.Date(y, m, d-back+7, 0, 0, 0, 0, loc)}
	}
	n := every.Months()
	if n == 0 {
		n = 1
	}
	first := (int(m)-1)/n*n + 1
	from := time.Date(y, time.Month(first), 1, 0, 0, 0, 0, loc)
	to := time.Date(y, time.Month(first+n), 1, 0, 0, 0, 0, loc)
	return Period{every, periodKey(every, y, first), from, to}
}

func periodKey(every Every, year, firstMonth int) string {
	switch every {
	case TwoMonths:
		return fmt.Sprintf("%dM%02d", year, firstMonth)
	case Quarter:
		return fmt.Sprintf("%dQ%d", year, (firstMonth-1)/3+1)
	case Half:
		return fmt.Sprintf("%dH%d", year, (firstMonth-1)/6+1)
	case Year:
		return strconv.Itoa(year)
	default:
		return fmt.Sprintf("%d-%02d", year, firstMonth)
	}
}

// ParsePeriod reads a period's key (also 2026-Q4 and 2026-H2) in a location. ok is false for anything else.
func ParsePeriod(key string, loc *time.Location) (p Period, ok bool) {
	if strings.HasPrefix(key, "D") {
		t, err := time.ParseInLocation(time.DateOnly, key[1:], loc)
		return PeriodOf(Workday, t), err == nil
	}
	if strings.HasPrefix(key, "W") {
		t, err := time.ParseInLocation("2006-01-02", key[1:], loc)
		return PeriodOf(Week, t), err == nil
	}
	if t, err := time.ParseInLocation("2006-01", key, loc); err == nil {
		return PeriodOf(Month, t), true
	}
	year, err := strconv.Atoi(key[:min(4, len(key))])
	if err != nil || year < 1900 {
		return Period{}, false
	}
	at := func(every Every, month int) (Period, bool) {
		return PeriodOf(every, time.Date(year, time.Month(month), 1, 0, 0, 0, 0, loc)), true
	}
	rest := strings.TrimPrefix(key[4:], "-")
	switch {
	case rest == "":
		return at(Year, 1)
	case len(rest) == 2 && rest[0] == 'Q' && rest[1] >= '1' && rest[1] <= '4':
		return at(Quarter, int(rest[1]-'1')*3+1)
	case rest == "H1" || rest == "H2":
		return at(Half, int(rest[1]-'1')*6+1)
	case len(rest) == 3 && rest[0] == 'M':
		m, err := strconv.Atoi(rest[1:])
		if err != nil || m < 1 || m > 12 {
			return Period{}, false
		}
		return at(TwoMonths, m)
	}
	return Period{}, false
}

// Previous is the period before p.
func (p Period) Previous() Period { return PeriodOf(p.Every, p.From.AddDate(0, 0, -1)) }

// Following is the period after p.
func (p Period) Following() Period { return PeriodOf(p.Every, p.To) }

// Contains reports whether t falls into the period.
func (p Period) Contains(t time.Time) bool { return !t.Before(p.From) && t.Before(p.To) }

// Last is the last day of the period, at midnight.
func (p Period) Last() time.Time { return p.To.AddDate(0, 0, -1) }

// Title says the period as people do: 2026年11月, 2026年第四季度, 2026年下半年.
func (p Period) Title() string {
	y, m := p.From.Year(), int(p.From.Month())
	switch p.Every {
	case Workday:
		return fmt.Sprintf("%d年%d月%d日", y, m, p.From.Day())
	case Week:
		return fmt.Sprintf("%d月%d日当周", m, p.From.Day())
	case TwoMonths:
		return fmt.Sprintf("%d年%d—%d月", y, m, m+1)
	case Quarter:
		return fmt.Sprintf("%d年第%s季度", y, [...]string{"一", "二", "三", "四"}[(m-1)/3])
	case Half:
		return fmt.Sprintf("%d年%s半年", y, [...]string{"上", "下"}[(m-1)/6])
	case Year:
		return fmt.Sprintf("%d年", y)
	default:
		return fmt.Sprintf("%d年%d月", y, m)
	}
}

// Package calendar knows working days: the week, the State Council's holidays and their make-up working days (调休).
// Years that are not yet published count as plain weeks with the holidays that the law puts on fixed days, and
// Published says so. Days are local midnights in the
// location of the time that is asked about.
package calendar

import (
	"embed"
	"fmt"
	"maps"
	"sync/atomic"
	"time"
)

//go:embed data/*.json
var embedded embed.FS

// Calendar answers for working days. It may be asked while it learns.
type Calendar struct {
	table atomic.Pointer[table]
}

// table is never changed once it is in use.
type table struct {
	days  map[string]Day // by date
	years map[int]bool
}

// New makes a calendar of the years that come with the program and those given; the later ones win.
func New(years ...Year) *Calendar {
	c := &Calendar{}
	c.table.Store(&table{days: map[string]Day{}, years: map[int]bool{}})
	c.Learn(standard()...)
	c.Learn(years...)
	return c
}

// standard reads the embedded years. They are part of the program, so a fault in them is a fault of the program.
func standard() []Year {
	years, err := read(embedded, "data")
	if err != nil {
		panic(fmt.Errorf("read embedded calendar: %w", err))
	}
	return years
}

// Learn takes in more years, also while the program runs. A day that is said again is replaced: next year's
// announcement may change days of this December.
func (c *Calendar) Learn(years ...Year) {
	for {
		old := c.table.Load()
		fresh := &table{days: maps.Clone(old.days), years: maps.Clone(old.years)}
		for _, y := range years {
			fresh.years[y.Year] = true
			for _, d := range y.Days {
				fresh.days[d.Date] = d
			}
		}
		if c.table.CompareAndSwap(old, fresh) {
			return
		}
	}
}

// Published reports whether the holidays of a year are known.
func (c *Calendar) Published(year int) bool { return c.table.Load().years[year] }

func (c *Calendar) find(day time.Time) (Day, bool) {
	t := c.table.Load()
	d, ok := t.days[day.Format(time.DateOnly)]
	if !ok && !t.years[day.Year()] {
		d.Name, d.Off = statutory[day.Format("01-02")], true
		ok = d.Name != ""
	}
	return d, ok
}

// statutory are the days off that 全国年节及纪念日放假办法 puts on fixed dates of every year, so that nobody is nudged on
// a New Year's Day only because the year's announcement is not out yet.
var statutory = map[string]string{"01-01": "元旦", "05-01": "劳动节", "05-02": "劳动节", "10-01": "国庆节", "10-02": "国庆节", "10-03": "国庆节"}

// Working reports whether people work on the day that t falls on.
func (c *Calendar) Working(t time.Time) bool {
	if d, ok := c.find(t); ok {
		return !d.Off
	}
	return t.Weekday() != time.Saturday && t.Weekday() != time.Sunday
}

// Name says what a day is when it is no ordinary working day: 国庆节, 国庆节调休上班, 周六. Otherwise it is empty.
func (c *Calendar) Name(t time.Time) string {
	if d, ok := c.find(t); ok {
		if d.Off {
			return d.Name
		}
		return d.Name + "调休上班"
	}
	return map[time.Weekday]string{time.Saturday: "周六", time.Sunday: "周日"}[t.Weekday()]
}

// Before is the working day that t falls on, or the last one before it.
func (c *Calendar) Before(t time.Time) time.Time { return c.seek(Midnight(t), -1) }

// After is the working day that t falls on, or the first one after it.
func (c *Calendar) After(t time.Time) time.Time { return c.seek(Midnight(t), 1) }

// Add goes n working days on from t's day, or back when n is negative. With n = 0 it is t's day as it is.
func (c *Calendar) Add(t time.Time, n int) time.Time {
	day, step := Midnight(t), 1
	if n < 0 {
		step, n = -1, -n
	}
	for ; n > 0; n-- {
		day = c.seek(shift(day, step), step)
	}
	return day
}

// Between counts the working days after from's day up to and including to's day; negative when to comes first.
func (c *Calendar) Between(from, to time.Time) int {
	a, b := Midnight(from), Midnight(to)
	if b.Before(a) {
		return -c.Between(to, from)
	}
	n := 0
	for a.Before(b) {
		if a = shift(a, 1); c.Working(a) {
			n++
		}
	}
	return n
}

// seek goes from a day in one direction to the first working day. A holiday of more than 60 days is a faulty file:
// then the day asked about is the answer.
func (c *Calendar) seek(day time.Time, step int) time.Time {
	found := day
	for range 60 {
		if c.Working(found) {
			return found
		}
		found = shift(found, step)
	}
	return day
}

// Midnight is the beginning of t's day in t's location.
func Midnight(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, t.Location())
}

// shift goes n days on by the calendar, not by 24 hours.
func shift(day time.Time, n int) time.Time {
	y, m, d := day.Date()
	return time.Date(y, m, d+n, 0, 0, 0, 0, day.Location())
}

package main

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// The kinds of what is owed by a day, as messages call them.
const (
	kindIssue      = "问题整改"
	kindResolution = "会议议定事项"
	kindItem       = "总林长令任务"
	kindOrder      = "签收总林长令"
	kindShare      = "签收信息共享"
	kindAnswer     = "答复活动邀请"
)

// kinds are all of them, in the order in which they are told.
var kinds = []string{kindIssue, kindResolution, kindItem, kindOrder, kindShare, kindAnswer}

// matter is one thing that one organisation owes by the end of a day, or until something begins.
type matter struct {
	kind, ref, org           string
	due                      time.Time
	lapses                   bool // nothing is owed once it has begun
	opened, settled, checked time.Time
	told                     int // how often it was told of as overdue
}

// news is one report of a town.
type news struct {
	ref, org          string
	month             time.Month
	at, gone, adopted time.Time
}

// gathering is one meeting.
type gathering struct {
	ref, title, place, chair string
	invited                  int // beside who presides
	start, noticed, minuted  time.Time
	answers                  map[string]string // all of them before the day before
}

// books say what a quarter comes to at any moment, from what was said and accepted alone.
type books struct {
	name      map[string]string // of organisations by code
	code      map[string]string // and back
	news      []*news
	matters   []*matter
	meetings  []*gathering
	summaries map[string]time.Time
	inspected time.Time
}

func newBooks(t testing.TB) books {
	set, err := oneProfile("xiqing")
	if err != nil {
		t.Fatal(err)
	}
	b := books{name: map[string]string{}, code: map[string]string{}, summaries: map[string]time.Time{}}
	for _, o := range set.Latest().Orgs {
		b.name[o.Code], b.code[o.Name] = o.Name, o.Code
	}
	return b
}

// begin lets everybody owe from now on what bears a number.
func (b *books) begin(ref string, at time.Time) {
	for _, m := range b.matters {
		if m.ref == ref {
			m.opened = at
		}
	}
}

func by(t, now time.Time) bool { return !t.IsZero() && !t.After(now) }

// open: it is owed now.
func (m *matter) open(now time.Time) bool {
	return by(m.opened, now) && !by(m.settled, now) && (!m.lapses || now.Before(m.due))
}

// late is for how many working days it has been overdue.
func (m *matter) late(now time.Time) int { return workdaysBetween(m.due, now) }

// overdue: its day is over and it is still owed.
func (m *matter) overdue(now time.Time) bool {
	return m.open(now) && midnight(now).After(midnight(m.due))
}

// near: it is not overdue, and the day of a reminder has come: so many days before the last one, or working days for
// what is signed and answered. None comes on the day on which it was laid upon its owner.
func (m *matter) near(now time.Time) bool {
	due, first := midnight(m.due), workdaysAfter(m.opened.AddDate(0, 0, -1), 1)
	before := map[string][]int{kindIssue: {7, 3, 1, 0}, kindResolution: {7, 3, 1, 0}, kindItem: {3, 1}}
	var days []time.Time
	for _, n := range before[m.kind] {
		days = append(days, workdayUpTo(due.AddDate(0, 0, -n)))
	}
	ahead := map[string][]int{kindOrder: {2, 0}, kindShare: {2, 0}, kindAnswer: {3, 1}}
	for _, n := range ahead[m.kind] {
		day := due
		for range n {
			day = workdayUpTo(day.AddDate(0, 0, -1))
		}
		days = append(days, workdayUpTo(day))
	}
	return m.open(now) && !m.overdue(now) && slices.ContainsFunc(days, func(day time.Time) bool {
		return day.After(first) && !now.Before(day)
	})
}

func (b *books) those(fits func(*matter) bool) []*matter {
	return slices.DeleteFunc(slices.Clone(b.matters), func(m *matter) bool { return !fits(m) })
}

func (b *books) find(kind, ref, org string) *matter {
	for _, m := range b.matters {
		if m.kind == kind && m.ref == ref && m.org == org {
			return m
		}
	}
	return nil
}

// reported is how many reports of a month count for a town now.
func (b *books) reported(town string, month time.Month, now time.Time) (n int) {
	for _, x := range b.news {
		if x.org == town && x.month == month && by(x.at, now) && !by(x.gone, now) {
			n++
		}
	}
	return n
}

// duty is how many of how many one has done of what comes back every period.
type dutyOf struct {
	want int
	who  []string
	have func(org string) int
}

// duty finds in the books what a message calls by its title and period: 本月, 2026年4月.
func (b *books) duty(period, title string, now time.Time) (d dutyOf, known bool) {
	month := now.Month()
	for m := time.January; m <= time.December; m++ {
		if period == time.Date(now.Year(), m, 1, 0, 0, 0, 0, zone).Format("2006年1月") {
			month = m
		}
	}
	one := func(done bool) int { return map[bool]int{true: 1}[done] }
	office := []string{"office"}
	switch title {
	case "每月报送工作情况":
		return dutyOf{2, quarterTowns, func(org string) int { return b.reported(org, month, now) }}, true
	case "书面报送工作总结和下一步工作安排":
		return dutyOf{1, quarterUnits, func(org string) int { return one(by(b.summaries[org], now)) }}, true
	case "公示牌信息与现任林长一致": // nobody has entered one
		return dutyOf{1, quarterTowns, func(string) int { return 0 }}, true
	case "每季度开展综合督查":
		return dutyOf{1, office, func(string) int { return one(by(b.inspected, now)) }}, true
	case "每年提出督查工作安排并申请备案":
		return dutyOf{1, office, func(string) int { return 0 }}, true
	case "每年召开区总林长会议":
		return dutyOf{1, office, func(string) int {
			return one(slices.ContainsFunc(b.meetings, func(m *gathering) bool {
				return m.title == "区总林长会议" && m.start.Before(now)
			}))
		}}, true
	}
	return d, false
}

func (d dutyOf) short() (out []string) {
	for _, org := range d.who {
		if d.have(org) < d.want {
			out = append(out, org)
		}
	}
	return out
}

// heaps are the headings of what waits for the office.
var heaps = strings.Fields("待核查问题 待核实的议定事项 待核查总林长令任务 待采用信息 过期没签收的总林长令 建议采取措施 待出的会议纪要")

// heap is what waits for the office under a heading: since when, by number.
func (b *books) heap(title string, now time.Time) (since map[string]time.Time, known bool) {
	since = map[string]time.Time{}
	done := map[string]string{"待核查问题": kindIssue, "待核实的议定事项": kindResolution, "待核查总林长令任务": kindItem}[title]
	switch {
	case done != "":
		for _, m := range b.matters {
			if m.kind == done && by(m.settled, now) && !by(m.checked, now) {
				ref, _, _ := strings.Cut(m.ref, "第1项")
				ref, _, _ = strings.Cut(ref, "第2项")
				since[ref+" "+b.name[m.org]] = m.settled
			}
		}
	case title == "待采用信息":
		for _, x := range b.news {
			if by(x.at, now) && !by(x.gone, now) && !by(x.adopted, now) {
				since[x.ref] = x.at
			}
		}
	case title == "过期没签收的总林长令":
		for _, m := range b.matters {
			if m.kind == kindOrder && m.overdue(now) {
				since[m.ref] = midnight(m.due)
			}
		}
	case title == "建议采取措施":
		for _, m := range b.matters {
			if m.kind == kindIssue && m.open(now) && m.late(now) >= 3 {
				since[m.ref] = time.Time{}
			}
		}
	case title == "待出的会议纪要":
		for _, m := range b.meetings {
			if midnight(m.start).Before(midnight(now)) && !by(m.minuted, now) {
				since[m.ref] = m.start
			}
		}
	default:
		return nil, false
	}
	return since, true
}

// The weekdays off and the weekends at work of 2026, written out.
var (
	off2026 = strings.Fields("01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 " +
		"10-05 10-06 10-07")
	on2026 = strings.Fields("01-04 02-14 02-28 05-09 09-20 10-10")
)

func midnight(t time.Time) time.Time {
	y, m, d := t.In(zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, zone)
}

func atWork(t time.Time) bool {
	day := t.In(zone).Format("01-02")
	weekend := t.In(zone).Weekday() == time.Saturday || t.In(zone).Weekday() == time.Sunday
	if t.In(zone).Year() != 2026 {
		return !weekend && day != "01-01"
	}
	return slices.Contains(on2026, day) || !weekend && !slices.Contains(off2026, day)
}

// workdaysBetween counts the working days after one day up to another.
func workdaysBetween(from, to time.Time) (n int) {
	for day := midnight(from).AddDate(0, 0, 1); !day.After(midnight(to)); day = day.AddDate(0, 0, 1) {
		if atWork(day) {
			n++
		}
	}
	return n
}

// workdayUpTo is the last working day up to one.
func workdayUpTo(day time.Time) time.Time {
	for day = midnight(day); !atWork(day); {
		day = day.AddDate(0, 0, -1)
	}
	return day
}

func workdaysAfter(from time.Time, n int) time.Time {
	day := midnight(from)
	for n > 0 {
		if day = day.AddDate(0, 0, 1); atWork(day) {
			n--
		}
	}
	return day
}

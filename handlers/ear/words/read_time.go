package words

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models/chinese"
)

// readDeadline takes the limit of the sentence: a date said as one, else the last future day.
func readDeadline(r *reading, s frame.Slot) {
	var best *chinese.Span
	spans := r.dates()
	for i := range spans {
		sp := &spans[i]
		sure := sp.Kind == chinese.Deadline
		if sure && !sp.Recurring && r.unclear(sp.Future(r.s.Now), s.Name) {
			return
		}
		if !sure && !r.mayLimit(sp) || sp.Recurring && best != nil {
			continue
		}
		if best == nil || best.Recurring || sure || best.Kind != chinese.Deadline {
			best = sp
		}
	}
	if best == nil {
		if r.within(s.Name); r.slots[s.Name] == nil {
			r.pointed(s.Name)
		}
		return
	}
	sp := r.onDay(best.Future(r.s.Now), spans)
	if r.unclear(sp, s.Name) {
		return
	}
	r.vague = r.vague || sp.Vague
	r.slots[s.Name] = stamp(sp.To, sp.Grain)
}

// given is a stretch of time that somebody is given: 给他们十天, 一个礼拜整改.
var given = regexp.MustCompile(`(?:给|限|再给)?(?:他们|她们|你们|该镇|对方)?([0-9]{1,3}|[一二三四五六七八九十两]{1,3})(天|周|个星期|个礼拜|` +
	`个月)(?:时间)?(?:内)?(?:整改|完成|清|处理|弄|办|解决|到位|$|[，,。])`)

// pointedDay is a day as people write it in a hurry, where nothing else follows: 12.8, 12/8.
var pointedDay = regexp.MustCompile(`(?:^|[ ，,。；;])([0-9]{1,2})[./]([0-9]{1,2})(?:日|号)?(?:前|之前)?[ 。.!！]*$`)

// pointed reads a day of that form at the end of a sentence as the limit.
func (r *reading) pointed(slot string) {
	m := pointedDay.FindStringSubmatch(r.a.text)
	if m == nil {
		return
	}
	month, day := atoi(m[1]), atoi(m[2])
	for year := r.s.Now.Year(); year <= r.s.Now.Year()+1; year++ {
		t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, r.s.Now.Location())
		if int(t.Month()) == month && t.Day() == day && !t.Before(midnight(r.s.Now)) {
			r.slots[slot] = t.Format(dayForm)
			return
		}
	}
}

func atoi(s string) int { n, _ := chinese.Number(s); return n }

// within reads a stretch of time from today as the limit.
func (r *reading) within(slot string) {
	m := given.FindStringSubmatch(r.a.text)
	if m == nil {
		return
	}
	if n, ok := chinese.Number(m[1]); ok && n > 0 {
		r.slots[slot] = midnight(r.s.Now).AddDate(0, 0, n*unitDays[m[2]]).Format(dayForm)
	}
}

// mayLimit reports whether a moment that is not said as a limit can be one: a day or little more, not yet past.
func (r *reading) mayLimit(sp *chinese.Span) bool {
	if sp.Grain > chinese.Third || sp.Grain == chinese.Week && !sp.Vague {
		return false
	}
	return !sp.To.Before(midnight(r.s.Now))
}

// readStart takes when something begins. A day without an hour, or a stretch, is not enough: it goes to date or
// start_window, and start stays missing. Arg "day" is content with a day; Arg "last" takes the last moment said.
func readStart(r *reading, s frame.Slot) {
	spans := r.dates()
	if len(spans) == 0 {
		return
	}
	sp := spans[0]
	for _, x := range spans {
		if r.unclear(x.Future(r.s.Now), s.Name) {
			return
		}
		moved := s.Arg == "last" && (r.movedTo(x) || !r.movedTo(sp) && !r.leavesMinute(sp, x))
		if moved || s.Arg != "last" && x.Grain == chinese.Minute && sp.Grain != chinese.Minute {
			sp = x
		}
	}
	if s.Arg == "last" && sp.Grain != chinese.Minute && r.shifted(spans) {
		return
	}
	if s.Arg == "last" && !r.movedTo(sp) && hasAnyPrefix(r.a.text[sp.End:], ofTheDay) {
		return // 27号那个，往后延: the day is the one it had
	}
	sp = r.onDay(r.inWeek(sp.Future(r.s.Now), spans), spans)
	switch {
	case sp.Kind == chinese.Deadline && sp.Grain != chinese.Minute:
		r.slots["start_window"] = "/" + sp.To.Format(dayForm)
	case sp.Kind == chinese.Window:
		r.slots["start_window"] = sp.From.Format(dayForm) + "/" + sp.To.Format(dayForm)
	case sp.Grain == chinese.Minute && sp.From.Before(r.s.Now):
		// nobody is invited to yesterday: the start stays missing
	case sp.Grain == chinese.Minute:
		r.slots[s.Name] = sp.From.Format(minuteForm)
		r.vague = r.vague || sp.Vague
	case s.Arg == "day":
		r.slots[s.Name] = sp.From.Format(dayForm)
	default:
		r.slots["date"] = sp.From.Format(dayForm)
	}
}

// ofTheDay stand behind the day of what is spoken of.
var ofTheDay = []string{"那", "的会", "的联", "的例", "的那", "这个", "开的"}

// movedTo stand before the moment that something is moved to.
var movedTo = []string{"到", "至", "为", "在", "成", "改", "定"}

// movedTo reports whether a moment is said to be the new one: 挪到下周二下午三点，周一我有事.
func (r *reading) movedTo(sp chinese.Span) bool {
	return endsWithAny(strings.TrimRight(r.a.text[:sp.Begin], " "), movedTo)
}

// leavesMinute reports whether taking a later moment would lose the hour that was said.
func (r *reading) leavesMinute(sp, later chinese.Span) bool {
	return sp.Grain == chinese.Minute && later.Grain != chinese.Minute
}

// readDate takes a day. Arg "past" is for what happened, "today" falls back on today.
func readDate(r *reading, s frame.Slot) {
	spans := r.dates()
	for _, sp := range spans {
		if sp.Grain > chinese.Day || sp.Recurring && len(spans) > 1 {
			continue
		}
		if s.Arg != "" {
			sp = sp.Past(r.s.Now)
		}
		if r.unclear(sp, s.Name) {
			return
		}
		r.slots[s.Name] = sp.From.Format(dayForm)
		return
	}
	if s.Arg == "today" {
		r.slots[s.Name] = r.s.Now.Format(dayForm)
	}
}

// readStretch takes from and to.
func readStretch(r *reading, _ frame.Slot) {
	for _, sp := range r.dates() {
		if sp.Grain > chinese.Third {
			continue
		}
		if sp = sp.Future(r.s.Now); r.unclear(sp, "from") {
			return
		}
		r.slots["from"], r.slots["to"] = sp.From.Format(dayForm), sp.To.Format(dayForm)
		r.vague = r.vague || sp.Vague
		return
	}
}

// readPeriod takes the period that is asked for. Arg "month" falls back on this month, "year" on this year. Arg
// "head" looks only into the phrase, where 补报10月份信息 says it.
func readPeriod(r *reading, s frame.Slot) {
	if v := monthsOf(r.a.text, r.s.Now.Year()); v != "" && s.Arg != "head" {
		r.slots[s.Name] = v
		return
	}
	for _, sp := range r.a.spans {
		if s.Arg == "head" && sp.Begin >= r.end || sp.Impossible {
			continue
		}
		if sp.Roll == chinese.NoYear {
			sp = sp.In(r.s.Now.Year())
			if s.Arg == "head" && r.said("提前", "预报", "预先") {
				sp = sp.Future(r.s.Now)
			} else if (s.Arg == "head" || s.Arg == "half") && sp.From.After(r.s.Now) { // what is reported lies behind
				sp = sp.In(r.s.Now.Year() - 1)
			}
		}
		if s.Arg == "quarter" && sp.Grain < chinese.Quarter {
			continue
		}
		if v := periodOf(sp); v != "" && (s.Arg != "head" || sp.Grain == chinese.Month) {
			r.slots[s.Name] = v
			return
		}
	}
	switch {
	case s.Arg == "month" || s.Arg == "head" && (r.slots["title"] != nil || r.slots["items"] != nil):
		r.slots[s.Name] = r.s.Now.Format("2006-01")
	case s.Arg == "half" && r.said("全年", "年度", "年终"):
		r.slots[s.Name] = r.s.Now.Format("2006")
	case s.Arg == "half" && r.said("半年"):
		r.slots[s.Name] = fmt.Sprintf("%dH1", r.s.Now.Year())
	}
}

// severalMonths is a stretch of months: 1-3月, 一月到三月.
var severalMonths = regexp.MustCompile(`([0-9]{1,2}|[一二三四五六七八九十]{1,2})月?\s*(?:[-—–~～至]|到)\s*([0-9]{1,2}|` +
	`[一二三四五六七八九十]{1,2})月(?:份)?(?:[^0-9]|$)`)

// monthsOf is a stretch of months as a period, where it is one that people count by: a quarter, a half, a year.
func monthsOf(text string, year int) string {
	m := severalMonths.FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	from, ok := chinese.Number(m[1])
	to, ok2 := chinese.Number(m[2])
	if !ok || !ok2 {
		return ""
	}
	switch {
	case from == 1 && to == 12:
		return fmt.Sprint(year)
	case from == 1 && to == 6, from == 7 && to == 12:
		return fmt.Sprintf("%dH%d", year, to/6)
	case to == from+2 && to%3 == 0:
		return fmt.Sprintf("%dQ%d", year, to/3)
	}
	return ""
}

// periodOf writes a stretch the way periods are written.
func periodOf(sp chinese.Span) string {
	y := sp.From.Year()
	switch sp.Grain {
	case chinese.Year:
		return fmt.Sprint(y)
	case chinese.Half:
		return fmt.Sprintf("%dH%d", y, (int(sp.From.Month())+5)/6)
	case chinese.Quarter:
		return fmt.Sprintf("%dQ%d", y, (int(sp.From.Month())+2)/3)
	case chinese.Month:
		return sp.From.Format("2006-01")
	case chinese.Minute, chinese.Part:
		return sp.From.Format(dayForm)
	}
	if sp.From.Equal(sp.To) {
		return sp.From.Format(dayForm)
	}
	return sp.From.Format(dayForm) + "/" + sp.To.Format(dayForm)
}

// readYear takes a year as a number; this year where none is said.
func readYear(r *reading, s frame.Slot) {
	r.slots[s.Name] = r.s.Now.Year()
	for _, sp := range r.a.spans {
		if sp.Grain == chinese.Year {
			r.slots[s.Name] = sp.From.Year()
		}
	}
	if strings.Contains(r.a.text, "去年") {
		r.slots[s.Name] = r.s.Now.Year() - 1
	}
}

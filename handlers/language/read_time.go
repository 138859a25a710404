package language

import (
	"fmt"
	"strings"
	"time"

	"linzhangbot/models/chinese"
)

const (
	dayForm    = "2006-01-02"
	minuteForm = "2006-01-02T15:04"
)

// stamp writes a moment as exactly as it was said.
func stamp(t time.Time, g chinese.Grain) string {
	if g == chinese.Minute {
		return t.Format(minuteForm)
	}
	return t.Format(dayForm)
}

// dates are the moments of the sentence, read again without the bare 12号 that named a record.
func (r *reading) dates() []chinese.Span {
	if r.used.class != classNo {
		return r.a.spans
	}
	masked := []byte(r.a.mask(numbers...))
	for i := r.used.begin; i < r.used.end; i++ {
		masked[i] = '_'
	}
	return chinese.Dates(string(masked), r.s.Now, r.l.calendar)
}

// bad notes a date that no calendar has.
func (r *reading) bad(sp chinese.Span, slot string) bool {
	if sp.Impossible {
		r.impossible, r.badSlot = true, slot
	}
	return sp.Impossible
}

// readDeadline takes the limit of the sentence: a date said as one, else the last future day.
func readDeadline(r *reading, s Slot) {
	var best *chinese.Span
	spans := r.dates()
	for i := range spans {
		sp := &spans[i]
		if r.bad(*sp, s.Name) {
			return
		}
		sure := sp.Kind == chinese.Deadline
		if !sure && (sp.Grain > chinese.Third || sp.Grain == chinese.Week && !sp.Vague || sp.To.Before(midnight(r.s.Now))) {
			continue
		}
		if best == nil || sure || best.Kind != chinese.Deadline {
			best = sp
		}
	}
	if best == nil {
		return
	}
	if best.Vague {
		r.vague = true
	}
	r.slots[s.Name] = stamp(best.Future(r.s.Now).To, best.Grain)
}

func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}

// readStart takes when something begins. A day without an hour, or a stretch, is not enough: it goes to date or
// start_window, and start stays missing. Arg "day" is content with a day; Arg "last" takes the last moment said.
func readStart(r *reading, s Slot) {
	spans := r.dates()
	if len(spans) == 0 {
		return
	}
	sp := spans[0]
	for _, x := range spans {
		if r.bad(x, s.Name) {
			return
		}
		if s.Arg == "last" || x.Grain == chinese.Minute && sp.Grain != chinese.Minute {
			sp = x
		}
	}
	sp = r.inWeek(sp.Future(r.s.Now), spans)
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

// inWeek moves a bare weekday into the week that was said before it: 下周开会，周二上午九点.
func (r *reading) inWeek(sp chinese.Span, spans []chinese.Span) chinese.Span {
	if !hasAnyPrefix(r.a.text[sp.Begin:], []string{"周", "星期", "礼拜"}) {
		return sp
	}
	for _, w := range spans {
		for w.Grain == chinese.Week && w.End <= sp.Begin && sp.From.Before(w.From) {
			sp.From, sp.To = sp.From.AddDate(0, 0, 7), sp.To.AddDate(0, 0, 7)
		}
	}
	return sp
}

// readDate takes a day. Arg "past" is for what happened, "today" falls back on today.
func readDate(r *reading, s Slot) {
	for _, sp := range r.dates() {
		if r.bad(sp, s.Name) {
			return
		}
		if sp.Grain > chinese.Day {
			continue
		}
		if s.Arg != "" {
			sp = sp.Past(r.s.Now)
		}
		r.slots[s.Name] = sp.From.Format(dayForm)
		return
	}
	if s.Arg == "today" {
		r.slots[s.Name] = r.s.Now.Format(dayForm)
	}
}

// readStretch takes from and to.
func readStretch(r *reading, _ Slot) {
	for _, sp := range r.dates() {
		if r.bad(sp, "from") {
			return
		}
		if sp.Grain > chinese.Week {
			continue
		}
		sp = sp.Future(r.s.Now)
		r.slots["from"], r.slots["to"] = sp.From.Format(dayForm), sp.To.Format(dayForm)
		r.vague = r.vague || sp.Vague
		return
	}
}

// readPeriod takes the period that is asked for. Arg "month" falls back on this month, "year" on this year. Arg
// "head" looks only into the phrase, where 补报10月份信息 says it.
func readPeriod(r *reading, s Slot) {
	for _, sp := range r.a.spans {
		if s.Arg == "head" && sp.Begin >= r.end || sp.Impossible {
			continue
		}
		if sp.Roll == chinese.NoYear {
			sp = sp.In(r.s.Now.Year())
			if s.Arg == "head" && r.said("提前", "预报", "预先") {
				sp = sp.Future(r.s.Now)
			} else if s.Arg == "head" && sp.From.After(r.s.Now) {
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
func readYear(r *reading, s Slot) {
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

// readNewDeadline takes the day after 到 or 至; 延期5天 has none, the days are kept apart.
func readNewDeadline(r *reading, s Slot) {
	spans := r.dates()
	for i := len(spans) - 1; i >= 0; i-- {
		sp := spans[i]
		if r.bad(sp, s.Name) {
			return
		}
		if sp.To.Before(midnight(r.s.Now)) || sp.Grain > chinese.Third {
			continue
		}
		before := r.a.text[:sp.Begin]
		if len(spans) > 1 && !endsWithAny(strings.TrimRight(before, " "), []string{"到", "至", "延期"}) && i > 0 {
			continue
		}
		r.vague = r.vague || sp.Vague
		r.slots[s.Name] = stamp(sp.Future(r.s.Now).To, sp.Grain)
		return
	}
	if m := moreDays.FindStringSubmatch(r.a.text); m != nil {
		if n, ok := chinese.Number(m[1]); ok {
			r.slots["days"] = n
		}
	}
}

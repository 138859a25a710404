package words

import (
	"strings"

	"linzhangbot/models/chinese"
	"linzhangbot/models/naming"
)

// dates are the moments of the sentence, read again without the bare 12号 that named a record. A command that acts on
// no numbered record reads a bare 21号 as a day wherever it stands.
func (r *reading) dates() []chinese.Span {
	if len(r.a.spans) == 0 && !r.numbered() {
		return r.bareDays()
	}
	if r.used.class != classNo || len(r.a.spans) == 0 {
		return r.a.spans
	}
	if r.again == nil {
		masked := []byte(r.a.mask(numbers...))
		for i := r.used.begin; i < r.used.end; i++ {
			masked[i] = '_'
		}
		r.again = chinese.Dates(string(masked), r.s.Now, r.l.calendar)
	}
	return r.again
}

// numbered reports whether the command reads the number of a record.
func (r *reading) numbered() bool {
	for _, s := range r.phrase.grammar.Slots {
		switch s.From {
		case "issue", "ref", "item", "period no":
			return true
		}
	}
	return len(r.l.about[r.phrase.grammar.Intent]) > 0
}

// bareDays are the numbers of the sentence that can only be days: 21号在运河边巡林.
func (r *reading) bareDays() []chinese.Span {
	var out []chinese.Span
	for _, t := range r.a.of(classNo) {
		words := r.a.text[t.begin:t.end]
		if !strings.HasSuffix(words, "号") || strings.HasPrefix(words, "第") {
			continue
		}
		for _, sp := range chinese.Dates(words, r.s.Now, r.l.calendar) {
			sp.Begin, sp.End = sp.Begin+t.begin, sp.End+t.begin
			out = append(out, sp)
		}
	}
	return out
}

// unclear notes a moment that nobody can keep: a day that no calendar has, one that comes again and again, or one that
// is worded twice and differently.
func (r *reading) unclear(sp chinese.Span, slot string) bool {
	switch other, twice := sp.Contradicts(); {
	case sp.Recurring:
		r.notADay = "这是反复的日子，请说具体是哪一天。"
	case sp.Impossible:
		r.notADay = "日历上没有这一天，请再说一遍日期。"
		if sp.Grain == chinese.Minute {
			r.notADay = "没有这个钟点，请再说一遍时间。"
		}
	case twice:
		r.notADay = contradiction(sp, other)
	default:
		return false
	}
	r.impossible, r.badSlot = true, slot
	return true
}

// contradiction tells which day it is and what was said beside it: 12月9日是周三，和“周四”对不上.
func contradiction(sp chinese.Span, other string) string {
	day := sp.From.Format("1月2日")
	if strings.HasPrefix(other, "周") {
		day += "是" + naming.Weekday(sp.From) + "，"
	}
	return day + "和“" + other + "”对不上，是哪一天？"
}

// onDay gives an hour that was said without its day the day that stands before it, else behind it: 周五的会推迟到下午四点半.
func (r *reading) onDay(sp chinese.Span, spans []chinese.Span) chinese.Span {
	if sp.Roll != chinese.NoDay {
		return sp
	}
	var on *chinese.Span
	for i := range spans {
		d := &spans[i]
		if d.Grain > chinese.Day || d.Roll == chinese.NoDay || d.Kind == chinese.Window || d.Recurring {
			continue
		}
		if d.Future(r.s.Now).To.Before(midnight(r.s.Now)) || on != nil && d.Begin > sp.Begin {
			continue
		}
		on = d
	}
	if on == nil {
		return sp
	}
	d := r.inWeek(on.Future(r.s.Now), spans)
	shift := midnight(d.From).Sub(midnight(sp.From))
	sp.From, sp.To, sp.Roll = sp.From.Add(shift), sp.To.Add(shift), chinese.Fixed
	return sp
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

// isDay reports whether a bare number is the day of a date rather than a number: 延到16号, 12月16号, 16号下午.
func (r *reading) isDay(begin, end int) bool {
	for _, sp := range r.a.spans {
		if sp.Begin > begin || sp.End < end {
			continue
		}
		switch {
		case strings.ContainsAny(r.a.text[sp.Begin:sp.End], "月年周期天拜") || sp.Grain <= chinese.Part:
			return true
		case sp.Kind == chinese.Deadline && sp.Begin == begin:
			return true
		}
	}
	return r.asksDay() && endsWithAny(strings.TrimRight(r.a.text[:begin], " "), dueWords)
}

// asksDay reports whether the command has a slot for a day.
func (r *reading) asksDay() bool {
	for _, s := range r.phrase.grammar.Slots {
		switch s.From {
		case "deadline", "new deadline", "start", "date", "stretch":
			return true
		}
	}
	return false
}

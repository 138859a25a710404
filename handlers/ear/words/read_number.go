package words

import (
	"slices"

	"linzhangbot/handlers/ear/frame"
)

// kinds are the kinds of records whose numbers the command may act upon; its own reader's where its grammar is silent.
func (r *reading) kinds(own string) []string {
	if r.phrase != nil && r.phrase.grammar != nil {
		if k := r.l.about[r.phrase.grammar.Intent]; len(k) > 0 {
			return k
		}
	}
	return []string{own}
}

// number is the first number of one of the classes, in their order, that is neither another kind's nor a day.
func (r *reading) number(kinds []string, classes ...class) (tag, bool) {
	for _, c := range classes {
		for _, t := range r.a.tags {
			if t.class == c && (t.kind == "" || slices.Contains(kinds, t.kind)) && r.plausible(t) {
				return t, true
			}
		}
	}
	return tag{}, false
}

// plausible reports whether a number may name a record: no list is that long, and a day names none.
func (r *reading) plausible(t tag) bool {
	arabic := t.value != "" && t.value[0] >= '0' && t.value[0] <= '9'
	if arabic && len(t.value) > 9 && (t.class == classIssue || t.class == classNo) {
		return false
	}
	return t.class != classNo || !r.isDay(t.begin, t.end)
}

// dueWords stand before a day rather than before a number, where a command asks for a day at all.
var dueWords = []string{"到", "至", "改成", "改为", "改在", "改到", "截止",
	"定在", "定于", "推到", "挪到", "期限", "时限", "限", "宽限到", "最晚", "最迟"}

// readIssueRef takes the number of a problem, and all of them where several stand in a row.
func readIssueRef(r *reading, s frame.Slot) {
	kinds := r.kinds("issue")
	t, ok := r.number(kinds, classIssue, classNo, classItem)
	if !ok {
		return
	}
	r.slots[s.Name], r.used = t.value, t
	if row := r.rowOf(t, kinds); len(row) > 1 {
		r.numbers = row
		r.slots[s.Name], r.slots["issues"] = row[0], row
	}
}

// readRef takes the number of a report, and all of them where several stand in a row. Arg "last" falls back on the
// last one.
func readRef(r *reading, s frame.Slot) {
	kinds := r.kinds("report")
	if t, ok := r.number(kinds, classReport, classNth, classNo); ok {
		r.slots[s.Name], r.used = t.value, t
		if row := r.rowOf(t, kinds); len(row) > 1 {
			r.numbers = row
			r.slots[s.Name], r.slots[s.Name+"s"] = row[0], row
		}
		return
	}
	if s.Arg == "last" || r.said("刚才", "刚刚", "上一", "上次", "最近一次", "刚发") {
		r.slots[s.Name] = "last"
	}
}

// readItem takes the number of what a meeting resolved.
func readItem(r *reading, s frame.Slot) {
	if t, ok := r.number(r.kinds("resolution"), classItem, classNo, classNth); ok {
		r.slots[s.Name] = t.value
	}
}

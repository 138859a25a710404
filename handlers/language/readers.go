package language

import (
	"regexp"
	"strings"

	"linzhangbot/models/chinese"
)

// readers take one slot each out of a sentence. Grammars name them.
var readers = map[string]func(*reading, Slot){
	"report": readReport, "issue text": readIssue, "unit said": readSaidUnit, "unit": readAnyUnit, "unit charged": readCharged,
	"targets": readTargets, "organiser": readOrganiser, "item units": readItemUnits,
	"deadline": readDeadline, "start": readStart, "date": readDate, "stretch": readStretch, "period": readPeriod, "year": readYear, "new deadline": readNewDeadline,
	"issue": readIssueRef, "ref": readRef, "item": readItem, "period no": readPeriodNo, "named": readNamed, "words": readWords, "flag": readFlag,
	"number": readNumber, "rest": readRest, "reason": readReason, "content": readContent, "because": readBecause,
	"place": readPlace, "attendees": readAttendees, "agenda": readAgenda, "person": readPerson, "title after": readTitleAfter, "delta": readDelta, "code": readCode, "body after": readBodyAfter, "after": readAfter, "found": readFound,
	"percent": readPercent, "progress": readProgress,
	"scope": readScope, "item only": readItemOnly, "unit patrolled": readPatrolled, "successor": readSuccessor,
}

// answers say how an answer to a question is read.
var answers = map[string]Slot{
	"unit": {Name: "unit", From: "unit"}, "deadline": {Name: "deadline", From: "deadline"}, "new_deadline": {Name: "new_deadline", From: "deadline"},
	"start": {Name: "start", From: "start"}, "date": {Name: "date", From: "date"}, "issue": {Name: "issue", From: "issue"}, "ref": {Name: "ref", From: "ref"},
	"type": {Name: "type", From: "named", Arg: "meeting"}, "step": {Name: "step", From: "named", Arg: "step"}, "period": {Name: "period", From: "period", Arg: "half"},
	"targets": {Name: "targets", From: "targets"}, "self_score": {Name: "self_score", From: "number", Arg: `([0-9]{1,3}(?:\.[0-9])?)`},
}

// readIssueRef takes the number of a problem.
func readIssueRef(r *reading, s Slot) {
	for _, c := range []class{classIssue, classNo, classItem} {
		for _, t := range r.a.of(c) {
			if len(t.value) > 9 && t.value[0] >= '0' && t.value[0] <= '9' {
				continue // no list is that long
			}
			r.slots[s.Name], r.used = t.value, t
			r.sequence(t)
			return
		}
	}
}

// numberRow finds numbers of problems that are named in one breath: 12、13、14号, 督12和督15.
var numberRow = regexp.MustCompile(`(?:(?:督|问题|第)?[0-9]{1,5}号?[、和及与,，] ?)+(?:督|问题|第)?[0-9]{1,5}号?`)

// sequence notes all numbers where several were named in a row, and takes the first of them.
func (r *reading) sequence(t tag) {
	for _, m := range numberRow.FindAllStringIndex(r.a.text, 4) {
		if t.begin < m[0] || t.begin >= m[1] {
			continue
		}
		r.numbers = digits.FindAllString(r.a.text[m[0]:m[1]], -1)
		r.slots["issue"], r.slots["issues"] = r.numbers[0], r.numbers
		return
	}
}

var digits = regexp.MustCompile(`[0-9]{1,5}`)

// readRef takes the number of a report. Arg "last" falls back on the last one.
func readRef(r *reading, s Slot) {
	for _, c := range []class{classReport, classNth, classNo} {
		if t, ok := r.a.first(c); ok {
			r.slots[s.Name] = t.value
			return
		}
	}
	if s.Arg == "last" || r.said("刚才", "刚刚", "上一", "上次", "最近一次", "刚发") {
		r.slots[s.Name] = "last"
	}
}

func readItem(r *reading, s Slot) {
	for _, c := range []class{classItem, classNo, classNth} {
		if t, ok := r.a.first(c); ok {
			r.slots[s.Name] = t.value
			return
		}
	}
}

// readPeriodNo takes 第3期 as a number.
func readPeriodNo(r *reading, s Slot) {
	for _, c := range []class{classIssueNo, classNo} {
		if t, ok := r.a.first(c); ok {
			if n, ok := chinese.Number(t.value); ok {
				r.slots[s.Name] = n
				return
			}
		}
	}
}

// readNamed takes an official name. Arg is the class: meeting, step, inspection, bulletin.
func readNamed(r *reading, s Slot) {
	switch s.Arg {
	case "meeting", "step":
		if t, ok := r.a.first(classes[s.Arg]); ok {
			r.slots[s.Name] = t.value
		}
	case "inspection":
		for _, n := range r.l.v.Inspections {
			if containsAny(r.a.text, append([]string{n.Name}, n.Aliases...)) {
				r.slots[s.Name] = n.Name
				return
			}
		}
	}
}

// readWords takes a value by the words that stand for it: "overdue=逾期|超期;open=未整改". A value that ends in * is
// taken when nothing else is.
func readWords(r *reading, s Slot) {
	for _, choice := range strings.Split(s.Arg, ";") {
		value, words, _ := strings.Cut(choice, "=")
		if words == "*" || containsAny(r.a.text, strings.Split(words, "|")) {
			r.slots[s.Name] = value
			return
		}
	}
}

func readFlag(r *reading, s Slot) {
	if r.said(strings.Split(s.Arg, "|")...) {
		r.slots[s.Name] = true
	}
}

// readNumber takes a number by an expression; a group that is empty stands for none found: zero.
func readNumber(r *reading, s Slot) {
	re := cached(s.Arg)
	m := re.FindStringSubmatch(r.a.text)
	if m == nil {
		return
	}
	for _, g := range m[1:] {
		if g == "" {
			continue
		}
		if f, ok := decimal(g); ok {
			r.slots[s.Name] = f
			return
		}
	}
	if len(m) > 1 {
		r.slots[s.Name] = 0
	}
}

// decimal reads 96, 96.5 or 九十六: whole numbers as int.
func decimal(s string) (any, bool) {
	if n, ok := chinese.Number(s); ok {
		return n, true
	}
	whole, part, ok := strings.Cut(s, ".")
	a, ok1 := chinese.Number(whole)
	b, ok2 := chinese.Number(part)
	if !ok || !ok1 || !ok2 || len(part) > 2 {
		return nil, false
	}
	f := float64(b) / 10
	if len(part) == 2 {
		f = float64(b) / 100
	}
	return float64(a) + f, true
}

var deltaWord = regexp.MustCompile(`(扣|减|加|奖励)[^0-9，。]{0,12}?([0-9]{1,2}(?:\.[0-9]{1,2})?|[一二两三四五六七八九十]{1,2})\s*分`)

// readDelta takes points given or taken away.
func readDelta(r *reading, s Slot) {
	m := deltaWord.FindStringSubmatch(r.a.text)
	if m == nil {
		return
	}
	v, ok := decimal(m[2])
	if !ok {
		return
	}
	if m[1] == "扣" || m[1] == "减" {
		switch n := v.(type) {
		case int:
			v = -n
		case float64:
			v = -n
		}
	}
	r.slots[s.Name] = v
}

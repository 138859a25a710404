package words

import (
	"regexp"
	"strings"

	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models/chinese"
)

// readers take one slot each out of a sentence. Grammars name them.
var readers = map[string]func(*reading, frame.Slot){
	"report": readReport, "issue text": readIssue, "unit said": readSaidUnit, "unit": readAnyUnit,
	"unit charged": readCharged,
	"targets":      readTargets, "organiser": readOrganiser, "item units": readItemUnits,
	"deadline": readDeadline, "start": readStart, "date": readDate, "stretch": readStretch, "period": readPeriod,
	"year": readYear, "new deadline": readNewDeadline,
	"issue": readIssueRef, "ref": readRef, "item": readItem, "period no": readPeriodNo, "named": readNamed,
	"words": readWords, "flag": readFlag,
	"number": readNumber, "rest": readRest, "reason": readReason, "content": readContent, "because": readBecause,
	"place": readPlace, "attendees": readAttendees, "agenda": readAgenda, "person": readPerson,
	"title after": readTitleAfter, "delta": readDelta, "code": readCode, "body after": readBodyAfter, "after": readAfter,
	"found":   readFound,
	"percent": readPercent, "progress": readProgress,
	"scope": readScope, "item only": readItemOnly, "unit patrolled": readPatrolled, "successor": readSuccessor,
}

// answers say how an answer to a question is read.
var answers = map[string]frame.Slot{
	"unit": {Name: "unit", From: "unit"}, "deadline": {Name: "deadline", From: "deadline"},
	"new_deadline": {Name: "new_deadline", From: "deadline"},
	"start":        {Name: "start", From: "start"}, "date": {Name: "date", From: "date"},
	"issue": {Name: "issue", From: "issue"}, "ref": {Name: "ref", From: "ref"},
	"type": {Name: "type", From: "named", Arg: "meeting"}, "step": {Name: "step", From: "named", Arg: "step"},
	"period":     {Name: "period", From: "period", Arg: "half"},
	"targets":    {Name: "targets", From: "targets"},
	"self_score": {Name: "self_score", From: "number", Arg: `([0-9]{1,3}(?:\.[0-9])?)`},
}

// readPeriodNo takes 第3期 as a number.
func readPeriodNo(r *reading, s frame.Slot) {
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
func readNamed(r *reading, s frame.Slot) {
	switch s.Arg {
	case "meeting", "step":
		r.name(s.Name, r.a.of(classes[s.Arg]))
	case "inspection":
		for _, n := range r.l.v.Inspections {
			if containsAny(r.a.text, append([]string{n.Name}, n.Aliases...)) {
				r.slots[s.Name] = n.Name
				return
			}
		}
	}
}

// name takes the first of the names that is one here: 林长办会议室 is no meeting, and 函告过了 is no step to take.
func (r *reading) name(slot string, tags []tag) {
	for _, t := range tags {
		after := r.a.text[t.end:]
		if !hasAnyPrefix(after, []string{"室", "厅"}) && !hasAnyPrefix(after, []string{"过了", "过一次", "过两次", "过，", "过还"}) {
			r.slots[slot] = t.value
			return
		}
	}
}

// readWords takes a value by the words that stand for it: "overdue=逾期|超期;open=未整改". A value that ends in * is
// taken when nothing else is.
func readWords(r *reading, s frame.Slot) {
	for _, choice := range strings.Split(s.Arg, ";") {
		value, words, _ := strings.Cut(choice, "=")
		if words == "*" || containsAny(r.a.text, strings.Split(words, "|")) {
			r.slots[s.Name] = value
			return
		}
	}
}

func readFlag(r *reading, s frame.Slot) {
	if r.said(strings.Split(s.Arg, "|")...) {
		r.slots[s.Name] = true
	}
}

// readNumber takes a number by an expression; a group that is empty stands for none found: zero.
func readNumber(r *reading, s frame.Slot) {
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
func readDelta(r *reading, s frame.Slot) {
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

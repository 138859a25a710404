package words

import (
	"strings"

	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models/chinese"
)

// class is a kind of thing that patterns can ask for.
type class int

const (
	classUnit    class = iota + 1 // an organisation
	classOwn                      // 我镇
	classIssue                    // 问题12, 督〔2026〕12号
	classNo                       // 12号, or a bare number: an issue where the words around say so
	classReport                   // 信3, 第3条, 刚才那条
	classMeeting                  // 联席会议
	classPost                     // 街镇总林长
	classStep                     // 约谈
	classDate                     // any moment
	classMonth                    // a month
	classCount                    // 两条
	classNth                      // 第二条
	classItem                     // 议定事项2
	classIssueNo                  // 第3期
	classPoints                   // 2分
	classRecord                   // 会3号, 享2号: the number of a record of another kind
)

// classes are the names that patterns use.
var classes = map[string]class{
	"unit": classUnit, "own": classOwn, "issue": classIssue, "no": classNo, "report": classReport, "meeting": classMeeting,
	"post": classPost, "step": classStep, "date": classDate, "month": classMonth, "count": classCount, "nth": classNth,
	"item": classItem, "period-no": classIssueNo, "points": classPoints,
}

// tag is something found in the sentence.
type tag struct {
	class      class
	begin, end int
	value      string
	kind       string // of the record that a number names, where the number says so
	org        *Org   // unit
	also       []*Org // further organisations of the same alias
	slip       bool   // a misheard name
	span       *chinese.Span
	careful    bool // step
}

// analysis is a sentence with everything found in it.
type analysis struct {
	text  string
	heard string // the text with misheard words put right, byte for byte as long: for understanding, not for showing
	tags  []tag
	spans []chinese.Span
	sieve *sieve // made when it is first asked
}

// of lists the tags of a class.
func (a *analysis) of(c class) []tag {
	var out []tag
	for _, t := range a.tags {
		if t.class == c {
			out = append(out, t)
		}
	}
	return out
}

func (a *analysis) first(c class) (tag, bool) {
	for _, t := range a.tags {
		if t.class == c {
			return t, true
		}
	}
	return tag{}, false
}

// analyse finds the district's words, references, numbers and dates.
func (l *Language) analyse(text string, s frame.Scene) *analysis {
	a := &analysis{text: text, heard: hear(text)}
	l.names(a)
	l.references(a)
	masked := a.mask(numbers...)
	a.spans = chinese.Dates(masked, s.Now, l.calendar)
	for i := range a.spans {
		sp := &a.spans[i]
		c := tag{class: classDate, begin: sp.Begin, end: sp.End, span: sp}
		a.tags = append(a.tags, c)
		if sp.Grain == chinese.Month {
			c.class = classMonth
			a.tags = append(a.tags, c)
		}
	}
	return a
}

// numbers are the classes that are never days.
var numbers = []class{classIssue, classReport, classItem, classIssueNo, classRecord}

// mask blanks tags of the given classes, keeping every byte position.
func (a *analysis) mask(cs ...class) string {
	b := []byte(a.text)
	for _, t := range a.tags {
		for _, c := range cs {
			if t.class == c {
				for i := t.begin; i < t.end; i++ {
					b[i] = '_'
				}
			}
		}
	}
	return string(b)
}

func (a *analysis) named() []string {
	var out []string
	for _, t := range a.tags {
		switch t.class {
		case classNo:
			if !strings.HasSuffix(a.text[t.begin:t.end], "号") {
				continue // it counts something
			}
			fallthrough
		case classIssue, classReport, classItem, classRecord, classUnit:
			out = append(out, t.kind+t.value)
		}
	}
	return out
}

package words

import "slices"

// Found is something that was found in a sentence.
type Found struct{ Name, Said string }

// called are the classes in words for people.
var called = map[class]string{classUnit: "单位", classOwn: "本单位", classIssue: "问题编号", classNo: "编号", classReport: "信息编号",
	classMeeting: "会议", classPost: "职务", classStep: "措施", classDate: "时间", classItem: "议定事项编号", classIssueNo: "期号",
	classPoints: "分数", classRecord: "编号"}

// Found lists what was found, in the order of the sentence.
func (h *Heard) Found() []Found {
	tags := slices.Clone(h.a.tags)
	slices.SortStableFunc(tags, func(a, b tag) int { return a.begin - b.begin })
	var out []Found
	for _, t := range tags {
		if name := called[t.class]; name != "" {
			out = append(out, Found{name, h.a.text[t.begin:t.end]})
		}
	}
	return out
}

// Deeds are the words by which a command was ordered, each once.
func (h *Heard) Deeds(intent string) []string {
	var out []string
	for _, at := range h.fits[intent].deeds {
		if said := h.a.text[at[0]:at[1]]; !slices.Contains(out, said) {
			out = append(out, said)
		}
	}
	return out
}

// Classes of marks.
const (
	MarkOrg    = "organisation"
	MarkPost   = "post"
	MarkTime   = "time"
	MarkRecord = "record"
)

// Mark is a name, a number that says of what kind it is, or a day in the words of a sentence.
type Mark struct {
	Class, Kind string
	At, End     int // bytes of Text
}

// Text are the words that were taken apart.
func (h *Heard) Text() string { return h.a.heard }

// Marks lists them in the order in which they were found.
func (h *Heard) Marks() []Mark {
	out := make([]Mark, 0, len(h.a.tags))
	for _, t := range h.a.tags {
		m := Mark{At: t.begin, End: t.end, Kind: t.kind}
		switch {
		case t.kind != "":
			m.Class = MarkRecord
		case t.class == classUnit:
			m.Class = MarkOrg
		case t.class == classPost:
			m.Class = MarkPost
		case t.class == classDate:
			m.Class = MarkTime
		default:
			continue
		}
		out = append(out, m)
	}
	return out
}

package words

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"linzhangbot/models/chinese"
)

// matters are the parts of a sentence that say what is wrong.
func (r *reading) matters(from int) []string {
	hidden := r.a.hidden()
	var parts, demands []string
	for _, c := range clausesOf(r.a.text, from) {
		if around.covers(hidden[c.begin:c.end]) {
			continue
		}
		begin := c.begin
		c, demanded := r.pared(c, hidden)
		if head := hidden[begin:c.begin]; strings.HasSuffix(head, "：") && lists.MatchString(head) {
			parts = nil // 本来想再等等，还是立上吧：…
		}
		t := r.matter(c)
		switch {
		case t == "":
		case demanded:
			demands = append(demands, t)
		default:
			parts = append(parts, t)
		}
	}
	if len(parts) == 0 {
		return demands
	}
	return parts
}

// matter is the part of a clause that says what is wrong; empty when it says something else.
func (r *reading) matter(c clause) string {
	if r.l.local.meta.MatchString(c.text) || phoneWord.MatchString(c.text) || toList.ReplaceAllString(c.text, "") == "" {
		return ""
	}
	if given.FindString(c.text) != "" && utf8.RuneCountInString(c.text) <= 10 { // 给他们十天
		return ""
	}
	end := c.end
	for _, sp := range r.a.spans {
		if sp.Begin <= c.begin && sp.End >= c.end {
			return ""
		}
	}
	for _, sp := range r.a.spans {
		if sp.Begin < c.begin || sp.End > c.end {
			continue
		}
		if r.limits(sp) && sp.Begin < end && !stillSo.MatchString(r.a.text[sp.End:c.end]) {
			end = sp.Begin
		}
	}
	end = endOf(r.a.hidden(), c.begin, end)
	text := r.a.text[c.begin:end]
	if end == c.begin {
		text = r.behindDate(c)
		end = c.end
	}
	text = r.withoutOrder(text, c.begin)
	if text == "" || hasAnyPrefix(text, demand) || end < c.end && utf8.RuneCountInString(text) < 3 {
		return ""
	}
	if i := strings.Index(text, "责任单位"); i > 0 {
		text = text[:i]
	}
	for i, again := 0, true; again && i < 4; i++ {
		again = false
		for _, w := range []string{"请于", "请在", "限于", "务必于", "要求于", "应于", "须于", "于", "在",
			"请", "务必", "时限", "限期", "限", "整改时限"} {
			if t, ok := strings.CutSuffix(text, w); ok && end < c.end {
				text, again = t, true
			}
		}
	}
	for _, t := range r.a.of(classUnit) {
		bare := strings.TrimSpace(text)
		for _, w := range []string{"由", "请", "让", "给", "叫", "督促", "责成", "要求", "并由", "交"} {
			bare = strings.TrimPrefix(bare, w)
		}
		if bare == r.a.text[t.begin:t.end] {
			return ""
		}
	}
	if contains(r.l.local.everybody, strings.TrimSpace(text)) || orderOnly.MatchString(r.nameless(c)) {
		return ""
	}
	return strings.Trim(text, " 、")
}

// behindDate is what a clause says behind the date it begins with: 清明前后加强防火巡查.
func (r *reading) behindDate(c clause) string {
	for _, sp := range r.a.spans {
		if sp.Begin == c.begin && sp.End < c.end {
			if t := strings.TrimSpace(r.a.text[sp.End:c.end]); !hasAnyPrefix(t, doing) && utf8.RuneCountInString(t) >= 5 {
				return t
			}
		}
	}
	return ""
}

// toDo stand behind a day up to which something is to be done.
var toDo = []string{"整改", "完成", "清理", "反馈", "处置", "更换", "恢复", "到位", "报"}

// limits reports whether a moment limits the rectification, rather than saying when something was found.
func (r *reading) limits(sp chinese.Span) bool {
	if sp.Kind == chinese.Deadline || sp.Impossible || sp.Vague {
		return true
	}
	ahead := !sp.To.Before(midnight(r.s.Now)) && sp.To.After(r.s.Now)
	return ahead && sp.Grain <= chinese.Third && containsAny(r.a.text[sp.End:], toDo)
}

// doing are the words a demand goes on with behind its date: nothing of it is the matter itself.
var doing = []string{"前", "整改", "完成", "清理", "处置", "反馈", "恢复", "更换", "拆除", "到位", "给", "报", "务必", "将", "处理", "修复", "解决",
	"落实", "办结", "核实", "上报", "必须", "须", "要", "补种", "清除", "清运", "完毕", "回复", "内"}

// demand words begin a clause that says what is asked, not what is the matter.
var demand = []string{"请", "务必", "限期", "限", "要求", "责令", "尽快", "立即", "抓紧", "时限", "期限", "完成时限", "整改时限", "整改期限", "截止",
	"最迟", "最晚", "须", "应于", "于", "必须", "务请"}

// stillSo says behind a moment that nothing has happened up to it: it is no limit.
var stillSo = regexp.MustCompile(`^(?:为止)?(?:仍|还|也|都|一直|依然|依旧|尚|就)*(?:没|未|无人|不)`)

// lists is in the head that orders a record, whatever was talked before it.
var lists = regexp.MustCompile(`立|挂|登记|列|交办`)

package words

import (
	"strings"
	"unicode/utf8"
)

// titled takes the marks off both ends of a report's title. Blanks stay where they belong to it: in quotation marks,
// and between two halves that match (保护森林 人人有责).
func (r *reading) titled(s string) string {
	s = trimmed(s)
	for _, pair := range [][2]string{{"《", "》"}, {"“", "”"}, {"「", "」"}} {
		if encloses(s, pair[0], pair[1]) {
			s = strings.TrimSpace(s[len(pair[0]) : len(s)-len(pair[1])])
			return blanks(s, func(string, string) bool { return true })
		}
	}
	if inner, ok := named(s); ok {
		return inner
	}
	return blanks(s, r.halves)
}

// named takes a title out of 《…》 where the words around it only hand it on: 赤龙南接道报送《…》, 《…》一文报上.
func named(s string) (string, bool) {
	open, shut := strings.Index(s, "《"), strings.LastIndex(s, "》")
	if open < 0 || shut < open || !encloses(s[open:shut+len("》")], "《", "》") {
		return "", false
	}
	head, tail := s[:open], s[shut+len("》"):]
	hands := containsAny(head, sends) && runes(head) <= talkMax || strings.HasPrefix(tail, "一文") && runes(tail) <= bareHead
	if !hands || head != "" && tail != "" {
		return "", false
	}
	return s[open+len("《") : shut], true
}

// encloses reports whether one pair of marks holds the whole text.
func encloses(s, open, shut string) bool {
	if !strings.HasPrefix(s, open) || !strings.HasSuffix(s, shut) {
		return false
	}
	depth := 0
	for i := 0; i < len(s); i += runeSize(s[i:]) {
		switch {
		case strings.HasPrefix(s[i:], open):
			depth++
		case strings.HasPrefix(s[i:], shut):
			if depth--; depth == 0 && i+len(shut) < len(s) {
				return false
			}
		}
	}
	return depth == 0
}

// blanks drops the blanks beside Chinese characters, but one where keep wants it, and those inside quotation marks.
func blanks(s string, keep func(before, after string) bool) string {
	if !strings.ContainsAny(s, " \n\t") {
		return s
	}
	var b strings.Builder
	depth := 0
	for i := 0; i < len(s); {
		c, n := utf8.DecodeRuneInString(s[i:])
		if !strings.ContainsRune(" \n\t", c) {
			switch {
			case strings.ContainsRune("《“「", c):
				depth++
			case strings.ContainsRune("》”」", c):
				depth--
			}
			b.WriteRune(c)
			i += n
			continue
		}
		after := strings.TrimLeft(s[i:], " \n\t")
		last := lastRune(s[:i])
		if depth > 0 || latin(last) && latin(rune0(after)) || keep(s[:i], after) {
			b.WriteByte(' ')
		}
		i = len(s) - len(after)
	}
	return b.String()
}

const half = 4 // characters that half a title has at least

// halves reports whether the words on both sides of a blank match in length, the organisation in front not counted.
func (r *reading) halves(before, after string) bool {
	if strings.ContainsAny(before+after, " \n\t") {
		return false
	}
	for _, t := range r.a.of(classUnit) {
		before = strings.TrimPrefix(before, r.a.text[t.begin:t.end])
	}
	a, b := runes(before), runes(after)
	quoted := strings.Contains(before, "“") && strings.Contains(after, "“") // 老树有了“身份证” 护林亮出“新名片”
	alike := a == b || quoted && max(a, b)-min(a, b) <= half/2
	return a >= half && b >= half && alike
}

// split parts free words: the first line or sentence is the title, what tells when and how is the body.
func (r *reading) split(rest string) (title, body string) {
	title = rest
	if line, more, ok := strings.Cut(rest, "\n"); ok {
		title, body = line, more
	} else if inner, more, ok := marked(rest); ok {
		title, body = inner, strings.Trim(more, " ，。,")
		if mediaClause.MatchString(body) {
			body = ""
		}
		return title, body
	} else if first, more, ok := strings.Cut(rest, "。"); ok && tidy(more) != "" {
		title, body = first, more
	}
	first, more, ok := r.cutClause(title)
	if ok && (factual.MatchString(more) || strings.Count(more, "，") >= 1 || runes(title) > titleReadTo) {
		if body != "" {
			more += "。" + body
		}
		title, body = first, more
	}
	return title, body
}

// marked takes a title that stands in marks, with its marks, before other words: 《…》，见附件.
func marked(rest string) (inner, more string, ok bool) {
	bare, ok := strings.CutPrefix(rest, "《")
	if !ok {
		return "", "", false
	}
	inner, more, ok = strings.Cut(bare, "》")
	if !ok || strings.Contains(inner, "《") {
		return "", "", false
	}
	apart := more == "" || strings.ContainsRune("，。,（( \n", rune0(more)) || hasAnyPrefix(more, []string{"附", "见"})
	return "《" + inner + "》", more, apart
}

const clauseMin = 6 // characters that a title has at least where a comma ends it

// cutClause splits a title at the first comma behind which something is told. A day in front of it is not the title.
func (r *reading) cutClause(s string) (first, more string, ok bool) {
	first, more, ok = cutComma(s)
	for ok && (runes(tidy(first)) < clauseMin || r.onlyDay(first)) {
		next, rest, again := cutComma(more)
		if !again {
			return s, "", false
		}
		first, more = s[:len(first)+strings.Index(s[len(first):], next)+len(next)], rest
	}
	return first, more, ok
}

// onlyDay reports whether words say nothing but when.
func (r *reading) onlyDay(s string) bool {
	for _, sp := range r.a.spans {
		if s = strings.Replace(s, r.a.text[sp.Begin:sp.End], "", 1); runes(tidy(s)) < 2 {
			return true
		}
	}
	return false
}

func cutComma(s string) (string, string, bool) {
	if i := strings.IndexAny(s, "，,"); i > 0 {
		return s[:i], strings.TrimLeft(s[i:], "，, "), true
	}
	return s, "", false
}

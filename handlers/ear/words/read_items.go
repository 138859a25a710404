package words

import (
	"regexp"
	"strings"

	"linzhangbot/models/chinese"
)

var (
	itemMark = regexp.MustCompile(`(?m)(?:^|[\n\s；;：:。，,])\s*(?:([0-9]{1,2})\s*[.、)）．:：]` +
		`|[（(]([0-9一二三四五六七八九十]{1,2})[)）][.、]?|([一二三四五六七八九十]{1,2})、` +
		`|第([0-9一二三四五六七八九十]{1,2})[条则篇个][:：、，,是\s]+)\s*|([①②③④⑤⑥⑦⑧⑨⑩])\s*`)
	firstMark = regexp.MustCompile(`(?:^|[\n\s；;：:。，,])([一二三四五六七八九])是`)
	looseMark = regexp.MustCompile(`([一二三四五六七八九十])、|([1-9])[.、．]|[（(]([1-9一二三四五六七八九])[）)]`)
	lineHead  = regexp.MustCompile(`^(?:再|另|还有)?(?:(?:报送|上报|补报|呈报|续报)(?:一条|一则)?(?:信息|动态|简讯)?` +
		`|报(?:一条|一则|条|个)(?:信息)?|信息)[0-9一二三四五六七八九]?[\s:：，,]+|^(?:报送|上报|补报|呈报)`)
)

// mark is a number of a list: the item begins at end.
type mark struct{ begin, end int }

// marksOf are the numbers of a list in the order 1, 2, 3, as an expression finds them. A number in a sentence, such as
// 1.5万株, is none.
func marksOf(text string, re *regexp.Regexp) []mark {
	var out []mark
	for _, m := range re.FindAllStringSubmatchIndex(text, 40) {
		said := ""
		for i := 2; i < len(m); i += 2 {
			if m[i] >= 0 {
				said = text[m[i]:m[i+1]]
			}
		}
		n, ok := chinese.Number(said)
		if i := strings.Index("①②③④⑤⑥⑦⑧⑨⑩", said); i >= 0 && len(said) == len("①") {
			n, ok = i/len("①")+1, true
		}
		point := m[1] < len(text) && text[m[1]-1] == '.' && text[m[1]] >= '0' && text[m[1]] <= '9'
		if ok && !point && n == len(out)+1 {
			out = append(out, mark{m[0], m[1]})
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

const marksLook = ".．、)）①第:："

// numbered splits 1. … 2. … into its items. A list behind a title is that title's body and is not split.
func numbered(text string) []string {
	if !holdsOne(text, marksLook) {
		return nil
	}
	at := marksOf(text, itemMark)
	if len(at) == 0 || tidy(text[:at[0].begin]) != "" {
		return nil
	}
	return spansOf(text, at)
}

// spansOf are the words from each mark to the next.
func spansOf(text string, at []mark) []string {
	var out []string
	for i, m := range at {
		end := len(text)
		if i+1 < len(at) {
			end = at[i+1].begin
		}
		if s := strings.TrimSpace(text[m.end:end]); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// reports splits a message that holds several reports. Count is how many it announces; a list that stands behind a
// title is never split.
func (r *reading) reports(rest string, count int) []string {
	if items := numbered(rest); len(items) > 1 {
		return items
	}
	lines := linesOf(rest)
	if items := headed(lines); len(items) > 1 {
		return items
	}
	if items := headed(sentencesHeaded(rest)); len(items) > 1 {
		return items
	}
	if strings.HasPrefix(r.a.text, "第") { // the phrase took 第一条 for its own
		if items := numbered(r.a.text); len(items) > 1 {
			return items
		}
	}
	if count < 2 {
		return nil
	}
	if len(lines) == count {
		return lines
	}
	if parts := nonEmpty(strings.FieldsFunc(rest, semicolon)); len(parts) == count {
		return parts
	}
	if at := marksOf(rest, looseMark); len(at) == count && tidy(rest[:at[0].begin]) == "" {
		return spansOf(rest, at)
	}
	if at := marksOf(rest, firstMark); len(at) == count && tidy(rest[:at[0].begin]) == "" {
		return spansOf(rest, at)
	}
	if titles := enclosedAll(rest); len(titles) == count {
		return titles
	}
	return nil
}

func semicolon(c rune) bool { return c == '；' || c == ';' }

func linesOf(s string) []string { return nonEmpty(strings.Split(s, "\n")) }

func nonEmpty(list []string) []string {
	var out []string
	for _, s := range list {
		if tidy(s) != "" {
			out = append(out, strings.TrimSpace(s))
		}
	}
	return out
}

// headed are the lines of which each begins as a report does, or is a title in marks; nil when one does not.
func headed(lines []string) []string {
	if len(lines) < 2 {
		return nil
	}
	titles := true
	for _, s := range lines {
		titles = titles && strings.HasPrefix(s, "《") && strings.HasSuffix(s, "》")
	}
	if titles {
		return lines
	}
	out := []string{lines[0]}
	for _, s := range lines[1:] {
		head := lineHead.FindString(s)
		if head == "" || tidy(s[len(head):]) == "" {
			return nil
		}
		out = append(out, s[len(head):])
	}
	return out
}

// sentencesHeaded parts a text at the sentences that begin as a report does; what follows one belongs to it.
func sentencesHeaded(s string) []string {
	var out []string
	from := 0
	for _, at := range sentenceEnd.FindAllStringIndex(s, -1) {
		next := strings.TrimSpace(s[at[1]:])
		head := lineHead.FindString(next)
		if at[0] > 0 && head != "" && strings.ContainsRune(" :：，,", lastRune(head)) && tidy(next[len(head):]) != "" {
			out = append(out, s[from:at[0]])
			from = at[1]
		}
	}
	return nonEmpty(append(out, s[from:]))
}

var sentenceEnd = regexp.MustCompile(`[；;。\n]+`)

var inMarks = regexp.MustCompile(`《[^《》]+》`)

// enclosedAll are the titles in marks when there is nothing between them: 《A》《B》, 《A》和《B》.
func enclosedAll(s string) []string {
	titles := inMarks.FindAllString(s, 20)
	if strings.Trim(inMarks.ReplaceAllString(s, ""), " \n，,、；;和及与。") != "" {
		return nil
	}
	return titles
}

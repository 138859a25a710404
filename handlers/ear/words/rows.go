package words

import (
	"slices"
	"strings"
	"unicode/utf8"

	"linzhangbot/models/chinese"
)

// most is how many numbers one message may name.
const most = 30

// member is one number of a row: 12、15、18号, 10号到14号, 督〔2026〕3号 督〔2026〕4号, 十八号跟十九号.
type member struct {
	begin, end int
	value      string
	n          int
	signed     bool // 号 or a kind says that it is a number
}

// rowOf lists the numbers that stand in a row with a given one, in order and ranges expanded; nil where it is alone.
func (r *reading) rowOf(t tag, kinds []string) []string {
	all := r.members(kinds)
	for i := 0; i < len(all); {
		row, j := []string{all[i].value}, i+1
		for ; j < len(all) && len(row) < most; j++ {
			more, joined := next(all[j-1], all[j], r.a.text[all[j-1].end:all[j].begin])
			if !joined {
				break
			}
			for _, v := range more {
				if len(row) < most && !slices.Contains(row, v) {
					row = append(row, v)
				}
			}
		}
		if all[i].begin <= t.begin && t.begin < all[j-1].end {
			r.rowEnd = all[j-1].end
			return row
		}
		i = j
	}
	return nil
}

// Words that join two numbers, and words that span all between them.
var (
	joins  = []string{"、", "，", ",", "和", "及", "与", "跟", "以及", "还有", "/"}
	ranges = []string{"到", "至", "-", "—", "~", "～"}
)

// alsoWords end what stands between two numbers of which the second is meant as well: 9号采用，还有11号. mostBetween is
// how long that may be, in characters.
var alsoWords = []string{"，还有", "、还有", "，以及", "，再加上"}

const mostBetween = 12

// next are the numbers that b adds to the row that ends with a.
func next(a, b member, between string) ([]string, bool) {
	word := strings.TrimSpace(between)
	switch {
	case slices.Contains(ranges, word) && b.n > a.n && full(a) == full(b):
		return upTo(a, b), true
	case word == "" && between != "" && b.signed && !a.signed: // 50 53 54号
		return []string{b.value}, a.end-a.begin == len(itoa(a.n))
	case word == "" && between != "", word == "，", word == ",":
		return []string{b.value}, a.signed == b.signed && (a.signed || word == "")
	}
	also := utf8.RuneCountInString(word) <= mostBetween && endsWithAny(word, alsoWords)
	signed := a.signed && b.signed
	return []string{b.value}, slices.Contains(joins, word) || signed && (between == "" || also)
}

// full reports whether a number is written out with its sign and year.
func full(m member) bool { return strings.HasSuffix(m.value, "号") }

// upTo are the numbers behind a up to b, in the form of b.
func upTo(a, b member) (out []string) {
	bare := strings.TrimSuffix(b.value, "号")
	head, tail := strings.TrimSuffix(bare, itoa(b.n)), b.value[len(bare):]
	for n := a.n + 1; n <= b.n && len(out) < most; n++ {
		out = append(out, head+itoa(n)+tail)
	}
	return out
}

// counting reports whether the words behind a number say that it counts something.
func counting(rest string) bool {
	if hasAnyPrefix(rest, []string{"处置", "处理"}) {
		return false
	}
	return hasAnyPrefix(rest, notNumbered) || hasAnyPrefix(rest, []string{"多", "余", "来", "几"})
}

// members are the numbers of the sentence that may be of the kinds, wherever they stand.
func (r *reading) members(kinds []string) []member {
	var out []member
	text := r.a.text
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRuneInString(text[i:])
		if t, ok := r.recordAt(i); ok {
			if m, fits := recorded(t, kinds); fits {
				out = append(out, m)
			}
			i = t.end
			continue
		}
		if !strings.ContainsRune("0123456789一二三四五六七八九十百两", c) {
			i += size
			continue
		}
		m, end := r.bareAt(i)
		if m.value != "" {
			out = append(out, m)
		}
		i = end
	}
	return out
}

// recordAt is the number of a record that begins at a byte and says its kind, or is tagged as one by its words.
func (r *reading) recordAt(i int) (tag, bool) {
	for _, t := range r.a.tags {
		if t.begin == i && t.numbers() {
			return t, t.end > i
		}
	}
	return tag{}, false
}

// numbers reports whether a tag is a number that says of what kind it is.
func (t tag) numbers() bool {
	return t.kind != "" || t.class == classIssue || t.class == classReport || t.class == classItem
}

func recorded(t tag, kinds []string) (member, bool) {
	head := strings.TrimSuffix(t.value, "号")
	digitsAt := len(head)
	for digitsAt > 0 && head[digitsAt-1] >= '0' && head[digitsAt-1] <= '9' {
		digitsAt--
	}
	n, ok := chinese.Number(head[digitsAt:])
	if !ok || t.kind != "" && !slices.Contains(kinds, t.kind) {
		return member{}, false
	}
	return member{t.begin, t.end, t.value, n, true}, true
}

// rowGoesOn reports whether a joining word and another number stand next, so that 二十 in 二十到二十三号 is a number.
func rowGoesOn(rest string) bool {
	for _, w := range append([]string{"、", "和", "跟"}, ranges...) {
		if after, ok := strings.CutPrefix(rest, w); ok && strings.ContainsRune("一二三四五六七八九十百", rune0(after)) {
			return true
		}
	}
	return false
}

// bareAt reads a number that says no kind. A count, a measure and a day are none.
func (r *reading) bareAt(i int) (m member, end int) {
	text := r.a.text
	arabic := text[i] >= '0' && text[i] <= '9'
	for end = i; end < len(text); {
		c, size := utf8.DecodeRuneInString(text[end:])
		if arabic != (c >= '0' && c <= '9') || !arabic && !strings.ContainsRune("一二三四五六七八九十百两", c) {
			break
		}
		end += size
	}
	n, ok := chinese.Number(text[i:end])
	before, rest := text[:i], text[end:]
	tail := end
	if after, named := strings.CutPrefix(rest, "号"); named {
		rest, tail = after, end+len("号")
	}
	signed := tail > end
	odd := endsInLetter(before) || endsWithAny(before, []string{".", ":", "月", "年"})
	switch {
	case !ok, n == 0, odd, end-i > 6 && arabic, !arabic && !signed && !rowGoesOn(rest):
		return member{}, tail
	case counting(rest), r.isDay(i, tail):
		return member{}, tail
	}
	m = r.dressed(member{i, tail, itoa(n), n, signed})
	return m, m.end
}

// dressed takes the words that belong to a number to it: 第, 问题.
func (r *reading) dressed(m member) member {
	text := r.a.text
	for _, w := range []string{"问题", "编号", "第"} {
		if strings.HasSuffix(text[:m.begin], w) {
			m.begin -= len(w)
		}
	}
	for _, w := range []string{"的", "问题", "信息"} {
		if strings.HasPrefix(text[m.end:], w) && (w != "的" || hasAnyPrefix(text[m.end:], []string{"的问题", "的信息"})) {
			m.end += len(w)
		}
	}
	return m
}

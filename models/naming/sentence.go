package naming

import (
	"regexp"
	"strings"

	"linzhangbot/models/chinese"
)

const numeral = `([0-9]{1,6}|[一二三四五六七八九十百零〇两]{1,6})`

var versionIs = regexp.MustCompile(`^\s*第\s*` + numeral + `\s*稿`)

// sentence is a text in its normal form that remembers where each byte was.
type sentence struct {
	text string
	back []int // byte of the text → byte as typed; nil: the same
}

func read(typed string) sentence {
	if chinese.Normalize(typed) == typed {
		return sentence{text: typed}
	}
	var b strings.Builder
	var back []int
	for i, r := range typed {
		for range len(chinese.Normalize(string(r))) {
			back = append(back, i)
		}
		b.WriteString(chinese.Normalize(string(r)))
	}
	return sentence{b.String(), append(back, len(typed))}
}

// origin is where a byte of the normal form was typed.
func (s sentence) origin(at int) int {
	if s.back == nil {
		return at
	}
	return s.back[at]
}

// place turns the span into one of the text as typed, with the version behind it.
func (s sentence) place(n *Number) {
	if m := versionIs.FindStringSubmatchIndex(s.text[n.End:]); m != nil {
		n.Version, _ = chinese.Number(s.text[n.End:][m[2]:m[3]])
		n.End += m[1]
	}
	n.At, n.End = s.origin(n.At), s.origin(n.End)
}

// number reads a match whose groups are a year of four digits, if there is one, and the number.
func (s sentence) number(kind string, m []int) (Number, bool) {
	n := Number{Kind: kind, At: m[1] - len(strings.TrimLeft(s.text[m[0]:m[1]], " \n")), End: m[1]}
	for g := 2; g+1 < len(m); g += 2 {
		if m[g] < 0 {
			continue
		}
		v, ok := chinese.Number(s.text[m[g]:m[g+1]])
		if !ok {
			return n, false
		}
		if n.N > 0 {
			n.Year = n.N
		}
		n.N = v
		if v == 0 {
			return n, false
		}
	}
	digits := digitAt(s.text, m[0]-1) && digitAt(s.text, m[0]) || digitAt(s.text, m[1]-1) && digitAt(s.text, m[1])
	return n, n.N > 0 && !digits
}

func digitAt(s string, i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }

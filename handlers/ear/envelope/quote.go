package envelope

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// quoted is how a chat program writes what is answered to: WeCom puts it in corner brackets over a line of hyphens,
// mail programs begin its lines with >.
var quoted = []*regexp.Regexp{
	regexp.MustCompile(`^(?s:「.*?」)\s*\n\s*(?:- ?){3,}-?\s*(?:\n|$)`),
	regexp.MustCompile(`^(?:[>》] ?[^\n]*(?:\n|$))+`),
}

// unquote takes off the words that are answered to.
func (e *Envelope) unquote(t string) string {
	for _, q := range quoted {
		if at := q.FindStringIndex(t); at != nil {
			e.Quotation += t[:at[1]]
			t = strings.TrimSpace(t[at[1]:])
		}
	}
	return t
}

// pairs are the marks that keep together what stands between them.
var pairs = map[rune]rune{'《': '》', '“': '”', '「': '」', '『': '』', '‘': '’'}

// quotation reports whether a text is nothing but somebody's words in quotation marks. A title is none.
func quotation(t string) bool {
	t = strings.TrimRight(t, " 。.!！")
	opening, _ := utf8.DecodeRuneInString(t)
	closing, ok := pairs[opening]
	if !ok || opening == '《' {
		return false
	}
	depth := 0
	for i, r := range t {
		switch r {
		case opening:
			depth++
		case closing:
			depth--
		}
		if depth == 0 {
			return i+utf8.RuneLen(r) == len(t)
		}
	}
	return false
}

// inside reports whether a place in a text stands between marks that keep together.
func inside(t string, at int) bool {
	var open []rune
	for i, r := range t {
		if i >= at {
			break
		}
		switch {
		case pairs[r] != 0 && strings.ContainsRune(t[i:], pairs[r]):
			open = append(open, pairs[r])
		case len(open) > 0 && r == open[len(open)-1]:
			open = open[:len(open)-1]
		}
	}
	return len(open) > 0
}

package speech

import (
	"strings"
	"unicode/utf8"
)

// quoted reports a deed that stands between quotation marks: its words are shown, not said. Titles are no quotations,
// nor are words quoted inside a deed.
func quoted(text string, begin, end int) (Kind, string) {
	depth, open := 0, 0
	for i, r := range text {
		switch {
		case strings.ContainsRune("“「『", r):
			if depth == 0 {
				open = i
			}
			depth++
		case strings.ContainsRune("”」』", r) && depth > 0:
			depth--
			within := open < begin && end <= i || whole(text, open, i)
			if depth == 0 && open <= begin && begin < i && within {
				return Quotation, text[open : i+utf8.RuneLen(r)]
			}
		}
	}
	return Neutral, ""
}

// whole reports whether a quotation from open to close holds nearly all that is said.
func whole(text string, open, close int) bool {
	return open == 0 && utf8.RuneCountInString(text[close:]) <= 12
}

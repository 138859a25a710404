package speech

import (
	"strings"
	"unicode/utf8"
)

// short is the longest deed, in runes, whose own words are searched for marks: a longer span holds its matter too.
const short = 14

// Of is the kind of speech that governs the deed at [begin,end) of the text, and the words that decided. What belongs
// to the deed's matter, behind it or in clauses of its own, is not heard; what is said before it, at the very head, or
// about it at the very end, is.
func Of(text string, begin, end int) (Kind, string) {
	if begin < 0 || end < begin || end > len(text) {
		begin, end = 0, len(text)
	}
	if k, m := quoted(text, begin, end); k != Neutral {
		return k, m
	}
	t := blanked(text)
	if k, m := tail(t); k != Neutral {
		return k, m
	}
	// At the head a deed that itself begins there (先别催) has no frame around it.
	if begin > 0 {
		if k, m := first(heads, strings.TrimLeft(t[:begin], " ，,。")); k != Neutral {
			return k, m
		}
	}
	if k, m := lead(t, begin); k != Neutral {
		return k, m
	}
	if k, m := first(behinds, t[end:]); k != Neutral {
		return k, m
	}
	return first(plain, t[clauseStart(t, begin):end])
}

// lead hears what stands before the deed in its clause.
func lead(t string, begin int) (Kind, string) {
	before := t[clauseStart(t, begin):begin]
	k, m := first(leads, before)
	if k == Negated && strings.HasSuffix(strings.TrimRight(before, " "), "的") {
		return Neutral, "" // 还没整改的12号: it describes
	}
	return k, m
}

// Inside hears what stands between the first and the last word of a short deed: 5号先别销号, 5号是不是已整改.
func Inside(text string, begin, end int) (Kind, string) {
	if begin < 0 || end < begin || end > len(text) || utf8.RuneCountInString(text[begin:end]) > short {
		return Neutral, ""
	}
	return first(leads, blanked(text)[begin:end])
}

// Complete judges a sentence that tells the completion of something: every word of it counts, so that 已整改80%,
// 下周完成 and 还剩一处 are none.
func Complete(text string) (Kind, string) {
	if k, m := Of(text, len(text), len(text)); !k.MayWrite() {
		return k, m
	}
	t := blanked(text)
	for _, table := range [][]mark{coming, partly} {
		for _, c := range cut(t) {
			if k, m := first(table, c.Text); k != Neutral {
				return k, m
			}
		}
	}
	return Done, ""
}

// tail hears the last clause of the sentence where it speaks about the act.
func tail(t string) (Kind, string) {
	all := cut(t)
	if len(all) == 0 {
		return Neutral, ""
	}
	return first(tails, all[len(all)-1].Text)
}

// clauseStart is where the clause begins in which position at stands.
func clauseStart(t string, at int) int {
	i := strings.LastIndexAny(t[:at], stops)
	if i < 0 {
		return 0
	}
	_, n := utf8.DecodeRuneInString(t[i:])
	return i + n
}

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
			if depth == 0 && open <= begin && begin < i && (open < begin && end <= i || whole(text, open, i)) {
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

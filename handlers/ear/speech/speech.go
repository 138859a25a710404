package speech

import (
	"strings"
	"unicode/utf8"
)

// short is the longest deed, in runes, whose own words are searched for marks: a longer span holds its matter too.
const short = 14

// Sentence is a text whose kind of speech is asked for at several places: what governs all of it is heard once.
type Sentence struct {
	text, blank string // blank: innocent words blanked, every byte position kept
	kind        Kind   // of what stands at the very head or the very end; Neutral: nothing does
	mark        string
}

// Hear makes a sentence of a text.
func Hear(text string) *Sentence {
	s := &Sentence{text: text, blank: blanked(text)}
	if s.kind, s.mark = first(heads, strings.TrimLeft(s.blank, " ，,。")); s.kind != Neutral {
		s.mark = unblanked(text, s.blank, s.mark)
		return s
	}
	s.kind, s.mark = first(tails, last(text))
	return s
}

// Of is the kind of speech that governs the deed at [begin,end) of the text, and the words that decided. What belongs
// to the deed's matter, behind it or in clauses of its own, is not heard; what is said before it, at the very head, or
// about it at the very end, is.
func Of(text string, begin, end int) (Kind, string) { return Hear(text).Of(begin, end) }

// Of is the kind of speech that governs the deed at [begin,end), and the words that decided.
func (s *Sentence) Of(begin, end int) (Kind, string) {
	text, t := s.text, s.blank
	if begin < 0 || end < begin || end > len(text) {
		begin, end = 0, len(text)
	}
	if k, m := quoted(text, begin, end); k != Neutral {
		return k, m
	}
	if s.kind != Neutral {
		return s.kind, s.mark
	}
	if k, m := lead(t, begin); k != Neutral {
		return k, unblanked(text, t, m)
	}
	if k, m := first(behinds, t[end:]); k != Neutral {
		return k, unblanked(text, t, m)
	}
	return first(plain, text[clauseStart(text, begin):end])
}

// lead hears what stands before the deed in its clause. A deed that itself begins there (先别催) is not refused by its
// own words, and a reason (因还没到货申请延期) is no frame.
func lead(t string, begin int) (Kind, string) {
	from := clauseStart(t, begin)
	before := t[from:begin]
	k, m := first(openings, strings.TrimLeft(t[from:], " "))
	if k == Negated && before == "" {
		k = Neutral
	}
	if k == Neutral {
		k, m = first(leads, frame(before))
	}
	if k == Negated && strings.HasSuffix(strings.TrimRight(before, " "), "的") {
		return Neutral, "" // 还没整改的12号: it describes
	}
	return k, m
}

// frame is what stands before a reason.
func frame(before string) string {
	for _, w := range reasons {
		if i := strings.Index(before, w); i >= 0 {
			before = before[:i]
		}
	}
	return before
}

// Inside hears what stands between the first and the last word of a short deed: 5号先别销号, 5号是不是已整改. Of a deed
// that reaches over several clauses the last is heard.
func Inside(text string, begin, end int) (Kind, string) { return Hear(text).Inside(begin, end) }

// Inside hears what stands between the first and the last word of a short deed.
func (s *Sentence) Inside(begin, end int) (Kind, string) {
	if begin < 0 || end < begin || end > len(s.text) {
		return Neutral, ""
	}
	begin = max(begin, clauseStart(s.text, end))
	if utf8.RuneCountInString(s.text[begin:end]) > short {
		return Neutral, ""
	}
	k, m := first(leads, frame(s.blank[begin:end]))
	return k, unblanked(s.text, s.blank, m)
}

// Complete judges a sentence that tells the completion of something: every word of it counts, so that 已整改80%,
// 下周完成 and 还剩一处 are none.
func Complete(text string) (Kind, string) {
	if k, m := Of(text, len(text), len(text)); !k.MayWrite() {
		return k, m
	}
	for _, c := range Cut(blanked(text)) {
		if k, m := unfinished(c.Text); k != Neutral {
			return k, m
		}
	}
	return Done, ""
}

// unfinished hears in one clause that something is not, or not yet, or not wholly done.
func unfinished(clause string) (Kind, string) {
	if aftercare.MatchString(clause) {
		return Neutral, ""
	}
	k, m := first(coming, clause)
	if k == Neutral {
		k, m = first(partly, clause)
	}
	if k == Neutral && !accomplished.MatchString(clause) {
		k, m = first(ahead, clause)
	}
	if (k == Plan || k == Others) && onward.MatchString(clause) {
		return Neutral, ""
	}
	return k, m
}

// last is the last clause of the sentence.
func last(text string) string {
	all := Cut(text)
	if len(all) == 0 {
		return ""
	}
	return all[len(all)-1].Text
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

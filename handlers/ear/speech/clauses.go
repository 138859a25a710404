package speech

import (
	"strings"
	"unicode/utf8"
)

// Clause is a piece of a sentence between commas, with the kind of speech it stands in by itself.
type Clause struct {
	Text       string
	Begin, End int // bytes in the text
	Kind       Kind
	Mark       string // the words that decided; empty for a neutral one
}

// stops end a clause. What stands between quotation marks is not cut.
const stops = "，,。；;！!？?\n"

// Clauses cuts a text into clauses and says of each in what kind of speech it is said.
func Clauses(text string) []Clause {
	out := Cut(text)
	for i := range out {
		out[i].Kind, out[i].Mark = alone(out[i].Text)
	}
	return out
}

// Cut cuts at the stops; a question mark stays with its clause.
func Cut(text string) []Clause {
	var out []Clause
	begin, depth := 0, 0
	flush := func(end int) {
		b, e := begin, end
		for b < e && (text[b] == ' ' || text[b] == '\n') {
			b++
		}
		for e > b && text[e-1] == ' ' {
			e--
		}
		if e > b {
			out = append(out, Clause{Text: text[b:e], Begin: b, End: e})
		}
	}
	for i, r := range text {
		switch {
		case strings.ContainsRune(opens, r):
			depth++
		case strings.ContainsRune(closes, r) && depth > 0:
			depth--
		case depth > 0 && r != '\n' || !strings.ContainsRune(stops, r):
		case r == '？' || r == '?':
			flush(i + utf8.RuneLen(r))
			begin = i + utf8.RuneLen(r)
		default:
			flush(i)
			begin, depth = i+utf8.RuneLen(r), 0
		}
	}
	flush(len(text))
	return out
}

// opens and closes are the marks of spoken words and titles.
const (
	opens  = "“‘「『《"
	closes = "”’」』》"
)

// alone judges a clause that stands by itself.
func alone(clause string) (Kind, string) {
	if k, m := quoted(clause, 0, len(clause)); k != Neutral {
		return k, m
	}
	t := blanked(clause)
	if k, m := first(tails, clause); k != Neutral {
		return k, m
	}
	for _, table := range [][]mark{heads, openings, leads, coming, partly, ahead, behinds} {
		if k, m := first(table, t); k != Neutral {
			return k, m
		}
	}
	if strings.HasSuffix(t, "？") || strings.HasSuffix(t, "?") || strings.HasSuffix(t, "吗") {
		if k, m := first(plain[:1], clause); k == Request {
			return k, m
		}
		return Question, "？"
	}
	return first(plain, clause)
}

// first is the first mark of a table that is in the text. Where its pattern has a group, that is the mark.
func first(table []mark, text string) (Kind, string) {
	seen := sift(text)
	for _, m := range table {
		if !seen.fits(m.needs) {
			continue
		}
		if at := m.re.FindStringSubmatchIndex(text); at != nil {
			at = at[len(at)-2:]
			return m.kind, text[at[0]:at[1]]
		}
	}
	return Neutral, ""
}

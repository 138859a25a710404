package words

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// index finds the words of all frames in one pass over a sentence, however many there are: by their first two
// characters, or by the only one.
type index struct {
	pairs   map[[2]rune][]word
	singles map[rune][]word
}

// word is a word with what listens for it.
type word struct {
	text      string
	listeners []listener
}

// listener is a frame that listens for a word of its deed or for one that takes it back, or a phrase that needs one.
type listener struct {
	as listens
	n  int
}

type listens uint8

const (
	forDeed listens = iota
	forVeto
	forPhrase
)

func newIndex() *index { return &index{map[[2]rune][]word{}, map[rune][]word{}} }

func (x *index) add(text string, who listener) {
	first, n := utf8.DecodeRuneInString(text)
	if n == len(text) {
		x.singles[first] = put(x.singles[first], text, who)
		return
	}
	second, _ := utf8.DecodeRuneInString(text[n:])
	k := [2]rune{first, second}
	x.pairs[k] = put(x.pairs[k], text, who)
}

func put(list []word, text string, who listener) []word {
	for i := range list {
		if list[i].text == text {
			if !slices.Contains(list[i].listeners, who) {
				list[i].listeners = append(list[i].listeners, who)
			}
			return list
		}
	}
	return append(list, word{text, []listener{who}})
}

// each calls hit for every word of the sentence and everything that listens for it.
func (x *index) each(text string, hit func(who listener, begin, end int)) {
	for i, r := range text {
		n := utf8.RuneLen(r)
		if n < 0 {
			continue
		}
		for _, w := range x.singles[r] {
			for _, f := range w.listeners {
				hit(f, i, i+n)
			}
		}
		if i+n >= len(text) {
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[i+n:])
		for _, w := range x.pairs[[2]rune{r, next}] {
			if !strings.HasPrefix(text[i:], w.text) {
				continue
			}
			for _, f := range w.listeners {
				hit(f, i, i+len(w.text))
			}
		}
	}
}

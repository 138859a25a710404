package words

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Runes that stand for what was found in a sentence, each as long as a Chinese character.
const (
	someUnit = '\ue000'
	someDay  = '\ue001'
)

// hidden is the sentence with its organisations and moments hidden, byte for byte as long.
func (a *analysis) hidden() string {
	b := []byte(a.heard)
	for _, sp := range a.spans {
		hide(b[sp.Begin:sp.End], someDay)
	}
	for _, t := range a.tags {
		if t.class == classUnit || t.class == classOwn {
			hide(b[t.begin:t.end], someUnit)
		}
	}
	return string(b)
}

func hide(b []byte, by rune) {
	mark := string(by)
	for len(b) >= len(mark) {
		b = b[copy(b, mark):]
	}
	for i := range b {
		b[i] = ' '
	}
}

// vocabulary is a set of words by their first character. Words that consist of nothing else say nothing of a matter:
// they order, send, greet, name who and when.
type vocabulary map[rune][]string

func vocabularyOf(lists ...string) vocabulary {
	out := vocabulary{}
	for _, list := range lists {
		for _, w := range strings.Fields(list) {
			out[rune0(w)] = append(out[rune0(w)], w)
		}
	}
	for _, l := range out {
		sort.Strings(l)
	}
	return out
}

// covers reports whether a text, organisations and moments hidden, is made of the words and of marks alone.
func (v vocabulary) covers(s string) bool {
	reached := make([]bool, len(s)+1)
	reached[0] = true
	for i := 0; i < len(s); i++ {
		if !reached[i] {
			continue
		}
		c, n := utf8.DecodeRuneInString(s[i:])
		if empty(c) {
			reached[i+n] = true
		}
		for _, w := range v[c] {
			if strings.HasPrefix(s[i:], w) {
				reached[i+len(w)] = true
			}
		}
	}
	return reached[len(s)]
}

// empty reports whether a character says nothing by itself: a mark, a picture, a hidden name or moment.
func empty(c rune) bool {
	if c == someUnit || c == someDay || unicode.IsSpace(c) {
		return true
	}
	return unicode.IsPunct(c) || unicode.IsSymbol(c) || unicode.Is(unicode.Mn, c) || unicode.Is(unicode.Cf, c)
}

// particles are what stands behind a word that orders: 撤了吧, 取消掉.
var particles = strings.Fields("了 吧 掉 一下 算了 啊 把 给 就")

// beyondDeed takes the words of the deed itself off the front of what is said beside it: 撤了吧 is no reason to cancel,
// 取消，重复挂了 has one.
func (r *reading) beyondDeed(s string) string {
	rest := s
	for _, w := range particles {
		rest = strings.TrimPrefix(rest, w)
	}
	deed := ""
	for _, w := range strings.Fields(r.phrase.grammar.Deeds) {
		if strings.HasPrefix(rest, w) && len(w) > len(deed) {
			deed = w
		}
	}
	if deed == "" {
		return s
	}
	rest = rest[len(deed):]
	for more := true; more; {
		more = false
		for _, w := range particles {
			if t, ok := strings.CutPrefix(rest, w); ok {
				rest, more = t, true
			}
		}
	}
	said := strings.TrimLeft(rest, " ，,：:。！!")
	switch said {
	case "":
		return ""
	case rest:
		return s
	}
	return r.beyondDeed(said)
}

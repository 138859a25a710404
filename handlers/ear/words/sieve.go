package words

import (
	"strings"
	"unicode/utf8"
)

// wordlist is a list of words with a sum of each one's first characters. A sentence is held against some thousand
// words, nearly all of which are not in it; a sieve rules those out without searching the sentence for each.
type wordlist struct {
	words []string
	sums  []uint16
}

func listed(words []string) wordlist {
	l := wordlist{words: words, sums: make([]uint16, len(words))}
	for i, w := range words {
		l.sums[i] = sum(w)
	}
	return l
}

// sum is the sum of a word's first two characters, or of its only one.
func sum(w string) uint16 {
	first, n := utf8.DecodeRuneInString(w)
	if len(w) == n {
		return single(first)
	}
	second, _ := utf8.DecodeRuneInString(w[n:])
	return double(first, second)
}

// sieve holds the sums of all characters of a sentence and of all pairs that stand side by side.
type sieve [1 << 16 / 64]uint64

func single(r rune) uint16 { return uint16(uint32(r) * 2654435761 >> 16) }

func double(a, b rune) uint16 { return uint16((uint32(a)*2654435761 ^ uint32(b)*2246822519) >> 16) }

// may reports whether a word with this sum may be in the sentence.
func (s *sieve) may(sum uint16) bool { return s[sum/64]&(1<<(sum%64)) != 0 }

func (s *sieve) put(sum uint16) { s[sum/64] |= 1 << (sum % 64) }

func sift(text string) *sieve {
	s := new(sieve)
	last := rune(-1)
	for _, r := range text {
		s.put(single(r))
		if last >= 0 {
			s.put(double(last, r))
		}
		last = r
	}
	return s
}

// has reports whether one of the words is in the sentence.
func (a *analysis) has(l wordlist) bool {
	if a.sieve == nil {
		a.sieve = sift(a.heard)
	}
	for i, sum := range l.sums {
		if a.sieve.may(sum) && strings.Contains(a.heard, l.words[i]) {
			return true
		}
	}
	return false
}

// holdsOne reports whether one of the characters is in a long text: like strings.ContainsAny, which looks at every
// character of the text and is slow for characters beyond ASCII.
func holdsOne(text, characters string) bool {
	for _, r := range characters {
		if strings.ContainsRune(text, r) {
			return true
		}
	}
	return false
}

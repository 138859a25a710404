package language

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
		first, n := utf8.DecodeRuneInString(w)
		if l.sums[i] = single(first); len(w) > n {
			second, _ := utf8.DecodeRuneInString(w[n:])
			l.sums[i] = double(first, second)
		}
	}
	return l
}

// sieve holds the sums of all characters of a sentence and of all pairs that stand side by side.
type sieve [1 << 16 / 64]uint64

func single(r rune) uint16 { return uint16(uint32(r) * 2654435761 >> 16) }

func double(a, b rune) uint16 { return uint16((uint32(a)*2654435761 ^ uint32(b)*2246822519) >> 16) }

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
		if a.sieve[sum/64]&(1<<(sum%64)) != 0 && strings.Contains(a.heard, l.words[i]) {
			return true
		}
	}
	return false
}

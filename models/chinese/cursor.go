package chinese

import (
	"strings"
	"time"
	"unicode/utf8"
)

// scan walks over a text. Every reader takes a position and gives the position behind what it read; the same position
// means that nothing was there.
type scan struct {
	r          []rune
	now, today time.Time
	cal        WorkingDays
}

// next is the next position at which a moment may begin: a run of digits is never entered in its middle.
func (s *scan) next(i int) int {
	if digit(s.at(i)) {
		for digit(s.at(i)) || s.at(i) == '.' && digit(s.at(i+1)) {
			i++
		}
		return i
	}
	if numeral(s.r[i]) {
		for numeral(s.at(i)) {
			i++
		}
		return i
	}
	return i + 1
}

func (s *scan) at(i int) rune {
	if i < 0 || i >= len(s.r) {
		return 0
	}
	return s.r[i]
}

func digit(r rune) bool { return r >= '0' && r <= '9' }

func letter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// word reads the first of the words that stands at i.
func (s *scan) word(i int, words ...string) (string, int) {
	for _, w := range words {
		if j := s.lit(i, w); j > i {
			return w, j
		}
	}
	return "", i
}

// lit reads one literal.
func (s *scan) lit(i int, w string) int {
	j := i
	for _, c := range w {
		if s.at(j) != c {
			return i
		}
		j++
	}
	return j
}

// before reports whether one of the words ends at i.
func (s *scan) before(i int, words ...string) bool {
	for _, w := range words {
		n := utf8.RuneCountInString(w)
		if i >= n && s.lit(i-n, w) == i {
			return true
		}
	}
	return false
}

// back skips what may stand between a limit word and its date: 时限：12月20日, 截止 到.
func back(s *scan, i int) int {
	for i > 0 && strings.ContainsRune(" :：为是在于", s.r[i-1]) {
		i--
	}
	return i
}

func (s *scan) spaces(i int) int {
	for s.at(i) == ' ' {
		i++
	}
	return i
}

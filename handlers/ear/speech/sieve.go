package speech

import (
	"regexp/syntax"
)

// Nearly all marks are missing in nearly all sentences. From each expression the characters are taken of which one must
// be in any text that it fits, and a text that has none of them is not searched.

const (
	sieveBits = 1024
	wide      = 80 // a class of more characters than this says nothing
)

// sieve holds the characters of a text; it may hold more.
type sieve [sieveBits / 64]uint64

func sift(text string) *sieve {
	s := new(sieve)
	for _, r := range text {
		s[r%sieveBits/64] |= 1 << (r % 64)
	}
	return s
}

// fits reports whether one of the characters may be in the text; without any it cannot be told.
func (s *sieve) fits(needs []rune) bool {
	for _, r := range needs {
		if s[r%sieveBits/64]&(1<<(r%64)) != 0 {
			return true
		}
	}
	return len(needs) == 0
}

// needs are the characters of which every text that fits the expression has one; nil where that cannot be said.
func needs(expr string) []rune {
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return nil // it does not compile, and says so there
	}
	return needsOf(re)
}

func needsOf(re *syntax.Regexp) []rune {
	switch re.Op {
	case syntax.OpLiteral:
		return re.Rune[:1]
	case syntax.OpCharClass:
		return classOf(re.Rune)
	case syntax.OpCapture, syntax.OpPlus:
		return needsOf(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return needsOf(re.Sub[0])
		}
	case syntax.OpConcat:
		var best []rune
		for _, sub := range re.Sub {
			if one := needsOf(sub); one != nil && (best == nil || len(one) < len(best)) {
				best = one
			}
		}
		return best
	case syntax.OpAlternate:
		var all []rune
		for _, sub := range re.Sub {
			one := needsOf(sub)
			if one == nil {
				return nil
			}
			all = append(all, one...)
		}
		return all
	}
	return nil
}

// classOf lists the characters of a class, given as pairs of first and last.
func classOf(pairs []rune) []rune {
	var out []rune
	for i := 0; i+1 < len(pairs); i += 2 {
		for r := pairs[i]; r <= pairs[i+1]; r++ {
			if out = append(out, r); len(out) > wide {
				return nil
			}
		}
	}
	return out
}

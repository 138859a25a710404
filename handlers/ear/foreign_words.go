package ear

import "strings"

// known are the Latin words that everybody types.
var known = wordSet("ok okay yes no help")

// foreign reports whether a text is nothing but Latin letters, and no word that everybody types.
func foreign(s string) bool {
	if known[strings.ToLower(strings.Trim(s, "/.!~ "))] {
		return false
	}
	some := false
	for _, r := range s {
		switch {
		case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
			some = true
		case r > 0x7f:
			return false
		}
	}
	return some
}

package ear

import "linzhangbot/handlers/ear/frame"

// foreign reports whether a text is nothing but Latin letters.
func foreign(s string) bool {
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

// nothing is what a sentence means that orders and asks nothing.
func nothing() frame.Meaning {
	return frame.Meaning{Intent: frame.Unknown, Slots: map[string]any{}, Expect: frame.OK}
}

package ear

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

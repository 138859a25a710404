package wire

import (
	"strings"
	"unicode/utf8"
)

// CutRunes shortens s to at most n characters and says so.
func CutRunes(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return whole(string([]rune(s)[:n-1])) + "…"
}

// CutBytes shortens s to at most n bytes at a character's edge, mark included; where not even the mark fits, nothing
// is left.
func CutBytes(s string, n int, mark string) string {
	if len(s) <= n {
		return s
	}
	if n < len(mark) {
		return ""
	}
	return Head(s, n-len(mark)) + mark
}

// Head is the longest beginning of at most n bytes that ends between two characters.
func Head(s string, n int) string {
	if n >= len(s) {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return whole(s[:n])
}

// whole takes off the joiner that a cut inside an emoji family leaves behind.
func whole(s string) string { return strings.TrimSuffix(s, "\u200d") }

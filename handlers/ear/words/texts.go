package words

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What is often asked of a text, whatever it says.

// or is the first of the words that is not empty.
func or(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

func containsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

func hasAnyPrefix(s string, words []string) bool {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

func endsWithAny(s string, words []string) bool {
	for _, w := range words {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

func endsInLetter(s string) bool { return s != "" && letter(s[len(s)-1]) }

func beginsInLetter(s string) bool { return s != "" && letter(s[0]) }

// letter reports whether a byte is a Latin letter.
func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func lastRune(s string) rune {
	var last rune
	for _, c := range s[max(0, len(s)-4):] {
		last = c
	}
	return last
}

func rune0(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }

func runeSize(s string) int { _, n := utf8.DecodeRuneInString(s); return n }

func runes(s string) int { return utf8.RuneCountInString(s) }

func latin(r rune) bool { return r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

func itoa(n int) string { return strconv.Itoa(n) }

// Package chinese reads what people type on a Chinese phone: it evens out widths and forms, and reads numerals and
// dates. It knows nothing about forests, districts or chats.
package chinese

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Normalize returns the text in one form: full-width letters, digits and signs become half-width, traditional
// characters become simplified, invisible and direction-changing characters go. Chinese punctuation stays as it is,
// because titles are shown to people. Normalize(Normalize(s)) == Normalize(s).
func Normalize(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	last := rune(0)
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		if r == utf8.RuneError && n == 1 {
			continue
		}
		if r == joiner && emoji(last) {
			if next, _ := utf8.DecodeRuneInString(s[i:]); emoji(next) {
				b.WriteRune(r)
				continue
			}
		}
		if r = one(r); r >= 0 {
			b.WriteRune(r)
			last = r
		}
	}
	return b.String()
}

// joiner binds several emoji to one picture; everywhere else it is only a way to hide.
const joiner = 0x200d

// emoji reports whether a joiner may stand beside the character.
func emoji(r rune) bool {
	return r == 0xfe0f || r >= 0x1f000 && r <= 0x1faff || pictograph(r)
}

// pictograph reports whether the character is one of the old signs and dingbats.
func pictograph(r rune) bool { return r >= 0x2600 && r <= 0x27bf }

// plain reports that the text has nothing but printable ASCII, so that it is already in its normal form.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x7f || s[i] < 0x20 && s[i] != '\n' {
			return false
		}
	}
	return true
}

// one gives the normal form of a character, or -1 when it is to be dropped.
func one(r rune) rune {
	switch {
	case r == '\n':
		return r
	case r == '\t', r == '\v', r == '\f', r == 0x85, r == 0x2028, r == 0x2029:
		return ' '
	case r < 0x20 || r >= 0x7f && r < 0xa0 || invisible(r):
		return -1
	case r >= '！' && r <= '～':
		return halfWidth(r)
	case unicode.IsSpace(r):
		return ' '
	}
	if t, ok := simplified[r]; ok {
		return t
	}
	return r
}

// halfWidth turns a full-width ASCII character into its half-width form, except the marks that Chinese text is
// written with.
func halfWidth(r rune) rune {
	switch r {
	case '，', '：', '；', '！', '？', '（', '）', '～':
		return r
	}
	return r - '！' + '!'
}

// invisible characters hide in pasted text: zero width, direction marks, soft hyphen, byte order mark, tags.
func invisible(r rune) bool {
	switch {
	case r == 0xad, r == 0x34f, r == 0x61c, r == 0x115f, r == 0x1160, r == 0x17b4, r == 0x17b5, r == 0x3164, r == 0xfeff, r == 0xffa0:
		return true
	case r >= 0x180b && r <= 0x180f, r >= 0x200b && r <= 0x200f:
		return true
	case r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f:
		return true
	case r >= 0xfff0 && r <= 0xfffb, r >= 0xe0000 && r <= 0xe0fff:
		return true
	}
	return false
}

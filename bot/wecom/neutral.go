package wecom

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"linzhangbot/bot/wire"
)

// People's words must come out as words: no mention, no link, no markup, nothing hidden. WeCom knows no escape
// character, so what would be live is replaced by its full-width twin, which reads the same.

// plainTwin serves every kind of message: "<" opens mentions and links even in plain text.
var plainTwin = strings.NewReplacer("<", "＜", ">", "＞", "://", "：//", "](", "］（")

// markdownTwin serves both markdown dialects.
var markdownTwin = strings.NewReplacer(
	"<", "＜", ">", "＞", "://", "：//", "[", "［", "]", "］", "`", "｀", "*", "＊", "_", "＿", "~", "～", "|", "｜", "\\", "＼", "$", "＄",
)

var (
	everybody = regexp.MustCompile(`(?i)[@＠](\s*)(all\b|everyone\b|here\b|所有人|全体成员|全员)`)
	reference = regexp.MustCompile(`(?i)&(#?[a-z0-9]+;)`)
	lineMark  = regexp.MustCompile(`(?m)^(\s*)([#\-+=]+)`)
)

// clean takes out what no reader can see: controls, zero-width and direction marks, broken bytes. Every kind of line
// end becomes \n and every kind of blank a space. A joiner stays only inside an emoji family.
func clean(s string) string {
	if plainASCII(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	before := rune(0)
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		switch {
		case r == '\r':
			if i < len(s) && s[i] == '\n' {
				continue
			}
			r = '\n'
		case r == 0x85, r == 0x2028, r == 0x2029, r == '\v', r == '\f':
			r = '\n'
		case r != '\n' && unicode.IsSpace(r):
			r = ' '
		case r == 0x200d:
			next, _ := utf8.DecodeRuneInString(s[i:])
			if !pictorial(before) || !pictorial(next) {
				continue
			}
		case r == utf8.RuneError, hidden(r):
			continue
		}
		b.WriteRune(r)
		before = r
	}
	return b.String()
}

func plainASCII(s string) bool {
	for i := range len(s) {
		if c := s[i]; c != '\n' && (c < ' ' || c >= 0x7f) {
			return false
		}
	}
	return true
}

func pictorial(r rune) bool {
	sign, emoji := r >= 0x2190 && r <= 0x2bff, r >= 0x1f000 && r <= 0x1faff
	return sign || emoji || r == 0xfe0f
}

func hidden(r rune) bool {
	switch {
	case r < ' ' && r != '\n', r >= 0x7f && r < 0xa0:
		return true
	case r == 0xad, r == 0x34f, r == 0x61c, r == 0x115f, r == 0x1160, r == 0x17b4, r == 0x17b5, r == 0x180e, r == 0x3164, r == 0xffa0:
		return true
	case r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f:
		return true
	case r == 0xfeff, r >= 0xfff9 && r <= 0xfffb, r >= 0xe0000 && r <= 0xe0fff, r >= 0xfdd0 && r <= 0xfdef:
		return true
	}
	return false
}

// neutralPlain makes a text harmless in plain messages and template cards.
func neutralPlain(s string) string { return quieten(plainTwin.Replace(clean(s))) }

// neutralMarkdown makes a text harmless in markdown.
func neutralMarkdown(s string) string {
	s = quieten(markdownTwin.Replace(clean(s)))
	return lineMark.ReplaceAllStringFunc(s, func(m string) string { return lineTwin.Replace(m) })
}

var lineTwin = strings.NewReplacer("#", "＃", "-", "－", "+", "＋", "=", "＝")

// quieten keeps "@所有人" from calling everybody and "&lt;" from becoming "<" on the way.
func quieten(s string) string {
	if strings.ContainsAny(s, "@＠") {
		s = everybody.ReplaceAllString(s, "＠·$2")
	}
	if strings.Contains(s, "&") {
		s = reference.ReplaceAllString(s, "＆$1")
	}
	return s
}

// oneLine puts a text on one line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// cutBytes shortens s to at most n bytes, with a mark where something is missing.
func cutBytes(s string, n int) string { return wire.CutBytes(s, n, "…") }

// userID tells whether a text is one member's id; "all" would mean everybody.
func userID(s string) bool {
	if len(s) == 0 || len(s) > 64 || strings.EqualFold(strings.TrimLeft(s, "@"), "all") {
		return false
	}
	return all(s, func(c byte) bool { return nameByte(c) || c == '.' || c == '@' })
}

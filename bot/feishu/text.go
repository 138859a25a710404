package feishu

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"linzhangbot/bot/wire"
)

// plain makes a text harmless wherever Feishu shows it: invisible and direction-changing characters go, and
// angle brackets and the ampersand of an entity become their full-width twins, so that neither a tag such as <at>
// nor an entity that would decode to one can be formed, whatever order the client decodes in. The hinge of a
// markdown link goes the same way: Feishu draws those in text messages, too.
func plain(s string) string {
	var b strings.Builder
	var before rune
	for _, r := range strings.ToValidUTF8(s, "") {
		switch {
		case r == '<':
			r = '＜'
		case r == '>':
			r = '＞'
		case r == '\t' || r == '\u00a0' || r == '\u3164':
			r = ' '
		case r == '\u2028' || r == '\u2029' || r == '\u0085':
			r = '\n'
		case r == '\n' || r == '\u200d' && joins(before):
		case hidden(r):
			continue
		}
		b.WriteRune(r)
		before = r
	}
	return strings.ReplaceAll(entity.ReplaceAllString(b.String(), "＆$1"), "](", "］(")
}

// hidden tells the characters nobody sees: controls, zero-width, direction overrides, tags, private use.
func hidden(r rune) bool {
	filler := r == '\u115f' || r == '\u1160'
	return filler || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co)
}

// joins tells whether a zero-width joiner after r belongs to an emoji of several people.
func joins(r rune) bool {
	return r == '\ufe0f' || r >= 0x1f3fb && r <= 0x1f3ff || unicode.Is(unicode.So, r)
}

var (
	lineMark = regexp.MustCompile(`(?m)^ *([#+=-])`)
	lineNum  = regexp.MustCompile(`(?m)^( *[0-9]+)([.)])`)
	emoji    = regexp.MustCompile(`:([A-Za-z0-9_+-]+:)`)
	leading  = regexp.MustCompile(`(?m)^ +`)
	entity   = regexp.MustCompile(`&(#?[0-9A-Za-z]+;)`)
	marks    = strings.NewReplacer(`\`, "＼", "`", "｀", "*", "＊", "~", "～", "[", "［", "]", "］", "|", "｜")
	wide     = map[string]string{"#": "＃", "+": "＋", "-": "－", "=": "＝", ".": "．", ")": "）"}
)

// escape makes a text stand in card markdown as it was written: no emphasis, link, list, table, code or emoji
// code comes out of it. Marks become their full-width twins, which mean nothing to any client; an escape that some
// client failed to decode would be shown to people. A bare address stays: it shows where it leads.
func escape(s string) string {
	s = leading.ReplaceAllString(marks.Replace(underscores(plain(s))), "")
	s = lineMark.ReplaceAllStringFunc(s, func(m string) string { return wide[m] })
	s = lineNum.ReplaceAllStringFunc(s, func(m string) string { return m[:len(m)-1] + wide[m[len(m)-1:]] })
	return emoji.ReplaceAllString(s, "：$1")
}

// underscores widens those that could begin or end emphasis; inside a word such as a file name they stay.
func underscores(s string) string {
	runes := []rune(s)
	for i, r := range runes {
		inside := i > 0 && i < len(runes)-1 && word(runes[i-1]) && word(runes[i+1])
		if r == '_' && !inside {
			runes[i] = '＿'
		}
	}
	return string(runes)
}

func word(r rune) bool { return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

var (
	phone   = regexp.MustCompile(`([0-9]{3})[0-9]{4,11}([0-9X]{4})`)
	mailbox = regexp.MustCompile(`[A-Za-z0-9._%+-]+@`)
)

// mask covers telephone numbers and mailboxes, for tenants whose leak protection refuses them in the clear.
func mask(s string) string {
	return mailbox.ReplaceAllString(phone.ReplaceAllString(s, "$1****$2"), "****@")
}

// cut shortens a text to at most n bytes and says so.
func cut(s string, n int) string { return wire.CutBytes(s, n, "……") }

package rank

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Tags stand in the place of names, numbers and days, so that a model that was trained with one district's words serves
// every other: an organisation is U (all of them 各U), a post P, a record's number N and its kind's letter, any other
// number 9, a day or an hour D, a percentage %.
const (
	TagOrg     = "U"
	TagAll     = "各U"
	TagPost    = "P"
	tagNumber  = '9'
	TagTime    = "D"
	tagPercent = '%'
	allTags    = "UPN9D%@" // those whose being there is a feature
)

// kinds are the letters of kinds of records; any other kind has none. They are the same in all districts, however
// these write their numbers.
var kinds = map[string]string{
	"report": "信", "issue": "督", "inspection": "查", "meeting": "会", "resolution": "议", "summary": "总",
	"selfcheck": "自", "patrol": "巡", "activity": "协", "share": "享", "disclosure": "公", "bulletin": "简",
	"special": "专", "order": "令", "paper": "文",
}

// TagRecord is the tag of a record's number of a kind.
func TagRecord(kind string) string { return "N" + kinds[kind] }

// Place is a stretch of a text, in bytes, that a tag stands for.
type Place struct {
	At, End int
	Tag     string
}

// Tagged is a text with its tags, of places that overlap the longest.
func Tagged(text string, places []Place) string {
	slices.SortStableFunc(places, func(a, b Place) int { return cmp.Or((b.End-b.At)-(a.End-a.At), a.At-b.At) })
	var all []Place
	for _, p := range places {
		said := text[p.At:p.End]
		// as often as a day it is a record
		record := p.Tag == TagTime && strings.HasSuffix(said, "号") && !strings.Contains(said, "月")
		points := p.Tag == TagTime && strings.TrimLeft(said, numerals+digits) == "分"
		order := p.Tag == TagPost && strings.HasPrefix(text[p.End:], "令") // an order bears its giver's post in its name
		taken := slices.ContainsFunc(all, func(x Place) bool { return p.At < x.End && x.At < p.End })
		if !record && !points && !order && !taken {
			all = append(all, p)
		}
	}
	return written(text, all)
}

// written is the text with its tags, in small letters, with one space for many and without what is left of numbers.
func written(text string, all []Place) string {
	slices.SortFunc(all, func(a, b Place) int { return a.At - b.At })
	var b strings.Builder
	b.Grow(len(text))
	at := 0
	for _, p := range all {
		plain(&b, text[at:p.At])
		b.WriteString(p.Tag)
		at = p.End
	}
	plain(&b, text[at:])
	return strings.TrimSpace(b.String())
}

const (
	digits   = "0123456789"
	numerals = "一二三四五六七八九十百千万零〇两"
	counters = "号条项期个处份次篇件株亩人名家天米分"
)

// plain writes text in which no name and no day stands.
func plain(b *strings.Builder, text string) {
	space := false
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if tag, n := number(text[i:]); n > 0 {
			r, size = tag, n
		}
		i += size
		if space && unicode.IsSpace(r) {
			continue
		}
		space = unicode.IsSpace(r)
		switch {
		case r == '\n':
		case space:
			r = ' '
		default:
			r = unicode.ToLower(r)
		}
		b.WriteRune(r)
	}
}

// number is the tag of a number that the text begins with, and how many bytes it has: digits with a point, or Chinese
// numerals before a word that counts, since 一 alone stands in many words.
func number(text string) (tag rune, n int) {
	if rest, ok := strings.CutPrefix(text, "百分之"); ok {
		if after := strings.TrimLeft(rest, numerals+digits+"."); len(after) < len(rest) {
			return tagPercent, len(text) - len(after)
		}
	}
	n = len(text) - len(strings.TrimLeft(text, digits))
	for n > 0 && n < len(text) && strings.IndexByte(digits+".", text[n]) >= 0 {
		n++
	}
	if n > 0 && strings.HasPrefix(text[n:], "%") {
		return tagPercent, n + 1
	}
	rest := strings.TrimLeft(text, numerals)
	r, _ := utf8.DecodeRuneInString(rest)
	if n == 0 && len(rest) < len(text) && strings.ContainsRune(counters, r) {
		n = len(text) - len(rest)
	}
	return tagNumber, n
}

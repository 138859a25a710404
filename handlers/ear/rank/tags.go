package rank

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"linzhangbot/models/chinese"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
)

// Tags puts tags in the place of names, numbers and days, so that a model that was trained with one district's words
// serves every other: an organisation is U (all of them 各U), a post P, a record's number N and its kind's letter, any
// other number 9, a day or an hour D, a percentage %.
type Tags func(text string) string

const (
	tagOrg     = "U"
	tagAll     = "各U"
	tagPost    = "P"
	tagRecord  = "N"
	tagNumber  = '9'
	tagTime    = "D"
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

// place is a stretch of a text that a tag stands for.
type place struct {
	at, end int
	tag     string
}

// TagsOf makes the tags of a district: its organisations, posts and forms of numbers, and days as everybody says them.
func TagsOf(p *profile.Profile) Tags {
	posts := wordsOf(p)
	return func(text string) string {
		text = chinese.Normalize(text)
		var all []place
		for _, n := range naming.Numbers(p, text) {
			all = append(all, place{n.At, n.End, tagRecord + kinds[n.Kind]})
		}
		all = beside(all, names(p, posts, text))
		return written(text, beside(all, days(text)))
	}
}

// word is a name of the district with its tag.
type word struct{ text, tag string }

// wordsOf are the words that naming does not look for in sentences: posts, and what voice input makes of names.
func wordsOf(p *profile.Profile) []word {
	var out []word
	for _, x := range p.Posts {
		for _, w := range append([]string{x.Title}, x.Aliases...) {
			out = append(out, word{w, tagPost})
		}
	}
	for _, o := range p.Orgs {
		for _, w := range o.Slips {
			out = append(out, word{w, tagOrg})
		}
	}
	for _, w := range p.BotNames {
		out = append(out, word{"@" + w, "@"})
	}
	return slices.DeleteFunc(out, func(w word) bool { return utf8.RuneCountInString(w.text) < 2 })
}

// names finds organisations and posts, of those that overlap the longest. Words that are ordinary ones too (应急) stay.
func names(p *profile.Profile, posts []word, text string) []place {
	var all []place
	for _, m := range naming.OrgsIn(p, text, time.Time{}) {
		if !m.Weak {
			all = append(all, place{m.At, m.End, tagOrg})
		}
	}
	if strings.ContainsAny(text, "各所全") { // as every word for everyone begins; the search is dear
		for _, g := range naming.Everyone(p, text) {
			all = append(all, place{g.At, g.End, tagAll})
		}
	}
	for _, w := range posts {
		for from := 0; ; {
			at := strings.Index(text[from:], w.text)
			if at < 0 {
				break
			}
			at, from = from+at, from+at+len(w.text)
			if !strings.HasPrefix(text[from:], "令") { // an order bears its giver's post in its name
				all = append(all, place{at, from, w.tag})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b place) int { return cmp.Or((b.end-b.at)-(a.end-a.at), a.at-b.at) })
	return beside(nil, all)
}

// dayOfNow only completes what was said; where a day stands in a text does not hang on it.
var dayOfNow = time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)

// days finds days and hours. 18号 alone stays a number, since as often as a day it is a record, and so does 扣2分.
func days(text string) []place {
	var out []place
	for _, s := range chinese.Dates(text, dayOfNow, nil) {
		said := text[s.Begin:s.End]
		record := s.Roll == chinese.NoMonth && strings.HasSuffix(said, "号")
		if points := strings.TrimLeft(said, numerals+digits) == "分"; !record && !points {
			out = append(out, place{s.Begin, s.End, tagTime})
		}
	}
	return out
}

// beside adds those places that overlap none before them.
func beside(all, more []place) []place {
	for _, m := range more {
		if !slices.ContainsFunc(all, func(x place) bool { return m.at < x.end && x.at < m.end }) {
			all = append(all, m)
		}
	}
	return all
}

// written is the text with its tags, in small letters, with one space for many and without what is left of numbers.
func written(text string, all []place) string {
	slices.SortFunc(all, func(a, b place) int { return a.at - b.at })
	var b strings.Builder
	b.Grow(len(text))
	at := 0
	for _, p := range all {
		plain(&b, text[at:p.at])
		b.WriteString(p.tag)
		at = p.end
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

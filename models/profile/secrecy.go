package profile

import (
	"slices"
	"strings"
	"unicode"
)

// Secret looks for a secrecy marking of the district in a text. Spaces, invisible characters and punctuation between
// the characters of a marking do not hide it, and the profile's harmless phrases (保密工作, 不涉密) are no marking.
// It errs on the side of refusing: a text that bears a marking must not be stored anywhere.
func Secret(p *Profile, text string) (mark string, found bool) {
	return Marked(p.Secrecy.Marks, p.Secrecy.Allowed, text)
}

// Marked is Secret for whoever holds the markings and the harmless phrases alone.
func Marked(marks, allowed []string, text string) (mark string, found bool) {
	if !slices.ContainsFunc(marks, func(mark string) bool { return possible(text, mark) }) {
		return "", false
	}
	tight := tighten(text)
	for _, phrase := range allowed {
		if phrase = tighten(phrase); phrase != "" {
			tight = strings.ReplaceAll(tight, phrase, "\n")
		}
	}
	for _, mark := range marks {
		if bears(tight, tighten(mark)) {
			return mark, true
		}
	}
	return "", false
}

// possible reports whether all characters of a marking are somewhere in the text: hardly ever, and quickly seen.
func possible(text, mark string) bool {
	for _, r := range tighten(mark) {
		if r == '★' && strings.ContainsAny(text, stars) || r != '★' && strings.ContainsRune(text, r) {
			continue
		}
		return false
	}
	return mark != ""
}

// stars are the forms of the star in markings.
const stars = "★☆*＊✩⭐"

// bears reports whether the text has the marking as words of its own: the 机密 of 无人机密切监测 is none.
func bears(text, mark string) bool {
	if mark == "" {
		return false
	}
	for {
		at := strings.Index(text, mark)
		if at < 0 {
			return false
		}
		rest := text[at+len(mark):]
		if !strings.HasSuffix(mark, "密") || !denseWord(rest) {
			return true
		}
		text = rest
	}
}

// denseWord reports whether a text goes on so that the 密 before it belongs to a word like 密切, 密集, 密度.
func denseWord(rest string) bool {
	for _, r := range rest {
		return strings.ContainsRune("切集度闭布植林码", r)
	}
	return false
}

// tighten drops everything between which a marking could hide, and evens out the forms of the star.
func tighten(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(stars, r):
			return '★'
		case r == '\n' || unicode.IsLetter(r) || unicode.IsNumber(r):
			return r
		}
		return -1
	}, s)
}

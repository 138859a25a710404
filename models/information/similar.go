package information

import (
	"strings"
	"unicode"

	"linzhangbot/models/profile"
)

// Alike finds, among an organisation's reports, the newest one with the same title or nearly the same text as a new
// one. How near is data of the profile; withdrawn and returned ones do not stand in the way of a second attempt.
func Alike(p *profile.Profile, org profile.Org, title, body string, among []Report) (Report, bool) {
	fresh := sketchOf(p, org, title, body)
	for i := len(among) - 1; i >= 0; i-- {
		if r := among[i]; r.Counts() && fresh.like(sketchOf(p, org, r.Title, r.Body), p.Reports.Duplicate) {
			return r, true
		}
	}
	return Report{}, false
}

// sketch is a text made ready to be compared.
type sketch struct {
	title   string
	numbers string // the numbers of the title: 第一季度 and 第二季度 are not nearly the same
	text    []rune
}

// sketchOf drops the organisation's own name, since all its titles begin with it.
func sketchOf(_ *profile.Profile, org profile.Org, title, body string) sketch {
	bare := title
	for _, name := range append([]string{org.Full, org.Name}, org.Aliases...) {
		if name != "" {
			bare = strings.ReplaceAll(bare, name, "")
		}
	}
	return sketch{title: string(letters(title)), numbers: numerals(title), text: append(letters(bare), letters(body)...)}
}

func (s sketch) like(other sketch, threshold float64) bool {
	if s.title == other.title && s.title != "" {
		return true
	}
	if s.numbers != other.numbers && s.numbers != "" && other.numbers != "" {
		return false
	}
	a, b := float64(len(s.text)), float64(len(other.text))
	if threshold <= 0 || a == 0 || b == 0 || 2*min(a, b)/(a+b) < threshold {
		return false // the lengths alone rule it out
	}
	return Share(s.text, other.text) >= threshold
}

// Share is how many character pairs two texts have in common, from 0 to 1.
func Share(a, b []rune) float64 {
	if len(a) < 2 || len(b) < 2 {
		if string(a) == string(b) {
			return 1
		}
		return 0
	}
	pairs := make(map[[2]rune]int, len(a))
	for i := range len(a) - 1 {
		pairs[[2]rune{a[i], a[i+1]}]++
	}
	same := 0
	for i := range len(b) - 1 {
		if pair := [2]rune{b[i], b[i+1]}; pairs[pair] > 0 {
			pairs[pair]--
			same++
		}
	}
	return 2 * float64(same) / float64(len(a)+len(b)-2)
}

func letters(s string) []rune {
	out := make([]rune, 0, len(s)/3+1)
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			out = append(out, unicode.ToLower(r))
		}
	}
	return out
}

func numerals(title string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsNumber(r) || strings.ContainsRune("一二三四五六七八九十两〇", r) {
			return r
		}
		return -1
	}, title)
}

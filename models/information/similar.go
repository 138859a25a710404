package information

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"linzhangbot/models/profile"
)

// Alike finds, among an organisation's reports, the newest one with the same title or nearly the same text as a new
// one. How near is data of the profile; withdrawn and returned ones do not stand in the way of a second attempt.
func Alike(p *profile.Profile, org profile.Org, title, body string, among []Report) (Report, bool) {
	fresh := sketchOf(org, title, body)
	pairs := pairsOf(fresh.text)
	for i := len(among) - 1; i >= 0; i-- {
		r := among[i]
		if !r.Counts() {
			continue
		}
		if fresh.title != "" && fresh.title == string(letters(r.Title)) {
			return r, true
		}
		least := p.Reports.Duplicate
		if near(pairs, len(fresh.text), org, r, least) && fresh.like(sketchOf(org, r.Title, r.Body), least) {
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
func sketchOf(org profile.Org, title, body string) sketch {
	return sketch{title: string(letters(title)), numbers: numerals(title),
		text: append(letters(bare(org, title)), letters(body)...)}
}

func bare(org profile.Org, title string) string {
	for _, name := range []string{org.Full, org.Name} {
		if name != "" {
			title = strings.ReplaceAll(title, name, "")
		}
	}
	for _, name := range org.Aliases {
		title = strings.ReplaceAll(title, name, "")
	}
	return title
}

func (s sketch) like(other sketch, threshold float64) bool {
	if s.numbers != other.numbers && s.numbers != "" && other.numbers != "" {
		return false
	}
	return len(s.text) > 0 && len(other.text) > 0 && Share(s.text, other.text) >= threshold
}

func pair(a, b rune) uint64 { return uint64(uint32(a))<<32 | uint64(uint32(b)) }

func pairsOf(text []rune) map[uint64]struct{} {
	out := make(map[uint64]struct{}, len(text))
	for i := range len(text) - 1 {
		out[pair(text[i], text[i+1])] = struct{}{}
	}
	return out
}

// near is a quick look that never says no to what Share would call alike: it reads the old text only until it has
// too many pairs that the new one lacks. Reporting is the hot path, and most reports are about something else.
func near(pairs map[uint64]struct{}, n int, org profile.Org, old Report, threshold float64) bool {
	if threshold <= 0 {
		return false
	}
	title := bare(org, old.Title)
	most := float64(utf8.RuneCountInString(title) + utf8.RuneCountInString(old.Body))
	spare := int(most-1-threshold*(float64(n)+most-2)/2) + 1
	last := rune(-1)
	for _, part := range [2]string{title, old.Body} {
		for _, r := range part {
			if r = plain(r); r < 0 {
				continue
			}
			if last >= 0 {
				if _, ok := pairs[pair(last, r)]; !ok {
					if spare--; spare < 0 {
						return false
					}
				}
			}
			last = r
		}
	}
	return spare >= 0
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
		if r = plain(r); r >= 0 {
			out = append(out, r)
		}
	}
	return out
}

// plain is a letter or number in small form, or -1 for what does not matter to the comparison.
func plain(r rune) rune {
	switch {
	case r >= 0x4e00 && r <= 0x9fff: // the common Chinese characters, looked at first
		return r
	case unicode.IsLetter(r) || unicode.IsNumber(r):
		return unicode.ToLower(r)
	}
	return -1
}

func numerals(title string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsNumber(r) || strings.ContainsRune("一二三四五六七八九十两〇", r) {
			return r
		}
		return -1
	}, title)
}

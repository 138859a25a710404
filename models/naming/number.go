package naming

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"linzhangbot/models/profile"
)

// Number is how somebody points at a record: by its number, by the day and its place on that day, or as the last one.
type Number struct {
	Kind    string // report, issue, meeting … as in the profile's numbering
	Year    int    // 0: not said
	N       int
	Version int       // 第2稿; 0: not said
	Day     time.Time // with Seq: the Seq-th record of that day
	Seq     int
	Last    bool // 上一条: the newest
	At, End int  // bytes of the text that it was read from, with 第2稿
}

// Candidates are the full numbers it may mean: without a year this year's, else last year's, since in January people
// still speak of December's.
func (n Number) Candidates(p *profile.Profile, year int) []string {
	switch {
	case n.N == 0:
		return nil
	case n.Year > 0:
		return []string{p.Number(n.Kind, n.Year, n.N)}
	}
	return []string{p.Number(n.Kind, year, n.N), p.Number(n.Kind, year-1, n.N)}
}

// Numbers finds the numbers of all kinds in a sentence, each in the form of its kind, in full (信〔2026〕3号,
// 2026年第1号总林长令, 20261123-02) or in short (信3号, 问题12, 会3号, 简报第3期), in the sentence's order.
func Numbers(p *profile.Profile, text string) []Number {
	all := p.NumberKinds()
	return numbers(p, read(text), all, all)
}

// Find finds the first number of one kind in a sentence; one in full comes before one in short.
func Find(p *profile.Profile, kind, text string) (Number, bool) {
	return firstOf(p, kind, read(text))
}

func firstOf(p *profile.Profile, kind string, s sentence) (Number, bool) {
	var best Number
	for _, n := range numbers(p, s, []string{kind}, p.NumberKinds()) {
		if best.End == 0 || best.Year == 0 && best.Seq == 0 && n.Year+n.Seq > 0 {
			best = n
		}
	}
	return best, best.End > 0
}

// numbers are those of the kinds, less what is a part of a longer one of any kind that there is.
func numbers(p *profile.Profile, s sentence, kinds, every []string) []Number {
	var all, others []Number
	for _, kind := range every {
		found := hits(p, kind, s)
		if slices.Contains(kinds, kind) {
			all = append(all, found...)
			continue
		}
		for _, n := range found {
			others = append(others, Number{At: n.At, End: n.End}) // they only hide
		}
	}
	all = append(all, others...)
	all = longest(all, func(n Number) (int, int) { return n.At, n.End })
	all = slices.DeleteFunc(all, func(n Number) bool { return n.Kind == "" })
	for i := range all {
		s.place(&all[i])
	}
	return all
}

var (
	yeared     = regexp.MustCompile(`([0-9]{4})\s*(?:[〕\]】)）]\s*第?\s*` + numeral + `|年\s*第?\s*` + numeral + `\s*[号期])`)
	ordinal    = regexp.MustCompile(`第\s*` + numeral)
	otherThing = regexp.MustCompile(`^\s*[稿季次届]`) // 第2稿, 第三季度
	wholeTail  = `\s*(?:号|条|件|篇|期|次|项)?\s*(?:的?(?:问题|信息|简报|专报))?$`
	newestOnes = []string{"last", "上一条", "刚才", "最后一条", "最近一条", "最新一条", "这条", "那条", "上条"}
)

// ParseNumber reads what is said where a number of a kind belongs, a slot or an answer: whatever Find finds, else a
// number of no other kind with its year (〔2026〕3号), the kind's sign anywhere (协1), 第1号, a bare number (12, #7,
// 十二号), or for reports the newest (上一条).
func ParseNumber(p *profile.Profile, kind, text string) (Number, bool) {
	s := read(text)
	if n, ok := firstOf(p, kind, s); ok {
		return n, true
	}
	own := formOf(p, kind)
	var foreign []Number
	for _, x := range numbers(p, s, p.NumberKinds(), p.NumberKinds()) {
		if formOf(p, x.Kind).needs == own.needs {
			x.Kind = kind // 第3期 is one of 专报 as well as of 简报
			return x, true
		}
		foreign = append(foreign, x)
	}
	for _, re := range []*regexp.Regexp{yeared, own.short, ordinal, own.whole} {
		for _, m := range re.FindAllStringSubmatchIndex(s.text, 8) {
			n, ok := s.number(kind, m)
			taken := func(x Number) bool { return x.At < s.origin(n.End) && s.origin(n.At) < x.End }
			rest := s.text[n.End:]
			if !ok || otherThing.MatchString(rest) || dated(s.text, n.End) || slices.ContainsFunc(foreign, taken) {
				continue
			}
			s.place(&n)
			return n, true
		}
	}
	if kind == "report" && !dayForm.MatchString(s.text) {
		for _, w := range newestOnes {
			if at := strings.Index(s.text, w); at >= 0 {
				n := Number{Kind: kind, Last: true, At: at, End: at + len(w)}
				s.place(&n)
				return n, true
			}
		}
	}
	return Number{}, false
}

package naming

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"linzhangbot/models"
	"linzhangbot/models/chinese"
	"linzhangbot/models/profile"
)

// Names are all names of an organisation, the official ones first: short, full, aliases, former.
func Names(o profile.Org) []string {
	all := slices.Concat([]string{o.Name, o.Full}, o.Aliases, o.Former)
	return slices.DeleteFunc(all, func(n string) bool { return n == "" })
}

// Org finds the organisation that a word names: by its code, its official names, else by an alias or a former name.
// Only organisations that exist at now are found; the zero time asks for all there ever were.
func Org(p *profile.Profile, word string, now time.Time) (profile.Org, bool) {
	word = strings.TrimSpace(chinese.Normalize(word))
	var found []profile.Org
	for _, o := range existing(p, now) {
		switch {
		case word == "":
		case word == o.Code || word == o.Name || word == o.Full:
			return o, true
		case slices.Contains(o.Aliases, word) || slices.Contains(o.Former, word):
			found = append(found, o)
		}
	}
	if len(found) != 1 || slices.Contains(p.Ambiguous, word) {
		return profile.Org{}, false
	}
	return found[0], true
}

// Gone finds the organisation that a word names where only one that is closed at now bears the name.
func Gone(p *profile.Profile, word string, now time.Time) (profile.Org, bool) {
	if _, there := Org(p, word, now); there {
		return profile.Org{}, false
	}
	o, ok := Org(p, word, time.Time{})
	return o, ok && o.Closed(now)
}

func existing(p *profile.Profile, now time.Time) []profile.Org {
	if now.IsZero() {
		return p.Orgs
	}
	return slices.DeleteFunc(slices.Clone(p.Orgs), func(o profile.Org) bool { return !o.Exists(now) })
}

// OrgOf is an organisation by code; one that the profile does not know is called by its code.
func OrgOf(p *profile.Profile, code string) profile.Org {
	if o, ok := p.Org(code); ok {
		return o
	}
	return profile.Org{Code: code, Name: code}
}

// Orgs writes organisations by name: 大寺镇、区水务局.
func Orgs(p *profile.Profile, codes []string) string {
	names := make([]string, len(codes))
	for i, c := range codes {
		names[i] = p.OrgName(c)
	}
	return strings.Join(names, "、")
}

// Ordered puts organisations into the profile's order, which is the order of protocol; unknown ones come first.
func Ordered(p *profile.Profile, codes []string) []string {
	rank := func(code string) int {
		return slices.IndexFunc(p.Orgs, func(o profile.Org) bool { return o.Code == code })
	}
	return slices.SortedStableFunc(slices.Values(codes), func(a, b string) int { return rank(a) - rank(b) })
}

// Mention is a place in a text that names an organisation.
type Mention struct {
	Org     profile.Org
	At, End int  // bytes of the text
	Weak    bool // an ordinary word too (应急, 公安): nobody is charged by it alone
}

// OrgsIn finds the organisations that a text names, in its order. Of names that overlap the longest counts. A word that
// several organisations share, or that only one had which is gone, names nobody and hides the shorter names in it.
func OrgsIn(p *profile.Profile, text string, now time.Time) []Mention {
	owners := map[string][]profile.Org{}
	for _, w := range p.Ambiguous {
		owners[w] = nil
	}
	for _, o := range p.Orgs {
		for _, w := range append(Names(o), o.Code) {
			if !strings.Contains(text, w) || slices.Contains(p.Ambiguous, w) || has(owners[w], o) {
				continue
			}
			known := owners[w] // a name of one that is gone only hides
			if now.IsZero() || o.Exists(now) {
				known = append(known, o)
			}
			owners[w] = known
		}
	}
	var all []Mention
	for w, orgs := range owners {
		size := utf8.RuneCountInString(w)
		if size < 2 {
			continue
		}
		for _, at := range places(text, w) {
			m := Mention{At: at, End: at + len(w)}
			if len(orgs) == 1 {
				m.Org, m.Weak = orgs[0], size < 3 && orgs[0].Kind != models.KindTown
			}
			if w != m.Org.Code || apart(text, m.At, m.End) {
				all = append(all, m)
			}
		}
	}
	all = longest(all, func(m Mention) (int, int) { return m.At, m.End })
	return slices.DeleteFunc(all, func(m Mention) bool { return m.Org.Code == "" })
}

func has(orgs []profile.Org, o profile.Org) bool {
	return slices.ContainsFunc(orgs, func(x profile.Org) bool { return x.Code == o.Code })
}

// places are where a text has a word.
func places(text, word string) []int {
	var out []int
	for from := 0; ; {
		at := strings.Index(text[from:], word)
		if at < 0 {
			return out
		}
		out = append(out, from+at)
		from += at + len(word)
	}
}

// apart reports whether no Latin letter or digit touches a code.
func apart(text string, at, end int) bool {
	return (at == 0 || !latin(text[at-1])) && (end == len(text) || !latin(text[end]))
}

func latin(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// longest keeps, of what overlaps, the longest, and of two as long the first; the result is in the text's order.
func longest[T any](all []T, span func(T) (at, end int)) []T {
	slices.SortStableFunc(all, func(a, b T) int {
		at1, end1 := span(a)
		at2, end2 := span(b)
		return cmp.Or(cmp.Compare(end2-at2, end1-at1), cmp.Compare(at1, at2))
	})
	var out []T
	for _, x := range all {
		at, end := span(x)
		if !slices.ContainsFunc(out, func(y T) bool { a, e := span(y); return at < e && a < end }) {
			out = append(out, x)
		}
	}
	slices.SortFunc(out, func(a, b T) int {
		at1, _ := span(a)
		at2, _ := span(b)
		return cmp.Compare(at1, at2)
	})
	return out
}

// OrgIn finds the organisation with the longest name in the words, and what is left of them.
func OrgIn(p *profile.Profile, words string, now time.Time) (o profile.Org, rest string, ok bool) {
	var best Mention
	for _, m := range OrgsIn(p, words, now) {
		if m.End-m.At > best.End-best.At {
			best = m
		}
	}
	if best.End == 0 {
		return profile.Org{}, words, false
	}
	return best.Org, words[:best.At] + " " + words[best.End:], true
}

// Group is a place in a text that means every organisation of a kind: 各街镇.
type Group struct {
	Kind    models.OrgKind
	At, End int // bytes of the text
}

// Codes are the organisations of the group that exist at now.
func (g Group) Codes(p *profile.Profile, now time.Time) []string {
	return models.Each(p.OrgsOf(g.Kind, now), func(o profile.Org) string { return o.Code })
}

// Everyone finds the words for all towns or all units, in the text's order.
func Everyone(p *profile.Profile, text string) []Group {
	var out []Group
	for kind, words := range map[models.OrgKind]string{
		models.KindTown: "街镇|镇街|乡镇|街道|镇|乡|" + regexp.QuoteMeta(p.Words(models.Towns)),
		models.KindUnit: "(?:有关)?(?:协作|成员)?(?:单位|部门)|" + regexp.QuoteMeta(p.Words(models.Units)),
	} {
		for _, m := range everyForm(words).FindAllStringIndex(text, -1) {
			out = append(out, Group{kind, m[0], m[1]})
		}
	}
	slices.SortFunc(out, func(a, b Group) int { return a.At - b.At })
	return out
}

func everyForm(words string) *regexp.Regexp {
	return compiled("every "+words, func() *regexp.Regexp {
		return regexp.MustCompile("(?:各|所有|全部|全体|全区|全县|全市)(?:" + words + ")")
	})
}

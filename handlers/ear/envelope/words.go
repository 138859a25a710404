package envelope

import (
	"slices"
	"strings"
	"unicode/utf8"

	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
)

// Words are the names that an envelope bears in one district.
type Words struct {
	Bots []string          // what the bot is called
	Orgs map[string]string // an organisation's name, as people say it → its official name

	longest int // bytes of the longest name in Orgs
}

// FromProfile takes the names out of a district's profile. The bot answers to the further names as well, such as the
// one it has on the platform. A name that several organisations share names nobody.
func FromProfile(p *profile.Profile, bots ...string) Words {
	w := Words{Orgs: map[string]string{}}
	for _, n := range append(slices.Clone(p.BotNames), bots...) {
		if n != "" && !slices.Contains(w.Bots, n) {
			w.Bots = append(w.Bots, n)
		}
	}
	slices.SortStableFunc(w.Bots, func(a, b string) int { return len(b) - len(a) })
	shared := map[string]bool{}
	for _, n := range p.Ambiguous {
		shared[n] = true
	}
	for _, o := range p.Orgs {
		for _, n := range naming.Names(o) {
			if known, ok := w.Orgs[n]; ok && known != o.Name {
				shared[n] = true
			}
			w.Orgs[n] = o.Name
			w.longest = max(w.longest, len(n))
		}
	}
	for n := range shared {
		delete(w.Orgs, n)
	}
	return w
}

// Org is the official name of the organisation that people call so; the word itself where none is called so.
func (w Words) Org(said string) string {
	if name, ok := w.Orgs[said]; ok {
		return name
	}
	return said
}

// org is the longest name of an organisation at the beginning of a text.
func (w Words) org(t string) string {
	for n := min(w.longest, len(t)); n > 0; n-- {
		if n < len(t) && !utf8.RuneStart(t[n]) {
			continue
		}
		if _, ok := w.Orgs[t[:n]]; ok {
			return t[:n]
		}
	}
	return ""
}

// names reports whether a text names an organisation anywhere.
func (w Words) names(t string) bool {
	for i := range t {
		if w.org(t[i:]) != "" {
			return true
		}
	}
	return false
}

// bot is the bot's name at the beginning of a text.
func (w Words) bot(t string) string {
	for _, n := range w.Bots {
		if strings.HasPrefix(t, n) {
			return n
		}
	}
	return ""
}

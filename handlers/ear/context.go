package ear

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"linzhangbot/handlers/ear/frame"
)

// What stands around a sentence decides what a bare word means: the card that is replied to, else the newest card, else
// the one record that waits.

// bareMost is the longest sentence, in characters, that a card may decide.
const bareMost = 10

// agreeing says yes in a word.
var agreeing = regexp.MustCompile(`^(?:(?:好的?|行|可以|中|对|嗯+|同意|原则同意|没意见|无意见|没有意见|没问题|照办|照此办理|就这么办|就这样|就按这个(?:来|办)?|` +
	`已?阅|OK|ok|批准|准|通过)[，,。.!！吧了啊哈 ]*)+$`)

// pointing words mean the record of the card.
var pointing = regexp.MustCompile(`这[个条件事份]|这(?:一)?[个条件]|刚才|刚刚|上面|那[个条件]|该|本条|它|此`)

// around takes what stands around a bare sentence for its matter.
func (e *Ear) around(m frame.Meaning, core string, s frame.Scene) frame.Meaning {
	card := s.Reply
	if said, kind := e.Language.Hear(s.Quote, s).Record(); card == nil && said != "" {
		card = &frame.Card{Refs: map[string]string{kind: said}}
		s.Reply = card
	}
	if card == nil {
		card = s.Card
	}
	open := m.Expect != frame.OK || m.Intent == frame.Unknown || m.Intent == "confirm"
	if !itself(m) && (open || e.isBare(m)) {
		if answer, ok := e.answers(card, core, s); ok {
			return answer
		}
	}
	return e.filled(m, core, card, s)
}

// itself reports whether an order names its record by number, as 销号 12 does.
func itself(m frame.Meaning) bool {
	for _, slot := range []string{"issue", "ref"} {
		if said, _ := m.Slots[slot].(string); m.Expect == frame.OK && strings.ContainsAny(said, "0123456789") {
			return true
		}
	}
	return false
}

func (e *Ear) isBare(m frame.Meaning) bool {
	g := e.Language.Frame(m.Intent)
	return g != nil && g.Bare
}

// answers reads a bare word under a card as what the card waits for. Several that fit are offered.
func (e *Ear) answers(card *frame.Card, core string, s frame.Scene) (frame.Meaning, bool) {
	if card == nil || utf8.RuneCountInString(core) > bareMost {
		return frame.Meaning{}, false
	}
	h := e.Language.Hear(core, s)
	if said, _ := h.Record(); said != "" {
		return frame.Meaning{}, false
	}
	yes := agreeing.MatchString(core)
	var found []frame.Meaning
	for _, g := range e.Language.Frames() {
		said := g.Yes
		if !yes {
			said = h.Level(g.Intent) >= frame.Wholly
		}
		if !said || !slices.Contains(strings.Fields(g.Answers), card.Code) || amongSeveral(g, core, s) {
			continue
		}
		m, ok := h.Read(g.Intent)
		if !ok || e.decide(s, m).Intent == frame.Unknown && !yes {
			continue
		}
		m.Expect, m.Why, m.Missing = frame.OK, "", ""
		found = append(found, e.refer(m, card.Refs))
	}
	if len(found) == 0 {
		return frame.Meaning{}, false
	}
	if len(found) == 1 {
		return found[0], true
	}
	out := found[0]
	out.Expect = frame.Choose
	for _, m := range found[:min(len(found), offered)] {
		out.Candidates = append(out.Candidates, frame.Candidate{Intent: m.Intent, Slots: m.Slots})
	}
	return out, true
}

// amongSeveral reports whether a deed could be meant for several records that wait, so that the newest card does not
// tell which: 退回去重写.
func amongSeveral(g *frame.Frame, core string, s frame.Scene) bool {
	kinds := strings.Fields(g.About)
	return len(kinds) > 0 && s.Reply == nil && len(s.Open[kinds[0]]) > 1 && !pointing.MatchString(core)
}

// filled gives a deed that names no record the one it can only mean.
func (e *Ear) filled(m frame.Meaning, core string, card *frame.Card, s frame.Scene) frame.Meaning {
	g := e.Language.Frame(m.Intent)
	named := m.Slots["issue"] != nil || m.Slots["ref"] != nil
	if g == nil || g.About == "" || m.Expect != frame.Ask || named {
		return m
	}
	if m.Missing != "issue" && m.Missing != "ref" {
		return m
	}
	refs := map[string]string{}
	kind := strings.Fields(g.About)[0]
	switch {
	case card != nil && card.Refs[kind] != "" && (s.Reply != nil || pointing.MatchString(core)):
		refs = card.Refs
	case len(s.Open[kind]) == 1:
		refs[kind] = s.Open[kind][0]
	case len(s.Open[kind]) > 1:
		m.Choices = s.Open[kind]
		return m
	default:
		return m
	}
	m = e.refer(m, refs)
	m.Expect, m.Why, m.Missing = frame.OK, "", ""
	return m
}

// refer fills the number of the record that a deed is about.
func (e *Ear) refer(m frame.Meaning, refs map[string]string) frame.Meaning {
	for _, kind := range strings.Fields(e.Language.Frame(m.Intent).About) {
		if refs[kind] == "" {
			continue
		}
		slot := "ref"
		if kind == "issue" {
			slot = "issue"
		}
		m.Slots[slot] = refs[kind]
		break
	}
	return m
}

// pending reads an answer to an open question: of the right shape it fills the slot, anything else is heard as said.
func (e *Ear) pending(m frame.Meaning, core string, s frame.Scene) frame.Meaning {
	q := s.Pending
	if q == nil || m.Intent == "cancel" {
		return m
	}
	if m.Intent != frame.Unknown && m.Intent != q.Intent && m.Expect != frame.Choose {
		return m
	}
	v, ok := e.Language.Slot(q.Missing, core, s.Now)
	if !ok {
		return m
	}
	return frame.Meaning{Intent: q.Intent, Slots: map[string]any{q.Missing: v}, Expect: frame.OK, Text: core}
}

package ear

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"linzhangbot/handlers/ear/frame"
	"linzhangbot/handlers/ear/speech"
)

// Acts of one message are found clause by clause: a clause begins another one where it orders a deed by its own words
// and about its own matter; every other clause belongs to the act before it. A numbered list inside one report is its
// body: what a head opens that takes all words behind it is never parted.

const (
	mostActs = 6
	ownScore = 250 // by how much a clause alone must be likelier its command than chatter
	ownOrder = 0   // and an order than talk
)

// part is a run of clauses that orders one thing.
type part struct {
	text   string
	intent string
	named  []string // numbers and organisations it is about
	record bool     // it names a record by its number
	lacks  bool     // alone it lacks something
	openly bool     // it begins with the command word
}

// parts are the acts of a sentence; none where it orders a single thing.
func (h *hearing) parts() []part {
	if !strings.ContainsAny(h.core, separators) {
		return nil
	}
	parts, head := h.joined(), h.head()
	switch {
	case len(parts) > 0:
		return parts
	case head != "":
		return h.again(head)
	}
	if parts := h.sentences(); len(parts) > 1 {
		return parts
	}
	clauses := speech.Cut(h.core)
	if len(h.Named()) < 2 || len(clauses) > 4*mostActs {
		return nil
	}
	var out []part
	for _, c := range clauses {
		p := h.own(listed(c.Text))
		if p.intent != "" && (len(out) == 0 || another(out[len(out)-1], p) && h.ends(out[len(out)-1], p)) {
			out = append(out, p)
			continue
		}
		if len(out) == 0 {
			out = append(out, part{})
		}
		last := &out[len(out)-1]
		last.text = strings.Trim(last.text+"，"+c.Text, "，")
		last.named = append(last.named, p.named...)
	}
	if len(out) > 1 && out[0].intent == "" { // what stands before the first order belongs to it
		out[1].text = out[0].text + "，" + out[1].text
		out = out[1:]
	}
	return out[:min(len(out), mostActs)]
}

// strong parts a message into sentences and the items of a list.
var strong = regexp.MustCompile(`[；;。\n]+`)

// sentencesOf are the sentences and items of a text, without the marks of a list and without empty ones.
func sentencesOf(text string) []string {
	var out []string
	for _, s := range strong.Split(text, -1) {
		if s = listed(strings.TrimSpace(s)); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// sentences are the acts of a message in which at least two sentences order something whole by themselves. What stands
// between them belongs to the one before.
func (h *hearing) sentences() []part {
	said := sentencesOf(h.core)
	if len(said) < 2 {
		return nil
	}
	var out []part
	for _, text := range said {
		p := h.e.hear(text, false, h.s)
		all, _ := p.weigh()
		whole := false
		if h.e.plainly(all) && p.order() >= ownOrder {
			m, ok := p.Read(all[0].intent)
			whole = ok && m.Expect == frame.OK && h.e.decide(h.s, m).Intent != frame.Unknown
		}
		switch {
		case whole:
			out = append(out, part{text: text, intent: all[0].intent, named: p.Named(), openly: all[0].level == frame.Openly})
		case len(out) == 0:
			return nil // it begins with something else: the message is read as one
		default:
			out[len(out)-1].text += "，" + text
		}
	}
	for i := 1; i < len(out); i++ {
		if !another(out[i-1], out[i]) && !out[i].openly {
			return nil
		}
	}
	return out[:min(len(out), mostActs)]
}

// ends reports whether the act before a clause is complete, so that the clause may begin another one: an organisation
// that is named behind a problem without a day is charged with that one, and who is asked to come (请水务局参加) comes to the
// meeting before. A clause that names its own record begins one anyhow.
func (h *hearing) ends(before, p part) bool {
	switch {
	case p.record || before.intent == "":
		return true
	case p.lacks && p.intent != before.intent:
		return false
	}
	m, ok := h.e.hear(before.text, false, h.s).Read(before.intent)
	return ok && m.Expect == frame.OK
}

const separators = "，,；;。 \n！!？?"

// further begins another matter in words.
var further = regexp.MustCompile(`[，,。；;\n ](?:顺便(?:[问说]一?[下句])?|另外|还有(?:件|个)事|再就是|对了|再帮我)[，,：: ]*`)

// joined parts a message only where it says so: 顺便看看我们报了几条 is no part of a report.
func (h *hearing) joined() []part {
	at := further.FindStringIndex(h.core)
	if at == nil {
		return nil
	}
	rest := h.e.hear(h.core[at[1]:], false, h.s)
	all, _ := rest.weigh()
	if len(all) == 0 || all[0].level < frame.Wholly && all[0].score < ownScore {
		return nil
	}
	return []part{{text: h.core[:at[0]]}, {text: rest.core}}
}

// listed takes the mark of a list off a clause: 1.督12号已整改.
func listed(text string) string {
	bare := strings.TrimLeft(text, "0123456789一二三四五六七八九十（(①②③④⑤⑥⑦⑧⑨")
	if rest := strings.TrimLeft(bare, ".、．)） "); rest != bare && bare != text {
		return rest
	}
	return text
}

// plainly reports whether the best of some readings is a command that writes, said in its own words.
func (e *Ear) plainly(all []reading) bool {
	return len(all) > 0 && e.writes(all[0].intent) && all[0].level >= frame.Wholly && all[0].score >= ownScore
}

// own reads a clause by itself. Its intent is empty where it orders nothing by its own words.
func (h *hearing) own(text string) part {
	c := h.e.hear(text, false, h.s)
	p := part{text: text, named: c.Named(), record: c.NamesRecord()}
	all, _ := c.weigh()
	if !h.e.plainly(all) {
		return p
	}
	g := h.e.Language.Frame(all[0].intent)
	if g != nil && g.Bare && !p.record {
		return p // it is ordered in a word where something waits, not in passing: 请区水务局参加
	}
	if g == nil || g.About == "" && len(p.named) == 0 || c.order() < ownOrder {
		return p
	}
	m, ok := c.Read(all[0].intent)
	if !ok || h.e.decide(h.s, m).Intent == frame.Unknown {
		return p
	}
	p.intent, p.lacks = all[0].intent, m.Expect == frame.Ask
	return p
}

// another reports whether a clause orders something else than the act before it: another deed, or the same to another
// matter.
func another(before, p part) bool {
	if len(p.named) == 0 {
		return false
	}
	fresh := slices.ContainsFunc(p.named, func(n string) bool { return !slices.Contains(before.named, n) })
	return fresh && (before.intent != "" || len(before.named) > 0)
}

// several reads the acts of a message that orders more than one thing. Acts is empty for any other.
func (h *hearing) several() frame.Meaning {
	parts := h.parts()
	if len(parts) < 2 {
		return frame.Meaning{}
	}
	e := h.e
	var out frame.Meaning
	kin := ""
	for i, p := range parts {
		one := e.hear(p.text, false, h.s)
		if said, _ := one.Record(); said == "" {
			one.kin = kin
		}
		m := one.judge()
		if g := e.Language.Frame(m.Intent); i == 0 && g != nil && g.About != "" {
			kin = strings.Fields(g.About)[0]
		}
		if i == 0 {
			out = m
		}
		out.Acts = append(out.Acts, frame.Act{Intent: m.Intent, Slots: m.Slots, Expect: m.Expect, Text: p.text})
	}
	same := true
	for _, a := range out.Acts {
		same = same && (a.Intent == out.Acts[0].Intent || !e.writes(a.Intent)) && a.Expect == frame.OK
	}
	if same {
		return out
	}
	out.Intent, out.Slots, out.Expect, out.Why = out.Acts[0].Intent, out.Acts[0].Slots, frame.Confirm, "这里有几件事，都照办吗？"
	for i := range out.Acts {
		if e.writes(out.Acts[i].Intent) && out.Acts[i].Expect == frame.OK {
			out.Acts[i].Expect = frame.Confirm
		}
	}
	return out
}

// head is the command whose head opens the sentence and takes all words behind it, such as a report's; empty: none.
func (h *hearing) head() string {
	for intent, level := range h.Said() {
		if g := h.e.Language.Frame(intent); level == frame.Openly && g.Carries {
			return intent
		}
	}
	return ""
}

// again parts a message in which a head that takes all words behind it is said again: 登记巡林 …；登记巡林 …. What its
// reader makes several matters of is left whole.
func (h *hearing) again(head string) []part {
	said := sentencesOf(h.core)
	if len(said) < 2 {
		return nil
	}
	if m, ok := h.Read(head); ok && m.Slots["items"] != nil {
		return nil
	}
	var out []part
	for _, text := range said {
		if len(out) == 0 || h.e.hear(text, false, h.s).head() == head {
			out = append(out, part{text: text, intent: head})
			continue
		}
		out[len(out)-1].text += "；" + text
	}
	lacks := func(p part) bool {
		m, ok := h.e.hear(p.text, false, h.s).Read(head)
		return !ok || m.Expect == frame.Ask
	}
	if slices.ContainsFunc(out, lacks) { // 【信息报送】⏎标题：… is one
		return nil
	}
	return out[:min(len(out), mostActs)]
}

// each makes an act of every number that one order names.
func each(m frame.Meaning) frame.Meaning {
	numbers, _ := m.Slots["issues"].([]string)
	if m.Expect != frame.OK || len(numbers) < 2 {
		return m
	}
	for _, n := range numbers[:min(len(numbers), mostNumbers)] {
		slots := maps.Clone(m.Slots)
		slots["issue"] = n
		delete(slots, "issues")
		m.Acts = append(m.Acts, frame.Act{Intent: m.Intent, Slots: slots, Expect: m.Expect, Text: m.Text})
	}
	return m
}

const mostNumbers = 30

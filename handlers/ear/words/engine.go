package words

import (
	"regexp"
	"strings"

	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models/chinese"
	"linzhangbot/models/profile"
)

// Language understands sentences of one district. It is made once and may be used by many at a time.
type Language struct {
	v        Vocabulary
	words    dictionary
	local    local
	grammars []compiled
	// of the words of all frames: deeds, vetoes, and those of which a phrase must have one
	index      *index
	about      map[string][]string     // kinds of records by intent
	frames     map[string]*frame.Frame // the first of an intent
	phrases    []ranked
	wordless   []int // phrases that no word rules out
	calendar   chinese.WorkingDays
	issueFull  *regexp.Regexp
	reportFull *regexp.Regexp
}

// compiled is a grammar made ready.
type compiled struct {
	frame.Frame
	order int
}

// ranked is a phrase in the order in which phrases are tried: the heaviest first.
type ranked struct {
	frame.Phrase
	pattern pattern
	grammar *compiled
}

// New makes the ear of a district. A mistake in a grammar is a mistake in the program and panics.
func New(grammars []frame.Frame, v Vocabulary) *Language {
	l := &Language{v: v, words: newDictionary(v), local: newLocal(v.say), grammars: make([]compiled, len(grammars)),
		index: newIndex(), about: map[string][]string{}, frames: map[string]*frame.Frame{}}
	l.issueFull, l.reportFull = signed(v.IssueSign, "督"), signed(v.ReportSign, "信")
	if re, mark, ok := formRef(v.IssueForm); ok {
		l.issueFull, l.v.IssueSign = re, mark
	}
	if l.v.IssueSign == "" {
		l.v.IssueSign = "督"
	}
	if l.v.ReportSign == "" {
		l.v.ReportSign = "信"
	}
	for i, g := range grammars {
		g = v.localised(g)
		l.grammars[i] = compiled{Frame: g, order: i}
		for _, w := range g.Veto {
			l.index.add(w, listener{forVeto, i})
		}
		if l.frames[g.Intent] == nil {
			l.frames[g.Intent] = &l.grammars[i].Frame
		}
		for _, w := range strings.Fields(g.Deeds) {
			l.index.add(w, listener{forDeed, i})
		}
		if g.About != "" {
			l.about[g.Intent] = strings.Fields(g.About)
		}
		for _, s := range g.Slots {
			if readers[s.From] == nil {
				panic("language: unknown reader " + s.From + " in " + g.Intent)
			}
		}
		for _, d := range g.Asks {
			if doubts[d.If] == nil {
				panic("language: unknown doubt " + d.If + " in " + g.Intent)
			}
		}
		for _, p := range g.Phrases {
			pattern := compile(v.signed(p.Pattern))
			must := pattern.needed()
			for _, w := range must {
				l.index.add(w, listener{forPhrase, len(l.phrases)})
			}
			if len(must) == 0 {
				l.wordless = append(l.wordless, len(l.phrases))
			}
			l.phrases = append(l.phrases, ranked{Phrase: p, pattern: pattern, grammar: &l.grammars[i]})
		}
	}
	return l
}

// Frame is what is listened for of an intent; nil where nobody listens.
func (l *Language) Frame(intent string) *frame.Frame { return l.frames[intent] }

// Frames are all that is listened for, in the order of the modules.
func (l *Language) Frames() []*frame.Frame {
	out := make([]*frame.Frame, len(l.grammars))
	for i := range l.grammars {
		out[i] = &l.grammars[i].Frame
	}
	return out
}

// WithCalendar lets “10个工作日内” count the days on which the office works.
func (l *Language) WithCalendar(c chinese.WorkingDays) *Language {
	l.calendar = c
	return l
}

func signed(mark, otherwise string) *regexp.Regexp {
	if mark == "" {
		mark = otherwise
	}
	return regexp.MustCompile(regexp.QuoteMeta(mark) + `(?:\s*[〔\[(（【]\s*([0-9]{4})\s*[〕\])）】]\s*第?)?\s*([0-9]{1,6}|` +
		`[一二三四五六七八九十百]{1,5})号?`)
}

// order is what the grammar calls the orders that a district may call otherwise.
const order = "总林长令"

// reading is one sentence being read for one intent.
type reading struct {
	l          *Language
	a          *analysis
	s          frame.Scene
	phrase     *ranked
	begin, end int // bytes of the phrase
	slots      map[string]any
	spans      [][2]int // bytes of the words that order it
	slip       *tag     // a misheard name was taken for an organisation
	several    *tag     // a name that several organisations share
	vague      bool     // a date that was not exact
	impossible bool     // a moment that nobody can keep, and
	notADay    string   // what is asked then
	rowEnd     int      // where the numbers end that were named in a row
	grace      bool     // 宽限十天: no new day is needed
	badSlot    string
	again      []chinese.Span // the moments without the number that was taken
	used       tag            // the number that was taken for a problem's
	numbers    []string       // all numbers, where several were named in a row
}

// rest is what stands behind the phrase.
func (r *reading) rest() string { return r.a.text[r.end:] }

// said reports whether one of the words is in the sentence.
func (r *reading) said(words ...string) bool { return containsAny(r.a.text, words) }

// meaning reads the slots and judges the whole.
func (r *reading) meaning() frame.Meaning {
	g := &r.phrase.grammar.Frame
	for _, s := range g.Slots {
		readers[s.From](r, s)
	}
	m := frame.Meaning{Intent: g.Intent, Slots: r.slots, Expect: frame.OK, Strong: r.phrase.Strong, Text: r.a.text}
	m.Spans, m.Named = r.spans, r.a.named()
	r.judge(g, &m)
	return m
}

// judge decides whether to act. The first reason wins: what must not be done comes before what is missing, and what
// is missing before what is doubtful.
func (r *reading) judge(g *frame.Frame, m *frame.Meaning) {
	if mark := r.l.secret(r.a.text); mark != "" && g.Keeps {
		r.slots["secrecy"] = mark
		delete(r.slots, "period")
		delete(r.slots, "body")
		delete(r.slots, "category")
		m.Expect, m.Why = frame.Refuse, markWhy
		return
	}
	for _, d := range g.Asks {
		if d.Expect == frame.Refuse && doubts[d.If](r) {
			m.Expect, m.Why = frame.Refuse, d.Why
			return
		}
	}
	if r.several != nil {
		m.Expect, m.Why, m.Missing = frame.Ask, "“"+r.a.text[r.several.begin:r.several.end]+"”指的是哪一家？", "unit"
		m.Choices = choices(*r.several)
		return
	}
	if r.impossible {
		m.Expect, m.Why, m.Missing = frame.Ask, r.notADay, r.badSlot
		return
	}
	for _, s := range g.Slots {
		if s.Required && r.slots[s.Name] == nil && !r.waived(s) {
			m.Expect, m.Why, m.Missing = frame.Ask, s.Ask, s.Name
			return
		}
	}
	for _, d := range g.Asks {
		if doubts[d.If](r) {
			m.Expect, m.Why, m.Missing = d.Expect, d.Why, d.Slot
			m.Choices = r.doubted(d)
			return
		}
	}
	switch {
	case r.phrase.Doubt != "":
		m.Expect, m.Why, m.Unsure = frame.Confirm, r.phrase.Doubt, true
	case r.slip != nil:
		m.Expect, m.Why = frame.Confirm, "听到的是“"+r.a.text[r.slip.begin:r.slip.end]+"”，理解为"+r.slip.value+"，对吗？"
	case r.vague:
		m.Expect, m.Why = frame.Confirm, "日期不够确切，请核对。"
	}
}

// doubted takes out of the slots what is asked for, so that nobody acts on it, and gives what was said to choose from.
func (r *reading) doubted(d frame.Doubt) []string {
	if d.Expect != frame.Ask {
		return nil
	}
	delete(r.slots, d.Slot)
	units, _ := r.slots["units"].([]string)
	if d.Slot != "unit" || len(units) < 2 {
		return nil
	}
	delete(r.slots, "units")
	title, _ := r.slots["title"].(string)
	at := strings.Index(r.a.text, title)
	for _, t := range r.a.tags {
		named := t.class == classUnit && contains(units, t.value)
		if named && title != "" && t.begin < at { // the place begins with their names
			r.slots["title"] = tidy(r.a.text[t.begin : at+len(title)])
			break
		}
	}
	return units
}

func choices(t tag) []string {
	out := []string{t.org.Name}
	for _, o := range t.also {
		out = append(out, o.Name)
	}
	return out
}

// markWhy is said instead of a text that must not be here.
const markWhy = "带有密级标志的内容不能在这里报送，没有留存。"

// secret finds a secrecy mark outside the phrases that only look like one.
func (l *Language) secret(text string) string {
	best, found := profile.Marked(l.v.Marks, l.v.Allowed, text)
	if !found {
		return ""
	}
	for _, mark := range l.v.Marks {
		if strings.Contains(text, mark) && len(mark) > len(best) { // the whole of it: 机密★ rather than 机密
			best = mark
		}
	}
	return best
}

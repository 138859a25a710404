package words

import (
	"slices"
	"strings"
	"unicode/utf8"

	"linzhangbot/handlers/ear/frame"
)

// Heard is a sentence with everything found in it, ready to be read for one command or another.
type Heard struct {
	l    *Language
	a    *analysis
	s    frame.Scene
	fits map[string]fit
	own  string // what this district calls the orders, where the sentence says so
}

// fit is the plainest phrase of a command that the sentence has.
type fit struct {
	p          *ranked
	begin, end int
	level      frame.Level
	deeds      [][2]int // bytes of the deed's words
}

// Hear takes a sentence apart. The core is what the envelope held.
func (l *Language) Hear(core string, s frame.Scene) *Heard {
	h := &Heard{l: l, s: s, fits: map[string]fit{}}
	if own := l.v.Order; own != "" && own != order && strings.Contains(core, own) {
		h.own, core = own, strings.ReplaceAll(core, own, order)
	}
	h.a = l.analyse(l.onBehalf(core), s)
	if core == "" || utf8.RuneCountInString(core) > frame.Longest {
		return h
	}
	h.listen()
	return h
}

// listen finds the plainest phrase of every frame, and the words of its deed.
func (h *Heard) listen() {
	l := h.l
	var vetoed, said map[int]bool
	candidates := slices.Clone(l.wordless)
	deeds := map[int][][2]int{}
	var order []int // frames in the order of their first deed
	l.index.each(h.a.heard, func(who listener, begin, end int) {
		switch who.as {
		case forDeed:
			if deeds[who.n] == nil {
				order = append(order, who.n)
			}
			deeds[who.n] = append(deeds[who.n], [2]int{begin, end})
		case forVeto:
			vetoed = with(vetoed, who.n)
		case forPhrase:
			if !said[who.n] {
				said = with(said, who.n)
				candidates = append(candidates, who.n)
			}
		}
	})
	slices.Sort(candidates)
	for _, i := range candidates {
		h.try(&l.phrases[i], vetoed)
	}
	for _, n := range order {
		h.deed(&l.grammars[n], deeds[n])
	}
}

func with(set map[int]bool, n int) map[int]bool {
	if set == nil {
		set = map[int]bool{}
	}
	set[n] = true
	return set
}

// try holds a phrase against the sentence. A word that speaks against it leaves only a turn of speech, but for an
// explicit head.
func (h *Heard) try(p *ranked, vetoed map[int]bool) {
	if p.Roles != "" && !strings.Contains(p.Roles, h.s.Role) {
		return
	}
	level := p.level()
	if level <= h.fits[p.grammar.Intent].level {
		return
	}
	begin, end, ok := p.pattern.match(h.a)
	if !ok {
		return
	}
	if vetoed[p.grammar.order] && !(p.Strong && level == frame.Openly) {
		level = frame.Partly
	}
	if level > h.fits[p.grammar.Intent].level {
		h.fits[p.grammar.Intent] = fit{p: p, begin: begin, end: end, level: level}
	}
}

// deed notes where the words of a frame's deed stand.
func (h *Heard) deed(g *compiled, at [][2]int) {
	f := h.fits[g.Intent]
	if f.level < frame.Wholly {
		if f.p == nil {
			f.p, f.begin, f.end = &ranked{Phrase: frame.Phrase{Whole: true}, grammar: g}, 0, 0
		}
		f.level = frame.Wholly
	}
	f.deeds = append(f.deeds, at...)
	h.fits[g.Intent] = f
}

// Numbered reports whether a command may act on the numbers that the sentence names: one that says of what kind it is
// belongs to that kind and to nothing else.
func (h *Heard) Numbered(intent string) bool {
	kinds := h.l.about[intent]
	if len(kinds) == 0 {
		return true
	}
	numbers := slices.DeleteFunc(slices.Clone(h.a.tags), func(t tag) bool { return t.kind == "" && t.class != classNo })
	slices.SortStableFunc(numbers, func(a, b tag) int { return a.begin - b.begin })
	for i, t := range numbers {
		foreign := t.kind != "" && !slices.Contains(kinds, t.kind)
		between := ""
		if i > 0 {
			between = strings.TrimSpace(h.a.text[min(numbers[i-1].end, t.begin):t.begin])
		}
		switch {
		case foreign && i == 0, foreign && slices.Contains(joinsTwo, between):
			return false
		case i > 0 && !foreign:
			return true
		}
	}
	return true
}

// joinsTwo stand between two numbers that one deed is about: what follows the first in another way is a part of its
// words.
var joinsTwo = []string{"到", "至", "和", "与", "跟", "及", "、", "，", ","}

func (p *ranked) level() frame.Level {
	switch {
	case p.Hint:
		return frame.Partly
	case p.pattern.anchored && !p.Turn:
		return frame.Openly
	case p.grammar.Deeds == "":
		return frame.Wholly
	}
	return frame.Partly
}

// Level is how plainly the sentence says a command's words.
func (h *Heard) Level(intent string) frame.Level { return h.fits[intent].level }

// Said are the commands whose words the sentence has.
func (h *Heard) Said() map[string]frame.Level {
	out := map[string]frame.Level{}
	for intent, f := range h.fits {
		out[intent] = f.level
	}
	return out
}

// Read reads the sentence for one command: what it would mean if that was meant. ok is false when nobody listens for
// it.
func (h *Heard) Read(intent string) (m frame.Meaning, ok bool) {
	r := &reading{l: h.l, a: h.a, s: h.s, slots: map[string]any{}}
	if f, fits := h.fits[intent]; fits {
		r.phrase, r.begin, r.end, r.spans = f.p, f.begin, f.end, f.deeds
		if f.level == frame.Openly {
			r.spans = [][2]int{{f.begin, f.end}}
		}
	} else if !r.fit(intent) {
		return frame.Meaning{}, false
	}
	m = r.meaning()
	for k, v := range m.Slots {
		if said, text := v.(string); text && h.own != "" {
			m.Slots[k] = strings.ReplaceAll(said, order, h.own)
		}
	}
	return m, true
}

// fit takes the first frame of an intent that no phrase of which is in the sentence.
func (r *reading) fit(intent string) bool {
	for i := range r.l.grammars {
		if g := &r.l.grammars[i]; g.Intent == intent {
			r.phrase = &ranked{Phrase: frame.Phrase{Whole: true}, grammar: g}
			return true
		}
	}
	return false
}

// Named are the records and organisations that the sentence names.
func (h *Heard) Named() []string { return h.a.named() }

// NamesRecord reports whether the sentence names a record by a number.
func (h *Heard) NamesRecord() bool {
	return slices.ContainsFunc(h.a.tags, func(t tag) bool {
		return t.kind != "" || t.class == classNo && strings.HasSuffix(h.a.text[t.begin:t.end], "号")
	})
}

// Record is the first number in the sentence that says of what kind it is.
func (h *Heard) Record() (said, kind string) {
	for _, t := range h.a.tags {
		if t.kind != "" {
			return h.a.text[t.begin:t.end], t.kind
		}
	}
	return "", ""
}

// What stands between a head and the matter: partsFrom begins what follows, endsHead ends the head itself.
var (
	partsFrom = []string{"：", ":", " ", "\n", "，", ",", "。", "《", "“", "【"}
	endsHead  = []string{"：", ":", "】", "条", "一下", "如下"}
)

// Apart reports whether the head of a command stands apart from what follows: by a stop, a title's mark, or the name of
// an organisation. 信息报送扣2分 only begins like one.
func (h *Heard) Apart(intent string) bool {
	f := h.fits[intent]
	rest := h.a.heard[min(f.end, len(h.a.heard)):]
	head := strings.TrimRight(h.a.heard[:min(f.end, len(h.a.heard))], " ")
	blank := f.end > 0 && len(head) < f.end
	if rest == "" || blank || hasAnyPrefix(rest, partsFrom) || endsWithAny(head, endsHead) {
		return true
	}
	return slices.ContainsFunc(h.a.tags, func(t tag) bool {
		return t.begin == f.end && (t.class == classUnit || t.class == classOwn)
	})
}

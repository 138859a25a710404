package words

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"
)

// element is one part of a pattern.
type element struct {
	words    []string
	classes  []class
	optional bool
	look     bool // > must stand here, but is left for the slots
	gap      bool // anything may stand before it
	end      bool // $
}

// pattern is a compiled phrase.
type pattern struct {
	elements []element
	anchored bool
	all      []pattern // joined by &: each must be somewhere in the sentence
	must     []string  // words of which one has to be in the sentence, to rule the pattern out fast
}

// compile reads a pattern. Patterns are part of the program, so a mistake in one is a panic at the start.
func compile(s string) pattern {
	p := pattern{}
	if strings.Contains(s, " & ") {
		for _, part := range strings.Split(s, " & ") {
			p.all = append(p.all, compile(part))
		}
		return p
	}
	gap := true
	for _, f := range strings.Fields(s) {
		switch f {
		case "^":
			p.anchored, gap = true, false
		case "…":
			gap = true
		case "$":
			p.elements = append(p.elements, element{end: true, gap: gap})
		default:
			p.elements = append(p.elements, readElement(f, gap))
			gap = false
		}
	}
	if len(p.elements) == 0 {
		panic(fmt.Sprintf("language: empty pattern %q", s))
	}
	for _, e := range p.elements {
		if e.optional || e.end || len(e.classes) > 0 {
			continue
		}
		if p.must == nil || len(e.words) < len(p.must) {
			p.must = e.words
		}
	}
	return p
}

func readElement(f string, gap bool) element {
	e := element{gap: gap}
	f, e.optional = strings.CutSuffix(f, "?")
	f, e.look = strings.CutPrefix(f, ">")
	for _, alt := range strings.Split(f, "|") {
		if alt == "$" {
			e.end = true
		} else if name, ok := strings.CutPrefix(alt, "{"); ok {
			c, known := classes[strings.TrimSuffix(name, "}")]
			if !known {
				panic(fmt.Sprintf("language: unknown class %q", alt))
			}
			e.classes = append(e.classes, c)
		} else {
			e.words = append(e.words, strings.ReplaceAll(alt, "_", " "))
		}
	}
	sort.SliceStable(e.words, func(i, j int) bool { return len(e.words[i]) > len(e.words[j]) }) // 整改完成 before 整改
	return e
}

// needed are words of which one has to be in the sentence; none where no word rules the pattern out.
func (p *pattern) needed() []string {
	for i := range p.all {
		if words := p.all[i].needed(); len(words) > 0 {
			return words
		}
	}
	return p.must
}

// match finds the phrase in the sentence and returns where it ends.
func (p *pattern) match(a *analysis) (begin, end int, ok bool) {
	for i := range p.all {
		if _, _, ok := p.all[i].match(a); !ok {
			return 0, 0, false
		}
	}
	if len(p.all) > 0 {
		return 0, 0, true
	}
	steps := 0
	m := matcher{a: a, p: p, steps: &steps}
	end, ok = m.from(0, 0)
	return m.begin, end, ok
}

type matcher struct {
	a     *analysis
	p     *pattern
	begin int // of the first element that is there: the outermost call sets it last
	steps *int
}

// maxSteps bounds the search: hostile text costs no more than ordinary text.
const maxSteps = 4000

// from matches the elements from number i on at position at.
func (m *matcher) from(i, at int) (int, bool) {
	if *m.steps++; *m.steps > maxSteps {
		return 0, false
	}
	if i == len(m.p.elements) {
		return at, true
	}
	e := &m.p.elements[i]
	if e.gap {
		if end, ok := m.later(i, at); ok {
			return end, true
		}
	} else if end, ok := m.here(i, at); ok {
		return end, true
	}
	if e.optional {
		return m.from(i+1, at)
	}
	return 0, false
}

// here matches element i directly at a position, light punctuation aside.
func (m *matcher) here(i, at int) (int, bool) {
	e := &m.p.elements[i]
	text := m.a.heard
	pos := skipSoft(text, at)
	if e.end && skipTail(text, at) == len(text) {
		return m.from(i+1, at)
	}
	for _, w := range e.words {
		p := pos
		if !strings.HasPrefix(text[p:], w) {
			if p = at; !strings.HasPrefix(text[p:], w) {
				continue
			}
		}
		if end, ok := m.from(i+1, e.behind(p, p+len(w))); ok {
			m.begin = p
			return end, true
		}
	}
	for _, c := range e.classes {
		for _, t := range m.a.tags {
			if t.class == c && (t.begin == pos || t.begin == at) {
				if end, ok := m.from(i+1, e.behind(t.begin, t.end)); ok {
					m.begin = t.begin
					return end, true
				}
			}
		}
	}
	return 0, false
}

// behind is where the next element begins.
func (e *element) behind(begin, end int) int {
	if e.look {
		return begin
	}
	return end
}

// later matches element i anywhere behind a position, the earliest place first.
func (m *matcher) later(i, at int) (int, bool) {
	e := &m.p.elements[i]
	if e.end {
		return m.from(i+1, len(m.a.heard))
	}
	for _, w := range e.words {
		for p := at; ; {
			k := strings.Index(m.a.heard[p:], w)
			if k < 0 {
				break
			}
			if end, ok := m.from(i+1, e.behind(p+k, p+k+len(w))); ok {
				m.begin = p + k
				return end, true
			}
			p += k + len(w)
		}
	}
	for _, c := range e.classes {
		for _, t := range m.a.tags {
			if t.class == c && t.begin >= at {
				if end, ok := m.from(i+1, e.behind(t.begin, t.end)); ok {
					m.begin = t.begin
					return end, true
				}
			}
		}
	}
	return 0, false
}

// soft marks may stand between two elements of a phrase.
const soft = " \n:：,，、!！“”\"《》【】[]-—·"

func skipSoft(s string, i int) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !strings.ContainsRune(soft, r) {
			break
		}
		i += n
	}
	return i
}

// skipTail skips what may end a sentence without meaning anything.
func skipTail(s string, i int) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !strings.ContainsRune(soft+"。.?？~～…吧呢啊呀吗了的哈呗嘛么;；", r) && r < 0x1f000 {
			break
		}
		i += n
	}
	return i
}

package language

import "unicode/utf8"

// As reads a text for one intent, whether or not a phrase of it fits: what the sentence would mean if that was meant.
// It is judged like any other. ok is false when nobody listens for the intent, or when there is nothing to read.
func (l *Language) As(intent, text string, s Scene) (m Meaning, ok bool) {
	m = l.inOwnWords(text, func(text string) Meaning {
		var read Meaning
		read, ok = l.as(intent, text, s)
		return read
	})
	return m, ok
}

func (l *Language) as(intent, text string, s Scene) (Meaning, bool) {
	core := l.Strip(text)
	if core == "" || utf8.RuneCountInString(core) > maxText {
		return Meaning{}, false
	}
	a := l.analyse(l.onBehalf(core), s)
	r := &reading{l: l, a: a, s: s, slots: map[string]any{}}
	if !r.fit(intent) {
		return Meaning{}, false
	}
	return r.meaning(), true
}

// fit takes the heaviest phrase of an intent that is in the sentence; where none is, its first grammar reads the whole.
func (r *reading) fit(intent string) bool {
	for i := range r.l.phrases {
		p := &r.l.phrases[i]
		if p.grammar.Intent != intent {
			continue
		}
		if begin, end, ok := p.pattern.match(r.a); ok {
			r.phrase, r.begin, r.end = p, begin, end
			return true
		}
	}
	for i := range r.l.grammars {
		if g := &r.l.grammars[i]; g.Intent == intent {
			r.phrase = &ranked{Phrase: Phrase{Whole: true}, grammar: g}
			return true
		}
	}
	return false
}

package rank

import "unicode/utf8"

const (
	longest  = 3   // characters of the longest n-gram
	headKept = 64  // characters at the beginning of a long text that count
	tailKept = 16  // and at its end: the middle of a report says nothing about the command
	most     = 400 // features of the longest text; more are not made
)

// Marks that no text has: they begin a text, end it, stand for what was left out, and name the word-free features.
const (
	markBegin = -1 - iota
	markEnd
	markGap
	markLength
	markQuestion
	markHead
	markLines
	markTags
	markRole
)

// scratch is what a sentence is taken apart in; one is borrowed for each sentence.
type scratch struct {
	runes    []rune
	features []uint32
	sums     []int32
}

// read takes a tagged text apart into the hashes of its features. The same text has the same hashes on every machine.
func (s *scratch) read(tagged, role string) []uint32 {
	s.runes = append(s.runes[:0], markBegin)
	for _, r := range tagged {
		s.runes = append(s.runes, r)
	}
	s.runes = append(s.runes, markEnd)
	text := s.runes[1 : len(s.runes)-1]
	s.features = wordFree(s.features[:0], text)
	if role != "" {
		spoken := mix(0, markRole)
		for _, r := range role {
			spoken = mix(spoken, r)
		}
		s.features = append(s.features, spoken)
	}
	if len(text) > headKept+tailKept {
		head := append(s.runes[:headKept+1], markGap)
		s.runes = append(head, s.runes[len(s.runes)-tailKept-1:]...)
	}
	for i := range s.runes {
		h := uint32(2166136261)
		for _, r := range s.runes[i:min(i+longest, len(s.runes))] {
			h = mix(h, r)
			s.features = append(s.features, h)
		}
	}
	s.features = s.features[:min(len(s.features), most)]
	return s.features
}

// mix takes one more character into a hash.
func mix(h uint32, r rune) uint32 {
	h = (h ^ uint32(r)) * 0x9E3779B1
	return h ^ h>>15
}

// wordFree adds what needs no word: how long the text is, whether it asks, whether it begins with a command's head,
// whether it has lines, and which tags stand in it.
func wordFree(out []uint32, text []rune) []uint32 {
	add := func(mark, value rune) { out = append(out, mix(mix(0, mark), value)) }
	length := rune(0)
	for _, most := range []int{0, 2, 4, 6, 9, 13, 20, 35, 70, 150} {
		if len(text) > most {
			length++
		}
	}
	add(markLength, length)
	if asks(text) {
		add(markQuestion, 1)
	}
	add(markHead, head(text))
	tags, lines := rune(0), rune(0)
	for _, r := range text {
		switch {
		case r == '\n':
			lines = 1
		case r < utf8.RuneSelf:
			if i := tagOf(byte(r)); i >= 0 {
				tags |= 1 << i
			}
		}
	}
	add(markLines, lines)
	add(markTags, tags)
	return out
}

// tagOf is the place of a tag among those that stand in a text, -1 for any other character.
func tagOf(c byte) int {
	for i := range len(allTags) {
		if allTags[i] == c {
			return i
		}
	}
	return -1
}

// asks reports whether the text ends in a question.
func asks(text []rune) bool {
	for i := len(text) - 1; i >= 0; i-- {
		switch text[i] {
		case ' ', '。', '~', '!', '！', '\n':
		case '?', '？', '吗', '呢', '么', '嘛', '没', '不':
			return true
		default:
			return false
		}
	}
	return false
}

// head is how far behind the beginning a colon (1–9) or a space (11–19) ends what may be a command's head, 0: nowhere.
func head(text []rune) rune {
	for i, r := range text[:min(len(text), 9)] {
		switch r {
		case ':', '：':
			return rune(i) + 1
		case ' ', '\n':
			return rune(i) + 11
		}
	}
	return 0
}

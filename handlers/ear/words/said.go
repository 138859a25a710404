package words

import "linzhangbot/handlers/ear/frame"

// Said tells how plainly a sentence says the words of a command, and whether it does so in a turn of speech rather than
// by a word of its deed alone.
func (l *Language) Said(intent, text string, s frame.Scene) (level frame.Level, phrase bool) {
	f := l.Hear(l.Strip(text), s).fits[intent]
	return f.level, f.p != nil && f.p.Pattern != ""
}

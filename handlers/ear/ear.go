// Package ear is the bot's ear: it takes the envelope off a sentence, hears in what kind of speech it is said, has it
// read by the grammar, and decides whether it is done, asked about, offered as a choice or left alone. What is written
// is decided by rules; a trained ranking only offers choices.
package ear

import (
	"strings"
	"time"

	"linzhangbot/handlers/ear/envelope"
	"linzhangbot/handlers/ear/rank"
	"linzhangbot/handlers/language"
	"linzhangbot/models/profile"
)

// Frame is what the ear must know of a command beside its grammar.
type Frame struct {
	Intent string // report.submit
	Title  string // 报送信息: what a choice says it would do
	Writes bool   // it changes records, so that only what is plainly ordered may run it
}

// Ear hears for one district. It is made once and may be used by many at a time.
type Ear struct {
	*language.Language
	words  envelope.Words
	frames map[string]Frame
	model  *rank.Model
}

// New makes the ear of a district over its grammar.
func New(l *language.Language, p *profile.Profile, frames []Frame) *Ear {
	e := &Ear{Language: l, words: envelope.FromProfile(p), model: rank.Load().With(rank.TagsOf(p)), frames: map[string]Frame{}}
	for _, f := range frames {
		e.frames[f.Intent] = f
	}
	return e
}

// Understand says what a sentence means. The same sentence in the same scene always means the same.
func (e *Ear) Understand(text string, s language.Scene) language.Meaning {
	if handed(strings.TrimSpace(text)) {
		return language.Meaning{Intent: language.Unknown, Slots: map[string]any{}, Expect: language.OK}
	}
	return e.offer(text, s, e.doubt(text, s, e.decide(s, e.open(text, s))))
}

// Slot reads one slot out of an answer to a question. ok is false when the answer has none, and its words count.
func (e *Ear) Slot(name, text string, now time.Time) (any, bool) {
	return e.Language.Slot(name, text, now)
}

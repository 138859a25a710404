// Package ear is the bot's ear: it takes the envelope off a sentence, finds the district's words, numbers and days in
// it, ranks the commands it may mean by what its words say and by a trained model, hears in what kind of speech it is
// said, and decides whether it is done, asked about, offered as a choice or left alone. What is written is decided by
// rules; the model only ranks.
package ear

import (
	"strings"
	"time"
	"unicode/utf8"

	"linzhangbot/handlers/ear/envelope"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/handlers/ear/rank"
	"linzhangbot/handlers/ear/words"
	"linzhangbot/models/profile"
)

// Command is what the ear must know of a command beside its frame.
type Command struct {
	Intent string // report.submit
	Title  string // 报送信息: what a choice says it would do
	Usage  string // 采用 信3号: what people are told to say
	Writes bool   // it changes records, so that only what is plainly ordered may run it
	Asks   bool   // it finds what it is about itself, and asks for what it lacks
}

// Ear hears for one district. It is made once and may be used by many at a time.
type Ear struct {
	*words.Language
	words   envelope.Words
	profile *profile.Profile
	frames  map[string]Command
	model   *rank.Model // of commands
	orders  *rank.Model // of orders and talk

	emergency emergency
	submits   string // the intent that an emergency is reported by
}

// New makes the ear of a district over its grammar.
func New(l *words.Language, p *profile.Profile, frames []Command) *Ear {
	e := &Ear{Language: l, words: envelope.FromProfile(p), profile: p, model: rank.Load(), orders: rank.LoadOrders(), frames: map[string]Command{}}
	for _, f := range frames {
		e.frames[f.Intent] = f
	}
	e.emergency = emergencyOf(p)
	for _, g := range l.Frames() {
		if g.Alarms {
			e.submits = g.Intent
		}
	}
	return e
}

// Understand says what a sentence means. The same sentence in the same scene always means the same.
func (e *Ear) Understand(text string, s frame.Scene) frame.Meaning {
	if e.handed(strings.TrimSpace(text)) || utf8.RuneCountInString(text) > frame.Longest {
		return nothing()
	}
	env := envelope.Open(text, e.words)
	if env.Core == "" {
		return nothing()
	}
	if calls(env) && !s.ToBot && !s.Private { // said to somebody else
		return nothing()
	}
	core := e.core(env, s)
	if foreign(core) {
		return frame.Meaning{Intent: "help", Slots: map[string]any{}, Expect: frame.Ask, Why: "请用中文说，比如“报送 标题”或“我的待办”。"}
	}
	h := e.hear(core, calls(env), s)
	m := h.several()
	if len(m.Acts) == 0 {
		m = each(h.judge())
	}
	m = e.pending(e.around(m, core, s), core, s)
	switch {
	case env.Quoted || env.Forwarded:
		m = e.unsure(m, "这是转发或引用的话，要照着办吗？")
	case env.Speaker != "" && !e.speaksFor(env.Speaker, s):
		m = e.unsure(m, "这是替"+e.words.Org(env.Speaker)+"办的，对吗？")
	}
	if env.Speaker != "" && m.Intent != frame.Unknown && m.Slots["unit"] == nil {
		m.Slots["unit"] = e.words.Org(env.Speaker)
	}
	return m
}

// core is the matter of a sentence. A day and a name that stand over it may belong to it.
func (e *Ear) core(env envelope.Envelope, s frame.Scene) string {
	foreign := env.Speaker != "" && !e.speaksFor(env.Speaker, s)
	if foreign || e.belongs(env, s) {
		return env.Headed
	}
	return env.Core
}

// Slot reads one slot out of an answer to a question. ok is false when the answer has none, and its words count.
func (e *Ear) Slot(name, text string, now time.Time) (any, bool) {
	return e.Language.Slot(name, text, now)
}

// Core is the matter of a sentence: without greetings, senders and thanks.
func (e *Ear) Core(text string, s frame.Scene) string {
	if env := envelope.Open(text, e.words); env.Core != "" {
		return e.core(env, s)
	}
	return text
}

// As reads a text for one intent: what it would mean if that was meant. ok is false when nobody listens for it.
func (e *Ear) As(intent, text string, s frame.Scene) (frame.Meaning, bool) {
	return e.Language.Hear(e.Core(text, s), s).Read(intent)
}

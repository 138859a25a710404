// Package ear is the bot's ear: it takes the envelope off a sentence, finds the district's words, numbers and days in
// it, ranks the commands it may mean by what its words say and by a trained model, hears in what kind of speech it is
// said, and decides whether it is done, asked about, offered as a choice or left alone. What is written is decided by
// rules; the model only ranks.
package ear

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"linzhangbot/handlers/ear/envelope"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/handlers/ear/rank"
	"linzhangbot/handlers/ear/words"
	"linzhangbot/models/chinese"
	"linzhangbot/models/profile"
)

// Ear hears for one district. It is made once and may be used by many at a time.
type Ear struct {
	*words.Language
	words    envelope.Words
	profile  *profile.Profile
	commands map[string]frame.Command
	model    *rank.Model // of commands
	orders   *rank.Model // of orders and talk

	emergency emergency
	submits   string // the intent that an emergency is reported by
}

// For makes the ear of a district that listens for the frames of some commands.
func For(frames []frame.Frame, commands []frame.Command, p *profile.Profile, days chinese.WorkingDays) *Ear {
	all := append(slices.Clone(words.Common), frames...)
	return New(words.New(all, words.FromProfile(p)).WithCalendar(days), p, commands)
}

// New makes the ear of a district over what is listened for.
func New(l *words.Language, p *profile.Profile, commands []frame.Command) *Ear {
	e := &Ear{Language: l, words: envelope.FromProfile(p), profile: p, model: rank.Load(), orders: rank.LoadOrders(),
		commands: map[string]frame.Command{}}
	for _, c := range commands {
		e.commands[c.Intent] = c
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

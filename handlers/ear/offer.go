package ear

import (
	"unicode/utf8"

	"linzhangbot/handlers/ear/envelope"
	"linzhangbot/handlers/ear/rank"
	"linzhangbot/handlers/ear/speech"
	"linzhangbot/handlers/language"
)

const (
	offered = 3   // readings at most, one button each
	longest = 120 // characters: whoever writes more than this has something to tell, not to order
)

// offer makes something of what the grammar has not understood and whoever spoke to the bot may have meant: a question
// that the ranking is sure of is answered; whatever would write is offered as a choice, and writes nothing by itself.
func (e *Ear) offer(text string, s language.Scene, m language.Meaning) language.Meaning {
	if m.Intent != language.Unknown || m.Expect != language.OK || !s.ToBot && !s.Private {
		return m
	}
	env := envelope.Open(text, e.words)
	if env.Core == "" || env.Quoted || env.Forwarded || utf8.RuneCountInString(env.Core) > longest || talk(env.Core) {
		return m
	}
	best := e.model.Best(env.Core, offered)
	margins := e.model.Margins()
	if len(best) == 0 || best[0].Score < margins.Likely {
		return m
	}
	if first, ok := e.answer(best, env.Core, s); ok {
		return first
	}
	return e.choose(best, env.Core, s, margins.Possible)
}

// answer takes the best reading where it only reads, and nothing else comes near.
func (e *Ear) answer(best []rank.Ranked, core string, s language.Scene) (language.Meaning, bool) {
	if e.writes(best[0].Intent) || len(best) > 1 && best[0].Score-best[1].Score < clear {
		return language.Meaning{}, false
	}
	m, ok := e.Language.As(best[0].Intent, core, s)
	return m, ok && m.Expect == language.OK
}

// clear is by how much the first must lead before it is answered without a choice, in hundredths of log-odds.
const clear = 150

// choose offers the readings that may be meant.
func (e *Ear) choose(best []rank.Ranked, core string, s language.Scene, possible int) language.Meaning {
	out := language.Meaning{Slots: map[string]any{}, Expect: language.Choose}
	for _, r := range best {
		if r.Score < possible {
			continue
		}
		m, ok := e.Language.As(r.Intent, core, s)
		if !ok || m.Expect == language.Refuse {
			continue
		}
		out.Candidates = append(out.Candidates, language.Candidate{Intent: r.Intent, Slots: m.Slots})
	}
	if len(out.Candidates) == 0 {
		return language.Meaning{Intent: language.Unknown, Slots: map[string]any{}, Expect: language.OK}
	}
	out.Intent, out.Slots = out.Candidates[0].Intent, out.Candidates[0].Slots
	return out
}

// talk reports whether a sentence is talk about something in every clause: hearsay, plans, wishes, what is put off.
func talk(core string) bool {
	for _, c := range speech.Clauses(core) {
		if c.Kind.MayWrite() || c.Kind == speech.Question {
			return false
		}
	}
	return true
}

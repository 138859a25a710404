package ear

import (
	"linzhangbot/handlers/ear/speech"
	"linzhangbot/handlers/language"
)

const offered = 3 // readings at most, one button each

// offer has the readings that come near chosen from.
func (e *Ear) offer(h *language.Heard, all []reading, core string, s language.Scene) language.Meaning {
	if talk(core) {
		return nothing()
	}
	out := language.Meaning{Slots: map[string]any{}, Expect: language.Choose, Text: core}
	for _, r := range all {
		if len(out.Candidates) == offered || r.score < e.floor(r.intent) || all[0].score-r.score > near {
			break
		}
		m, ok := h.Read(r.intent)
		if !ok || m.Expect == language.Refuse {
			continue
		}
		out.Candidates = append(out.Candidates, language.Candidate{Intent: r.intent, Slots: m.Slots})
	}
	if len(out.Candidates) == 0 {
		return nothing()
	}
	out.Intent, out.Slots = out.Candidates[0].Intent, out.Candidates[0].Slots
	return out
}

// talk reports whether a sentence talks about something: hearsay, plans, wishes, what is put off, remarks.
func talk(core string) bool {
	for _, c := range speech.Clauses(core) {
		if c.Kind.Idle() || c.Kind == speech.Postponed {
			return true
		}
	}
	return false
}

package ear

import (
	"linzhangbot/handlers/ear/frame"
)

const offered = 3 // readings at most, one button each

// offer has the readings that come near chosen from.
func (h *hearing) offer(all []reading) frame.Meaning {
	plain := len(all) > 0 && all[0].level >= frame.Wholly && (h.e.nature(all[0].intent) == "plans" || h.e.carries(all[0].intent))
	if h.talk() && h.order() < floorTold && !plain {
		return nothing()
	}
	out := frame.Meaning{Slots: map[string]any{}, Expect: frame.Choose, Text: h.core}
	for _, r := range all {
		if len(out.Candidates) == offered || r.score < h.e.floor(r.intent) || all[0].score-r.score > near {
			break
		}
		m, ok := h.Read(r.intent)
		if !ok || m.Expect == frame.Refuse {
			continue
		}
		out.Candidates = append(out.Candidates, frame.Candidate{Intent: r.intent, Slots: m.Slots})
	}
	if len(out.Candidates) == 0 {
		return nothing()
	}
	out.Intent, out.Slots = out.Candidates[0].Intent, out.Candidates[0].Slots
	return out
}

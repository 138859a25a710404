package ear

import (
	"linzhangbot/handlers/ear/frame"
)

const offered = 3 // readings at most, one button each

// offer has the readings that come near chosen from.
func (h *hearing) offer(all []reading) frame.Meaning {
	if h.talk() && h.order() < floorTold && !h.plansItself(all) {
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

// plansItself reports whether what is planned in a sentence may be what it orders, or a part of its matter: 12月8日开会,
// 报送…总结，明年接着干.
func (h *hearing) plansItself(all []reading) bool {
	if len(all) == 0 || all[0].level < frame.Wholly {
		return false
	}
	return h.e.nature(all[0].intent) == "plans" || h.e.carries(all[0].intent)
}

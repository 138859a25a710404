package ear

import (
	"slices"
	"strings"

	"linzhangbot/handlers/ear/frame"
)

const examples = 3 // of what may be said about a record

// mistaken refuses a deed that is ordered of a record of another kind, and says what may be said about that record
// instead: 议1号 函告 is no letter about an issue.
func (h *hearing) mistaken(all, foreign []reading) (frame.Meaning, bool) {
	if len(foreign) == 0 || foreign[0].level < frame.Wholly || foreign[0].score < ownScore {
		return frame.Meaning{}, false
	}
	said, kind := h.Record()
	if len(all) > 0 && (all[0].score > foreign[0].score || all[0].level >= frame.Wholly &&
		h.e.about(all[0].intent, kind)) {
		return frame.Meaning{}, false
	}
	m := nothing()
	m.Expect, m.Why = frame.Ask, "“"+said+"”不能这样办，没有办理。"
	var usages []string
	for _, f := range h.e.Language.Frames() {
		usage := h.e.commands[f.Intent].Usage
		if usage != "" && strings.HasPrefix(f.About+" ", kind+" ") && !slices.Contains(usages, usage) {
			usages = append(usages, usage)
		}
	}
	if len(usages) > 0 {
		m.Why += "对它可以说：“" + strings.Join(usages[:min(len(usages), examples)], "”“") + "”。"
	}
	return m, true
}

// about reports whether a command acts upon records of a kind.
func (e *Ear) about(intent, kind string) bool {
	g := e.Language.Frame(intent)
	return g != nil && slices.Contains(strings.Fields(g.About), kind)
}

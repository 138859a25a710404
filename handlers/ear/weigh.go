package ear

import (
	"slices"

	"linzhangbot/handlers/language"
)

// reading is one command that a sentence may mean.
type reading struct {
	intent string
	score  int // hundredths of log-odds against chatter, with what the words themselves say
	level  language.Level
}

// What the words of a command add to the ranking, by how plainly they are said.
var spoken = [...]int{language.Silent: 0, language.Partly: 100, language.Wholly: 250, language.Openly: 500}

const considered = 8 // readings of a sentence that are looked at

// weigh lists what a sentence may mean, the likeliest first.
func (e *Ear) weigh(h *language.Heard, core string, s language.Scene) []reading {
	said := h.Said()
	var all []reading
	for _, r := range e.model.Best(core, s.Role, considered) {
		if h.Numbered(r.Intent) {
			all = append(all, reading{r.Intent, r.Score + spoken[said[r.Intent]], said[r.Intent]})
		}
		delete(said, r.Intent)
	}
	for intent, level := range said { // said plainly, however unlikely
		if level < language.Openly || !h.Numbered(intent) {
			continue
		}
		all = append(all, reading{intent, e.model.Score(core, s.Role, intent) + spoken[level], level})
	}
	slices.SortFunc(all, func(a, b reading) int {
		if a.score != b.score {
			return b.score - a.score
		}
		if a.intent < b.intent {
			return -1
		}
		return 1
	})
	return all
}

package ear

import (
	"cmp"
	"slices"
	"strings"

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

// weigh lists what a sentence may mean, the likeliest first. A number that says of what kind it is rules out every
// command about other kinds.
func (e *Ear) weigh(h *language.Heard, core string, s language.Scene) []reading {
	all, _ := e.weighed(h, core, s)
	return all
}

// weighed lists also the readings that a number of another kind rules out.
func (e *Ear) weighed(h *language.Heard, core string, s language.Scene) (all, foreign []reading) {
	said := h.Said()
	for _, r := range e.model.Best(core, s.Role, considered) {
		one := reading{r.Intent, r.Score + spoken[said[r.Intent]], said[r.Intent]}
		if h.Numbered(r.Intent) {
			all = append(all, one)
		} else {
			foreign = append(foreign, one)
		}
		delete(said, r.Intent)
	}
	for intent, level := range said { // said plainly, however unlikely
		if plain := level == language.Openly || level == language.Wholly && !e.model.Knows(intent); plain && h.Numbered(intent) {
			all = append(all, reading{intent, e.model.Score(core, s.Role, intent) + spoken[level], level})
		}
	}
	for _, list := range [][]reading{all, foreign} {
		slices.SortFunc(list, func(a, b reading) int {
			return cmp.Or(b.score-a.score, strings.Compare(a.intent, b.intent))
		})
	}
	return all, foreign
}

package ear

import (
	"cmp"
	"slices"
	"strings"

	"linzhangbot/handlers/ear/frame"
)

// reading is one command that a sentence may mean.
type reading struct {
	intent string
	score  int // hundredths of log-odds against chatter, with what the words themselves say
	level  frame.Level
}

// What the words of a command add to the ranking, by how plainly they are said.
var plainness = [...]int{frame.Silent: 0, frame.Partly: 100, frame.Wholly: 250, frame.Openly: 500}

const considered = 8 // readings of a sentence that are looked at

// weigh lists what a sentence may mean, the likeliest first, and apart from it what a number of another kind rules out.
func (h *hearing) weigh() (all, foreign []reading) {
	said := h.Said()
	scores := h.e.model.Scores(h.read, h.s.Role)
	for _, r := range scores.Best(considered) {
		one := reading{r.Intent, r.Score + h.plain(r.Intent, said[r.Intent]), said[r.Intent]}
		if h.Numbered(r.Intent) {
			all = append(all, one)
		} else {
			foreign = append(foreign, one)
		}
		delete(said, r.Intent)
	}
	for intent, level := range said { // said plainly, however unlikely
		plain := level == frame.Openly || level == frame.Wholly && !h.e.model.Knows(intent)
		if plain && h.Numbered(intent) {
			all = append(all, reading{intent, scores.Of(intent) + h.plain(intent, level), level})
		}
	}
	for _, list := range [][]reading{all, foreign} {
		slices.SortFunc(list, func(a, b reading) int {
			return cmp.Or(b.score-a.score, strings.Compare(a.intent, b.intent))
		})
	}
	return h.served(all), foreign
}

// served leaves out what nobody listens for here, where the sentence begins with the word of a command that somebody
// does: 退回 议1号, in a district that keeps no issues.
func (h *hearing) served(all []reading) []reading {
	if !slices.ContainsFunc(all, func(r reading) bool { return r.level == frame.Openly }) {
		return all
	}
	return slices.DeleteFunc(all, func(r reading) bool { return h.e.Language.Frame(r.intent) == nil })
}

// carried is what a head adds beside, behind which all words are its own, and the head of a question, which does no
// harm.
const carried = 250

// kindred is what a command gains that is about the same kind of record as the act before it: 采用18号，20号退回.
const kindred = 500

// plain is what the words of a command add to the ranking.
func (h *hearing) plain(intent string, level frame.Level) int {
	if h.kin != "" && h.e.about(intent, h.kin) {
		return plainness[level] + kindred
	}
	c, command := h.e.commands[intent] // yes and no are none
	if level != frame.Openly {
		return plainness[level]
	}
	if g := h.e.Language.Frame(intent); g.Carries && h.Apart(intent) || command && !c.Writes {
		return plainness[level] + carried
	}
	return plainness[level]
}

// floor is the score below which a reading is not even offered: a question that is answered does no harm.
func (e *Ear) floor(intent string) int {
	if e.writes(intent) {
		return floorOffer
	}
	return floorAsked
}

// carries reports whether a command's head takes all words behind it.
func (e *Ear) carries(intent string) bool {
	g := e.Language.Frame(intent)
	return g != nil && g.Carries
}

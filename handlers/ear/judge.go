package ear

import (
	"os"
	"strconv"

	"linzhangbot/handlers/ear/rank"
	"linzhangbot/handlers/ear/speech"
	"linzhangbot/handlers/language"
)

// env reads a tuning number while the thresholds are sought.
func tune(name string, def int) int {
	if v, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return v
	}
	return def
}

var (
	floorRead  = tune("FR", -50)
	floorOffer = tune("FO", 60)
	floorAsked = tune("FA", -80)
	leadRead   = tune("LR", 60)
	leadOpen   = tune("LO", 50)
	leadWhole  = tune("LW", 150)
	leadPart   = tune("LP", 300)
	leadNone   = tune("LN", 100000)
	floorWrite = tune("FW", 200)
	near       = tune("NEAR", 500)
	holdFloor  = tune("HOLD", 100)
	openFloor  = tune("HOLDO", 0)
	talkFloor  = tune("TALK", -150)
	askLead    = tune("ASK", 0)
	askOpen    = tune("ASKO", -250)
)

// judge decides what becomes of a sentence.
func (e *Ear) judge(h *language.Heard, core string, s language.Scene) language.Meaning {
	all, foreign := e.weighed(h, core, s)
	if m, cried := e.alarm(h, all, core, s); cried {
		return m
	}
	if m, other := e.mistaken(h, all, foreign); other {
		return m
	}
	if len(all) == 0 || all[0].score < e.floor(all[0].intent) && all[0].level == language.Silent {
		return nothing()
	}
	best, lead := all[0], all[0].score
	if len(all) > 1 {
		lead = min(lead, best.score-all[1].score)
	}
	m, ok := h.Read(best.intent)
	if !ok {
		m = language.Meaning{Intent: best.intent, Slots: map[string]any{}, Expect: language.OK, Text: core}
	}
	if !e.writes(best.intent) {
		if best.score >= floorRead && (lead >= leadRead || len(all) < 2 || !e.writes(all[1].intent)) || best.level >= language.Wholly {
			return m
		}
		return e.offer(h, all, core, s)
	}
	heard := e.decide(s, m)
	if heard.Intent == language.Unknown {
		return e.partly(h, m, heard)
	}
	m = heard
	ordered, lacking := e.orders.Score(core, s.Role, rank.Order), e.orders.Score(core, s.Role, rank.Ask)
	if !e.model.Knows(best.intent) {
		return e.doubt(core, s, m) // a command that was never learned is heard by its own words alone
	}
	if max(ordered, lacking, e.orders.Score(core, s.Role, rank.Open)) < talkFloor {
		return nothing()
	}
	if m.Expect == language.Refuse {
		return m
	}
	if m.Expect == language.OK && held(best.level, ordered, lacking) {
		return e.offer(h, all, core, s)
	}
	needed := map[language.Level]int{language.Openly: leadOpen, language.Wholly: leadWhole, language.Partly: leadPart, language.Silent: leadNone}[best.level]
	if lead < needed || best.score < floorWrite {
		return e.offer(h, all, core, s)
	}
	return e.doubt(core, s, m)
}

// floor is the score below which a reading is not even offered: a question that is answered does no harm.
func (e *Ear) floor(intent string) int {
	if e.writes(intent) {
		return floorOffer
	}
	return floorAsked
}

// partly keeps what is only partly done by the command that is there for it.
func (e *Ear) partly(h *language.Heard, m, heard language.Meaning) language.Meaning {
	g := e.Language.Frame(m.Intent)
	if g == nil || g.Else == "" || heard.Why != unready {
		return heard
	}
	if kind, _ := speech.Complete(m.Text); kind != speech.Partly {
		return heard
	}
	part, ok := h.Read(g.Else)
	switch {
	case !ok || part.Expect != language.OK:
		return heard
	case part.Slots["percent"] == nil: // 清得差不多了 may yet be meant as done
		part.Expect, part.Candidates = language.Choose, []language.Candidate{{Intent: part.Intent, Slots: part.Slots}}
	}
	return part
}

// held reports whether the model of orders holds a deed back. What begins with the command word and lacks nothing is
// held only where it sounds like talk.
func held(level language.Level, ordered, lacking int) bool {
	if level == language.Openly {
		return max(ordered, lacking) < openFloor || ordered-lacking < askOpen
	}
	return ordered < holdFloor || ordered-lacking < askLead
}

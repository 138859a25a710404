package ear

import (
	"regexp"
	"strings"

	"linzhangbot/handlers/ear/frame"
	"linzhangbot/handlers/ear/speech"
	"linzhangbot/handlers/ear/talk"
)

// All scores are hundredths of the natural logarithm of how much likelier something is. They were chosen on sentences
// that the models had not learned (docs/understanding.md).
const (
	floorRead   = -50  // a question below it is not answered at once
	floorAsked  = -80  // nor offered below this
	floorOffer  = 60   // a deed below it is not offered
	floorWrite  = 200  // nor done at once below this
	leadRead    = 60   // by how much a question must lead a deed to be answered
	floorOrder  = -75  // what does not begin with the command word must be so much likelier an order than talk
	floorOpen   = 0    // what does, so much
	floorHeaded = -300 // nor behind a head with a colon, where plans and questions are its matter: 总结：…下一步打算…
	floorTalk   = -300 // below it a sentence is talk, whatever it names
	floorNamed  = -600 // the same, where it names a record and says what to do with it: 5号就一张照片，糊弄谁呢，退回
	leadAsk     = 0    // by how much an order must be likelier complete than lacking something
	leadOpen    = -250 // the same, where it begins with the command word
	floorTold   = -100 // what also talks about something is offered down to this
	strongOrder = 350  // such an order is offered although a word in it takes it back
	near        = 500  // readings that come so near the best are offered with it
)

// leads are by how much the best reading must lead the next, by how plainly it is said, to be done at once. Without a
// word of its own nothing is.
var leads = map[frame.Level]int{frame.Openly: 100, frame.Wholly: 150, frame.Partly: 300}

// receipt says no more than that something arrived.
var receipt = regexp.MustCompile(`^(?:已?收到[了啦]?[，,！!。~ ]*)+$`)

// judge decides what becomes of a sentence.
func (h *hearing) judge() frame.Meaning {
	all, foreign := h.weigh()
	if m, cried := h.alarm(all); cried {
		return m
	}
	if m, other := h.mistaken(all, foreign); other {
		return m
	}
	if len(all) == 0 || all[0].score < h.e.floor(all[0].intent) && all[0].level == frame.Silent {
		return nothing()
	}
	if m, ordered := h.pressed(all); ordered {
		return m
	}
	if receipt.MatchString(h.core) && h.s.Card == nil && h.s.Reply == nil {
		return nothing() // the desk knows whether something waits for it
	}
	m, ok := h.Read(all[0].intent)
	if !ok {
		m = frame.Meaning{Intent: all[0].intent, Slots: map[string]any{}, Expect: frame.OK, Text: h.core}
	}
	if !h.e.writes(all[0].intent) {
		return h.answer(m, all)
	}
	heard := h.e.decide(h.s, m)
	if heard.Intent == frame.Unknown {
		return h.notOrdered(m, heard, all)
	}
	return h.write(heard, all)
}

// pressed reads the words of a button: they begin with the command word, and whoever taps them orders it.
func (h *hearing) pressed(all []reading) (frame.Meaning, bool) {
	for _, r := range all {
		if h.s.Pressed && r.level == frame.Openly {
			return h.Read(r.intent)
		}
	}
	return frame.Meaning{}, false
}

// notOrdered makes something of a deed that is named in a kind of speech which orders none: a question is answered,
// what is partly done is kept as that, and what the model takes for a strong order all the same is offered.
func (h *hearing) notOrdered(m, heard frame.Meaning, all []reading) frame.Meaning {
	kind := h.e.governing(m)
	if kind == speech.Question {
		for _, r := range all[1:] {
			if !h.e.writes(r.intent) && r.score >= floorAsked && all[0].score-r.score < 2*near {
				if answer, ok := h.Read(r.intent); ok {
					return answer
				}
			}
		}
	}
	if !kind.Idle() && kind != speech.Partly && h.order() >= strongOrder {
		return h.offer(all)
	}
	return h.partly(m, heard)
}

// answer answers a question that nothing else comes near.
func (h *hearing) answer(m frame.Meaning, all []reading) frame.Meaning {
	best := all[0]
	if best.level == frame.Silent && talk.Of(h.core) == talk.Courtesy {
		return nothing() // 好嘞 is no yes where nothing is asked
	}
	kind, _ := speech.Of(h.core, -1, -1)
	if best.level < frame.Openly && kind == speech.Remark && talk.Of(h.core) != talk.Query {
		return nothing() // 我寻思着这事该归水务局管吧: he asks nobody
	}
	rival := len(all) > 1 && h.e.writes(all[1].intent) && best.score-all[1].score < leadRead
	if best.level >= frame.Wholly || best.score >= floorRead && best.score >= leadRead && !rival {
		return m
	}
	if best.score >= floorRead && !rival && len(all) > 1 && !h.e.writes(all[1].intent) {
		return m
	}
	return h.offer(all)
}

// write does what is plainly ordered, and offers what is not.
func (h *hearing) write(m frame.Meaning, all []reading) frame.Meaning {
	best, lead := all[0], all[0].score
	if len(all) > 1 {
		lead = min(lead, best.score-all[1].score)
		if h.e.carries(best.intent) && h.e.carries(all[1].intent) && all[1].level >= frame.Wholly {
			lead -= carried // 报送…工作总结: a summary is sent in with the same head
		}
	}
	needed, said := leads[best.level]
	floor := floorTalk
	if best.level >= frame.Wholly && len(m.Named) > 0 {
		floor = floorNamed
	}
	switch {
	case !h.e.model.Knows(best.intent): // a command that was never learned is heard by its own words alone
		return m
	case max(h.order(), h.lacking(), h.open()) < floor && !h.headed(m):
		return nothing()
	case m.Expect == frame.Refuse:
		return m
	case m.Expect == frame.OK && h.held(best, m), !said || lead < needed || best.score < floorWrite:
		return h.offer(all)
	}
	return m
}

// headed reports whether a head with a colon carries all words behind it: they may sound like anything.
func (h *hearing) headed(m frame.Meaning) bool {
	if g := h.e.Language.Frame(m.Intent); h.Level(m.Intent) < frame.Openly || !g.Carries || len(m.Spans) == 0 {
		return false
	}
	rest := m.Text[m.Spans[0][1]:]
	return strings.HasPrefix(rest, "：") || strings.HasPrefix(rest, ":")
}

// held reports whether the model of orders holds a deed back. What begins with the command word and lacks nothing is
// held only where it sounds like talk; whether it lacks something is for the command to say, where it asks itself. The
// bare word of a deed waits for what stands around it.
func (h *hearing) held(best reading, m frame.Meaning) bool {
	if best.level == frame.Openly {
		sounds, asks := max(h.order(), h.lacking()), h.e.commands[best.intent].Asks && !orders[h.core]
		if h.s.Media > 0 { // a file brings what the words lack
			sounds, asks = max(sounds, h.open()), true
		}
		floor := floorOpen
		told := h.e.nature(best.intent) == "tells" && len(m.Named) > 0 // 总林长令进展 2026年第1号 正在排查，尚未完成
		if h.headed(m) || told {
			floor = floorHeaded
		}
		return sounds < floor || h.order()-h.lacking() < leadOpen && !asks
	}
	return h.order() < floorOrder || h.order()-h.lacking() < leadAsk
}

// partly keeps what is only partly done by the command that is there for it.
func (h *hearing) partly(m, heard frame.Meaning) frame.Meaning {
	g := h.e.Language.Frame(m.Intent)
	if g == nil || g.Else == "" || heard.Why != unready {
		return heard
	}
	if kind, _ := speech.Complete(m.Text); kind != speech.Partly {
		return heard
	}
	part, ok := h.Read(g.Else)
	switch {
	case !ok || part.Expect != frame.OK:
		return heard
	case part.Slots["percent"] == nil: // 清得差不多了 may yet be meant as done
		part.Expect, part.Candidates = frame.Choose, []frame.Candidate{{Intent: part.Intent, Slots: part.Slots}}
	}
	return part
}

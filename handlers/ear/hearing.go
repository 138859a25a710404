package ear

import (
	"slices"
	"strings"

	"linzhangbot/handlers/ear/envelope"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/handlers/ear/rank"
	"linzhangbot/handlers/ear/speech"
	"linzhangbot/handlers/ear/words"
	"linzhangbot/models/naming"
)

// hearing is one sentence, or one clause of it, while it is being heard. What costs something is found once.
type hearing struct {
	*words.Heard
	e       *Ear
	core    string
	s       frame.Scene
	read    string // what the models read: names, numbers and days replaced by signs
	kin     string // kind of the record of the act before it, which a bare number is of too
	clauses []speech.Clause
	orders  *rank.Scores
}

// hear takes a sentence apart. called says that somebody else than the bot is called in it.
func (e *Ear) hear(core string, called bool, s frame.Scene) *hearing {
	h := &hearing{Heard: e.Language.Hear(core, s), e: e, core: core, s: s}
	h.read = e.tagged(h.Heard)
	if called {
		h.read = calling + h.read
	}
	return h
}

// calling stands before what is said to a colleague, which orders nothing.
const calling = "＠"

// tagged is a sentence as the models read it.
func (e *Ear) tagged(h *words.Heard) string {
	text := h.Text()
	var all []rank.Place
	for _, f := range h.Marks() {
		tag := ""
		switch f.Class {
		case words.MarkOrg:
			tag = rank.TagOrg
		case words.MarkPost:
			tag = rank.TagPost
		case words.MarkTime:
			tag = rank.TagTime
		case words.MarkRecord:
			tag = rank.TagRecord(f.Kind)
		}
		if tag != "" {
			all = append(all, rank.Place{At: f.At, End: f.End, Tag: tag})
		}
	}
	if strings.ContainsAny(text, "各所全") { // as every word for everyone begins; the search is dear
		for _, g := range naming.Everyone(e.profile, text) {
			all = append(all, rank.Place{At: g.At, End: g.End, Tag: rank.TagAll})
		}
	}
	return rank.Tagged(text, all)
}

// Read is what the models read of a sentence, for training them.
func (e *Ear) Read(text string, s frame.Scene) string {
	core, called := text, false
	if env := envelope.Open(text, e.words); env.Core != "" {
		core, called = env.Core, calls(env)
	}
	return e.hear(core, called, s).read
}

// calls reports whether a sentence calls somebody else than the bot.
func calls(env envelope.Envelope) bool { return len(env.Mentions) > 0 && !env.Named }

// order is by how much likelier the sentence orders something, lacking nothing, than it is talk; lacking and open are
// the same for orders that lack something (see rank.Ask, rank.Open).
func (h *hearing) order() int   { return h.of(rank.Order) }
func (h *hearing) lacking() int { return h.of(rank.Ask) }
func (h *hearing) open() int    { return h.of(rank.Open) }

func (h *hearing) of(class string) int {
	if h.orders == nil {
		h.orders = h.e.orders.Scores(h.read, h.s.Role)
	}
	return h.orders.Of(class)
}

// spoken are the clauses with their kinds of speech.
func (h *hearing) spoken() []speech.Clause {
	if h.clauses == nil {
		h.clauses = speech.Clauses(h.core)
	}
	return h.clauses
}

// talk reports whether a sentence talks about something: hearsay, plans, wishes, what is put off, remarks.
func (h *hearing) talk() bool {
	return slices.ContainsFunc(h.spoken(), func(c speech.Clause) bool {
		return c.Kind.Idle() || c.Kind == speech.Postponed
	})
}

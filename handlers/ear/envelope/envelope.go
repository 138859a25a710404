// Package envelope takes off a sentence what is said around the matter: whom it greets, who speaks, the date over it,
// thanks and stickers under it. What comes off is told as facts. It knows no command: whatever cannot be told from a
// part of the matter stays on.
package envelope

import (
	"strings"

	"linzhangbot/models/chinese"
)

// Envelope is a sentence without what is said around the matter, and what that told.
type Envelope struct {
	// Core is the matter itself, in the normal form of models/chinese. It is empty where there is nothing but courtesy.
	Core string
	// Headed is Core with the date and the sender's name left on: for whom the date is part of the matter, or the
	// sender is somebody else than the name says.
	Headed    string
	Speaker   string   // the organisation's name that stands before the matter as its sender, as said: 大寺
	Date      string   // the day that stands over the matter, as said: 11月23日
	Named     bool     // the bot was mentioned with an @
	Forwarded bool     // it is passed on, so that somebody else speaks
	Quotation string   // what stands over it as the words that are answered to; they came off
	Quoted    bool     // it is nothing but a quotation, so that nobody says it now
	Mentions  []string // who else was mentioned, where the mention came off
}

// Open takes the envelope off a sentence.
func Open(text string, w Words) Envelope {
	var e Envelope
	t := e.unquote(strings.TrimSpace(chinese.Normalize(text)))
	t = e.unname(t, w)
	t = e.lines(t, w)
	t = e.tail(t, w)
	e.head(t, w)
	e.Quoted = quotation(e.Core) || e.Quotation != "" && e.Core == ""
	return e
}

// lines begins with the line that mentions the bot, where the lines above it are nothing but envelope themselves.
// The mark is left in by unname and comes off here.
func (e *Envelope) lines(t string, w Words) string {
	at := strings.Index(t, "\n"+mark)
	if at >= 0 && strings.Trim(t[at:], "\n "+mark) != "" {
		above := Envelope{}
		above.head(above.tail(unmark(t[:at]), w), w)
		if above.Core == "" {
			e.Speaker, e.Date, e.Forwarded = above.Speaker, above.Date, above.Forwarded
			e.Mentions = append(e.Mentions, above.Mentions...)
			return unmark(t[at:])
		}
	}
	return unmark(t)
}

// unmark puts a space where the bot was mentioned, and takes off the comma before a mention at the end.
func unmark(t string) string {
	if bare := strings.TrimRight(t, mark+" \n"); strings.Contains(t[len(bare):], mark) {
		t = strings.TrimRight(bare, " ,，、;；")
	}
	return strings.TrimSpace(strings.ReplaceAll(t, mark, " "))
}

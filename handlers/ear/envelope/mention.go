package envelope

import (
	"regexp"
	"strings"
)

// mark stands for the bot's own mention until it is known where the matter begins. No normal text has it.
const mark = "\x00"

// unname takes off the mentions of the bot wherever they stand, except in a title or a quotation.
func (e *Envelope) unname(t string, w Words) string {
	for from := 0; ; {
		at := strings.IndexByte(t[from:], '@')
		if at < 0 {
			return t
		}
		at += from
		from = at + 1
		name := strings.TrimLeft(t[from:], " ")
		n := w.bot(name)
		if n == "" || inside(t, at) {
			continue
		}
		e.Named = true
		t = t[:at] + mark + name[len(n):]
		from = at + len(mark)
	}
}

// firstMention and lastMention are a mention of somebody, up to the space that chat programs put behind a name.
var (
	firstMention = regexp.MustCompile(`^@ ?([^\s@，,。：:；;！!？?、“”《》]{1,20})(?:[ ，,：:、\n]+|$)`)
	lastMention  = regexp.MustCompile(`(?:^|[^0-9A-Za-z._-])(@([^\s@，,。：:；;！!？?、“”《》]{1,20}))$`)
)

// mentionAhead takes a mention of somebody off the beginning. One that names an organisation may be part of the
// matter and stays.
func (e *Envelope) mentionAhead(t string, w Words) string {
	m := firstMention.FindStringSubmatchIndex(t)
	if m == nil || w.names(t[m[2]:m[3]]) {
		return t
	}
	e.Mentions = append(e.Mentions, t[m[2]:m[3]])
	return t[m[1]:]
}

// mentionBehind takes a mention of somebody off the end.
func (e *Envelope) mentionBehind(t string, w Words) string {
	at := max(strings.LastIndexByte(t, '@')-4, 0)
	for ; at > 0 && t[at]&0xc0 == 0x80; at-- {
	}
	m := lastMention.FindStringSubmatchIndex(t[at:])
	if m == nil || w.names(t[at+m[4]:at+m[5]]) || inside(t, at+m[2]) {
		return t
	}
	e.Mentions = append(e.Mentions, t[at+m[4]:at+m[5]])
	return t[:at+m[2]]
}

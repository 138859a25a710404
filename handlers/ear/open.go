package ear

import (
	"strings"

	"linzhangbot/handlers/ear/envelope"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models/chinese"
)

// belongs reports whether what stands over the matter may be a part of it: another day than today, or the name of an
// organisation that need not be the sender's. A day in a line of its own over matter that has its day dates the letter.
func (e *Ear) belongs(env envelope.Envelope, s frame.Scene) bool {
	if env.Speaker != "" && s.Unit == "" {
		return true
	}
	if env.Date == "" || today(env.Date, s) {
		return false
	}
	line, _, _ := strings.Cut(env.Headed, "\n")
	letter := strings.Contains(line, env.Date) && dayOnly(line, s) && len(chinese.Dates(env.Core, s.Now, nil)) > 0
	return !letter
}

// dayOnly reports whether a line is a day and nothing else.
func dayOnly(line string, s frame.Scene) bool {
	spans := chinese.Dates(line, s.Now, nil)
	return len(spans) == 1 && strings.Trim(line[:spans[0].Begin]+line[spans[0].End:], "【】[]（）() ，,：:") == ""
}

// unsure has a write confirmed first.
func (e *Ear) unsure(m frame.Meaning, why string) frame.Meaning {
	if m.Expect == frame.OK && e.commands[m.Intent].Writes {
		m.Expect, m.Why, m.Unsure, m.Strong = frame.Confirm, why, true, false
	}
	return m
}

// speaksFor reports whether the sender may be who the organisation's name says.
func (e *Ear) speaksFor(name string, s frame.Scene) bool {
	return s.Unit == "" || e.words.Org(name) == e.words.Org(s.Unit)
}

// today reports whether a day over a sentence is the day on which it is said, so that it tells nothing more.
func today(day string, s frame.Scene) bool {
	spans := chinese.Dates(day, s.Now, nil)
	return len(spans) == 1 && spans[0].From.Format("20060102") == s.Now.Format("20060102")
}

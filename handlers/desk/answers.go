package desk

import (
	"cmp"
	"regexp"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/handlers/ear/words"
	"linzhangbot/models/chinese"
	"linzhangbot/models/naming"
)

func outOfDate() *bot.Card {
	return &bot.Card{Code: "ask.expired", Tone: bot.ToneQuiet, Title: "这个按钮已经过时，或者不是问您的，没有办理。",
		Next: "要办的话请再说一遍；发“帮助”看我会做什么。"}
}

// slot reads the slot that is asked for out of an answer. Where the day is known, an hour is enough for a start.
func (m *message) slot(w waitingQuestion, text string) (any, bool) {
	day := w.slots.Str("date")
	if w.Missing == "start" && day != "" && !dayWord.MatchString(text) {
		if v, ok := m.desk.ear(m.r.Profile).Slot("start", day+" "+text, m.r.Now); ok {
			return v, true
		}
	}
	return m.desk.ear(m.r.Profile).Slot(w.Missing, text, m.r.Now)
}

var dayWord = regexp.MustCompile(`[月日号周]|星期|礼拜|今|明|后天|-|/`)

// fills puts an answer of the right shape into the slot that was asked for, with the other slots that it brings.
func (m *message) fills(w waitingQuestion, slots handlers.Slots, heard frame.Meaning) bool {
	text := strings.TrimSpace(m.r.Event.Text)
	if (w.Missing == handlers.SlotFile || w.Missing == "body") && len(m.r.Event.Media) > 0 { // a file comes without words
		slots[w.Missing] = m.strip(text)
		return true
	}
	if _, number := ordinal(m.strip(text)); number && len(choicesOf(w.Dialogue)) > 0 {
		return false // 9, where seven were offered
	}
	found := handlers.Slots{}
	if meaning, ok := m.desk.ear(m.r.Profile).As(w.Intent, text, m.scene()); ok {
		found = meaning.Slots
	}
	v, ok := m.slot(w, text)
	if !ok && heard.Intent == w.Intent && words.TalkOf(m.strip(text)) == words.Matter {
		v, ok = found[w.Missing], found[w.Missing] != nil // 会议在区政府三楼召开
	}
	if !ok {
		return false
	}
	if typed := words.Typed(w.Missing); !typed && len(choicesOf(w.Dialogue)) > 0 && !freeToo[w.Missing] {
		return m.nearest(w, slots)
	}
	slots[w.Missing] = v
	m.brings(slots, found, w.Missing)
	return true
}

// freeToo are the slots whose offered answers are only examples.
var freeToo = map[string]bool{"reason": true, "channel": true, "kind": true, "reviewer": true, "name": true,
	"chair": true, "chief": true, "to": true}

// nearest takes the one offered answer that has the words.
func (m *message) nearest(w waitingQuestion, slots handlers.Slots) bool {
	choices := choicesOf(w.Dialogue)
	n, ok := pick(m.strip(m.r.Event.Text), choices, false)
	if ok && n >= 0 {
		slots[w.Missing] = choices[n]
	}
	return ok && n >= 0
}

// brought are the slots that an answer may bring beside the one that was asked for. A moment said now is newer than
// the one known; names only fill what is empty.
var brought = map[string]bool{"start": true, "date": true, "deadline": true, "new_deadline": true, "place": false,
	"unit": false, "type": false}

// brings adds what an answer says beside the slot that was asked for. What it does not name is no part of it: readers
// fall back on today and on the sender's own organisation.
func (m *message) brings(slots, found handlers.Slots, asked string) {
	text := m.r.Event.Text
	dated := len(chinese.Dates(chinese.Normalize(text), m.r.Now, m.r.Days)) > 0
	for name, newer := range brought {
		known := slots.Str(name) != ""
		if name == asked || found.Str(name) == "" || known && !newer || newer && !dated {
			continue
		}
		if name == handlers.SlotUnit && len(naming.OrgsIn(m.r.Profile, text, m.r.Now)) != 1 {
			continue
		}
		slots[name] = sameDay(slots, found.Str(name), found[name], dayWord.MatchString(text))
	}
}

// sameDay puts an hour that was said without a day on the day that is known.
func sameDay(slots handlers.Slots, said string, v any, dated bool) any {
	day, _, _ := strings.Cut(slots.Str("start"), "T")
	day = cmp.Or(day, slots.Str("date"))
	_, clock, minute := strings.Cut(said, "T")
	if dated || !minute || day == "" {
		return v
	}
	return day + "T" + clock
}

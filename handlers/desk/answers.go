package desk

import (
	"cmp"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/handlers/ear/talk"
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
	if heard.Intent == receipt && !m.typed(w.Missing) {
		return false // 我镇收到，按要求落实 is no title
	}
	found := handlers.Slots{}
	if meaning, ok := m.desk.ear(m.r.Profile).As(w.Intent, text, m.scene()); ok {
		found = meaning.Slots
	}
	v, ok := m.slot(w, text)
	ok = ok && (heard.Intent == w.Intent || m.foremost(w, text))
	if !ok && heard.Intent == w.Intent && talk.Of(m.strip(text)) == talk.Matter {
		v, ok = m.slot(w, found.Str(w.Missing)) // 会议在区政府三楼召开
	}
	if !ok {
		return false
	}
	if typed := m.typed(w.Missing); !typed && len(choicesOf(w.Dialogue)) > 0 && !freeToo[w.Missing] {
		return m.nearest(w, slots)
	}
	slots[w.Missing] = v
	m.brings(slots, found, w.Missing)
	return true
}

// foremost reports whether a value of a type is what an answer says: it comes first, or one remark stands beside it.
// “喷过药了，虫子没了，10号” gives no day.
func (m *message) foremost(w waitingQuestion, text string) bool {
	parts := strings.FieldsFunc(m.strip(text), func(r rune) bool { return strings.ContainsRune("，,。；;！!？?\n", r) })
	if len(parts) <= 2 || !m.typed(w.Missing) {
		return true
	}
	_, ok := m.slot(w, parts[0])
	return ok
}

// slotGuess keeps what may have been meant while it is asked whether it was.
const slotGuess = "guess"

// callsOff are the words that end a question even where a no only means another answer.
var callsOff = regexp.MustCompile(`取消|算|不[办报开用]|作罢|放弃`)

// guessed asks about an answer that may be one but has not its look: 老地方. All else is answered as what it is.
func (m *message) guessed(w waitingQuestion) (*bot.Card, bool, error) {
	guess, ok := m.desk.ear(m.r.Profile).Guess(w.Missing, m.r.Event.Text, m.r.Now)
	if !ok || m.r.Event.Kind == bot.KindPress {
		return m.unanswered(w), true, m.suggest(w, "")
	}
	card := &bot.Card{Code: "ask.which", Tone: bot.ToneNotice, Title: noun(w.Missing) + "是“" + guess + "”，对吗？",
		Next: "对就回“对”；不对请再说一遍" + noun(w.Missing) + "。", Buttons: []bot.Button{{Label: "对", Command: "对", Primary: true}}}
	card.Buttons[0].Command += bot.MarkSign + w.Mark
	m.howToAnswer(card)
	return card, true, m.suggest(w, guess)
}

// suggest keeps a guess with the question, or takes it away.
func (m *message) suggest(w waitingQuestion, guess string) error {
	if w.slots.Str(slotGuess) == guess && !strings.Contains(w.Slots, `"`+slotGuess+`"`) {
		return nil
	}
	delete(w.slots, slotGuess)
	if guess != "" {
		w.slots[slotGuess] = guess
	}
	text, err := json.Marshal(w.slots)
	if err != nil {
		return fmt.Errorf("write dialogue: %w", err)
	}
	w.Slots = string(text)
	m.acted = true
	return m.put(w.Dialogue)
}

// freeToo are the slots whose offered answers are only examples.
var freeToo = map[string]bool{"reason": true, "channel": true, "kind": true, "reviewer": true, "name": true, "secrecy": true,
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
	"unit": false, "type": false, "attendees": false, "agenda": false}

// brings adds what an answer says beside the slot that was asked for. What it does not name is no part of it: readers
// fall back on today and on the sender's own organisation.
func (m *message) brings(slots, found handlers.Slots, asked string) {
	text := m.r.Event.Text
	dated := len(chinese.Dates(chinese.Normalize(text), m.r.Now, m.r.Days)) > 0
	for name, newer := range brought {
		if name == asked || found.Str(name) == "" {
			continue
		}
		if newer && !dated || !newer && slots.Str(name) != "" {
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

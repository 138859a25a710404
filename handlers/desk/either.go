package desk

import (
	"regexp"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/handlers/ear/talk"
)

// twofold reports whether a message that could answer the question is heard as another command as well: 36号归我们，接单
// where a channel is asked for. A value of the type that is asked for, and nothing else, is no command; free words are
// one only where they plainly order something or name a record.
func (m *message) twofold(w waitingQuestion, heard frame.Meaning) bool {
	if courtesies[heard.Intent] || heard.Intent == w.Intent || len(m.r.Event.Media) > 0 {
		return false
	}
	mayBe := func(c frame.Candidate) bool { return c.Intent == w.Intent }
	if slices.ContainsFunc(heard.Candidates, mayBe) {
		return false
	}
	if m.typed(w.Missing) {
		return !m.desk.ear(m.r.Profile).Purely(w.Missing, m.r.Event.Text, m.r.Now)
	}
	named := heard.Slots["issue"] != nil || heard.Slots["ref"] != nil
	// What only resembles a question has none of its words: 办公室主任, 植树活动. The word of a deed without its record
	// orders nothing: 补植白蜡1200株 is a title.
	level, phrase := m.desk.ear(m.r.Profile).Said(heard.Intent, m.r.Event.Text, m.scene())
	said := level > frame.Silent && heard.Expect == frame.OK || phrase && heard.Expect == frame.Ask
	return named || said
}

// either asks whether a sentence answers the open question or orders something else. Nothing is written.
func (m *message) either(w waitingQuestion, slots handlers.Slots, heard frame.Meaning) (*bot.Card, bool, error) {
	m.kept = &w.Dialogue
	others := heard.Candidates
	if len(others) == 0 {
		others = []frame.Candidate{{Intent: heard.Intent, Slots: heard.Slots}}
	}
	answer := frame.Candidate{Intent: w.Intent, Slots: map[string]any{answering: slots},
		Label: noun(w.Missing) + "：" + strings.TrimSpace(m.r.Event.Text)}
	card, err := m.choose(frame.Meaning{Candidates: append([]frame.Candidate{answer}, others...)})
	return card, true, err
}

// ends are words of deeds that end something: as a yes they are only for the deed that they name, 销吧 for no cancelling
// of a meeting.
var ends = regexp.MustCompile(`^(?:就|请|那就|直接)?(?:销号?|撤回?|退回?|采用|签发?)(?:了)?吧$`)

// anotherDeed reports whether a yes names a deed that is not the one to be confirmed: 可以销号, where an extension waits.
func (m *message) anotherDeed(w waitingQuestion, heard frame.Meaning) bool {
	said := m.strip(m.r.Event.Text)
	if word, bare := bareOf(said); talk.Of(said) == talk.Courtesy || bare && word == handlers.BareAgree {
		return false
	}
	if courtesies[heard.Intent] && heard.Expect != frame.Ask && !ends.MatchString(said) {
		return false
	}
	waits := []string{w.Intent}
	for _, a := range actsOf(w.slots) {
		waits = append(waits, a.Intent)
	}
	meant := func(intent string) bool { // 消号吧 is no order by itself, but it may be the word of this one
		level, _ := m.desk.ear(m.r.Profile).Said(intent, said, m.scene())
		return heard.Intent == intent || level >= frame.Wholly
	}
	return !slices.ContainsFunc(waits, meant)
}

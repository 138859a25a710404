package desk

import (
	"strings"
	"unicode/utf8"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/profile"
)

// secret finds a secrecy mark in the words or the file names of a message.
func (m *message) secret() (mark string, found bool) {
	e := m.r.Event
	words := e.Text
	for _, file := range e.Media {
		words += "\n" + file.Name
	}
	return profile.Secret(m.r.Profile, words)
}

// besideMark is how many characters may stand beside a secrecy mark that is an answer: 是涉密的.
const besideMark = 4

// namesMark reports whether a message only says the secrecy mark that the open question offers as an answer: “涉密” to
// the question whether something is secret bears no secret.
func (m *message) namesMark() bool {
	q, open := m.waiting()
	if !open || len(m.r.Event.Media) > 0 {
		return false
	}
	choices := choicesOf(q)
	if w, err := m.remembered(q); err == nil {
		_, later, _ := strings.Cut(w.slots.Str(handlers.SlotAside), "=")
		choices = append(choices, later)
	}
	for _, choice := range choices {
		if _, marked := profile.Secret(m.r.Profile, choice); marked && m.saysOnly(choice) {
			return true
		}
	}
	return false
}

// saysOnly reports whether a message is an answer and hardly more.
func (m *message) saysOnly(answer string) bool {
	text := m.strip(m.r.Event.Text)
	rest := strings.Replace(text, answer, "", 1)
	return answer != "" && rest != text && utf8.RuneCountInString(rest) <= besideMark
}

// aside is the slot of a later question that a message answers already (see handlers.SlotAside).
func (m *message) aside(w waitingQuestion) (slot, answer string, ok bool) {
	slot, answer, ok = strings.Cut(w.slots.Str(handlers.SlotAside), "=")
	denied := strings.ContainsAny(m.strip(m.r.Event.Text), "不没未无非")
	return slot, answer, ok && w.Missing != slot && !denied && m.saysOnly(answer)
}

// refuseSecret refuses a text that bears a secrecy mark: nothing of it is kept, the office is told without content.
func (m *message) refuseSecret(mark string) (*bot.Card, error) {
	s := m.r.Profile.Secrecy
	next := strings.TrimRight(s.Channel, "。")
	if next == "" {
		next = "请走机要渠道报送"
	}
	m.acted = true
	return m.act(func() (bot.Card, error) {
		m.r.Say(handlers.Notice{Key: "secret " + m.r.Event.Platform + m.r.Event.ID, To: handlers.Audience{Office: true},
			Card: bot.Card{Code: bot.CodeSecret, Tone: bot.ToneLate,
				Title: m.r.Actor.Called() + "发来的内容带有涉密标志，已拒收，内容未保存。",
				Next:  "请提醒对方撤回该消息，改走机要渠道。", Article: string(s.Article)}})
		return bot.Card{}, &models.Error{Code: string(bot.CodeSecret), Message: "内容带有涉密标志（" + mark + "），没有接收，也没有保存。",
			Next: next + "。请立即撤回刚才那条消息。", Article: s.Article}
	})
}

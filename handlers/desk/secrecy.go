package desk

import (
	"strings"

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

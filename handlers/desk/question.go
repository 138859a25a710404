package desk

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models/inbox"
	"linzhangbot/models/outbox"
)

// patience is how long a question waits for its answer.
const patience = 30 * time.Minute

// question is the one question the desk itself asks when the language is unsure and the command leaves it to us.
func (m *message) question(c *handlers.Command) *bot.Card {
	a := m.r.Args
	switch a.Expect {
	case frame.Ask:
		text := a.Why
		if text == "" {
			text = "“" + c.Title + "”还差一样，请补充。"
		}
		card := m.r.Ask(handlers.Question{Missing: a.Missing, Text: text, Choices: a.Choices})
		return &card
	case frame.Confirm:
		card := m.r.Confirm(bot.Card{Tone: bot.ToneNotice, Title: "请确认：" + c.Title, Text: understood(a.Slots), Fields: nil}, nil)
		if a.Why != "" {
			card.Text = strings.TrimSpace(card.Text + "\n" + a.Why)
		}
		return &card
	case frame.Refuse:
		return &bot.Card{Code: "refused.not_allowed", Tone: bot.ToneLate, Title: a.Why, Article: string(c.Article), Next: c.Deny}
	}
	return nil
}

// slotNames are the slots people are shown when something is to be confirmed, in this order.
var slotNames = []struct{ key, name string }{
	{"unit", "单位"}, {"title", "标题"}, {"type", "类型"}, {"period", "时段"}, {"date", "日期"}, {"start", "时间"}, {"place", "地点"},
	{"deadline", "时限"}, {"issue", "问题"}, {"step", "措施"}, {"organiser", "组织单位"}, {"from", "自"}, {"to", "至"}, {"source", "来源"}, {"reason", "理由"},
}

func understood(s handlers.Slots) string {
	var b strings.Builder
	for _, n := range slotNames {
		if v := s.Str(n.key); v != "" {
			fmt.Fprintf(&b, "%s：%s\n", n.name, v)
		}
	}
	if targets := s.List("targets"); len(targets) > 0 {
		fmt.Fprintf(&b, "对象：%s\n", strings.Join(targets, "、"))
	}
	return strings.TrimSpace(b.String())
}

// finish remembers the question a card asks, and signs the buttons that answer it.
func (m *message) finish(card *bot.Card) (*bot.Card, error) {
	q := m.ask
	if q == nil {
		q = m.r.Take().Ask
	}
	if q == nil {
		return card, nil
	}
	intent := q.Intent
	if intent == "" {
		intent = m.r.Args.Intent
	}
	m.howToAnswer(card)
	mark := outbox.Digest(m.r.Event.Platform + " " + m.r.Event.ID)[:6]
	sign(card, *q, mark)
	var texts [3]string
	for i, v := range []any{m.r.Args.Slots.With(q.Slots), q.Choices, m.r.First} {
		text, err := json.Marshal(v)
		if err != nil {
			return nil, fmt.Errorf("write dialogue: %w", err)
		}
		texts[i] = string(text)
	}
	e := m.r.Event
	return card, m.keep(card, inbox.Dialogue{Platform: e.Platform, Chat: e.Chat.ID, Account: e.From, Intent: intent,
		Slots: texts[0], Missing: q.Missing, Choices: texts[1], First: texts[2], Mark: mark})
}

// howToAnswer says in a group, where only what is addressed to the bot is heard, how a question is answered.
func (m *message) howToAnswer(card *bot.Card) {
	if m.r.Event.Chat.Kind != bot.Group {
		return
	}
	how := "请@我或回复本条作答。"
	if len(card.Buttons) > 0 {
		how = "请点按钮，或@我、回复本条作答。"
	}
	if utf8.RuneCountInString(card.Next)+utf8.RuneCountInString(how) <= nextLongest {
		card.Next += how
	}
}

// nextLongest is how long a card's last line may become by the way to answer it, in characters.
const nextLongest = 60

// sign marks the buttons that answer a question, so that a tap on an old card never answers a newer question, and a
// tap by somebody else none at all.
func sign(c *bot.Card, q handlers.Question, mark string) {
	answer := map[string]bool{"确认": true, "取消": true}
	for _, choice := range q.Choices {
		answer[choice] = true
	}
	for i, b := range c.Buttons {
		if answer[b.Command] {
			c.Buttons[i].Command += bot.MarkSign + mark
		}
	}
}

// unsign takes the mark off a pressed button's command.
func unsign(command string) (text, mark string) {
	text = bot.Button{Command: command}.Spoken()
	return text, strings.TrimPrefix(command[len(text):], bot.MarkSign)
}

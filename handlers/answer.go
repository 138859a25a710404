package handlers

import (
	"encoding/json"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers/language"
	"linzhangbot/models/chinese"
	"linzhangbot/models/inbox"
)

// askMark is the slot in which a waiting question keeps its own mark.
const askMark = "ask_mark"

// sign marks the buttons that answer a question, so that a tap on an old card never answers a newer question, and a
// tap by somebody else none at all.
func sign(c *bot.Card, q Question, mark string) {
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

func outOfDate() *bot.Card {
	return &bot.Card{Code: "ask.expired", Tone: bot.ToneQuiet, Title: "这个按钮已经过时，或者不是问您的，没有办理。",
		Next: "要办的话请再说一遍；发“帮助”看我会做什么。"}
}

// asked reports whether a question waits for this person in this chat.
func (t *turn) asked() bool {
	e := t.r.Event
	_, ok := t.b.waiting[dialogueKey{e.Platform, e.Chat.ID, e.From}]
	return ok
}

// courtesies are what a question for something else than yes or no is never answered with: the 确认 of a hurried
// person is no name and no title.
var courtesies = map[string]bool{"confirm": true, "duty.ack": true}

// noAnswer reports whether a message was meant as an answer but is none: 好的 to “交给谁？”, 9 where seven were offered.
func (t *turn) noAnswer(q inbox.Dialogue, m language.Meaning, args Args) bool {
	if courtesies[m.Intent] {
		return true
	}
	_, number := ordinal(t.desk.language(t.r.Profile).Strip(args.Text))
	return number && len(choicesOf(q)) > 0
}

// again offers the answers once more. The question keeps waiting.
func again(q inbox.Dialogue, mark string) *bot.Card {
	card := &bot.Card{Code: "ask.which", Tone: bot.ToneNotice, Title: "这样回答还办不了，请直接回上面问的内容。", Next: "不办了就回“取消”。"}
	question := Question{Choices: choicesOf(q)}
	if len(question.Choices) > 0 {
		card.Title = "没有这个选项，请从下面选一个，回第几个的数字也行。"
		card.Buttons = answers(question)
		sign(card, question, mark)
	}
	return card
}

func choicesOf(q inbox.Dialogue) []string {
	var out []string
	_ = json.Unmarshal([]byte(q.Choices), &out) // an empty list when there were none
	return out
}

// ordinal reads an answer by number as people type it: 2, 2., 选2, 第二个, 二.
func ordinal(text string) (int, bool) {
	text = strings.TrimSpace(chinese.Normalize(text))
	text = strings.TrimRight(strings.TrimLeft(text, "选第 "), "。.、,，个项条号类 ")
	n, ok := chinese.Number(text)
	return n, ok && n >= 0
}

package desk

import (
	"encoding/json"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/language"
	"linzhangbot/models/chinese"
	"linzhangbot/models/inbox"
)

func outOfDate() *bot.Card {
	return &bot.Card{Code: "ask.expired", Tone: bot.ToneQuiet, Title: "这个按钮已经过时，或者不是问您的，没有办理。",
		Next: "要办的话请再说一遍；发“帮助”看我会做什么。"}
}

// courtesies are what a question for something else than yes or no is never answered with: the 确认 of a hurried
// person is no name and no title.
var courtesies = map[string]bool{"confirm": true, "duty.ack": true}

// noAnswer reports whether a message was meant as an answer but is none: 好的 to “交给谁？”, 9 where seven were offered.
func (m *message) noAnswer(q inbox.Dialogue, heard language.Meaning, args handlers.Args) bool {
	if courtesies[heard.Intent] {
		return true
	}
	_, number := ordinal(m.strip(args.Text))
	return number && len(choicesOf(q)) > 0
}

// anew reports whether a message is the same command once more, whole and about something else: two matters in a row,
// the first of them left unanswered, must never be mixed into one.
func anew(q inbox.Dialogue, heard language.Meaning, old handlers.Slots) bool {
	if heard.Intent != q.Intent || heard.Expect != language.OK {
		return false
	}
	other, slots := 0, handlers.Slots(heard.Slots)
	for key := range slots {
		if was, is := old.Str(key), slots.Str(key); key != q.Missing && was != "" && is != "" && was != is {
			other++
		}
	}
	return other > 1
}

// fills puts the answer into the slot that was asked for: a choice by name or number, a slot the language finds in
// the answer, or the words themselves. An explicit other command is no answer.
func (m *message) fills(q inbox.Dialogue, heard language.Meaning, args handlers.Args) bool {
	text := m.strip(args.Text)
	if q.Missing == handlers.SlotFile && len(m.r.Event.Media) > 0 { // platforms send a file without words
		args.Slots[q.Missing] = text
		return true
	}
	choices := choicesOf(q)
	if n, ok := ordinal(text); ok && len(choices) > 0 {
		if n < 1 || n > len(choices) {
			return false
		}
		args.Slots[q.Missing] = choices[n-1]
		return true
	}
	for _, c := range choices {
		if text == c {
			args.Slots[q.Missing] = c
			return true
		}
	}
	if heard.Strong || text == "" || courtesies[heard.Intent] || anew(q, heard, args.Slots) {
		return false
	}
	if !m.r.Event.ToBot && heard.Intent == language.Unknown && len(choices) > 0 {
		return false
	}
	if v, ok := m.desk.ear(m.r.Profile).Slot(q.Missing, text, m.r.Now); ok {
		args.Slots[q.Missing] = v
		return true
	}
	args.Slots[q.Missing] = text
	return true
}

// askOnce offers the answers once more. The question keeps waiting.
func askOnce(q inbox.Dialogue) *bot.Card {
	card := &bot.Card{Code: "ask.which", Tone: bot.ToneNotice, Title: "这样回答还办不了，请直接回上面问的内容。", Next: "不办了就回“取消”。"}
	question := handlers.Question{Choices: choicesOf(q)}
	if len(question.Choices) > 0 {
		card.Title = "没有这个选项，请从下面选一个，回第几个的数字也行。"
		card.Buttons = question.Buttons()
		sign(card, question, q.Mark)
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

package desk

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/handlers/ear/talk"
)

// hush is how often a group is told at most that a stranger's message was not understood.
const hush = 10 * time.Minute

// notUnderstood answers an addressed message that means nothing to us: strangers in a group rarely.
func (m *message) notUnderstood(heard frame.Meaning) (*bot.Card, error) {
	e := m.r.Event
	if card := m.courtesy(); card != nil {
		return card, nil
	}
	if heard.Expect == frame.Ask && heard.Why != "" {
		return &bot.Card{Code: "ask.which", Tone: bot.ToneNotice, Title: heard.Why, Buttons: handlers.Question{Choices: heard.Choices}.Buttons()}, nil
	}
	if e.Chat.Kind == bot.Group && !m.r.Actor.Bound && !m.desk.Cache.Once(m.ctx, "hush "+e.Platform+" "+e.Chat.ID, hush) {
		return nil, nil // somebody known is never left to believe that it was done
	}
	card := bot.Card{Code: bot.CodeNotUnderstood, Tone: bot.ToneNotice, Title: "没听懂这句话，没有办理任何事。",
		Next: "换个说法试试，或发“帮助”看我会做什么。", Buttons: []bot.Button{{Label: "帮助", Command: "帮助"}}}
	said := m.strip(e.Text)
	switch {
	case len(e.Media) > 0 && said == "":
		card.Title, card.Next = "收到图片，但不知道办什么。", "请配一句话再发，如“报送 标题”，或引用图片再说。"
	case utf8.RuneCountInString(e.Text) > frame.Longest:
		card.Title = fmt.Sprintf("这条消息太长（超过%d字），没有办理。", frame.Longest)
		card.Next = "请缩短后再发，或先发标题，正文用附件。"
	case said == "" || greetings[bareGreeting(said)]:
		card.Code, card.Title, card.Next = "greeting.answered", "您好，我在。要办什么请直接说。", m.forExample()
	}
	if card.Code == bot.CodeNotUnderstood && said != "" {
		return &card, m.keepHeard(nil)
	}
	return &card, nil
}

// forExample says what the sender may say to begin with.
func (m *message) forExample() string {
	var said string
	for _, one := range []struct{ intent, text string }{{"report.submit", "报送 标题"}, {"duty.mine", "我的待办"},
		{"status.query", "概况"}} {
		if c, ok := m.desk.Deployment.Command(one.intent); ok && m.allowed(c) == nil {
			said += "“" + one.text + "”"
		}
	}
	if said == "" {
		return "发“帮助”看我会做什么。"
	}
	return "例如" + said + "；发“帮助”看我会做什么。"
}

// noAnswer reports whether a yes or a no was heard in words that are neither, with nothing asked.
func (m *message) noAnswer(heard frame.Meaning) bool {
	_, said := talk.YesNo(m.strip(m.r.Event.Text))
	return (heard.Intent == "confirm" || heard.Intent == "cancel") && !said
}

// courtesy answers thanks and assent that nothing waited for; nil for all other words.
func (m *message) courtesy() *bot.Card {
	said := m.strip(m.r.Event.Text)
	if len(m.r.Event.Media) > 0 || said == "" {
		return nil
	}
	title := ""
	switch kind := talk.Of(said); {
	case kind == talk.Thanks:
		title = "不客气，随时找我。"
	case kind == talk.PutOff && m.meaning.Expect != frame.Ask:
		title = "好，等定了再告诉我。"
	case kind == talk.Courtesy && !greetings[bareGreeting(said)]:
		title = "好的，有事随时叫我。"
	default:
		return nil
	}
	return &bot.Card{Code: "greeting.answered", Tone: bot.ToneQuiet, Title: title}
}

func bareGreeting(said string) string { return strings.TrimRight(said, "。！!~～？?呀啊吗") }

// greetings ask for nothing, and are answered as people would.
var greetings = map[string]bool{"你好": true, "您好": true, "在": true, "在不在": true, "早": true, "早上好": true, "上午好": true, "中午好": true,
	"下午好": true, "晚上好": true, "大家好": true}

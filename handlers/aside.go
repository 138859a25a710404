package handlers

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"linzhangbot/bot"
	"linzhangbot/handlers/language"
	"linzhangbot/models"
)

// hush is how often a group is told at most that a stranger's message was not understood.
const hush = 10 * time.Minute

// notUnderstood answers an addressed message that means nothing to us: strangers in a group rarely.
func (t *turn) notUnderstood(m language.Meaning) (*bot.Card, error) {
	e := t.r.Event
	if m.Expect == language.Ask && m.Why != "" {
		return &bot.Card{Code: "ask.which", Tone: bot.ToneNotice, Title: m.Why, Buttons: answers(Question{Choices: m.Choices})}, nil
	}
	if e.Chat.Kind == bot.Group && !t.r.Actor.Bound && !t.desk.Cache.Once(t.ctx, "hush "+e.Platform+" "+e.Chat.ID, hush) {
		return nil, nil // somebody known is never left to believe that it was done
	}
	card := bot.Card{Code: "not_understood", Tone: bot.ToneNotice, Title: "没听懂这句话，没有办理任何事。",
		Next: "换个说法试试，或发“帮助”看我会做什么。", Buttons: []bot.Button{{Label: "帮助", Command: "帮助"}}}
	said := t.desk.language(t.r.Profile).Strip(e.Text)
	switch {
	case len(e.Media) > 0 && said == "":
		card.Title, card.Next = "收到图片，但不知道办什么。", "请配一句话再发，如“报送 标题”，或引用图片再说。"
	case utf8.RuneCountInString(e.Text) > language.Longest:
		card.Title = fmt.Sprintf("这条消息太长（超过%d字），没有办理。", language.Longest)
		card.Next = "请缩短后再发，或先发标题，正文用附件。"
	case strings.ContainsAny(said, "谢辛") && utf8.RuneCountInString(said) <= 8:
		return &bot.Card{Code: "greeting.answered", Tone: bot.ToneQuiet, Title: "不客气，随时找我。"}, nil
	case said == "" || greetings[strings.TrimRight(said, "。！!~～？?呀啊吗")]:
		card.Code, card.Title, card.Next = "greeting.answered", "您好，我在。要办什么请直接说。", "例如“报送 标题”“我的待办”；发“帮助”看我会做什么。"
	}
	return &card, nil
}

// greetings ask for nothing, and are answered as people would.
var greetings = map[string]bool{"你好": true, "您好": true, "在": true, "在不在": true, "早": true, "早上好": true, "上午好": true, "中午好": true,
	"下午好": true, "晚上好": true, "大家好": true}

// secret refuses a text that bears a secrecy mark: nothing of it is kept, the office is told without content.
func (t *turn) secret(mark string) (*bot.Card, error) {
	s := t.r.Profile.Secrecy
	next := strings.TrimRight(s.Channel, "。")
	if next == "" {
		next = "请走机要渠道报送"
	}
	t.acted = true
	card, err := t.act(func() (bot.Card, error) {
		t.r.Say(Notice{Key: "secret " + t.r.Event.Platform + t.r.Event.ID, To: Audience{Office: true}, Card: bot.Card{Code: "report.secret",
			Tone: bot.ToneLate, Title: t.r.Actor.Called() + "发来的内容带有涉密标志，已拒收，内容未保存。",
			Next: "请提醒对方撤回该消息，改走机要渠道。", Article: string(s.Article)}})
		return bot.Card{}, &models.Error{Code: "report.secret", Message: "内容带有涉密标志（" + mark + "），没有接收，也没有保存。",
			Next: next + "。请立即撤回刚才那条消息。", Article: s.Article}
	})
	return card, err
}

// notOpen answers what is understood but not served in this release, and a yes or no when nothing was asked.
func (t *turn) notOpen(intent string) *bot.Card {
	if intent == "confirm" || intent == "cancel" {
		return &bot.Card{Code: "ask.none", Tone: bot.ToneQuiet, Title: "没有等您回答的事，没有办理。",
			Next: "刚才问的也许已过半小时，或已办完；要办的话请再说一遍，如“撤回 信3号”。"}
	}
	return &bot.Card{Code: "not_open", Tone: bot.ToneNotice, Title: "听懂了，但这项功能还没有开放，没有办理。", Next: "请先按原来的办法办；发“帮助”看现在能办的事。"}
}

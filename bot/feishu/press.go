package feishu

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/bot/wire"
)

// press normalises card.action.trigger. Who pressed comes from Feishu's signed operator; the button's value
// says only which command was behind it, and the desk judges right and state again.
func press(e bot.Event, body wire.Node) bot.Event {
	value := body.At("action", "value")
	if inner, err := wire.Parse([]byte(value.Text())); err == nil && inner.IsObject() {
		value = inner
	}
	command := value.At("command").Text()
	if command == "" {
		command = value.Text()
	}
	who, chat := body.At("operator", "open_id").Text(), body.At("context", "open_chat_id").Text()
	if command == "" || who == "" || chat == "" {
		return e
	}
	e.Kind, e.Text, e.From, e.ToBot = bot.KindPress, command, who, true
	e.Chat = bot.Chat{ID: chat, Kind: pressedIn(value, chat, who)}
	e.ReplyTo = body.At("context", "open_message_id").Text()
	e.QuoteID = e.ReplyTo
	return e
}

// pressedIn tells whether a button was pressed in private. The callback does not say so, our own card does; but
// a card can be forwarded, so the note counts only in the chat it was made for, and group is the careful guess.
func pressedIn(value wire.Node, chat, who string) bot.ChatKind {
	home := value.At("chat").Text()
	if value.At("kind").Text() == string(bot.Private) && (home == chat || home == who) {
		return bot.Private
	}
	return bot.Group
}

// pressAnswer renders the answer to a pressed button: a short toast for the one who pressed, and the new face of
// the card. A refusal is for the presser alone: it must not wipe the card others still need.
func pressAnswer(e bot.Event, c bot.Card) (*bot.Answer, error) {
	answer := object{"toast": toast(c)}
	if !refusal(c.Code) {
		card, err := render(inPlace(e, c), e.Chat, "")
		if err != nil {
			return nil, fmt.Errorf("answer press: %w", err)
		}
		answer["card"] = object{"type": "raw", "data": json.RawMessage(card)}
	}
	body, err := wire.Marshal(answer)
	if err != nil {
		return nil, fmt.Errorf("answer press: %w", err)
	}
	return &bot.Answer{Status: http.StatusOK, Type: jsonType, Body: body}, nil
}

const (
	shortBody  = 6_000 // bytes of a shortened card's body; JSON may double them
	shortLine  = 300   // bytes of its other lines
	shortCount = 6     // its buttons
)

// inPlace makes a card fit the callback's answer, which takes neither files nor uploads nor a second message. What
// does not fit is to be had by writing the command: that is answered by a message of its own.
func inPlace(e bot.Event, c bot.Card) bot.Card {
	_, err := render(c, e.Chat, "")
	if err == nil && c.File == nil && len(c.Picture) == 0 {
		return c
	}
	hint := "完整内容请直接发送：" + cut(e.Text, shortLine)
	if err == nil {
		c.Next = strings.TrimPrefix(c.Next+"\n"+hint, "\n")
		return c
	}
	lines := []string{c.Text}
	for _, f := range c.Fields {
		lines = append(lines, f.Name+"："+f.Value)
	}
	short := bot.Card{Code: c.Code, Tone: c.Tone, Title: cut(c.Title, shortLine), Text: cut(strings.Join(lines, "\n"), shortBody),
		Next: hint, Article: cut(c.Article, shortLine)}
	for _, b := range c.Buttons[:min(len(c.Buttons), shortCount)] {
		if len(b.Label)+len(b.Command)+len(b.URL)+len(b.Confirm) <= shortLine*2 {
			short.Buttons = append(short.Buttons, b)
		}
	}
	return short
}

// refusal tells the codes that say no and change nothing.
func refusal(code bot.Code) bool {
	return strings.HasPrefix(string(code), "refused.") || code == bot.CodeNotUnderstood
}

// toast is the line that flashes up for the person who pressed.
func toast(c bot.Card) object {
	kind := map[bot.Tone]string{bot.ToneDone: "success", bot.ToneNear: "warning", bot.ToneLate: "error"}[c.Tone]
	if kind == "" {
		kind = "info"
	}
	text := c.Title
	if refusal(c.Code) && c.Text != "" {
		text += "：" + c.Text
	}
	return object{"type": kind, "content": cut(strings.ReplaceAll(plain(text), "\n", " "), 300)}
}

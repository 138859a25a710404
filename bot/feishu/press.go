package feishu

import (
	"encoding/json"
	"net/http"
	"strings"

	"linzhangbot/bot"
)

// press normalises card.action.trigger. Who pressed comes from Feishu's signed operator; the button's value
// says only which command was behind it, and the desk judges right and state again.
func press(e bot.Event, body node) bot.Event {
	value := body.at("action", "value")
	if inner, err := parseStrict([]byte(value.text())); err == nil && inner.isObject() {
		value = inner
	}
	command := value.at("command").text()
	if command == "" {
		command = value.text()
	}
	who, chat := body.at("operator", "open_id").text(), body.at("context", "open_chat_id").text()
	if command == "" || who == "" || chat == "" {
		return e
	}
	e.Kind, e.Text, e.From, e.ToBot = bot.KindPress, command, who, true
	e.Chat = bot.Chat{ID: chat, Kind: pressedIn(value, chat, who)}
	e.ReplyTo = body.at("context", "open_message_id").text()
	e.QuoteID = e.ReplyTo
	return e
}

// pressedIn tells whether a button was pressed in private. The callback does not say so, our own card does; but
// a card can be forwarded, so the note counts only in the chat it was made for, and group is the careful guess.
func pressedIn(value node, chat, who string) bot.ChatKind {
	home := value.at("chat").text()
	if value.at("kind").text() == string(bot.Private) && (home == chat || home == who) {
		return bot.Private
	}
	return bot.Group
}

// pressAnswer renders the answer to a pressed button: a short toast for the one who pressed, and the new face of
// the card. A refusal is for the presser alone: it must not wipe the card others still need. What carries a file
// or a picture cannot be answered within the callback's three seconds and goes through Send.
func pressAnswer(e bot.Event, c bot.Card) (*bot.Answer, error) {
	if c.File != nil || len(c.Picture) > 0 {
		return nil, nil
	}
	answer := map[string]any{"toast": toast(c)}
	if !refusal(c.Code) {
		card, err := render(c, e.Chat, "")
		if err != nil {
			return nil, nil // too long for a card: Send falls back to text
		}
		answer["card"] = map[string]any{"type": "raw", "data": json.RawMessage(card)}
	}
	body, err := marshal(answer)
	if err != nil {
		return nil, err
	}
	return &bot.Answer{Status: http.StatusOK, Type: jsonType, Body: body}, nil
}

// refusal tells the codes that say no and change nothing.
func refusal(code string) bool {
	return strings.HasPrefix(code, "refused.") || code == "not_understood"
}

// toast is the line that flashes up for the person who pressed.
func toast(c bot.Card) map[string]any {
	kind := map[bot.Tone]string{bot.ToneDone: "success", bot.ToneNear: "warning", bot.ToneLate: "error"}[c.Tone]
	if kind == "" {
		kind = "info"
	}
	text := c.Title
	if refusal(c.Code) && c.Text != "" {
		text += "：" + c.Text
	}
	return map[string]any{"type": kind, "content": cut(strings.ReplaceAll(plain(text), "\n", " "), 300)}
}

package feishu

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/bot/wire"
)

const (
	maxKey  = 50      // Feishu's limit for uuid
	maxText = 150_000 // and for the content of a text message
)

const messageID = "om_" // prefix of message ids

// Send says a card. Card, text in its place and the file beside it each have one duplicate key derived from
// Address.Key, so a repeat within Feishu's hour does nothing twice.
func (p *Platform) Send(ctx context.Context, to bot.Address, c bot.Card) (bot.Receipt, error) {
	if to.Chat.ID == "" && to.ReplyTo == "" {
		return bot.Receipt{}, &bot.SendError{Again: bot.AgainNever, Code: "address", Reason: "no chat to send to"}
	}
	picture, file, err := p.attachments(ctx, c)
	if err != nil {
		return bot.Receipt{}, told(err, false)
	}
	id, err := p.say(ctx, to, c, picture)
	if err != nil {
		return bot.Receipt{}, told(err, to.Key != "")
	}
	if file != "" {
		if _, err := p.post(ctx, to, "file", object{"file_key": file}, derived(to.Key, "file")); err != nil {
			return bot.Receipt{}, told(err, to.Key != "")
		}
	}
	return bot.Receipt{ID: id}, nil
}

// say sends the card, or its words where the card is too long or refused. Refused content made no message, so the
// text keeps the card's key: at most one of both can ever arrive.
func (p *Platform) say(ctx context.Context, to bot.Address, c bot.Card, picture string) (string, error) {
	key := derived(to.Key, "")
	card, err := render(c, to.Chat, picture)
	if err != nil {
		return p.words(ctx, to, fallback(c, true), picture)
	}
	id, err := p.postRaw(ctx, to, "interactive", string(card), key)
	no := refused(err)
	if no.verdict != content {
		return id, err
	}
	words := fallback(c, no.sub != badPerson)
	if no.code == leakGuard {
		words = mask(words)
	}
	return p.words(ctx, to, words, picture)
}

const (
	badPerson = 100290 // the card mentions somebody Feishu does not know
	leakGuard = 230028 // the tenant's leak protection saw a telephone number or mailbox
)

// words sends a card's text in its place, and its picture after it.
func (p *Platform) words(ctx context.Context, to bot.Address, words, picture string) (string, error) {
	id, err := p.text(ctx, to, words, derived(to.Key, ""))
	if err == nil && picture != "" {
		_, err = p.post(ctx, to, "image", object{"image_key": picture}, derived(to.Key, "picture"))
	}
	return id, err
}

// text sends plain words, shortened to what Feishu takes.
func (p *Platform) text(ctx context.Context, to bot.Address, words, key string) (string, error) {
	for limit := maxText - 100; ; limit = limit * 9 / 10 {
		body, err := wire.Marshal(object{"text": cut(words, limit)})
		if err != nil {
			return "", err
		}
		if len(body) <= maxText {
			return p.postRaw(ctx, to, "text", string(body), key)
		}
	}
}

// post sends a message whose content is a small object.
func (p *Platform) post(ctx context.Context, to bot.Address, kind string, c object, key string) (string, error) {
	body, err := wire.Marshal(c)
	if err != nil {
		return "", err
	}
	return p.postRaw(ctx, to, kind, string(body), key)
}

// postRaw answers the message to.ReplyTo, or speaks in the chat where there is none or it is gone.
func (p *Platform) postRaw(ctx context.Context, to bot.Address, kind, body, key string) (string, error) {
	msg := object{"msg_type": kind, "content": body}
	if key != "" {
		msg["uuid"] = key
	}
	if strings.HasPrefix(to.ReplyTo, messageID) {
		id, err := p.deliverMessage(ctx, "im/v1/messages/"+url.PathEscape(to.ReplyTo)+"/reply", nil, msg)
		if refused(err).verdict != target || to.Chat.ID == "" {
			return id, err
		}
	}
	msg["receive_id"] = to.Chat.ID
	return p.deliverMessage(ctx, "im/v1/messages", url.Values{"receive_id_type": {idType(to.Chat.ID)}}, msg)
}

func (p *Platform) deliverMessage(ctx context.Context, path string, query url.Values, msg object) (string, error) {
	n, err := p.do(ctx, request{method: http.MethodPost, path: path, query: query, json: msg})
	return n.At("data", "message_id").Text(), err
}

// idType tells Feishu's ids apart by their prefix.
func idType(id string) string {
	switch {
	case strings.HasPrefix(id, "ou_"):
		return "open_id"
	case strings.HasPrefix(id, "on_"):
		return "union_id"
	}
	return "chat_id"
}

// derived makes the duplicate key of one part of a logical send; a key that Feishu would not take is hashed.
func derived(key, part string) string {
	if key == "" {
		return ""
	}
	if part == "" && len(key) <= maxKey {
		return key
	}
	return wire.Digest(key+"\n"+part, 20)
}

package feishu

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/url"
	"strings"

	"linzhangbot/bot"
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
	var no *apiError
	if !errors.As(err, &no) || no.verdict != content {
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
		body, err := marshal(object{"text": cut(words, limit)})
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
	body, err := marshal(c)
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
		var no *apiError
		if !errors.As(err, &no) || no.verdict != target || to.Chat.ID == "" {
			return id, err
		}
	}
	msg["receive_id"] = to.Chat.ID
	return p.deliverMessage(ctx, "im/v1/messages", url.Values{"receive_id_type": {idType(to.Chat.ID)}}, msg)
}

func (p *Platform) deliverMessage(ctx context.Context, path string, query url.Values, msg object) (string, error) {
	r, err := jsonCall(path, query, msg)
	if err != nil {
		return "", err
	}
	n, err := p.do(ctx, r)
	return n.at("data", "message_id").text(), err
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
	sum := sha256.Sum256([]byte(key + "\n" + part))
	return hex.EncodeToString(sum[:20])
}

// told turns whatever went wrong into the dispatcher's words. safe says that Feishu drops a repeat by its key.
func told(err error, safe bool) error {
	var no *apiError
	switch {
	case errors.As(err, &no):
		return no.sendError()
	case errors.Is(err, errUnclear):
		return &bot.SendError{Again: bot.AgainUnknown, Code: "unclear", Reason: "no clear answer", Safe: safe}
	case errors.Is(err, errUnreached):
		return &bot.SendError{Again: bot.AgainLater, Code: "unreached", Reason: "platform not reached"}
	}
	return &bot.SendError{Again: bot.AgainNever, Code: "render", Reason: "message could not be written"}
}

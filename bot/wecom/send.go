package wecom

import (
	"context"
	"errors"
	"net/url"
	"strconv"
	"strings"
	"time"

	"linzhangbot/bot"
)

// hookPrefix names group webhooks as chats: webhook:main.
const hookPrefix = "webhook:"

// outlet is one way out: it turns a card into messages and sends one of them.
type outlet struct {
	parts  []part
	say    func(context.Context, part) (answer, error)
	simple func() []part // the same without a template card, should WeCom refuse that; nil: there is none
	safe   bool          // the platform drops repeats
}

// part is one message of WeCom.
type part struct {
	kind  string // msgtype
	body  any
	media *media // to be uploaded first; the body is then made of its id
}

// Send says a card: as the one answer a response_url allows, to a person through the app, or to a group through
// its webhook.
func (p *Platform) Send(ctx context.Context, to bot.Address, c bot.Card) (bot.Receipt, error) {
	if p.onLine(to) {
		return p.sendOnLine(ctx, to, c)
	}
	out, lost := p.route(to, c)
	if !p.ownAddress(to.ReplyTo) {
		return p.deliver(ctx, to, out, lost)
	}
	var receipt bot.Receipt
	if !p.replied(ctx, to) {
		var err error
		receipt, err = p.respond(ctx, to, c, lost == nil)
		switch {
		case err != nil && lost == nil && spent(err):
			return p.deliver(ctx, to, out, nil)
		case err != nil:
			return bot.Receipt{}, err
		}
	}
	out.parts = extras(out.parts) // the words are said; a file may still be to come
	if lost != nil || len(out.parts) == 0 {
		return receipt, nil //nolint:nilerr // what could not be pushed was said as the answer
	}
	p.keepReplied(ctx, to)
	return p.deliver(ctx, to, out, nil)
}

// onLine tells what goes over the long connection: answers to what came in there, and what has no better way.
func (p *Platform) onLine(to bot.Address) bool {
	switch {
	case p.line == nil, strings.HasPrefix(to.Chat.ID, hookPrefix):
		return false
	case strings.HasPrefix(to.ReplyTo, linePrefix):
		return true
	case to.Chat.Kind == bot.Group:
		return p.set.Groups[to.Chat.ID] == ""
	}
	return p.set.App == nil && userID(to.Chat.ID)
}

// route finds the way to a chat.
func (p *Platform) route(to bot.Address, c bot.Card) (outlet, error) {
	if name, ok := strings.CutPrefix(to.Chat.ID, hookPrefix); ok {
		return p.hookOutlet(name, c)
	}
	switch {
	case to.Chat.Kind == bot.Group && p.set.Groups[to.Chat.ID] != "":
		return p.hookOutlet(p.set.Groups[to.Chat.ID], c)
	case to.Chat.Kind == bot.Group:
		return outlet{}, never("no_channel", "nothing can be pushed into this group: it has no webhook")
	case !userID(to.Chat.ID):
		return outlet{}, never("no_receiver", "not the id of one person")
	case p.set.App == nil:
		return outlet{}, never("no_channel", "nothing can be pushed to people: no app is configured")
	}
	return p.appOutlet(to, c)
}

func never(code, reason string) error {
	return &bot.SendError{Again: bot.AgainNever, Code: code, Reason: reason}
}

// deliver sends the parts in order. A repeat after a failure goes on where the last attempt stopped, as far as the
// shared memory remembers; what it forgot, the platform's duplicate check catches for the app.
func (p *Platform) deliver(ctx context.Context, to bot.Address, out outlet, lost error) (bot.Receipt, error) {
	if lost != nil {
		return bot.Receipt{}, lost
	}
	if len(out.parts) == 0 {
		return bot.Receipt{}, never("empty", "the card says nothing")
	}
	done := p.said(ctx, to)
	var receipt bot.Receipt
	for i, one := range out.parts {
		if i < done {
			continue
		}
		id, err := p.sayPart(ctx, out, one)
		if err != nil {
			return bot.Receipt{}, mark(err, out.safe)
		}
		if receipt.ID == "" {
			receipt.ID = id
		}
		if i+1 < len(out.parts) {
			p.remember(ctx, to, i+1)
		}
	}
	return receipt, nil
}

// sayPart sends one message; a template card that is refused for its form is said in plain words instead.
func (p *Platform) sayPart(ctx context.Context, out outlet, one part) (string, error) {
	got, err := out.say(ctx, one)
	if err == nil || one.kind != "template_card" || out.simple == nil || !hasCode(err, contentCodes) {
		return got.MsgID, err
	}
	for _, plain := range out.simple() {
		if got, err = out.say(ctx, plain); err != nil {
			return "", err
		}
	}
	return got.MsgID, nil
}

func (p *Platform) memoryKey(what string, to bot.Address) string {
	return "wecom/" + what + "/" + p.deps.Name + "/" + digest(to.Chat.ID+"\x00"+to.Key)
}

// said tells how many parts have been sent before; nothing remembered reads as none.
func (p *Platform) said(ctx context.Context, to bot.Address) int {
	if to.Key == "" {
		return 0
	}
	v, _ := p.deps.Tokens.Get(ctx, p.memoryKey("said", to))
	n, _ := strconv.Atoi(v)
	return n
}

func (p *Platform) remember(ctx context.Context, to bot.Address, n int) {
	if to.Key != "" {
		p.deps.Tokens.Keep(ctx, p.memoryKey("said", to), strconv.Itoa(n), 24*time.Hour)
	}
}

func (p *Platform) replied(ctx context.Context, to bot.Address) bool {
	_, ok := p.deps.Tokens.Get(ctx, p.memoryKey("replied", to))
	return ok && to.Key != ""
}

func (p *Platform) keepReplied(ctx context.Context, to bot.Address) {
	if to.Key != "" {
		p.deps.Tokens.Keep(ctx, p.memoryKey("replied", to), "1", 24*time.Hour)
	}
}

// mark notes that an unknown outcome may be repeated, where WeCom drops repeats.
func mark(err error, safe bool) error {
	var se *bot.SendError
	if errors.As(err, &se) && se.Again == bot.AgainUnknown {
		se.Safe = safe
	}
	return err
}

// extras are the parts that carry pictures and files.
func extras(parts []part) []part {
	var out []part
	for _, one := range parts {
		if one.media != nil || one.kind == "image" {
			out = append(out, one)
		}
	}
	return out
}

// ownAddress tells whether a reply address is one of WeCom's, on the configured host.
func (p *Platform) ownAddress(s string) bool {
	u, err := url.Parse(s)
	return s != "" && err == nil && u.Scheme == p.api.base.Scheme && u.Host == p.api.base.Host && u.User == nil
}

// respond uses the one answer a response_url allows within its hour. Follows tells that a file can go another way.
func (p *Platform) respond(ctx context.Context, to bot.Address, c bot.Card, follows bool) (bot.Receipt, error) {
	task := "p-" + digest(p.deps.Name+"\x00"+to.Key+"\x00"+to.ReplyTo)
	if follows {
		c.File = nil
	}
	card, whole := asTemplate(c, task, p.set.CardURL)
	body := map[string]any{"msgtype": "template_card", "template_card": card}
	if len(card.Buttons) == 0 || !whole || c.File != nil {
		body = map[string]any{"msgtype": "markdown", "markdown": map[string]any{"content": streamText(c, true)}}
	}
	got, err := p.api.postJSON(ctx, to.ReplyTo, body)
	return bot.Receipt{ID: got.MsgID}, once(err)
}

// once corrects the verdict for an address that works a single time: a code nobody listed means used or expired.
func once(err error) error {
	var se *bot.SendError
	if errors.As(err, &se) && se.Again == bot.AgainLater {
		if _, numeric := strconv.Atoi(se.Code); numeric == nil && !listed(err) {
			se.Again = bot.AgainNever
		}
	}
	return err
}

// spent tells that a reply address is of no use any more, so that the chat itself may be tried.
func spent(err error) bool {
	var se *bot.SendError
	return errors.As(err, &se) && (se.Again == bot.AgainNever || se.Again == bot.AgainBroken)
}

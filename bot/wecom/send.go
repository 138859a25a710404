package wecom

import (
	"context"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/bot/wire"
)

// hookPrefix names group webhooks as chats: webhook:main.
const hookPrefix = "webhook:"

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
	if p.recall(ctx, "replied", to) == 0 {
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
	p.note(ctx, "replied", to, 1)
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

// extras are the parts that carry pictures and files.
func extras(parts []part) []part {
	return slices.DeleteFunc(slices.Clone(parts), func(one part) bool { return one.media == nil && one.kind != "image" })
}

// ownAddress tells whether a reply address is one of WeCom's, on the configured host.
func (p *Platform) ownAddress(s string) bool {
	u, ok := wire.WebURL(s)
	return ok && u.User == nil && p.api.ours(u)
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

package feishu

import (
	"context"
	"strconv"
	"time"

	"linzhangbot/bot"
)

// cardAction is the event of a pressed button, the only one answered in its HTTP response.
const cardAction = "card.action.trigger"

// envelope is the part every event has, in one shape for both of Feishu's generations.
type envelope struct {
	id   string // event_id, or uuid in the first generation
	kind string // event type
	at   time.Time
	body node
}

// envelope checks that the decrypted object is an event of this app and tenant.
func (p *Platform) envelope(root node) (envelope, error) {
	env, token, app, tenant := readEnvelope(root)
	switch {
	case !same(token, p.set.VerificationToken):
		return env, refuse("token")
	case !same(app, p.set.AppID):
		return env, refuse("app_id")
	case p.set.TenantKey != "" && !same(tenant, p.set.TenantKey):
		return env, refuse("tenant_key")
	case env.id == "":
		return env, refuse("event without id")
	}
	return env, nil
}

// readEnvelope takes either generation apart.
func readEnvelope(root node) (env envelope, token, app, tenant string) {
	body := root.at("event")
	if root.at("type").text() == "event_callback" {
		env = envelope{id: root.at("uuid").text(), kind: body.at("type").text(), at: instant(root.at("ts").number()), body: body}
		return env, root.at("token").text(), body.at("app_id").text(), body.at("tenant_key").text()
	}
	head := root.at("header")
	env = envelope{
		id:   head.at("event_id").text(),
		kind: head.at("event_type").text(),
		at:   instant(head.at("create_time").number()),
		body: body,
	}
	return env, head.at("token").text(), head.at("app_id").text(), head.at("tenant_key").text()
}

// instant reads Feishu's times, which are seconds, milliseconds or microseconds depending on the event;
// the number of digits tells which until the year 2286.
func instant(digits string) time.Time {
	n, err := strconv.ParseInt(digits, 10, 64)
	switch {
	case err != nil || n <= 0:
		return time.Time{}
	case n < 1e11:
		return time.Unix(n, 0).UTC()
	case n < 1e14:
		return time.UnixMilli(n).UTC()
	default:
		return time.UnixMicro(n).UTC()
	}
}

// deliver turns a verified event into what the desk sees.
func (p *Platform) deliver(ctx context.Context, env envelope) (bot.Delivery, error) {
	e, keep := p.event(ctx, env)
	if !keep {
		return nothing(), nil
	}
	d := bot.Delivery{Events: []bot.Event{e}}
	switch {
	case e.Kind == bot.KindPress:
		d.Reply = func(c bot.Card) (*bot.Answer, error) { return pressAnswer(e, c) }
	case env.kind == cardAction:
		d.Answer = nothing().Answer // a press wants a body, or the client shows an error
	}
	return d, nil
}

// event normalises one event; keep is false for what other robots say.
func (p *Platform) event(ctx context.Context, env envelope) (e bot.Event, keep bool) {
	base := bot.Event{Platform: p.deps.Name, District: p.deps.District, ID: env.id, Kind: bot.KindUnknown, At: env.at}
	switch env.kind {
	case "im.message.receive_v1":
		return p.message(ctx, base, env.body)
	case cardAction:
		return press(base, env.body), true
	case "im.message.recalled_v1":
		return recalled(base, env.body), true
	case "im.chat.member.bot.added_v1":
		return entered(base, bot.Group, env.body, "operator_id"), true
	case "im.chat.access_event.bot_p2p_chat_entered_v1":
		return entered(base, bot.Private, env.body, "operator_id"), true
	case "p2p_chat_create":
		return entered(base, bot.Private, env.body, "operator"), true
	}
	return base, true
}

// recalled is a message taken back. Feishu does not say in which kind of chat; group is the careful guess.
func recalled(e bot.Event, body node) bot.Event {
	target := body.at("message_id").text()
	if target == "" {
		return e
	}
	e.Kind, e.Target = bot.KindRecall, target
	e.Chat = bot.Chat{ID: body.at("chat_id").text(), Kind: bot.Group}
	if t := instant(body.at("recall_time").number()); !t.IsZero() {
		e.At = t
	}
	return e
}

// entered is the bot's arrival in a group, or a person's in the private chat.
func entered(e bot.Event, kind bot.ChatKind, body node, who string) bot.Event {
	chat := body.at("chat_id").text()
	if chat == "" {
		return e
	}
	e.Kind, e.ToBot = bot.KindEnter, true
	e.Chat = bot.Chat{ID: chat, Kind: kind}
	e.From = body.at(who, "open_id").text()
	return e
}

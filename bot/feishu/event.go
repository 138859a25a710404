package feishu

import (
	"context"
	"net/http"

	"linzhangbot/bot"
	"linzhangbot/bot/wire"
)

// cardAction is the event of a pressed button, the only one answered in its HTTP response.
const cardAction = "card.action.trigger"

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
func recalled(e bot.Event, body wire.Node) bot.Event {
	target := body.At("message_id").Text()
	if target == "" {
		return e
	}
	e.Kind, e.Target = bot.KindRecall, target
	e.Chat = bot.Chat{ID: body.At("chat_id").Text(), Kind: bot.Group}
	if t := instant(body.At("recall_time").Number()); !t.IsZero() {
		e.At = t
	}
	return e
}

// entered is the bot's arrival in a group, or a person's in the private chat.
func entered(e bot.Event, kind bot.ChatKind, body wire.Node, who string) bot.Event {
	chat := body.At("chat_id").Text()
	if chat == "" {
		return e
	}
	e.Kind, e.ToBot = bot.KindEnter, true
	e.Chat = bot.Chat{ID: chat, Kind: kind}
	e.From = body.At(who, "open_id").Text()
	return e
}

// nothing is the answer to what is ours but asks for nothing, such as another robot's words.
func nothing() bot.Delivery {
	return bot.Delivery{Answer: &bot.Answer{Status: http.StatusOK, Type: jsonType, Body: []byte("{}")}}
}

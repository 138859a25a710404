// Package feishuws keeps Feishu's long connection, for networks nobody can call into. The protocol is documented
// only by the official SDK, so this package uses the SDK's client for it and for nothing else; it stands apart
// because the SDK is large. Raw events go to the same code that callbacks go to.
package feishuws

import (
	"context"
	"errors"
	"fmt"
	"time"

	larkevent "github.com/larksuite/oapi-sdk-go/v3/event"
	"github.com/larksuite/oapi-sdk-go/v3/event/dispatcher"
	"github.com/larksuite/oapi-sdk-go/v3/event/dispatcher/callback"
	"github.com/larksuite/oapi-sdk-go/v3/ws"

	"linzhangbot/bot"
	"linzhangbot/bot/feishu"
)

// Driver makes Feishu platforms in both modes, callback and connection.
var Driver bot.Driver = feishu.NewDriver(Connect)

// patience ends the work on one event just before Feishu would deliver it again.
const patience = 2800 * time.Millisecond

// kinds are the events taken in. Feishu's client answers an event it has no handler for with an error, and Feishu
// then repeats it for seven hours: so those an app often subscribes to stand here too, though nothing acts on them.
var kinds = []string{
	"im.message.receive_v1", "im.message.recalled_v1", "im.message.message_read_v1",
	"im.message.reaction.created_v1", "im.message.reaction.deleted_v1",
	"im.chat.member.bot.added_v1", "im.chat.member.bot.deleted_v1",
	"im.chat.member.user.added_v1", "im.chat.member.user.deleted_v1", "im.chat.member.user.withdrawn_v1",
	"im.chat.updated_v1", "im.chat.disbanded_v1", "im.chat.access_event.bot_p2p_chat_entered_v1",
	"p2p_chat_create", "application.bot.menu_v6",
}

// Connect keeps one long connection until ctx ends; it fits feishu.Connector. The client reconnects by itself and
// returns only when it may not come back: wrong secret, forbidden, too many connections.
func Connect(ctx context.Context, app feishu.App, sink func(context.Context, []byte) error) error {
	client := ws.NewClient(app.ID, app.Secret, ws.WithEventHandler(handlers(sink)), ws.WithDomain(app.Base), ws.WithLogger(quiet{}))
	err := client.Start(ctx)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return ended(err)
}

// handlers hands every event's raw document to sink. The answer to a press follows as a message, since the
// connection's acknowledgement cannot wait for it.
func handlers(sink func(context.Context, []byte) error) *dispatcher.EventDispatcher {
	d := dispatcher.NewEventDispatcher("", "")
	d.Config.Logger = quiet{}
	take := func(ctx context.Context, raw []byte) error {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		return sink(ctx, raw)
	}
	for _, kind := range kinds {
		d.OnCustomizedEvent(kind, func(ctx context.Context, e *larkevent.EventReq) error { return take(ctx, e.Body) })
	}
	d.OnP2CardActionTrigger(func(ctx context.Context, e *callback.CardActionTriggerEvent) (*callback.CardActionTriggerResponse, error) {
		if e.EventReq == nil {
			return nil, errors.New("press without its document")
		}
		return &callback.CardActionTriggerResponse{}, take(ctx, e.EventReq.Body)
	})
	return d
}

// ended tells why a connection may not come back, by code only: the client's words hold addresses with tickets.
func ended(err error) error {
	var client *ws.ClientError
	var server *ws.ServerError
	switch {
	case errors.As(err, &client):
		return fmt.Errorf("feishu long connection refused (code %d)", client.Code)
	case errors.As(err, &server):
		return fmt.Errorf("feishu long connection ended by the server (code %d)", server.Code)
	}
	return errors.New("feishu long connection ended")
}

// quiet swallows the SDK's log, which at its lower levels holds whole messages.
type quiet struct{}

func (quiet) Debug(context.Context, ...any) {}
func (quiet) Info(context.Context, ...any)  {}
func (quiet) Warn(context.Context, ...any)  {}
func (quiet) Error(context.Context, ...any) {}

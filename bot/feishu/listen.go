package feishu

import (
	"context"

	"linzhangbot/bot"
	"linzhangbot/bot/wire"
)

// connected is a Platform whose events come over the long connection.
type connected struct {
	*Platform
	connect Connector
}

// Listen hands events to sink until ctx ends. An error of sink goes back to Feishu, which then delivers again.
func (c *connected) Listen(ctx context.Context, sink func(context.Context, bot.Event) error) error {
	app := App{ID: c.set.AppID, Secret: c.set.AppSecret, Base: c.set.APIBase}
	return c.connect(ctx, app, func(ctx context.Context, raw []byte) error {
		e, ok := c.pushed(ctx, raw)
		if !ok {
			return nil
		}
		return sink(ctx, e)
	})
}

// pushed reads one raw event. The connection is authenticated when it opens and its frames carry no signature;
// what names another app or tenant, or has no id, is dropped.
func (p *Platform) pushed(ctx context.Context, raw []byte) (bot.Event, bool) {
	root, err := wire.Parse(raw)
	if err != nil {
		return bot.Event{}, false
	}
	env, _, app, tenant := readEnvelope(root)
	if env.id == "" || app != p.set.AppID || (p.set.TenantKey != "" && tenant != p.set.TenantKey) {
		return bot.Event{}, false
	}
	return p.event(ctx, env)
}

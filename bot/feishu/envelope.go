package feishu

import (
	"strconv"
	"time"

	"linzhangbot/bot/wire"
)

// envelope is the part every event has, in one shape for both of Feishu's generations.
type envelope struct {
	id   string // event_id, or uuid in the first generation
	kind string // event type
	at   time.Time
	body wire.Node
}

// envelope checks that the decrypted object is an event of this app and tenant.
func (p *Platform) envelope(root wire.Node) (envelope, error) {
	env, token, app, tenant := readEnvelope(root)
	switch {
	case !wire.Same(token, p.set.VerificationToken):
		return env, refuse("token")
	case !wire.Same(app, p.set.AppID):
		return env, refuse("app_id")
	case p.set.TenantKey != "" && !wire.Same(tenant, p.set.TenantKey):
		return env, refuse("tenant_key")
	case env.id == "":
		return env, refuse("event without id")
	}
	return env, nil
}

// readEnvelope takes either generation apart.
func readEnvelope(root wire.Node) (env envelope, token, app, tenant string) {
	body := root.At("event")
	if root.At("type").Text() == "event_callback" {
		env = envelope{id: root.At("uuid").Text(), kind: body.At("type").Text(), body: body}
		env.at = instant(root.At("ts").Number())
		return env, root.At("token").Text(), body.At("app_id").Text(), body.At("tenant_key").Text()
	}
	head := root.At("header")
	env = envelope{
		id:   head.At("event_id").Text(),
		kind: head.At("event_type").Text(),
		at:   instant(head.At("create_time").Number()),
		body: body,
	}
	return env, head.At("token").Text(), head.At("app_id").Text(), head.At("tenant_key").Text()
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

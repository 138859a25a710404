package feishu

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"linzhangbot/bot/wire"
)

// tokenEarly is how long before its end a token is given up: Feishu hands out a new one only in the last half hour of
// the old one, which stays valid.
const tokenEarly = 30 * time.Minute

// tokenKey tells apps, secrets and hosts apart without showing any of them.
func (p *Platform) tokenKey() string {
	return "feishu:tenant_token:" + wire.Digest(p.set.APIBase+"\n"+p.set.AppID+"\n"+p.set.AppSecret, 12)
}

// askToken asks Feishu. A failure here means that nothing was sent yet, so it never counts as unclear.
func (p *Platform) askToken(ctx context.Context) (string, time.Duration, error) {
	secret := object{"app_id": p.set.AppID, "app_secret": p.set.AppSecret}
	r := request{method: http.MethodPost, path: "auth/v3/tenant_access_token/internal", json: secret}
	n, err := p.once(ctx, r, "")
	token := n.At("tenant_access_token").Text()
	var no *apiError
	switch {
	case errors.As(err, &no) && no.verdict != later:
		no.verdict = app
	case errors.Is(err, wire.ErrUnclear), err == nil && token == "":
		err = wire.ErrUnreached
	}
	seconds, _ := strconv.ParseInt(n.At("expire").Number(), 10, 64) // no number counts as none
	// A minute at least, so that an odd answer does not make every message ask.
	return token, max(wire.Life(seconds, tokenEarly), time.Minute), err
}

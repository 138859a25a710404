package wecom

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"linzhangbot/bot"
)

// credential is one app's secret, from which access tokens are made.
type credential struct {
	corp, secret string
	agent        int
}

func (c credential) key() string { return "wecom/token/" + c.corp + "/" + strconv.Itoa(c.agent) }

// token returns an access token other than the one that was just refused. However many ask at once, WeCom is asked
// once: the others wait and then find the token in memory.
func (a *api) token(ctx context.Context, c credential, refused string) (string, error) {
	if t, ok := a.tokens.Get(ctx, c.key()); ok && t != "" && t != refused {
		return t, nil
	}
	select {
	case a.gate <- struct{}{}:
		defer func() { <-a.gate }()
	case <-ctx.Done():
		return "", lost(false)
	}
	if t, ok := a.tokens.Get(ctx, c.key()); ok && t != "" && t != refused {
		return t, nil
	}
	return a.newToken(ctx, c)
}

func (a *api) newToken(ctx context.Context, c credential) (string, error) {
	address := a.at("/cgi-bin/gettoken", url.Values{"corpid": {c.corp}, "corpsecret": {c.secret}})
	out, err := a.do(ctx, http.MethodGet, address, "", nil)
	if err != nil {
		return "", notSent(err)
	}
	if out.AccessToken == "" {
		return "", &bot.SendError{Again: bot.AgainLater, Code: "gettoken", Reason: "WeCom gave no access token"}
	}
	if ttl := lifetime(out.ExpiresIn); ttl > 0 {
		a.tokens.Keep(ctx, c.key(), out.AccessToken, ttl)
	}
	return out.AccessToken, nil
}

// lifetime ends five minutes early; a token that is said to live hardly at all is used once and not kept.
func lifetime(seconds int64) time.Duration {
	const early = 5 * time.Minute
	if seconds <= 0 {
		return 0
	}
	ttl := time.Duration(min(seconds, 7200)) * time.Second
	if ttl <= 2*early {
		return ttl / 2
	}
	return ttl - early
}

// withToken runs a call, and once more with a fresh token where WeCom voided the old one early. This is no retry:
// a call with a void token has done nothing.
func (a *api) withToken(ctx context.Context, c credential, call func(token string) (answer, error)) (answer, error) {
	token, err := a.token(ctx, c, "")
	if err != nil {
		return answer{}, err
	}
	out, err := call(token)
	if !hasCode(err, tokenCodes) {
		return out, err
	}
	a.tokens.Forget(ctx, c.key())
	token, err = a.token(ctx, c, token)
	if err != nil {
		return answer{}, err
	}
	return call(token)
}

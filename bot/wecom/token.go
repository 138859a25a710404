package wecom

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"linzhangbot/bot"
	"linzhangbot/bot/wire"
)

// tokenEarly is how long before its end a token is given up.
const tokenEarly = 5 * time.Minute

// newToken keeps the app's access token.
func newToken(a *api, corp string, app appSettings, deps bot.Deps) *wire.Token {
	query := url.Values{"corpid": {corp}, "corpsecret": {app.Secret}}
	ask := func(ctx context.Context) (string, time.Duration, error) {
		out, err := a.do(ctx, wire.Request{Method: http.MethodGet, Address: a.at("/cgi-bin/gettoken", query)})
		if err == nil && out.AccessToken == "" {
			err = &bot.SendError{Again: bot.AgainLater, Code: "gettoken", Reason: "WeCom gave no access token"}
		}
		return out.AccessToken, wire.Life(out.ExpiresIn, tokenEarly), notSent(err)
	}
	return wire.NewToken("wecom/token/"+corp+"/"+strconv.Itoa(app.AgentID), deps, ask)
}

// withToken makes a call in the app's name.
func (a *api) withToken(ctx context.Context, call func(token string) (answer, error)) (out answer, err error) {
	err = a.token.Use(ctx, voided, func(token string) error {
		out, err = call(token)
		return err
	})
	return out, lost(err)
}

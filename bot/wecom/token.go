package wecom

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"linzhangbot/bot"
	"linzhangbot/bot/wire"
)

// tokenEarly is how long before its end a token is given up.
const tokenEarly = 5 * time.Minute

// tokenKey is where the house's memory keeps the app's token.
func (p *Platform) tokenKey() string {
	return "wecom/token/" + p.set.CorpID + "/" + strconv.Itoa(p.agent())
}

// askToken asks WeCom for an access token of the app.
func (p *Platform) askToken(ctx context.Context) (string, time.Duration, error) {
	query := url.Values{"corpid": {p.set.CorpID}, "corpsecret": {p.set.App.Secret}}
	out, err := p.api.do(ctx, wire.Request{Method: http.MethodGet, Address: p.api.at("/cgi-bin/gettoken", query)})
	if err == nil && out.AccessToken == "" {
		err = &bot.SendError{Again: bot.AgainLater, Code: "gettoken", Reason: "WeCom gave no access token"}
	}
	return out.AccessToken, wire.Life(out.ExpiresIn, tokenEarly), notSent(err)
}

// withToken makes a call in the app's name.
func (a *api) withToken(ctx context.Context, call func(token string) (answer, error)) (out answer, err error) {
	err = a.token.Use(ctx, voided, func(token string) error {
		out, err = call(token)
		return err
	})
	return out, lost(err)
}

// Check asks WeCom for a token with the configured secret. Robot and webhooks have nothing that could be asked
// without being seen in the group.
func (p *Platform) Check(ctx context.Context) []string {
	if p.set.App == nil {
		return nil
	}
	_, _, err := p.askToken(ctx)
	if err == nil {
		return nil
	}
	var se *bot.SendError
	if errors.As(err, &se) {
		return []string{p.deps.Name + "：企业微信没有接受应用的凭证（错误码 " + se.Code + "），请核对 corp_id、app.secret 和可信 IP"}
	}
	return []string{p.deps.Name + "：企业微信没有回应"}
}

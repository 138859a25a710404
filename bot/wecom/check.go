package wecom

import (
	"context"
	"errors"

	"linzhangbot/bot"
)

// Check asks WeCom for a token with the configured secret. Robot and webhooks have nothing that could be asked
// without being seen in the group.
func (p *Platform) Check(ctx context.Context) []string {
	if p.set.App == nil {
		return nil
	}
	_, err := p.api.token.Renew(ctx)
	if err == nil {
		return nil
	}
	var se *bot.SendError
	if errors.As(err, &se) {
		return []string{p.deps.Name + "：企业微信没有接受应用的凭证（错误码 " + se.Code + "），请核对 corp_id、app.secret 和可信 IP"}
	}
	return []string{p.deps.Name + "：企业微信没有回应"}
}

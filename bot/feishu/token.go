package feishu

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strconv"
	"time"
)

// tokens holds the access token of this process; deps.Tokens shares it between replicas but may forget.
type tokens struct {
	gate  chan struct{} // one refresher at a time; the others wait and find its token
	value string
	until time.Time
}

// token gives the tenant access token. void, if not empty, is a token Feishu has just refused: it is not given
// again, unless Feishu itself still gives it.
func (p *Platform) token(ctx context.Context, void string) (string, error) {
	select {
	case p.tokens.gate <- struct{}{}:
		defer func() { <-p.tokens.gate }()
	case <-ctx.Done():
		return "", errUnreached
	}
	if t := p.tokens.value; t != "" && t != void && p.deps.Now().Before(p.tokens.until) {
		return t, nil
	}
	key := p.tokenKey()
	if t, ok := p.deps.Tokens.Get(ctx, key); ok && t != "" && t != void {
		p.tokens.value, p.tokens.until = t, p.deps.Now().Add(time.Minute)
		return t, nil
	}
	if void != "" {
		p.deps.Tokens.Forget(ctx, key)
		p.tokens.value = ""
	}
	t, life, err := p.fetchToken(ctx)
	if err != nil {
		return "", err
	}
	p.tokens.value, p.tokens.until = t, p.deps.Now().Add(life)
	p.deps.Tokens.Keep(ctx, key, t, life)
	return t, nil
}

// tokenKey tells apps, secrets and hosts apart without showing any of them.
func (p *Platform) tokenKey() string {
	sum := sha256.Sum256([]byte(p.set.APIBase + "\n" + p.set.AppID + "\n" + p.set.AppSecret))
	return "feishu:tenant_token:" + hex.EncodeToString(sum[:12])
}

// fetchToken asks Feishu. A failure here means that nothing was sent yet, so it never counts as unclear.
func (p *Platform) fetchToken(ctx context.Context) (string, time.Duration, error) {
	r, err := jsonCall("auth/v3/tenant_access_token/internal", nil,
		map[string]string{"app_id": p.set.AppID, "app_secret": p.set.AppSecret})
	if err != nil {
		return "", 0, err
	}
	n, err := p.once(ctx, r, "")
	if errors.Is(err, errUnclear) {
		return "", 0, errUnreached
	}
	var no *apiError
	if errors.As(err, &no) && no.verdict != later {
		no.verdict = app
	}
	if err != nil {
		return "", 0, err
	}
	t := n.at("tenant_access_token").text()
	if t == "" {
		return "", 0, errUnreached
	}
	return t, lifetime(n.at("expire").number()), nil
}

// lifetime is how long to keep a token. Feishu hands out a new one only in the last half hour of the old one,
// which stays valid; a minute at least, so that an odd answer does not make every message ask.
func lifetime(expire string) time.Duration {
	const half = 30 * time.Minute
	n, err := strconv.Atoi(expire)
	if err != nil || n < 0 {
		n = 0
	}
	life := time.Duration(min(n, 7200)) * time.Second
	if life > 2*half {
		return life - half
	}
	return max(life/2, time.Minute)
}

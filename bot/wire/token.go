package wire

import (
	"context"
	"time"

	"linzhangbot/bot"
)

// maxLife is the longest a platform's access token lives, whatever its answer says.
const maxLife = 7200

// Ask gets a new access token from the platform, and how long to keep it; 0: use it once and do not keep it.
type Ask func(ctx context.Context) (value string, life time.Duration, err error)

// Token keeps one app's access token in this process; the house's memory shares it between replicas but may forget.
type Token struct {
	key    string
	ask    Ask
	shared bot.Tokens
	now    func() time.Time

	gate  chan struct{} // one asks at a time; the others wait and find its token
	value string
	until time.Time
}

// NewToken makes an empty Token. Key is where the house's memory keeps it; it must tell apps apart and show no secret.
func NewToken(key string, deps bot.Deps, ask Ask) *Token {
	return &Token{key: key, ask: ask, shared: deps.Tokens, now: deps.Now, gate: make(chan struct{}, 1)}
}

// Get gives the access token. void, if not empty, is a token the platform has just refused: it is not given again,
// unless the platform itself still gives it. A caller whose ctx ends while it waits hears ErrUnreached.
func (t *Token) Get(ctx context.Context, void string) (string, error) {
	select {
	case t.gate <- struct{}{}:
		defer func() { <-t.gate }()
	case <-ctx.Done():
		return "", ErrUnreached
	}
	if t.value != "" && t.value != void && t.now().Before(t.until) {
		return t.value, nil
	}
	if v, ok := t.shared.Get(ctx, t.key); ok && v != "" && v != void {
		t.value, t.until = v, t.now().Add(time.Minute)
		return v, nil
	}
	if void != "" {
		t.value = ""
		t.shared.Forget(ctx, t.key)
	}
	v, life, err := t.ask(ctx)
	if err != nil {
		return "", err
	}
	t.value, t.until = v, t.now().Add(life)
	if life > 0 {
		t.shared.Keep(ctx, t.key, v, life)
	}
	return v, nil
}

// Use makes a call with the token, and once more with a new one where the platform voided the old one early. This is
// no retry: a call with a void token has done nothing.
func (t *Token) Use(ctx context.Context, voided func(error) bool, call func(token string) error) error {
	token, err := t.Get(ctx, "")
	if err != nil {
		return err
	}
	if err = call(token); !voided(err) {
		return err
	}
	if token, err = t.Get(ctx, token); err != nil {
		return err
	}
	return call(token)
}

// Life is how long to keep a token that is said to live so many seconds: it ends early, and one that lives hardly
// longer than that is kept for half its life.
func Life(seconds int64, early time.Duration) time.Duration {
	life := time.Duration(min(max(seconds, 0), maxLife)) * time.Second
	if life > 2*early {
		return life - early
	}
	return life / 2
}

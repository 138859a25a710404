// Package feishu speaks Feishu (飞书): it verifies, decrypts and normalises what the platform delivers, and renders
// and sends what the house says. It keeps nothing but the access token, never retries and never sleeps.
package feishu

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"linzhangbot/bot"
	"linzhangbot/bot/wire"
)

// Platform is one self-built Feishu app serving one district.
type Platform struct {
	set   Settings
	fresh time.Duration
	deps  bot.Deps
	http  *http.Client
	token *wire.Token
	robot robot
}

// Driver makes Feishu platforms that take callbacks.
var Driver = NewDriver(nil)

// Connector keeps one long connection until ctx ends and hands every raw event, as the JSON Feishu sent, to sink.
// It lives in a package of its own, so that programs and tests without it do not compile Feishu's SDK.
type Connector func(ctx context.Context, app App, sink func(context.Context, []byte) error) error

// App is what a Connector needs to know.
type App struct{ ID, Secret, Base string }

// NewDriver makes the driver; connect, if not nil, adds the mode "connection".
func NewDriver(connect Connector) bot.Driver {
	return bot.Driver{
		Kind: "feishu",
		Open: func(decode func(any) error, deps bot.Deps) (bot.Platform, error) { return open(decode, deps, connect) },
	}
}

func newPlatform(s Settings, fresh time.Duration, deps bot.Deps) *Platform {
	p := &Platform{set: s, fresh: fresh, deps: deps, http: wire.Client(deps.HTTP)}
	p.robot.gate = make(chan struct{}, 1)
	p.token = wire.NewToken(p.tokenKey(), deps, p.askToken)
	return p
}

// open reads the section and makes the platform; every mistake is named at once.
func open(decode func(any) error, deps bot.Deps, connect Connector) (bot.Platform, error) {
	var s Settings
	if err := decode(&s); err != nil {
		return nil, fmt.Errorf("飞书平台 %s：%w", deps.Name, err)
	}
	fresh, err := s.complete(connect != nil)
	if err != nil {
		return nil, fmt.Errorf("飞书平台 %s：%w", deps.Name, err)
	}
	p := newPlatform(s, fresh, deps)
	if s.Mode == modeConnection {
		return &connected{Platform: p, connect: connect}, nil
	}
	return p, nil
}

// Name is the configured name.
func (p *Platform) Name() string { return p.deps.Name }

// Paths lists what stands below /hook/<name>; the long connection needs none.
func (p *Platform) Paths() []string {
	if p.set.Mode != modeCallback {
		return nil
	}
	return []string{pathEvent, pathCard}
}

// Pace is Feishu's limit for one chat; all robots of a group share it.
func (p *Platform) Pace(bot.Chat) (int, time.Duration) { return 5, time.Second }

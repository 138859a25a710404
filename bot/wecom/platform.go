// Package wecom speaks with 企业微信 (WeCom): callbacks of the intelligent robot and of the self-built app come in,
// passive replies, app messages and group webhooks go out. It verifies, decrypts, normalises, renders and sends;
// it never retries, sleeps or stores.
package wecom

import (
	"fmt"
	"strings"
	"time"

	"linzhangbot/bot"
)

// Driver makes WeCom platforms (settings: kind: wecom).
var Driver = bot.Driver{Kind: "wecom", Open: newPlatform}

// Platform is one WeCom corp of one district.
type Platform struct {
	set      settings
	deps     bot.Deps
	window   time.Duration
	channels map[string]*channel // by path: app, robot
	api      *api
	line     *line // connection mode only
}

func newPlatform(decode func(any) error, deps bot.Deps) (bot.Platform, error) {
	var set settings
	if err := decode(&set); err != nil {
		return nil, fmt.Errorf("企业微信平台 %s：%w", deps.Name, err)
	}
	p := &Platform{set: set, deps: deps, window: replayWindow, channels: map[string]*channel{}}
	if err := p.prepare(); err != nil {
		return nil, fmt.Errorf("企业微信平台 %s：%s", deps.Name, strings.ReplaceAll(err.Error(), "\n", "；"))
	}
	return p, nil
}

func (p *Platform) now() time.Time { return p.deps.Now().UTC() }

func (p *Platform) agent() int {
	if p.set.App == nil {
		return 0
	}
	return p.set.App.AgentID
}

// Name is the configured name.
func (p *Platform) Name() string { return p.deps.Name }

// Paths lists the callback addresses below /hook/<name> that have keys.
func (p *Platform) Paths() []string {
	var out []string
	for _, name := range []string{pathApp, pathRobot} {
		if p.channels[name] != nil {
			out = append(out, name)
		}
	}
	return out
}

// Pace is 20 messages a minute for a group webhook. A person gets at most 30 from the app, what is more WeCom drops
// silently; the long connection takes 30 in one conversation.
func (p *Platform) Pace(chat bot.Chat) (int, time.Duration) {
	if strings.HasPrefix(chat.ID, hookPrefix) || p.set.Groups[chat.ID] != "" {
		return 20, time.Minute
	}
	return 30, time.Minute
}

// PushChats names the group robots of the settings with the chat id each is reached by.
func (p *Platform) PushChats() map[string]string {
	out := make(map[string]string, len(p.set.Webhooks))
	for name := range p.set.Webhooks {
		out[name] = hookPrefix + name
	}
	return out
}

// Sole tells of the long connection: a robot has one long connection in all; a second one drives the first out.
func (p *Platform) Sole() bool { return p.line != nil }

// These abilities are found by type assertion; the compiler watches that they stay.
var (
	_ bot.Platform = (*Platform)(nil)
	_ bot.Router   = (*Platform)(nil)
	_ bot.Pacer    = (*Platform)(nil)
	_ bot.Fetcher  = (*Platform)(nil)
	_ bot.Checker  = (*Platform)(nil)
	_ bot.Listener = (*Platform)(nil)
	_ bot.Calendar = (*Platform)(nil)
)

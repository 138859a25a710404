package feishu

import (
	"context"
	"net/http"
	"time"

	"linzhangbot/bot/wire"
)

const (
	askWithin = 1500 * time.Millisecond // a callback must be answered within three seconds
	askAgain  = time.Minute             // after a failure
)

// robot remembers who the bot is.
type robot struct {
	gate  chan struct{}
	id    string
	tried time.Time
}

// self is the bot's own open_id: configured, remembered or asked now. Empty when it cannot be known.
func (p *Platform) self(ctx context.Context) string {
	if p.set.BotOpenID != "" {
		return p.set.BotOpenID
	}
	ctx, cancel := context.WithTimeout(ctx, askWithin)
	defer cancel()
	select {
	case p.robot.gate <- struct{}{}:
		defer func() { <-p.robot.gate }()
	case <-ctx.Done():
		return ""
	}
	now := p.deps.Now()
	if p.robot.id != "" || (!p.robot.tried.IsZero() && now.Before(p.robot.tried.Add(askAgain))) {
		return p.robot.id
	}
	p.robot.tried = now
	if n, err := p.about(ctx); err == nil {
		p.robot.id = n.At("open_id").Text()
	}
	return p.robot.id
}

// about asks Feishu for the bot's card; the answer stands under "bot", not under "data" as everywhere else.
func (p *Platform) about(ctx context.Context) (wire.Node, error) {
	n, err := p.do(ctx, request{method: http.MethodGet, path: "bot/v3/info"})
	return n.At("bot"), err
}

// Check asks whether the settings work: one finding a line, in words for the person who set it up.
func (p *Platform) Check(ctx context.Context) []string {
	name := "飞书平台 " + p.deps.Name + "："
	if _, err := p.token.Get(ctx, ""); err != nil {
		return []string{name + "取不到访问凭证，请核对 app_id、app_secret 和 api_base（" + codeOf(err) + "）"}
	}
	bot, err := p.about(ctx)
	if err != nil {
		return []string{name + "查不到机器人，请在开放平台启用机器人能力并发布版本（" + codeOf(err) + "）"}
	}
	var found []string
	if s := bot.At("activate_status").Number(); s != "" && s != "2" {
		found = append(found, name+"机器人尚未启用，请管理员在后台启用应用")
	}
	if id := bot.At("open_id").Text(); p.set.BotOpenID != "" && id != p.set.BotOpenID {
		found = append(found, name+"bot_open_id 与平台上的机器人不一致")
	}
	if n := bot.At("app_name").Text(); p.set.BotName != "" && n != p.set.BotName {
		found = append(found, name+"bot_name 与平台上的名称“"+plain(n)+"”不一致")
	}
	return found
}

func codeOf(err error) string {
	if no := refused(err); no.verdict != 0 {
		return "错误码 " + no.label()
	}
	return "连接不上"
}

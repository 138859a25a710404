//go:build lean

package main

import (
	"errors"
	"time"

	"linzhangbot/bot/feishu"
	"linzhangbot/config"
	"linzhangbot/models/cache"
)

// The lean program leaves out Redis and Feishu's long connection, which the demo never uses: together they are half
// of what a first compile takes.

// feishuDriver speaks Feishu by callbacks.
var feishuDriver = feishu.Driver

// shared refuses: there is no Redis in the lean program.
func shared(config.Redis, func() time.Time) (cache.Cache, error) {
	return nil, errors.New("这是演示用的精简版，不含 Redis，请改用 make build 编译的完整版")
}

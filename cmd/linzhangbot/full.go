//go:build !lean

package main

import (
	"time"

	"linzhangbot/bot/feishu/feishuws"
	"linzhangbot/config"
	"linzhangbot/models/cache"
)

// feishuDriver speaks Feishu by callbacks and over the long connection.
var feishuDriver = feishuws.Driver

// shared is the Redis of the settings.
func shared(s config.Redis, now func() time.Time) (cache.Cache, error) {
	return cache.NewRedis(cache.Server{Addrs: s.Addrs, Username: s.Username, Password: s.Password.Reveal(),
		Master: s.Master, DB: s.DB, Prefix: "linzhangbot:"}, now), nil
}

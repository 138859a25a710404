package main

import (
	"slices"

	"linzhangbot/bot"
	"linzhangbot/bot/wecom"
	"linzhangbot/handlers"
	"linzhangbot/models/approval"
	"linzhangbot/models/audit"
	"linzhangbot/models/db"
	"linzhangbot/models/inbox"
	"linzhangbot/models/media"
	"linzhangbot/models/outbox"
	"linzhangbot/scheduler"
)

// drivers are every chat platform.
func drivers() []bot.Driver {
	return []bot.Driver{wecom.Driver, feishuDriver}
}

// steps are all schema changes: the shared tables, then each regulation's.
func steps(list []handlers.Module) []db.Migration {
	out := slices.Concat(inbox.Migrations, inbox.DialogueMigrations, inbox.HeardMigrations, outbox.Migrations,
		audit.Migrations, media.Migrations, scheduler.Migrations, approval.Migrations)
	for _, m := range list {
		out = append(out, m.Migrations...)
	}
	return out
}

package main

import (
	"slices"

	"linzhangbot/bot"
	"linzhangbot/bot/wecom"
	"linzhangbot/handlers"
	"linzhangbot/handlers/asking"
	"linzhangbot/handlers/assessment"
	"linzhangbot/handlers/cooperation"
	"linzhangbot/handlers/delivery"
	"linzhangbot/handlers/information"
	"linzhangbot/handlers/meeting"
	"linzhangbot/handlers/roster"
	"linzhangbot/handlers/supervision"
	"linzhangbot/models/approval"
	"linzhangbot/models/audit"
	"linzhangbot/models/db"
	"linzhangbot/models/inbox"
	"linzhangbot/models/media"
	"linzhangbot/models/outbox"
	"linzhangbot/scheduler"
)

// modules is the first of the two lists in the program: every regulation's face.
func modules() []handlers.Module {
	return []handlers.Module{
		roster.Module(),
		asking.Module(),
		delivery.Module(),
		information.Module(),
		supervision.Module(),
		meeting.Module(),
		cooperation.Module(),
		{Name: "assessment", Title: "考核制度", Grammar: assessment.Grammar}, // understood; it opens with a later release
	}
}

// drivers is the second list: every chat platform.
func drivers() []bot.Driver {
	return []bot.Driver{wecom.Driver, feishuDriver}
}

// steps are all schema changes: the shared tables, then each regulation's.
func steps(list []handlers.Module) []db.Migration {
	out := slices.Concat(inbox.Migrations, inbox.DialogueMigrations, outbox.Migrations, audit.Migrations,
		media.Migrations, scheduler.Migrations,
		approval.Migrations)
	for _, m := range list {
		out = append(out, m.Migrations...)
	}
	return out
}

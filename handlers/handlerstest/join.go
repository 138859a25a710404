package handlerstest

import (
	"context"
	"log/slog"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/desk"
	"linzhangbot/handlers/postal"
	"linzhangbot/handlers/reminding"
	"linzhangbot/models/cache"
	"linzhangbot/models/db"
)

// Join makes a desk with the rooms beside it, as the program does.
func Join(d *db.DB, deployed *handlers.Deployment, clock func() time.Time, log *slog.Logger) *desk.Desk {
	return desk.New(desk.Parts{DB: d, Deployment: deployed, Post: postal.New(deployed.Days).Post, Withdraw: reminding.Withdraw,
		Now: clock, Cache: cache.NewMemory(clock), Log: log})
}

// Tick runs one reminder.
func Tick(ctx context.Context, tx *db.Tx, deployed *handlers.Deployment, r handlers.Reminder, now time.Time) error {
	run := reminding.Runner{Deployment: deployed, Post: postal.New(deployed.Days).Post}
	return run.Run(ctx, tx, r, now)
}

// Worker does the chores of the modules.
func Worker(d *db.DB, deployed *handlers.Deployment, platforms map[string]bot.Platform, clock func() time.Time, log *slog.Logger) *reminding.Worker {
	return reminding.NewWorker(handlers.Work{DB: d, Deployment: deployed, Platforms: platforms, Log: log,
		Post: postal.New(deployed.Days).Post}, clock)
}

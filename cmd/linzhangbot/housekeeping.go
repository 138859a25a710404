package main

import (
	"context"
	"time"

	"linzhangbot/handlers/reminding"
	"linzhangbot/models/db"
	"linzhangbot/models/inbox"
	"linzhangbot/models/profile"
	"linzhangbot/scheduler"
)

// forgetting is the job of every morning that drops what a district does not want kept any longer.
func forgetting(code string, rules *profile.Set) scheduler.Job {
	p := rules.Latest()
	return scheduler.Job{Key: "forget", District: code, Cron: reminding.MorningCron(p), Zone: p.Location(),
		Window: 24 * time.Hour,
		Run: func(_ context.Context, tx *db.Tx, now time.Time) error {
			return inbox.ForgetHeard(tx, heardSince(rules.At(now), now))
		}}
}

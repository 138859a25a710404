package handlerstest

import (
	"log/slog"
	"sync"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/reminding"
)

// Work lets so many replicas do the modules' chores at once.
func (s *Stage) Work(platforms map[string]bot.Platform, replicas int) {
	s.T.Helper()
	work := handlers.Work{DB: s.DB, Deployment: s.Deployment, Platforms: platforms, Post: s.runner.Post,
		Log: slog.New(slog.NewTextHandler(s.T.Output(), nil))}
	var all sync.WaitGroup
	for range replicas {
		w := reminding.NewWorker(work, func() time.Time { return s.Now })
		all.Go(func() { w.RunOnce(s.T.Context()) })
	}
	all.Wait()
}

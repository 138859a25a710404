package main

import (
	"cmp"
	"context"
	"log/slog"
	"slices"
	"time"

	"linzhangbot/cmd/faces"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/desk"
	"linzhangbot/handlers/postal"
	"linzhangbot/handlers/reminding"
	"linzhangbot/models/cache"
	"linzhangbot/models/calendar"
	"linzhangbot/models/db"
	"linzhangbot/models/profile"
	"linzhangbot/scheduler"
)

// app is the whole program, wired: the same for serve, demo and simulate.
type app struct {
	db         *db.DB
	deployment *handlers.Deployment
	desk       *desk.Desk
	scheduler  *scheduler.Scheduler
	dispatcher *scheduler.Dispatcher
	collector  *desk.Collector
	worker     *reminding.Worker
	log        *slog.Logger
	now        func() time.Time
}

// parts are what an app is made of.
type parts struct {
	db        *db.DB
	profiles  map[string]*profile.Set
	days      *calendar.Calendar
	platforms []bot.Platform
	cache     cache.Cache
	log       *slog.Logger
	now       func() time.Time
	parallel  int
}

// hear makes the ear for a district's rules.
func hear(d *handlers.Deployment, p *profile.Profile) desk.Hearing { return faces.Ear(d, p) }

// assemble wires the program; the schema is brought up to date first.
func assemble(ctx context.Context, p parts) (*app, error) {
	list := faces.Modules()
	if err := p.db.Migrate(ctx, steps(list)); err != nil {
		return nil, err
	}
	d, err := handlers.NewDeployment(list, p.profiles, p.days)
	if err != nil {
		return nil, err
	}
	router := postal.New(p.days)
	a := &app{db: p.db, deployment: d, log: p.log, now: p.now}
	a.desk = desk.New(desk.Parts{DB: p.db, Deployment: d, Post: router.Post, Withdraw: reminding.Withdraw, Now: p.now,
		Cache: p.cache, Log: p.log, Hear: hear})
	platforms := map[string]bot.Platform{}
	for _, one := range p.platforms {
		platforms[one.Name()] = one
	}
	a.dispatcher = &scheduler.Dispatcher{DB: p.db, Platforms: platforms, Now: p.now, Log: p.log, Allow: p.cache.Allow,
		Parallel: p.parallel, Dead: router.Undelivered(d, p.now)}
	a.collector = desk.NewCollector(p.db, platforms, p.now, p.log)
	work := handlers.Work{DB: p.db, Deployment: d, Platforms: platforms, Log: p.log, Post: router.Post}
	a.worker = reminding.NewWorker(work, p.now)
	a.desk.Sent = func() { a.dispatcher.Wake(); a.collector.Wake(); a.worker.Wake() }
	a.scheduler, err = scheduler.New(p.db, jobs(&reminding.Runner{Deployment: d, Post: router.Post}), p.log)
	return a, err
}

// jobs makes one job of every reminder and district, and one of forgetting for each district.
func jobs(run *reminding.Runner) []scheduler.Job {
	var out []scheduler.Job
	for code, set := range run.Deployment.Profiles {
		p := set.Latest()
		out = append(out, forgetting(code, set))
		for _, m := range run.Deployment.Modules {
			for _, r := range m.Reminders {
				when := r.When
				if when == "" {
					when = reminding.MorningCron(p)
				}
				sweep := func(ctx context.Context, tx *db.Tx, now time.Time) error { return run.Run(ctx, tx, r, now) }
				out = append(out, scheduler.Job{Key: r.Key, District: code, Cron: when, Zone: p.Location(),
					Window: reminding.CatchUp(p, r), Run: sweep})
			}
		}
	}
	slices.SortFunc(out, func(a, b scheduler.Job) int {
		return cmp.Or(cmp.Compare(a.District, b.District), cmp.Compare(a.Key, b.Key))
	})
	return out
}

// step runs what is due at the present moment until nothing is left to say.
func (a *app) step(ctx context.Context) error {
	a.scheduler.RunOnce(ctx, a.now())
	return a.carry(ctx)
}

func (a *app) carry(ctx context.Context) error {
	for {
		n, err := a.dispatcher.RunOnce(ctx)
		if err != nil || n == 0 {
			return err
		}
	}
}

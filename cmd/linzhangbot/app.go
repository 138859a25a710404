package main

import (
	"cmp"
	"context"
	"log/slog"
	"slices"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/cache"
	"linzhangbot/models/calendar"
	"linzhangbot/models/db"
	"linzhangbot/models/profile"
	"linzhangbot/scheduler"
)

// app is the whole program, wired: the same for serve, demo and simulate.
type app struct {
	db         *db.DB
	house      *handlers.House
	desk       *handlers.Desk
	scheduler  *scheduler.Scheduler
	dispatcher *scheduler.Dispatcher
	collector  *handlers.Collector
	worker     *handlers.Worker
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

// assemble wires the program; the schema is brought up to date first.
func assemble(ctx context.Context, p parts) (*app, error) {
	list := modules()
	if err := p.db.Migrate(ctx, steps(list)); err != nil {
		return nil, err
	}
	house, err := handlers.NewHouse(list, p.profiles, p.days)
	if err != nil {
		return nil, err
	}
	a := &app{db: p.db, house: house, log: p.log, now: p.now, desk: handlers.NewDesk(p.db, house, p.now, p.cache, p.log)}
	platforms := map[string]bot.Platform{}
	for _, one := range p.platforms {
		platforms[one.Name()] = one
	}
	a.dispatcher = &scheduler.Dispatcher{DB: p.db, Platforms: platforms, Now: p.now, Log: p.log, Allow: p.cache.Allow,
		Parallel: p.parallel, Dead: house.Undelivered(p.now)}
	a.collector = handlers.NewCollector(p.db, platforms, p.now, p.log)
	a.worker = handlers.NewWorker(p.db, house, platforms, p.now, p.log)
	a.desk.Sent = func() { a.dispatcher.Wake(); a.collector.Wake(); a.worker.Wake() }
	if a.scheduler, err = scheduler.New(p.db, jobs(house), p.log); err != nil {
		return nil, err
	}
	return a, nil
}

// jobs makes one job of every reminder and district.
func jobs(h *handlers.House) []scheduler.Job {
	var out []scheduler.Job
	for code, set := range h.Profiles {
		p := set.Latest()
		for _, m := range h.Modules {
			for _, r := range m.Reminders {
				when := r.When
				if when == "" {
					when = h.MorningCron(p)
				}
				out = append(out, scheduler.Job{Key: r.Key, District: code, Cron: when, Zone: p.Location(), Window: h.CatchUp(p, r),
					Run: func(ctx context.Context, tx *db.Tx, now time.Time) error { return h.Sweep(ctx, tx, r, now) }})
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

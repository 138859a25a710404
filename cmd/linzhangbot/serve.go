package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"linzhangbot/cmd/faces"
	"log/slog"
	"net/http"
	"net/http/pprof"
	"os"
	"runtime/debug"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/desk"
	"linzhangbot/handlers/postal"
	"linzhangbot/models/db"
	"linzhangbot/scheduler"
)

// serve runs the program for real until it is told to stop.
func serve(ctx context.Context, args []string) error {
	in, err := installed(flag.NewFlagSet("serve", flag.ContinueOnError), args, wallClock)
	if err != nil {
		return err
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(200) // what lives is small: collecting half as often costs some 10 MB and saves much work
	}
	log := logger(in.settings.LogLevel)
	a, err := in.assemble(ctx, log)
	if err != nil {
		return err
	}
	defer func() { _ = a.db.Close() }()
	if err := in.bindGroups(ctx, a); err != nil {
		return err
	}
	return in.listen(ctx, a)
}

func logger(level string) *slog.Logger {
	var l slog.Level
	_ = l.UnmarshalText([]byte(level)) // checked with the settings; info otherwise
	return slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: l}))
}

// bindGroups binds the push channels named in the settings to the groups they stand for.
func (in *installation) bindGroups(ctx context.Context, a *app) error {
	for _, p := range in.platforms {
		pusher, ok := p.(bot.Pusher)
		if !ok {
			continue
		}
		section := in.sections[p.Name()]
		err := a.db.Tx(ctx, section.District, func(tx *db.Tx) error {
			return postal.BindPushGroups(tx, p.Name(), pusher.PushChats())
		})
		if err != nil {
			return fmt.Errorf("bind groups of %s: %w", p.Name(), err)
		}
	}
	return nil
}

// listen runs everything side by side until ctx ends, then lets what is in hand finish.
func (in *installation) listen(ctx context.Context, a *app) error {
	workCtx, stopWork := context.WithCancel(context.WithoutCancel(ctx))
	defer stopWork()
	stopTicks, err := a.scheduler.Start(workCtx, a.now)
	if err != nil {
		return err
	}
	leases := &scheduler.Leases{DB: a.db, Owner: a.db.NewID(), Now: a.now}
	a.dispatcher.Able = func(platform string) bool { return !in.sole(platform) || leases.Holds(platform) }
	a.desk.Carrier = a.dispatcher
	var workers sync.WaitGroup
	for _, run := range []func(context.Context){a.desk.Run, a.dispatcher.Run, a.collector.Run, a.worker.Run} {
		workers.Go(func() { run(workCtx) })
	}
	for _, p := range in.platforms {
		l, ok := p.(bot.Listener)
		if !ok {
			continue
		}
		run := func(ctx context.Context) { a.keepListening(ctx, p.Name(), l) }
		if in.sole(p.Name()) {
			workers.Go(func() { leases.Lead(workCtx, p.Name(), run) })
		} else {
			workers.Go(func() { run(workCtx) })
		}
	}
	servers := []*http.Server{server(in.settings.Listen, in.public(a)), server(in.settings.AdminListen, admin(a))}
	failed := make(chan error, len(servers))
	for _, s := range servers {
		if s.Addr == "" {
			continue
		}
		go func() {
			l, err := in.door(s.Addr)
			if err == nil {
				err = s.Serve(l)
			}
			failed <- err
		}()
	}
	a.log.Info("listening", "address", in.settings.Listen, "admin", in.settings.AdminListen)
	select {
	case <-ctx.Done():
		err = nil
	case err = <-failed:
	}
	in.shutdown(a, servers, stopTicks)
	stopWork()
	workers.Wait()
	in.client.CloseIdleConnections()
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

func (in *installation) shutdown(a *app, servers []*http.Server, stopTicks func() error) {
	ctx, cancel := context.WithTimeout(context.Background(), in.settings.Shutdown.Std())
	defer cancel()
	for _, s := range servers {
		if err := s.Shutdown(ctx); err != nil {
			a.log.Warn("server did not stop in time", "error", err)
		}
	}
	if err := stopTicks(); err != nil {
		a.log.Warn("scheduler did not stop in time", "error", err)
	}
}

// keepListening keeps a long connection: when it breaks it is opened again, slower and slower.
func (a *app) keepListening(ctx context.Context, name string, l bot.Listener) {
	wait := time.Second
	for ctx.Err() == nil {
		err := l.Listen(ctx, func(ctx context.Context, e bot.Event) error {
			wait = time.Second
			_, err := a.desk.Handle(ctx, e, nil)
			return err
		})
		if ctx.Err() != nil {
			return
		}
		a.log.Warn("long connection broke", "platform", name, "error", err, "again_in", wait)
		select {
		case <-ctx.Done():
		case <-time.After(wait):
		}
		wait = min(2*wait, 2*time.Minute)
	}
}

// server has the timeouts that keep slow clients from holding it.
func server(addr string, h http.Handler) *http.Server {
	return &http.Server{Addr: addr, Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second,
		WriteTimeout: 60 * time.Second, IdleTimeout: 90 * time.Second, MaxHeaderBytes: 32 << 10}
}

// router is gin without its chatter: no debug output, no proxies believed unless named, panics become 500 without a
// dump of the request.
func router(proxies []string, log *slog.Logger) (*gin.Engine, error) {
	gin.SetMode(gin.ReleaseMode)
	r := gin.New()
	if err := r.SetTrustedProxies(proxies); err != nil {
		return nil, fmt.Errorf("trusted proxies: %w", err)
	}
	r.HandleMethodNotAllowed = true
	r.Use(func(c *gin.Context) {
		defer func() {
			if p := recover(); p != nil {
				log.Error("request panicked", "path", c.FullPath(), "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
				c.AbortWithStatus(http.StatusInternalServerError)
			}
		}()
		c.Next()
	})
	return r, nil
}

// public answers callbacks, health and phone pages.
func (in *installation) public(a *app) http.Handler {
	r, err := router(in.settings.TrustedProxies, a.log)
	if err != nil { // the settings' check has let it through
		panic(err)
	}
	health(r, a)
	for _, p := range in.platforms {
		a.desk.Mount(r, p)
	}
	pages := r.Group("/m")
	for _, m := range a.deployment.Modules {
		if m.Pages != nil {
			m.Pages(pages, &handlers.Pages{DB: a.db, Deployment: a.deployment, Now: a.now})
		}
	}
	return r
}

func health(r gin.IRouter, a *app) {
	r.GET("/healthz", func(c *gin.Context) { c.String(http.StatusOK, "ok") })
	list := steps(a.deployment.Modules)
	r.GET("/readyz", func(c *gin.Context) {
		ctx, cancel := context.WithTimeout(c.Request.Context(), 3*time.Second)
		defer cancel()
		if a.db.Ping(ctx) != nil || a.db.Current(ctx, list) != nil {
			c.String(http.StatusServiceUnavailable, "not ready")
			return
		}
		c.String(http.StatusOK, "ready")
	})
}

// admin answers metrics and profiles; its address is not public.
func admin(a *app) http.Handler {
	reg := prometheus.NewRegistry()
	reg.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	reg.MustRegister(desk.Metrics()...)
	mux := http.NewServeMux()
	mux.Handle("/metrics", promhttp.HandlerFor(reg, promhttp.HandlerOpts{}))
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/debug/pprof/heap", pprof.Handler("heap").ServeHTTP)
	return mux
}

// migrate brings the schema up to date.
func migrate(ctx context.Context, args []string) error {
	in, err := installed(flag.NewFlagSet("migrate", flag.ContinueOnError), args, wallClock)
	if err != nil {
		return err
	}
	data, err := in.openDB(ctx, logger(in.settings.LogLevel))
	if err != nil {
		return err
	}
	defer func() { _ = data.Close() }()
	return data.Migrate(ctx, steps(faces.Modules()))
}

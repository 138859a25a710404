package main

import (
	"context"
	"errors"
	"flag"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/config"
	"linzhangbot/models/cache"
	"linzhangbot/models/calendar"
	"linzhangbot/models/db"
	"linzhangbot/models/profile"
	"linzhangbot/models/strict"
)

// installation is a settings file with everything it names read.
type installation struct {
	settings  *config.Settings
	profiles  map[string]*profile.Set
	platforms []bot.Platform
	sections  map[string]config.Section // by platform name
	problems  []config.Problem
	cache     cache.Cache
	client    *http.Client // to the platforms
	now       func() time.Time
	door      func(address string) (net.Listener, error) // where requests come in
}

// read reads settings, profiles and platform sections, and collects all mistakes.
func read(file string, now func() time.Time) *installation {
	in := &installation{sections: map[string]config.Section{}, now: now,
		door: func(address string) (net.Listener, error) { return net.Listen("tcp", address) }}
	in.settings, in.problems = config.Load(file)
	if in.settings == nil {
		return in
	}
	in.loadProfiles(slices.DeleteFunc(slices.Clone(in.settings.Districts), unknown))
	in.cache = in.memory(now)
	in.client = &http.Client{Timeout: 10 * time.Second, Transport: outgoing()}
	for _, s := range in.settings.Platforms {
		in.open(s, bot.Deps{Name: s.Name, District: s.District, Now: now, HTTP: in.client, Tokens: in.cache})
	}
	return in
}

// loadProfiles reads the districts' profiles by name or file.
func (in *installation) loadProfiles(names []string) {
	in.profiles = map[string]*profile.Set{}
	for _, name := range names {
		set, file, wrong := loadProfile(name)
		in.problems = append(in.problems, wrong...)
		if set == nil {
			continue
		}
		if in.profiles[set.Code()] != nil {
			in.problems = append(in.problems, config.Problem{File: file, Text: "区县 " + set.Code() + " 重复"})
		}
		in.profiles[set.Code()] = set
	}
}

// loadProfile reads one profile; there is none when it has mistakes.
func loadProfile(name string) (set *profile.Set, file string, problems []config.Problem) {
	data, file, err := config.District(name)
	if err != nil {
		return nil, name, []config.Problem{{File: name, Text: err.Error()}}
	}
	set, problems = profile.Parse(file, data)
	return set, file, problems
}

// oneProfile reads the single profile of simulate, understand and demo.
func oneProfile(name string) (*profile.Set, error) {
	set, _, problems := loadProfile(name)
	return set, strict.Problems(problems).Err()
}

// unknown reports whether a district cannot be read at all: config.Load has named it already, with its line.
func unknown(name string) bool {
	_, _, err := config.District(name)
	return err != nil
}

func (in *installation) open(s config.Section, deps bot.Deps) {
	if len(in.profiles) > 0 && in.profiles[s.District] == nil {
		in.wrong(s, "平台 "+s.Name+" 的区县 "+s.District+" 没有写在 districts 里")
	}
	for _, driver := range drivers() {
		if driver.Kind != s.Kind {
			continue
		}
		p, err := driver.Open(s.Decode, deps)
		var list strict.Problems
		switch {
		case errors.As(err, &list):
			in.problems = append(in.problems, list...)
		case err != nil:
			for text := range strings.Lines(err.Error()) { // a driver tells several mistakes, one a line
				in.wrong(s, strings.TrimSpace(text))
			}
		default:
			in.platforms = append(in.platforms, p)
			in.sections[p.Name()] = s
		}
		return
	}
	in.wrong(s, "不认识的平台种类 "+s.Kind)
}

func (in *installation) wrong(s config.Section, text string) {
	file, line, _ := strings.Cut(s.Where(), ":")
	n, _ := strconv.Atoi(line) // 0: the whole file
	in.problems = append(in.problems, config.Problem{File: file, Line: n, Text: text})
}

// ask lets every platform say whether the settings work.
func (in *installation) ask(ctx context.Context) {
	for _, p := range in.platforms {
		c, ok := p.(bot.Checker)
		if !ok {
			continue
		}
		for _, finding := range c.Check(ctx) {
			in.wrong(in.sections[p.Name()], finding)
		}
	}
}

// outgoing keeps as many connections to a platform open as there are sends at once: the library's own two would make
// nearly every reply begin with a new connection.
func outgoing() *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConnsPerHost = 64
	return t
}

// memory is Redis where it is configured, else the process's own.
func (in *installation) memory(now func() time.Time) cache.Cache {
	if len(in.settings.Redis.Addrs) == 0 {
		return cache.NewMemory(now)
	}
	c, err := shared(in.settings.Redis, now)
	if err != nil {
		in.problems = append(in.problems, config.Problem{File: "redis", Text: err.Error()})
		return cache.NewMemory(now)
	}
	return c
}

// installed reads a settings file for a command that needs it without mistakes.
func installed(fs *flag.FlagSet, args []string, now func() time.Time) (*installation, error) {
	in, err := fromFlags(fs, args, now)
	if err == nil && len(in.problems) > 0 {
		err = strict.Problems(in.problems)
	}
	return in, err
}

// fromFlags reads the settings file that the command line names.
func fromFlags(fs *flag.FlagSet, args []string, now func() time.Time) (*installation, error) {
	file := fs.String("config", "", "settings file")
	if err := parseFlags(fs, args); err != nil {
		return nil, err
	}
	if *file == "" {
		return nil, usageError{"--config is missing"}
	}
	return read(*file, now), nil
}

func (in *installation) openDB(ctx context.Context, log *slog.Logger) (*db.DB, error) {
	s := in.settings.Database
	return db.Open(ctx, s.Driver, s.DSN.Reveal(), db.Options{Log: log, Now: in.now})
}

func (in *installation) assemble(ctx context.Context, log *slog.Logger) (*app, error) {
	data, err := in.openDB(ctx, log)
	if err != nil {
		return nil, err
	}
	days := calendar.New()
	if in.settings.Calendar != "" {
		more, err := calendar.Load(in.settings.Calendar)
		if err != nil {
			return nil, err
		}
		days.Learn(more...)
	}
	return assemble(ctx, parts{db: data, profiles: in.profiles, days: days, platforms: in.platforms, cache: in.cache,
		log: log, now: in.now, parallel: 16})
}

// sole tells of platforms that only one process may speak with.
func (in *installation) sole(name string) bool {
	return slices.ContainsFunc(in.platforms, func(p bot.Platform) bool {
		s, ok := p.(bot.Sole)
		return ok && p.Name() == name && s.Sole()
	})
}

package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"net"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/config"
	"linzhangbot/handlers"
	"linzhangbot/models/cache"
	"linzhangbot/models/calendar"
	"linzhangbot/models/profile"
	"linzhangbot/models/strict"
)

// check lists every mistake of a deployment's settings at once.
func check(ctx context.Context, args []string) error {
	fs := flag.NewFlagSet("check", flag.ContinueOnError)
	file := fs.String("config", "", "settings file")
	online := fs.Bool("online", false, "also ask the platforms")
	if err := parseFlags(fs, args); err != nil {
		return err
	}
	if *file == "" {
		return usageError{"--config is missing"}
	}
	d := read(*file, wallClock)
	if *online && len(d.problems) == 0 {
		d.ask(ctx)
	}
	for _, p := range d.problems {
		fmt.Println(p.String())
	}
	hints, err := d.uncounted()
	if err != nil {
		return err
	}
	for _, h := range hints {
		fmt.Println("提示 " + h.String() + "，这项暂不提醒、不统计")
	}
	if n := len(d.problems); n > 0 {
		return fmt.Errorf("%d mistakes", n)
	}
	fmt.Println("ok")
	return nil
}

// uncounted lists the duties whose facts no regulation of this release can count. That is no mistake: a profile may
// be ahead of the program, and nobody is held to what cannot be recorded.
func (d *deployment) uncounted() ([]config.Problem, error) {
	deployed, err := handlers.NewDeployment(modules(), d.profiles, calendar.New())
	if err != nil {
		return nil, err
	}
	var out []config.Problem
	for _, code := range slices.Sorted(maps.Keys(d.profiles)) {
		out = append(out, d.profiles[code].CheckFacts(deployed.Counts)...)
	}
	return out, nil
}

// deployment is a settings file with everything it names read.
type deployment struct {
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
func read(file string, now func() time.Time) *deployment {
	d := &deployment{sections: map[string]config.Section{}, now: now,
		door: func(address string) (net.Listener, error) { return net.Listen("tcp", address) }}
	d.settings, d.problems = config.Load(file)
	if d.settings == nil {
		return d
	}
	var wrong []config.Problem
	d.profiles, wrong = loadProfiles(slices.DeleteFunc(slices.Clone(d.settings.Districts), unknown))
	d.problems = append(d.problems, wrong...)
	d.cache = d.memory(now)
	d.client = &http.Client{Timeout: 10 * time.Second, Transport: outgoing()}
	for _, s := range d.settings.Platforms {
		d.open(s, bot.Deps{Name: s.Name, District: s.District, Now: now, HTTP: d.client, Tokens: d.cache})
	}
	return d
}

// unknown reports whether a district cannot be read at all: config.Load has named it already, with its line.
func unknown(name string) bool {
	_, _, err := config.District(name)
	return err != nil
}

func (d *deployment) open(s config.Section, deps bot.Deps) {
	if len(d.profiles) > 0 && d.profiles[s.District] == nil {
		d.wrong(s, "平台 "+s.Name+" 的区县 "+s.District+" 没有写在 districts 里")
	}
	for _, driver := range drivers() {
		if driver.Kind != s.Kind {
			continue
		}
		p, err := driver.Open(s.Decode, deps)
		var list strict.Problems
		switch {
		case errors.As(err, &list):
			d.problems = append(d.problems, list...)
		case err != nil:
			for text := range strings.Lines(err.Error()) { // a driver tells several mistakes, one a line
				d.wrong(s, strings.TrimSpace(text))
			}
		default:
			d.platforms = append(d.platforms, p)
			d.sections[p.Name()] = s
		}
		return
	}
	d.wrong(s, "不认识的平台种类 "+s.Kind)
}

func (d *deployment) wrong(s config.Section, text string) {
	file, line, _ := strings.Cut(s.Where(), ":")
	n, _ := strconv.Atoi(line) // 0: the whole file
	d.problems = append(d.problems, config.Problem{File: file, Line: n, Text: text})
}

// ask lets every platform say whether the settings work.
func (d *deployment) ask(ctx context.Context) {
	for _, p := range d.platforms {
		c, ok := p.(bot.Checker)
		if !ok {
			continue
		}
		for _, finding := range c.Check(ctx) {
			d.wrong(d.sections[p.Name()], finding)
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
func (d *deployment) memory(now func() time.Time) cache.Cache {
	if len(d.settings.Redis.Addrs) == 0 {
		return cache.NewMemory(now)
	}
	c, err := shared(d.settings.Redis, now)
	if err != nil {
		d.problems = append(d.problems, config.Problem{File: "redis", Text: err.Error()})
		return cache.NewMemory(now)
	}
	return c
}

// deployed reads a settings file for a command that needs it whole.
func deployed(fs *flag.FlagSet, args []string, now func() time.Time) (*deployment, error) {
	file := fs.String("config", "", "settings file")
	if err := parseFlags(fs, args); err != nil {
		return nil, err
	}
	if *file == "" {
		return nil, usageError{"--config is missing"}
	}
	d := read(*file, now)
	if len(d.problems) > 0 {
		return nil, problemError(d.problems)
	}
	return d, nil
}

// version prints the version the binary was built with.
func version(context.Context, []string) error {
	_, err := fmt.Fprintln(os.Stdout, buildVersion())
	return err
}

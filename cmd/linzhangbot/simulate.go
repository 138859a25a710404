package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/bot/console"
	"linzhangbot/models/cache"
	"linzhangbot/models/calendar"
	"linzhangbot/models/db"
	"linzhangbot/models/profile"
	"linzhangbot/models/reminder"
	"linzhangbot/models/roster"
)

// simulate runs the whole program under a hand-moved clock: CONTRACT §2.
func simulate(ctx context.Context, args []string) error {
	fs := flag.NewFlagSet("simulate", flag.ContinueOnError)
	district := fs.String("district", "xiqing", "name or file of a district profile")
	rosterFile := fs.String("roster", "", "roster .xlsx to use instead of the profile's sample")
	until := fs.String("until", "", "run on to this time (RFC 3339)")
	if err := parseFlags(fs, args); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "linzhangbot-simulate-")
	if err != nil {
		return fmt.Errorf("make temporary folder: %w", err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	s, err := newStory(ctx, *district, *rosterFile, dir, os.Stdout)
	if err != nil {
		return err
	}
	defer s.close()
	return s.play(ctx, os.Stdin, *until)
}

// scriptLine is one line of a script.
type scriptLine struct {
	At      time.Time `json:"at"`
	Chat    string    `json:"chat"`
	From    string    `json:"from"`
	Text    string    `json:"text"`
	Press   string    `json:"press"`
	On      string    `json:"on"`
	Photo   string    `json:"photo"`
	Recall  string    `json:"recall"`
	Down    string    `json:"down"`
	ToBot   bool      `json:"to_bot"`
	ReplyTo string    `json:"reply_to"` // code of the card that is answered
}

// story is a running simulation.
type story struct {
	app     *app
	console *console.Console
	clock   *handClock
	profile *profile.Set
	build   func(ctx context.Context) (*app, error)
	out     *bufio.Writer
	seq     int      // console lines printed so far
	ids     []string // message id of each script line
	setup   func(ctx context.Context, now time.Time) error
	ready   bool
}

func newStory(ctx context.Context, district, rosterFile, dir string, out io.Writer) (*story, error) {
	set, err := oneProfile(district)
	if err != nil {
		return nil, err
	}
	clock := &handClock{}
	n := 0
	ids := func() string { n++; return fmt.Sprintf("%032x", n) }
	d, err := db.Open(ctx, db.SQLite, filepath.Join(dir, "story.db"), db.Options{Now: clock.Now, IDs: ids, Volatile: true})
	if err != nil {
		return nil, err
	}
	p := set.Latest()
	c := console.New("console", p.Code, p.BotNames, clock.Now)
	s := &story{console: c, clock: clock, profile: set, out: bufio.NewWriter(out)}
	s.build = func(ctx context.Context) (*app, error) {
		return assemble(ctx, parts{db: d, profiles: map[string]*profile.Set{p.Code: set}, days: calendar.New(),
			platforms: []bot.Platform{c}, cache: cache.NewMemory(clock.Now),
			log: slog.New(slog.DiscardHandler), now: clock.Now, parallel: 1})
	}
	if s.app, err = s.build(ctx); err != nil {
		return nil, err
	}
	s.setup = func(ctx context.Context, now time.Time) error { return s.people(ctx, rosterFile, now) }
	return s, nil
}

func (s *story) close() { _ = s.app.db.Close() }

// people fills the roster: from a file, else with the profile's sample.
func (s *story) people(ctx context.Context, file string, now time.Time) error {
	p := s.profile.At(now)
	return s.app.db.Tx(ctx, p.Code, func(tx *db.Tx) error {
		if err := reminder.Begin(tx, now); err != nil {
			return err
		}
		if file == "" {
			return roster.Seed(tx, p, s.console.Name(), now)
		}
		f, err := os.Open(file)
		if err != nil {
			return fmt.Errorf("open roster: %w", err)
		}
		defer func() { _ = f.Close() }()
		_, err = roster.Import(tx, p, f, now)
		return err
	})
}

// play runs a script and prints the history.
func (s *story) play(ctx context.Context, script io.Reader, until string) error {
	err := eachLine(script, func(text []byte) error {
		if len(text) == 0 {
			s.ids = append(s.ids, "")
			return nil
		}
		var l scriptLine
		dec := json.NewDecoder(bytes.NewReader(text))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&l); err != nil {
			return err
		}
		return s.line(ctx, l)
	})
	if err != nil {
		return err
	}
	if until != "" {
		t, err := time.Parse(time.RFC3339, until)
		if err != nil {
			return usageError{"--until wants a time like 2026-03-31T18:00:00+08:00"}
		}
		if err := s.moveTo(ctx, t); err != nil {
			return err
		}
	}
	if err := s.print(); err != nil {
		return err
	}
	if err := s.state(ctx); err != nil {
		return err
	}
	return s.out.Flush()
}

// eachLine hands out the lines of a file of JSON lines, trimmed; blank ones as well, so that they can be counted.
func eachLine(in io.Reader, do func(text []byte) error) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 64<<10), 4<<20)
	for n := 1; lines.Scan(); n++ {
		if err := do(bytes.TrimSpace(lines.Bytes())); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read lines: %w", err)
	}
	return nil
}

// moveTo moves the clock; the first time it also fills the roster.
func (s *story) moveTo(ctx context.Context, t time.Time) error {
	if !s.ready {
		s.clock.set(t)
		s.ready = true
		if err := s.setup(ctx, t); err != nil {
			return err
		}
		return s.app.step(ctx)
	}
	if t.Before(s.clock.Now()) {
		return fmt.Errorf("time goes back to %s", t.Format(time.RFC3339))
	}
	return s.app.runTo(ctx, s.clock, t)
}

func (s *story) line(ctx context.Context, l scriptLine) error {
	if err := s.moveTo(ctx, l.At); err != nil {
		return err
	}
	if l.Down != "" {
		s.ids = append(s.ids, "")
		return s.down(ctx, l.Down)
	}
	if err := s.join(ctx, l.Chat); err != nil {
		return err
	}
	e, err := s.event(l)
	if err != nil {
		return err
	}
	s.ids = append(s.ids, e.ID)
	if _, err := s.app.desk.Deliver(ctx, e); err != nil {
		return err
	}
	return s.app.carry(ctx)
}

func (s *story) event(l scriptLine) (bot.Event, error) {
	switch {
	case l.Recall != "":
		var n int
		if _, err := fmt.Sscanf(l.Recall, "#%d", &n); err != nil || n < 1 || n > len(s.ids) {
			return bot.Event{}, fmt.Errorf("recall %q names no earlier line", l.Recall)
		}
		return s.console.Recall(s.ids[n-1])
	case l.Press != "":
		return s.console.Press(l.Chat, l.From, l.Press, l.On)
	}
	w := console.Words{Chat: l.Chat, From: l.From, Text: l.Text, Photo: l.Photo, ToBot: l.ToBot, ReplyTo: l.ReplyTo}
	if l.ReplyTo != "" {
		return s.console.Reply(w)
	}
	return s.console.Say(w), nil
}

// down stops the program for a while and starts it again on the same database.
func (s *story) down(ctx context.Context, span string) error {
	d, err := time.ParseDuration(span)
	if err != nil {
		return fmt.Errorf("read span of downtime: %w", err)
	}
	s.clock.set(s.clock.Now().Add(d))
	if s.app, err = s.build(ctx); err != nil {
		return err
	}
	return s.app.step(ctx)
}

// join binds a console group the first time somebody speaks in it: its name says whose it is.
func (s *story) join(ctx context.Context, chat string) error {
	p, platform := s.profile.At(s.clock.Now()), s.console.Name()
	kind, org, ok := strings.Cut(chat, ".")
	if !ok || kind != "town" && kind != "unit" || strings.HasPrefix(chat, "@") {
		return nil
	}
	if _, known := p.Org(org); !known {
		return nil
	}
	return s.app.db.Tx(ctx, p.Code, func(tx *db.Tx) error {
		groups, err := roster.Groups(tx)
		if err != nil {
			return err
		}
		for _, g := range groups {
			if g.Platform == platform && g.Chat == chat {
				return nil
			}
		}
		return roster.BindGroup(tx, roster.Group{Platform: platform, Chat: chat, Purpose: "org", Org: org})
	})
}

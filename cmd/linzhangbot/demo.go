package main

import (
	"context"
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers/webchat"
	"linzhangbot/models"
	"linzhangbot/models/profile"
)

// demoStory is a month of life in the sample district, played before the visitor comes.
//
//go:embed demo.jsonl
var demoStory string

// demoStart is where the demo's clock stands when the visitor comes.
var demoStart = time.Date(2026, 3, 2, 9, 30, 0, 0, time.FixedZone("", 8*3600))

// demo runs everything in one process with a web chat at /.
func demo(ctx context.Context, args []string) error {
	fs := flag.NewFlagSet("demo", flag.ContinueOnError)
	listen := fs.String("listen", "127.0.0.1:8080", "address of the web chat")
	data := fs.String("data", "", "folder for the database; it begins anew at every start")
	if err := parseFlags(fs, args); err != nil {
		return err
	}
	dir, clean, err := demoFolder(*data)
	if err != nil {
		return err
	}
	defer clean()
	r, err := newRehearsal(ctx, dir)
	if err != nil {
		return err
	}
	defer r.story.close()
	handler, err := r.handler()
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", *listen)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	fmt.Fprintf(os.Stderr, "林长助手演示已就绪，请用浏览器打开 http://%s/\n", l.Addr())
	return serveUntil(ctx, server("", handler), l)
}

func serveUntil(ctx context.Context, s *http.Server, l net.Listener) error {
	failed := make(chan error, 1)
	go func() { failed <- s.Serve(l) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	if err := s.Shutdown(stop); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("stop: %w", err)
	}
	return nil
}

// demoFolder is where the demo's database lies: a folder of the visitor's (a new file at every start), or a
// temporary one.
func demoFolder(data string) (dir string, clean func(), err error) {
	if data == "" {
		dir, err = os.MkdirTemp("", "linzhangbot-demo-")
		if err != nil {
			return "", nil, fmt.Errorf("make temporary folder: %w", err)
		}
		return dir, func() { _ = os.RemoveAll(dir) }, nil
	}
	dir = filepath.Join(data, "demo-"+wallClock().Format("20060102-150405"))
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", nil, fmt.Errorf("make folder: %w", err)
	}
	return dir, func() {}, nil
}

// rehearsal is the demo: a story whose clock and lines come from a web page.
type rehearsal struct {
	mu    sync.Mutex // one thing at a time: the story is told in order
	story *story
}

func newRehearsal(ctx context.Context, dir string) (*rehearsal, error) {
	s, err := newStory(ctx, "xiqing", "", dir, io.Discard)
	if err != nil {
		return nil, err
	}
	if err := s.play(ctx, strings.NewReader(demoStory), demoStart.Format(time.RFC3339)); err != nil {
		return nil, fmt.Errorf("play the demo's first month: %w", err)
	}
	return &rehearsal{story: s}, nil
}

// Now is the movable clock in the district's zone.
func (r *rehearsal) Now() time.Time {
	return r.story.clock.Now().In(r.story.profile.Latest().Location())
}

// Deliver takes an event through the desk; every message moves the clock on by some seconds, as in life.
func (r *rehearsal) Deliver(ctx context.Context, e bot.Event) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	s := r.story
	if err := s.join(ctx, e.Chat.ID); err != nil {
		return err
	}
	if err := s.app.runTo(ctx, s.clock, s.clock.Now().Add(20*time.Second)); err != nil {
		return err
	}
	if _, err := s.app.desk.Deliver(ctx, e); err != nil {
		return err
	}
	return s.app.carry(ctx)
}

// MoveTo moves the clock forward, running every tick on the way.
func (r *rehearsal) MoveTo(ctx context.Context, t time.Time) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.story.app.runTo(ctx, r.story.clock, t)
}

func (r *rehearsal) handler() (http.Handler, error) {
	e, err := router(nil, slog.New(slog.NewTextHandler(os.Stderr, nil)))
	if err != nil {
		return nil, err
	}
	health(e, r.story.app)
	p := r.story.profile.At(r.Now())
	webchat.Mount(e, r.story.console, r, webchat.District{Title: p.BotNames[0] + " · " + p.Short + "（演示）", People: cast(p),
		Groups: []string{"main", "office"}, Zone: p.Location(), Whole: p.Words(models.WholeDistrict),
		Towns: p.Words(models.Towns), Units: p.Words(models.Units)})
	return e, nil
}

// cast are the people a visitor can be.
func cast(p *profile.Profile) []webchat.Person {
	var out []webchat.Person
	for _, s := range p.Sample.People {
		post, _ := p.Post(s.Post)
		kind := models.KindUnit
		if o, ok := p.Org(s.Org); !ok {
			kind = "chief"
		} else if o.Kind == models.KindOffice || o.Kind == models.KindTown {
			kind = o.Kind
		}
		out = append(out, webchat.Person{Code: s.Code, Name: s.Name, Org: p.OrgName(s.Org), Post: post.Title,
			Kind: string(kind)})
	}
	return out
}

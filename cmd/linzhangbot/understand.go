package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"linzhangbot/handlers"
	"linzhangbot/handlers/desk"
	"linzhangbot/handlers/language"
	"linzhangbot/models/calendar"
	"linzhangbot/models/profile"
)

// understand shows what the bot makes of sentences: CONTRACT §4.
func understand(_ context.Context, args []string) error {
	fs := flag.NewFlagSet("understand", flag.ContinueOnError)
	district := fs.String("district", "xiqing", "name or file of a district profile")
	if err := parseFlags(fs, args); err != nil {
		return err
	}
	set, err := oneProfile(*district)
	if err != nil {
		return err
	}
	p := set.Latest()
	deployed, err := handlers.NewDeployment(modules(), map[string]*profile.Set{p.Code: set}, calendar.New())
	if err != nil {
		return err
	}
	return understandAll(os.Stdin, os.Stdout, desk.Ear(deployed, p), p)
}

// named reports whether a group message is addressed to the bot: CONTRACT §2.
func named(p *profile.Profile, text string) bool {
	return slices.ContainsFunc(p.BotNames, func(n string) bool { return strings.Contains(text, "@"+n) || strings.Contains(text, "＠"+n) })
}

type sentence struct {
	ID     string    `json:"id"`
	Now    time.Time `json:"now"`
	Chat   string    `json:"chat"`
	Sender struct {
		Role string  `json:"role"`
		Unit *string `json:"unit"`
	} `json:"sender"`
	Text string `json:"text"`
}

type meant struct {
	ID     string         `json:"id"`
	Intent string         `json:"intent"`
	Slots  map[string]any `json:"slots"`
	Expect string         `json:"expect"`
	Why    string         `json:"why"`
}

func understandAll(in io.Reader, out io.Writer, ear *language.Language, p *profile.Profile) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 64<<10), 4<<20)
	w := bufio.NewWriter(out)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var s sentence
		if err := json.Unmarshal(lines.Bytes(), &s); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
		toBot := s.Chat == "private" || named(p, s.Text) // addressed in a group is as good as private: so the desk takes it
		scene := language.Scene{Now: s.Now.In(p.Location()), Private: toBot, ToBot: toBot, Role: s.Sender.Role}
		if s.Sender.Unit != nil {
			scene.Unit = *s.Sender.Unit
		}
		m := ear.Understand(s.Text, scene)
		if m.Slots == nil {
			m.Slots = map[string]any{}
		}
		if err := enc.Encode(meant{s.ID, m.Intent, m.Slots, string(m.Expect), m.Why}); err != nil {
			return fmt.Errorf("write line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read sentences: %w", err)
	}
	return w.Flush()
}

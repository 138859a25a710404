package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// zone is the district's, without asking the machine for it.
var zone = time.FixedZone("", 8*3600)

// at reads a local time such as 2026-03-20 09:30.
func at(t testing.TB, text string) time.Time {
	t.Helper()
	moment, err := time.ParseInLocation("2006-01-02 15:04", text, zone)
	if err != nil {
		t.Fatal(err)
	}
	return moment
}

// script is a story being written: one line for everything that happens.
type script struct {
	t     testing.TB
	lines []map[string]string
}

// say is a person's words in a chat; in a group they call the bot.
func (s *script) say(when, chat, from, text string) *script {
	if !strings.HasPrefix(chat, "@") {
		text = "@林长助手 " + text
	}
	return s.add(when, map[string]string{"chat": chat, "from": from, "text": text})
}

// down stops the program for a while.
func (s *script) down(when, span string) *script { return s.add(when, map[string]string{"down": span}) }

func (s *script) add(when string, line map[string]string) *script {
	line["at"] = at(s.t, when).Format(time.RFC3339)
	s.lines = append(s.lines, line)
	return s
}

// String is the script as simulate reads it, in order of time.
func (s *script) String() string {
	lines := slices.Clone(s.lines)
	slices.SortStableFunc(lines, func(a, b map[string]string) int { return strings.Compare(a["at"], b["at"]) })
	var b strings.Builder
	for _, l := range lines {
		text, err := json.Marshal(l)
		if err != nil {
			s.t.Fatal(err)
		}
		b.Write(append(text, '\n'))
	}
	return b.String()
}

// simulated plays a script and returns the history, byte for byte.
func simulated(t testing.TB, district, script, until string) string {
	t.Helper()
	var out bytes.Buffer
	s, err := newStory(context.Background(), district, "", t.TempDir(), &out)
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	if err := s.play(context.Background(), strings.NewReader(script), at(t, until).Format(time.RFC3339)); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// event is one line of a history: something said, a standing or a record.
type event struct {
	At                                         time.Time
	Kind, Chat, Code, Text, Duty, Article      string
	Org, Unit, Person, Period, State, Due, Ref string
	Type, Title                                string
	Mention, Buttons                           []string
	Want, Have                                 int
}

// events reads a history.
func events(t testing.TB, history string) []event {
	t.Helper()
	var out []event
	for dec := json.NewDecoder(strings.NewReader(history)); ; {
		var e event
		err := dec.Decode(&e)
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, e)
	}
}

// those keeps the events that fit.
func those(all []event, fits func(event) bool) []event {
	return slices.DeleteFunc(slices.Clone(all), func(e event) bool { return !fits(e) })
}

// coded keeps what was said under a code.
func coded(all []event, code string) []event {
	return those(all, func(e event) bool { return e.Code == code })
}

// called runs one command line as a shell would and returns what it printed.
func called(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	read := capture(t, &os.Stdout)
	readErr := capture(t, &os.Stderr)
	code = run(context.Background(), args)
	return code, read(), readErr()
}

func capture(t *testing.T, stream **os.File) (read func() string) {
	t.Helper()
	f, err := os.CreateTemp(t.TempDir(), "out")
	if err != nil {
		t.Fatal(err)
	}
	old := *stream
	*stream = f
	t.Cleanup(func() { *stream = old; _ = f.Close() })
	return func() string {
		*stream = old
		text, err := os.ReadFile(f.Name())
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
}

// written puts a text into a file of the test's own.
func written(t testing.TB, name, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// golden compares a text with a kept one; LINZHANGBOT_UPDATE=1 keeps it anew.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if os.Getenv("LINZHANGBOT_UPDATE") != "" {
		if err := os.MkdirAll("testdata", 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := firstDifference(string(want), got); diff != "" {
		t.Errorf("%s is not as kept (LINZHANGBOT_UPDATE=1 keeps it anew): %s", file, diff)
	}
}

// firstDifference shows the first line at which two texts differ.
func firstDifference(a, b string) string {
	if a == b {
		return ""
	}
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range max(len(x), len(y)) {
		var l, r string
		if i < len(x) {
			l = x[i]
		}
		if i < len(y) {
			r = y[i]
		}
		if l != r {
			return fmt.Sprintf("line %d\n- %s\n+ %s", i+1, l, r)
		}
	}
	return ""
}

func minutes(n int) time.Duration { return time.Duration(n) * time.Minute }

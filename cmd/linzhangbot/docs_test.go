package main

import (
	"linzhangbot/cmd/faces"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"linzhangbot/handlers"
	"linzhangbot/handlers/desk"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models/calendar"
	"linzhangbot/models/profile"
)

var (
	spoken = regexp.MustCompile("`([^`]*\\p{Han}[^`]*)`")
	aside  = regexp.MustCompile(`（[^）]*）`)
)

// TestDocsSayWhatTheBotUnderstands takes every example sentence of the README and the manual: each must mean
// something to the bot when the right person says it.
func TestDocsSayWhatTheBotUnderstands(t *testing.T) {
	set, err := oneProfile("xiqing")
	if err != nil {
		t.Fatal(err)
	}
	p := set.Latest()
	deployed, err := handlers.NewDeployment(faces.Modules(), map[string]*profile.Set{p.Code: set}, calendar.New())
	if err != nil {
		t.Fatal(err)
	}
	ear := desk.Ear(deployed, p)
	now := time.Date(2026, 11, 23, 10, 0, 0, 0, p.Location())
	sentences := append(readmeSentences(t), manualSentences(t)...)
	if len(sentences) < 50 {
		t.Fatalf("found only %d sentences: the reading is broken", len(sentences))
	}
	for _, s := range sentences {
		known := false
		for role, unit := range map[string]string{"liaison": "杨柳青镇", "office": "区林长办公室", "chief": ""} {
			m := ear.Understand(s, frame.Scene{Now: now, Private: true, ToBot: true, Role: role, Unit: unit})
			known = known || m.Intent != frame.Unknown
		}
		if !known {
			t.Errorf("not understood: %s", s)
		}
	}
}

// readmeSentences are the code spans in the first column of the README's table.
func readmeSentences(t *testing.T) []string {
	var out []string
	for _, line := range docLines(t, "README.md") {
		cells := strings.Split(line, "|")
		if len(cells) < 5 {
			continue
		}
		for _, m := range spoken.FindAllStringSubmatch(cells[1], -1) {
			out = append(out, m[1])
		}
	}
	return out
}

// manualSentences are the manual's quotations, and the last column of its tables headed 这样说 or 这样问.
func manualSentences(t *testing.T) []string {
	var out, quote []string
	table := false
	for _, line := range docLines(t, "docs/用户手册.md") {
		if q, ok := strings.CutPrefix(line, "> "); ok {
			quote = append(quote, q)
			continue
		}
		if len(quote) > 0 {
			out, quote = append(out, strings.Join(quote, "\n")), nil
		}
		cells := strings.Split(line, "|")
		if len(cells) != 4 {
			table = false
			continue
		}
		said := strings.TrimSpace(aside.ReplaceAllString(cells[2], ""))
		switch {
		case said == "这样说" || said == "这样问":
			table = true
		case table && !strings.HasPrefix(said, "-"):
			said = strings.TrimPrefix(said, "在那个群里：@林长助手 ")
			out = append(out, strings.Split(said, "；")...)
		}
	}
	return out
}

func docLines(t *testing.T, name string) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(text), "\n")
}

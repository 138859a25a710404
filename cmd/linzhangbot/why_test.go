package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"linzhangbot/cmd/faces"

	"linzhangbot/handlers"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models/calendar"
	"linzhangbot/models/profile"
)

// explained is a sentence in the document about understanding, who says it, and how it was heard.
var explained = regexp.MustCompile("```\n(联络员|办公室|林长)(?:，([^：\n]+))?：([^\n]+)\n((?:[^`\n][^\n]*\n)*)```")

// TestDocumentedWhy compares what docs/understanding.md says of its sentences with what the program says of them.
func TestDocumentedWhy(t *testing.T) {
	set, err := oneProfile("xiqing")
	if err != nil {
		t.Fatal(err)
	}
	p := set.Latest()
	deployed, err := handlers.NewDeployment(faces.Modules(), map[string]*profile.Set{p.Code: set}, calendar.New())
	if err != nil {
		t.Fatal(err)
	}
	ear := faces.Ear(deployed, p)
	file := filepath.Join("..", "..", "docs", "understanding.md")
	text := kept(t, file)
	roles := map[string]string{"联络员": "liaison", "办公室": "office", "林长": "chief"}
	n := 0
	anew := explained.ReplaceAllStringFunc(text, func(block string) string {
		n++
		m := explained.FindStringSubmatch(block)
		scene := frame.Scene{Now: demoStart.In(p.Location()), Private: true, ToBot: true, Role: roles[m[1]], Unit: m[2]}
		told := "  " + strings.Join(ear.Why(m[3], scene), "\n  ") + "\n"
		if told != m[4] && os.Getenv("LINZHANGBOT_UPDATE") == "" {
			t.Errorf("%s is explained otherwise now (LINZHANGBOT_UPDATE=1 writes it anew):\n%s", m[3], told)
		}
		return strings.TrimSuffix(block, m[4]+"```") + told + "```"
	})
	if n != 10 {
		t.Errorf("%d sentences are explained, want 10", n)
	}
	if anew != text && os.Getenv("LINZHANGBOT_UPDATE") != "" {
		if err := os.WriteFile(file, []byte(anew), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

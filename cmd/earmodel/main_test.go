package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"linzhangbot/handlers/ear/rank"
)

const folder = "handlers/ear/rank"

// The weights in the repository are those of the corpus in the repository, byte for byte.
func TestTrainingAgainMakesTheSameFiles(t *testing.T) {
	t.Chdir("../..")
	fresh := t.TempDir()
	var said strings.Builder
	if err := run([]string{"-o", fresh}, &said); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"weights.bin", "orders.bin"} {
		kept, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		made, err := os.ReadFile(filepath.Join(fresh, name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(kept, made) {
			t.Errorf("%s is not what the corpus makes: run go run ./cmd/earmodel and commit it", name)
		}
		if !strings.Contains(said.String(), name+": ") {
			t.Errorf("said %q", said.String())
		}
	}
}

func TestWhatCannotBeTrained(t *testing.T) {
	dir := t.TempDir()
	empty, broken := filepath.Join(dir, "empty.jsonl"), filepath.Join(dir, "broken.jsonl")
	for file, text := range map[string]string{empty: "", broken: `{"text":`} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	out := filepath.Join(dir, "none")
	for _, args := range [][]string{{empty}, {broken}, {filepath.Join(dir, "none.jsonl")}, {"-district", "none"}, {"-x"}} {
		if run(append([]string{"-o", out}, args...), &strings.Builder{}) == nil {
			t.Errorf("%q is trained", args)
		}
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("a file was written all the same")
	}
}

// What docs/understanding.md says of lines put aside holds: the bounds lie a point or two below its figures.
func TestFigures(t *testing.T) {
	if testing.Short() {
		t.Skip("trains five times")
	}
	t.Chdir("../..")
	lines, _, err := tagged("xiqing", corpus)
	if err != nil {
		t.Fatal(err)
	}
	f := rank.Measure(lines)
	if f.Commands < 5000 || f.Chatter < 1500 {
		t.Errorf("%d commands and %d lines of chatter", f.Commands, f.Chatter)
	}
	for _, c := range []struct {
		what        string
		n, of, less int // in hundredths
	}{
		{"the best is right", f.First, f.Commands, 82},
		{"one of three is right", f.Three, f.Commands, 94},
		{"commands above chatter", f.Kept, f.Commands, 87},
		{"chatter below commands", f.Left, f.Chatter, 86},
	} {
		if c.n*100 < c.of*c.less {
			t.Errorf("%s: %d of %d, want %d %%", c.what, c.n, c.of, c.less)
		}
	}
}

func TestReport(t *testing.T) {
	lines := []rank.Line{{Text: "采用N信", Intent: "report.adopt"}, {Text: "采用9号", Intent: "report.adopt"},
		{Text: "你好", Intent: rank.Chatter}, {Text: "吃了没", Intent: rank.Chatter}, {Text: "D见", Intent: rank.Chatter}}
	var said strings.Builder
	report(&said, lines)
	if n := strings.Count(said.String(), "\n"); n != 3 || !strings.Contains(said.String(), "2 commands, 3 lines of chatter") {
		t.Errorf("%d lines:\n%s", n, said.String())
	}
}

package main

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"
)

var columns = regexp.MustCompile(` {2,}`)

// The ranking learns what every command shows people: a new command or another example needs its line, and the
// weights made again by go run ./cmd/earmodel.
func TestTheRankingLearnsEveryUsage(t *testing.T) {
	const file = "../../handlers/ear/rank/testdata/usage.jsonl"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	learned := map[string]bool{}
	for l := range strings.Lines(string(text)) {
		var line struct{ Text, Intent string }
		if err := json.Unmarshal([]byte(l), &line); err != nil {
			t.Fatal(err)
		}
		learned[line.Text+" "+line.Intent] = true
	}
	_, out, _ := called(t, "commands")
	for l := range strings.Lines(out) {
		row := columns.Split(strings.TrimSpace(l), -1)
		if len(row) != 4 {
			t.Fatalf("%d columns: %q", len(row), l)
		}
		for _, usage := range strings.Split(row[2], "；") {
			if !learned[usage+" "+row[3]] {
				t.Errorf(`%s lacks {"text": "%s", "intent": "%s", "shown": true}`, file, usage, row[3])
			}
		}
	}
}

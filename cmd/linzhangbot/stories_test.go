package main

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestStoriesOfDailyUse plays what people of a district live through in months: every press finds its card, nothing
// fails, and no mark that stands for a district's word is left.
func TestStoriesOfDailyUse(t *testing.T) {
	files, err := filepath.Glob("testdata/stories/*.jsonl")
	if err != nil || len(files) < 3 {
		t.Fatalf("%d stories: %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			story := kept(t, file)
			last := strings.LastIndex(story, `"at":`)
			moment := regexp.MustCompile(`[0-9-]{10}T[0-9:]{5}`).FindString(story[last:])
			history := simulated(t, "xiqing", story, strings.Replace(moment, "T", " ", 1))
			for _, bad := range []string{"‹", `"code":"system.busy"`} {
				if i := strings.Index(history, bad); i >= 0 {
					t.Errorf("%s in %.300s", bad, history[max(0, i-200):])
				}
			}
		})
	}
}

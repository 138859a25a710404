package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestEveryMistakeHasItsLine: nothing is named twice, and each of a driver's mistakes stands at its place.
func TestEveryMistakeHasItsLine(t *testing.T) {
	file := filepath.Join(t.TempDir(), "bad.yaml")
	text := "listen: 127.0.0.1:8080\ndatabase: {driver: sqlite, dsn: x.db}\ndistricts: [xiqing, nowhere]\nplatforms:\n  - name: f1\n    kind: feishu\n    district: xiqing\n    app_id: \"\"\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	said := map[string]int{}
	for _, p := range read(file, func() time.Time { return time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC) }).problems {
		if p.Line == 0 || strings.Contains(p.Text, "\n") || p.File != file {
			t.Errorf("no place: %+v", p)
		}
		for _, word := range []string{"nowhere", "app_id", "app_secret", "verification_token"} {
			if strings.Contains(p.Text, word) {
				said[word]++
			}
		}
	}
	for _, word := range []string{"nowhere", "app_id", "app_secret", "verification_token"} {
		if said[word] != 1 {
			t.Errorf("%s is named %d times", word, said[word])
		}
	}
}

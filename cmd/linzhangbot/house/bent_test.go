package house

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var bentRow = regexp.MustCompile("^\\| .*? \\| `([\\w/.-]+)` \\| .* \\| (`(?:Test|Fuzz)\\w+`(?:, `(?:Test|Fuzz)\\w+`)*) \\|$")

// TestBentLinesNameTestsThatExist holds docs/testing.md against the tree: every test it names stands in the folder of
// the line that was bent, or in its face.
func TestBentLinesNameTestsThatExist(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(moduleRoot(t), "docs", "testing.md"))
	if err != nil {
		t.Fatal(err)
	}
	// The contract and the shared rooms behind the reminders are shown by those who speak through them.
	faces := map[string][]string{"handlers": {"handlers/asking", "handlers/reminding"}, "models/duty": {"handlers/asking"},
		"models/reminder": {"handlers/asking", "handlers/reminding"}, "config/districts": {"models/profile"}}
	tests := map[string]string{} // folder → text of its tests
	for _, f := range tree(t) {
		if f.isTest() {
			tests[f.folder()] += f.text
		}
	}
	rows := 0
	for _, line := range strings.Split(string(text), "\n") {
		m := bentRow.FindStringSubmatch(line)
		if m == nil {
			if strings.HasPrefix(line, "| ") && !strings.HasPrefix(line, "| rule ") {
				t.Errorf("unreadable row: %.100s", line)
			}
			continue
		}
		rows++
		folder := path.Dir(m[1])
		beside := tests[folder] + tests["handlers/"+path.Base(folder)] + tests["models/"+path.Base(folder)]
		for _, face := range faces[folder] {
			beside += tests[face]
		}
		for _, name := range strings.Split(m[2], ", ") {
			if !strings.Contains(beside, "func "+strings.Trim(name, "`")+"(") {
				t.Errorf("%s: no %s beside it", m[1], name)
			}
		}
	}
	if rows < 40 {
		t.Errorf("only %d rules are listed", rows)
	}
}

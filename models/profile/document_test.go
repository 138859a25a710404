package profile

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// fenced is an example in the document about profiles.
var fenced = regexp.MustCompile("(?s)```(yaml)?\n(.*?)```")

// documented are the examples: duties by themselves, versions, and what check says of the versions.
func documented(t *testing.T) (duties, versions []string, told string) {
	t.Helper()
	text, err := os.ReadFile("../../docs/规则档案.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range fenced.FindAllStringSubmatch(string(text), -1) {
		switch {
		case strings.HasPrefix(m[2], "---"):
			versions = append(versions, m[2])
		case strings.HasPrefix(m[2], "- id:"):
			duties = append(duties, m[2])
		case strings.HasPrefix(m[2], "自"):
			told = m[2]
		}
	}
	return duties, versions, told
}

// TestDocumentedExamples: every example of the document is accepted as it stands, on the sample district, and check
// says of the last two versions what the document says it does.
func TestDocumentedExamples(t *testing.T) {
	base, err := os.ReadFile("../../config/districts/xiqing.yaml")
	if err != nil {
		t.Fatal(err)
	}
	duties, versions, told := documented(t)
	if len(duties) != 3 || len(versions) != 3 {
		t.Fatalf("%d duties and %d versions are documented", len(duties), len(versions))
	}
	for _, text := range duties {
		text = strings.ReplaceAll(text, "town-monthly-information", "documented")
		text = "---\neffective: 2027-01-01\nadd:\n  duties:\n    " + strings.ReplaceAll(text, "\n", "\n    ") + "\n"
		if _, problems := Parse("x.yaml", append(base[:len(base):len(base)], text...)); len(problems) > 0 {
			t.Errorf("%s%v", text, problems)
		}
	}
	if _, problems := Parse("x.yaml", append(base[:len(base):len(base)], "\n"+versions[0]...)); len(problems) > 0 {
		t.Errorf("%s%v", versions[0], problems)
	}
	set, problems := Parse("x.yaml", append(base[:len(base):len(base)], "\n"+versions[1]+versions[2]...))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if want := strings.Split(strings.TrimSpace(told), "\n"); !slices.Equal(set.Changes(), want) {
		t.Errorf("got\n%s", strings.Join(set.Changes(), "\n"))
	}
}

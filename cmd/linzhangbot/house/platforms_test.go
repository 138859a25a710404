package house

import (
	"strings"
	"testing"
)

const ruleSuite = "every platform passes the conformance suite bot/bottest in a test of its own folder"

// checkSuite finds the platforms, folders that hand over a bot.Driver, whose tests do not run the suite.
func checkSuite(files []file) []violation {
	tested := map[string]bool{}
	for _, f := range files {
		if f.isTest() && strings.Contains(f.text, "bottest.Run(") {
			tested[f.folder()] = true
		}
	}
	var out []violation
	for _, f := range files {
		if f.isCode() && within(f.folder(), "bot/*") && strings.Contains(f.text, "bot.Driver{") && !tested[f.folder()] {
			out = append(out, violation{f.path, 1, ruleSuite, f.folder()})
		}
	}
	return out
}

// TestPlatformsPassTheSuite looks at the tree, and at a planted platform with and without its test.
func TestPlatformsPassTheSuite(t *testing.T) {
	for _, v := range checkSuite(tree(t)) {
		t.Errorf("%s: %s", v.Path, v.Rule)
	}
	driver := file{"bot/plain/platform.go", "package plain\n\nvar Driver = bot.Driver{Kind: \"plain\"}\n"}
	suite := file{"bot/plain/suite_test.go", "package plain\n\nfunc TestSuite(t *testing.T) { bottest.Run(t, stand) }\n"}
	if found := checkSuite([]file{driver}); len(found) != 1 || found[0].Path != driver.path {
		t.Errorf("a platform without the suite: %v", found)
	}
	if found := checkSuite([]file{driver, suite}); len(found) != 0 {
		t.Errorf("a platform with the suite: %v", found)
	}
}

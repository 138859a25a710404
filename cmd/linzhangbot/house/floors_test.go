package house

import (
	"slices"
	"strings"
	"testing"
)

// arrows are the imports between our packages outside tests, each folder with those it imports; packages that help
// tests are among them.
func arrows(files []file) map[string][]string {
	out := map[string][]string{}
	for _, f := range files {
		p, broken := parse(f)
		if broken != nil || f.isTest() {
			continue
		}
		for _, spec := range p.tree.Imports {
			if to, ours := p.ours(spec); ours {
				out[f.folder()] = append(out[f.folder()], to)
			}
		}
	}
	return out
}

// longest is the longest chain of imports that begins at a folder and stays under top, or a chain that comes back to
// a folder it has passed.
func longest(from, top string, arrows map[string][]string, passed []string) (chain []string, circle bool) {
	if slices.Contains(passed, from) {
		return append(passed, from), true
	}
	passed = append(slices.Clip(passed), from)
	chain = passed
	for _, to := range arrows[from] {
		if top != "" && side(to) != top {
			continue
		}
		longer, circle := longest(to, top, arrows, passed)
		if circle {
			return longer, true
		}
		if len(longer) > len(chain) {
			chain = longer
		}
	}
	return chain, false
}

// maxFloors is how many packages of handlers may stand on one another.
const maxFloors = 4

// checkFloors finds circles between packages, and chains in handlers that are too high.
func checkFloors(files []file) []violation {
	var out []violation
	all := arrows(files)
	for from := range all {
		if chain, circle := longest(from, "", all, nil); circle {
			out = append(out, violation{from, 1, "no circles", strings.Join(chain, " → ")})
			continue
		}
		chain, _ := longest(from, "handlers", all, nil)
		if side(from) == "handlers" && len(chain) > maxFloors {
			out = append(out, violation{from, 1, "four floors", strings.Join(chain, " → ")})
		}
	}
	return out
}

func TestFloors(t *testing.T) {
	for _, v := range checkFloors(tree(t)) {
		t.Errorf("%s: %s: %s", v.Path, v.Rule, v.What)
	}
}

func TestFloorsCatchesPlantedViolations(t *testing.T) {
	stack := func(folders ...string) []file {
		var out []file
		for i, f := range folders[:len(folders)-1] {
			out = append(out, file{f + "/a.go", source(module + "/" + folders[i+1])})
		}
		return out
	}
	for _, c := range []struct {
		name  string
		files []file
		want  int
		rule  string
	}{
		{"four floors", stack("handlers/handlerstest", "handlers/ear", "handlers/ear/words", "handlers/ear/frame", "models"), 0, ""},
		{"a stage on four floors", stack("handlers/handlerstest", "handlers/b", "handlers/c", "handlers/d", "handlers/e"), 1, "four floors"},
		{"five floors", stack("handlers/a", "handlers/b", "handlers/c", "handlers/d", "handlers/e", "models"), 1, "four floors"},
		{"high elsewhere", stack("models/a", "models/b", "models/c", "models/d", "models/e"), 0, ""},
		{"a circle", stack("bot/a", "bot/b", "bot/a"), 2, "no circles"},
		{"a circle over test help", stack("bot", "bot/bottest", "bot"), 2, "no circles"},
		{"a test closes none", []file{{"bot/a_test.go", source("linzhangbot/bot/bottest")}, {"bot/bottest/a.go", source("linzhangbot/bot")}}, 0, ""},
	} {
		got := checkFloors(c.files)
		if len(got) != c.want || c.want > 0 && got[0].Rule != c.rule {
			t.Errorf("%s: got %+v, want %d of %q", c.name, got, c.want, c.rule)
		}
	}
}

// TestContractIsShort keeps handlers what it is for: a contract that one reads in a quarter of an hour.
func TestContractIsShort(t *testing.T) {
	const most = 12
	n := 0
	for _, f := range tree(t) {
		if f.folder() == "handlers" && f.isCode() {
			n++
		}
	}
	if n > most {
		t.Errorf("handlers has %d files, the contract may have %d", n, most)
	}
}

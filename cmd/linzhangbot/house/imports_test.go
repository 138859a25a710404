package house

import (
	"path"
	"strings"
	"testing"
)

// regulations are the folders that exist twice, as law in models and as face in handlers. None imports another of its side.
var regulations = []string{"information", "supervision", "meeting", "cooperation", "assessment"}

// row says what the packages of one folder may import of ours. A trailing /* stands for any depth below.
type row struct {
	folder string
	may    []string
}

// rows is the table of docs/architecture.md, most particular folder first. In a list, "models/shared" stands
// for every package below models that is not a regulation.
var rows = []row{
	{"models", nil},
	{"models/chinese", nil},
	{"models/strict", nil},
	{"models/cache", nil},
	{"models/db", []string{"models"}},
	{"models/calendar", []string{"models", "models/chinese"}},
	{"models/strict", nil},
	{"models/profile", []string{"models", "models/calendar", "models/chinese", "models/strict"}},
	{"models/inbox", []string{"models", "models/db"}},
	{"models/outbox", []string{"models", "models/db"}},
	{"models/audit", []string{"models", "models/db"}},
	{"models/sheet", []string{"models"}},
	{"models/*", []string{"models", "models/shared"}},
	{"bot", nil},
	{"bot/feishu/*", []string{"bot", "bot/feishu"}},
	{"bot/*", []string{"bot"}},
	{"handlers", []string{"bot", "models", "models/shared", "web", "handlers/language"}},
	{"handlers/language", []string{"models", "models/shared"}},
	{"handlers/webchat", []string{"bot", "bot/console", "web"}}, // the console's page, without any rule
	{"handlers/*", []string{"handlers", "handlers/language", "bot", "models", "models/*", "web"}},
	{"scheduler", []string{"bot", "models/db", "models/outbox"}},
	{"config", []string{"models/strict"}},
	{"web", nil},
	{"cmd/*", []string{"bot", "bot/*", "handlers", "handlers/*", "models", "models/*", "scheduler", "config", "web", "cmd/*"}},
}

// homes lists the foreign modules that have one home each, and where that is.
var homes = []row{
	{"github.com/gin-gonic/gin", []string{"handlers", "handlers/*", "cmd/*"}},
	{"gorm.io/gorm", []string{"models/*", "cmd/*"}},
	{"github.com/go-co-op/gocron/v2", []string{"scheduler", "cmd/*"}},
	{"github.com/redis/go-redis/v9", []string{"models/cache", "cmd/*"}},
	{"github.com/xuri/excelize/v2", []string{"models/sheet"}},
	{"github.com/larksuite/oapi-sdk-go/v3", []string{"bot/feishu", "bot/feishu/*"}},
}

// checkImports holds the files against the table: imports of ours, foreign modules with one home, and the clock.
func checkImports(files []file) []violation {
	var out []violation
	for _, f := range files {
		p, broken := parse(f)
		if broken != nil {
			out = append(out, *broken)
			continue
		}
		out = append(out, checkOwn(p)...)
		out = append(out, checkHomes(p)...)
		out = append(out, checkClock(p)...)
	}
	return out
}

// checkOwn looks at one file's imports of our own packages.
func checkOwn(p parsed) []violation {
	var out []violation
	may, known := allowance(p.folder())
	if !known && !isTestHelp(p.folder()) {
		return []violation{{p.path, 1, "every folder has its row", p.folder()}}
	}
	for _, spec := range p.tree.Imports {
		target, ours := strings.CutPrefix(strings.Trim(spec.Path.Value, `"`), module+"/")
		if !ours || target == p.folder() {
			continue
		}
		if rule := refuse(p.file, may, target); rule != "" {
			out = append(out, violation{p.path, p.line(spec), rule, target})
		}
	}
	return out
}

// refuse names the rule an import breaks; empty when it breaks none.
func refuse(f file, may []string, target string) string {
	folder := f.folder()
	switch {
	case isTestHelp(target):
		if f.isTest() || isTestHelp(folder) {
			return ""
		}
		return "test helpers stay in tests"
	case target == "config" && !within(folder, "cmd/*"):
		return "config is read by cmd only"
	case siblings(folder, target):
		return "regulations do not import each other"
	case f.isTest() || isTestHelp(folder):
		// Tests may stand on more of the house than the code does: a real database, a sample district.
		return ""
	case !listed(may, target):
		return "the table of imports"
	}
	return ""
}

// siblings reports whether both are different regulations of the same side.
func siblings(from, to string) bool {
	a, b := regulationOf(from), regulationOf(to)
	return a != "" && b != "" && a != b && side(from) == side(to)
}

// regulationOf names the regulation a folder belongs to; empty for every other folder.
func regulationOf(folder string) string {
	parts := strings.Split(folder, "/")
	if len(parts) > 1 && (parts[0] == "models" || parts[0] == "handlers") && contains(regulations, parts[1]) {
		return parts[1]
	}
	return ""
}

// side is the first part of a path: models, handlers …
func side(folder string) string { return strings.Split(folder, "/")[0] }

// isTestHelp reports whether a package exists for tests only: bot/bottest and every other *test.
func isTestHelp(folder string) bool { return strings.HasSuffix(path.Base(folder), "test") }

// allowance finds the first row for a folder.
func allowance(folder string) (may []string, known bool) {
	for _, r := range rows {
		if within(folder, r.folder) {
			return r.may, true
		}
	}
	return nil, false
}

// listed reports whether the list admits the target.
func listed(may []string, target string) bool {
	for _, pattern := range may {
		if pattern == "models/shared" && within(target, "models/*") && regulationOf(target) == "" {
			return true
		}
		if within(target, pattern) {
			return true
		}
	}
	return false
}

// within reports whether a folder is the pattern, or lies below a pattern that ends in /*.
func within(folder, pattern string) bool {
	if base, deep := strings.CutSuffix(pattern, "/*"); deep {
		return strings.HasPrefix(folder, base+"/")
	}
	return folder == pattern
}

// checkHomes keeps foreign modules in the one folder that is about them. Tests may use them anywhere.
func checkHomes(p parsed) []violation {
	if p.isTest() || isTestHelp(p.folder()) {
		return nil
	}
	var out []violation
	for _, spec := range p.tree.Imports {
		target := strings.Trim(spec.Path.Value, `"`)
		for _, home := range homes {
			if target != home.folder && !strings.HasPrefix(target, home.folder+"/") {
				continue
			}
			if !listed(home.may, p.folder()) {
				out = append(out, violation{p.path, p.line(spec), "a foreign module has one home", target})
			}
		}
	}
	return out
}

// checkClock finds the wall clock outside cmd and tests: everywhere else the time is handed in.
func checkClock(p parsed) []violation {
	if p.isTest() || isTestHelp(p.folder()) || within(p.folder(), "cmd/*") {
		return nil
	}
	var out []violation
	for _, sel := range p.selectors("time", "Now", "Since", "Until") {
		out = append(out, violation{p.path, p.line(sel), "the clock is read in cmd only", "time." + sel.Sel.Name})
	}
	return out
}

// TestImports holds the real tree against the table.
func TestImports(t *testing.T) {
	files := tree(t)
	if len(files) < 10 {
		t.Fatalf("read only %d files: the walk is broken", len(files))
	}
	for _, v := range checkImports(files) {
		t.Errorf("%s:%d: %s: %s", v.Path, v.Line, v.Rule, v.What)
	}
}

// TestImportsCatchesPlantedViolations plants one wrong file per rule into a small tree that is otherwise in order.
func TestImportsCatchesPlantedViolations(t *testing.T) {
	for _, c := range plants {
		t.Run(c.name, func(t *testing.T) {
			got := checkImports([]file{{c.path, source(c.body)}})
			if c.rule == "" {
				if len(got) != 0 {
					t.Fatalf("refused: %+v", got)
				}
				return
			}
			if len(got) != 1 || got[0].Rule != c.rule || got[0].Path != c.path || got[0].Line == 0 {
				t.Fatalf("got %+v, want one violation of %q", got, c.rule)
			}
		})
	}
}

// source makes a Go file of import paths, or takes a body that begins with "package" as it is.
func source(body string) string {
	if strings.HasPrefix(body, "package") {
		return body
	}
	var b strings.Builder
	b.WriteString("package x\n")
	for _, p := range strings.Fields(body) {
		b.WriteString("import _ \"" + p + "\"\n")
	}
	return b.String()
}

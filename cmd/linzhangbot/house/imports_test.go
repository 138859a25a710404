package house

import (
	"strings"
	"testing"
)

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
	r := rowOf(p.folder())
	if r == nil && !isTestHelp(p.folder()) {
		return []violation{{p.path, 1, ruleRow, p.folder()}}
	}
	for _, spec := range p.tree.Imports {
		target, ours := p.ours(spec)
		if !ours {
			continue
		}
		if rule := refuse(p.file, r, target); rule != "" {
			out = append(out, violation{p.path, p.line(spec), rule, target})
		}
	}
	return out
}

// refuse names the rule an import breaks; empty when it breaks none. Only a helper of tests has no row.
func refuse(f file, r *row, target string) string {
	folder := f.folder()
	switch {
	case isTestHelp(target) && f.isCode():
		return ruleHelp
	case isTestHelp(target):
		return ""
	case target == "config" && !within(folder, "cmd/*"):
		return ruleConfig
	case siblings(folder, target):
		return ruleSiblings
	case f.isTest() || r == nil:
		// Tests may stand on more of the house than the code does: a real database, a sample district.
		return ""
	case !listed(r.may, target):
		return ruleTable
	}
	return ""
}

// checkHomes keeps foreign modules in the one folder that is about them. Tests may use them anywhere.
func checkHomes(p parsed) []violation {
	if !p.isCode() {
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
				out = append(out, violation{p.path, p.line(spec), ruleHome, target})
			}
		}
	}
	return out
}

// checkClock finds the wall clock outside cmd and tests: everywhere else the time is handed in.
func checkClock(p parsed) []violation {
	if !p.isCode() || within(p.folder(), "cmd/*") {
		return nil
	}
	var out []violation
	for _, sel := range p.selectors("time", "Now", "Since", "Until") {
		out = append(out, violation{p.path, p.line(sel), ruleClock, "time." + sel.Sel.Name})
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

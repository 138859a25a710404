package house

import (
	"go/ast"
	"regexp"
	"strings"
	"testing"
)

const (
	maxFile = 500 // lines of a file
	maxFunc = 80  // lines of a function
)

// leftOpen finds the words people write where something is missing. It is spelt in halves so that this file stays clean.
var leftOpen = regexp.MustCompile(`\b(` + strings.Join([]string{"TO" + "DO", "FIX" + "ME", "XX" + "X"}, "|") + `)\b`)

// styleRule is one rule of the house about a single file.
type styleRule struct {
	name  string
	check func(parsed) []violation
}

var styleRules = []styleRule{
	{"short files", checkFileLength},
	{"short functions", checkFuncLength},
	{"no sleeping tests", checkSleep},
	{"nothing left open", checkLeftOpen},
	{"exported names are explained", checkComments},
}

// checkStyle runs all rules over all files.
func checkStyle(files []file) []violation {
	var out []violation
	for _, f := range files {
		p, broken := parse(f)
		if broken != nil {
			out = append(out, *broken)
			continue
		}
		for _, r := range styleRules {
			for _, v := range r.check(p) {
				v.Path, v.Rule = f.path, r.name
				out = append(out, v)
			}
		}
	}
	return append(out, checkPackageComments(files)...)
}

func checkFileLength(p parsed) []violation {
	if strings.Count(p.text, "\n") > maxFile {
		return []violation{{Line: maxFile + 1, What: "longer than 500 lines"}}
	}
	return nil
}

// checkFuncLength looks at code only: a test's table may be as long as the article it checks.
func checkFuncLength(p parsed) []violation {
	if p.isTest() {
		return nil
	}
	var out []violation
	for _, fn := range p.functions() {
		if p.length(fn) > maxFunc {
			out = append(out, violation{Line: p.line(fn), What: fn.Name.Name + " is longer than 80 lines"})
		}
	}
	return out
}

// functions are the functions of a file whose length is measured: flat lists are not.
func (p parsed) functions() []*ast.FuncDecl {
	var out []*ast.FuncDecl
	for _, d := range p.tree.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Body != nil && !flatList(fn) {
			out = append(out, fn)
		}
	}
	return out
}

// length is how many lines a function takes, its comment left out.
func (p parsed) length(fn *ast.FuncDecl) int { return p.set.Position(fn.End()).Line - p.line(fn) + 1 }

// flatList reports whether a function does nothing but return one written-out list, which may be as long as it must.
func flatList(fn *ast.FuncDecl) bool {
	if len(fn.Body.List) != 1 {
		return false
	}
	_, ok := fn.Body.List[0].(*ast.ReturnStmt)
	return ok
}

func checkSleep(p parsed) []violation {
	if !p.isTest() {
		return nil
	}
	var out []violation
	for _, sel := range p.selectors("time", "Sleep") {
		out = append(out, violation{Line: p.line(sel), What: "time.Sleep in a test"})
	}
	return out
}

func checkLeftOpen(p parsed) []violation {
	var out []violation
	for i, line := range strings.Split(p.text, "\n") {
		if word := leftOpen.FindString(line); word != "" {
			out = append(out, violation{Line: i + 1, What: word})
		}
	}
	return out
}

// checkComments wants a comment above every exported function and type outside tests and package main.
func checkComments(p parsed) []violation {
	if p.isTest() || p.tree.Name.Name == "main" {
		return nil
	}
	var out []violation
	for _, d := range p.tree.Decls {
		for _, name := range unexplained(d) {
			out = append(out, violation{Line: p.line(d), What: name + " has no comment"})
		}
	}
	return out
}

// unexplained lists a declaration's exported functions and types that no comment explains. Methods are left to
// the linter: many only satisfy a well-known interface.
func unexplained(d ast.Decl) []string {
	var names []string
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil && d.Name.IsExported() && d.Doc == nil {
			names = append(names, d.Name.Name)
		}
	case *ast.GenDecl:
		for _, s := range d.Specs {
			ts, ok := s.(*ast.TypeSpec)
			if ok && ts.Name.IsExported() && d.Doc == nil && ts.Doc == nil && ts.Comment == nil {
				names = append(names, ts.Name.Name)
			}
		}
	}
	return names
}

// checkPackageComments wants one comment that says what each package is for.
func checkPackageComments(files []file) []violation {
	first, explained := map[string]string{}, map[string]bool{}
	for _, f := range files {
		p, broken := parse(f)
		if broken != nil {
			continue
		}
		if _, seen := first[f.folder()]; !seen {
			first[f.folder()] = f.path
		}
		if p.tree.Doc != nil {
			explained[f.folder()] = true
		}
	}
	var out []violation
	for folder, name := range first {
		if !explained[folder] {
			out = append(out, violation{name, 1, "packages are explained", folder})
		}
	}
	return out
}

// TestStyle holds the real tree against the rules.
func TestStyle(t *testing.T) {
	for _, v := range checkStyle(tree(t)) {
		t.Errorf("%s:%d: %s: %s", v.Path, v.Line, v.Rule, v.What)
	}
}

// TestStyleCatchesPlantedViolations plants one file per rule.
func TestStyleCatchesPlantedViolations(t *testing.T) {
	head := "// Package x is planted.\npackage x\n\n"
	for _, c := range []struct {
		name, path, body, rule string
	}{
		{"in order", "x/x.go", head + "// A does.\nfunc A() {}\n", ""},
		{"long file", "x/x.go", head + strings.Repeat("\n", maxFile), "short files"},
		{"long function", "x/x.go", head + "func a() {\n" + strings.Repeat("\tb()\n", maxFunc) + "}\n", "short functions"},
		{"long list", "x/x.go", head + "func a() []int {\n\treturn []int{\n" + strings.Repeat("\t\t1,\n", maxFunc) + "\t}\n}\n", ""},
		{"sleeping test", "x/x_test.go", head + "import \"time\"\n\nfunc a() { time.Sleep(1) }\n", "no sleeping tests"},
		{"sleep outside a test", "x/x.go", head + "import \"time\"\n\nfunc a() { time.Sleep(1) }\n", ""},
		{"left open", "x/x.go", head + "// TO" + "DO later\n", "nothing left open"},
		{"unexplained function", "x/x.go", head + "func A() {}\n", "exported names are explained"},
		{"unexplained type", "x/x.go", head + "type A int\n", "exported names are explained"},
		{"unexplained package", "x/x.go", "package x\n", "packages are explained"},
		{"broken file", "x/x.go", "package", "parses"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := checkStyle([]file{{c.path, c.body}})
			if c.rule == "" {
				if len(got) != 0 {
					t.Fatalf("refused: %+v", got)
				}
				return
			}
			if len(got) != 1 || got[0].Rule != c.rule {
				t.Fatalf("got %+v, want one violation of %q", got, c.rule)
			}
		})
	}
}

// Package house checks the house around the code: who may import whom, how long a file may grow, and what
// never belongs in one. It has tests only and needs nothing but the standard library.
package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// module is the path that every package of ours begins with.
const module = "linzhangbot"

// file is one Go file of the tree: its path below the module, with slashes, and its text.
type file struct {
	path string
	text string
}

// folder is the package folder of the file, such as models/duty.
func (f file) folder() string { return path.Dir(f.path) }

// isTest reports whether only `go test` compiles the file.
func (f file) isTest() bool { return strings.HasSuffix(f.path, "_test.go") }

// isTestHelp reports whether a package exists for tests only: bot/bottest and every other *test.
func isTestHelp(folder string) bool { return strings.HasSuffix(path.Base(folder), "test") }

// isCode reports whether the file is part of the program: no test, and no help for tests.
func (f file) isCode() bool { return !f.isTest() && !isTestHelp(f.folder()) }

// top is the folder at the top level that the file lies in.
func (f file) top() string {
	first, _, _ := strings.Cut(f.path, "/")
	return first
}

// violation is one broken rule: where, which rule, and what was found.
type violation struct {
	Path string
	Line int
	Rule string
	What string
}

// tree reads every Go file of the module, leaving out hidden folders and test data.
func tree(t *testing.T) []file {
	t.Helper()
	root := moduleRoot(t)
	var files []file
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && name != root && skipped(d.Name()) {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") {
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		files = append(files, file{path: filepath.ToSlash(rel), text: string(text)})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// skipped names the folders that the go command leaves out as well.
func skipped(name string) bool {
	return name == "testdata" || name == "vendor" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")
}

// moduleRoot climbs from the test's folder to the one that holds go.mod.
func moduleRoot(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no go.mod above the test's folder")
		}
		dir = up
	}
}

// parsed is a file with its syntax tree.
type parsed struct {
	file
	set  *token.FileSet
	tree *ast.File
}

// parse reads one file; a file that does not parse is a violation of its own.
func parse(f file) (parsed, *violation) { return parseInto(token.NewFileSet(), f) }

// parseInto reads one file beside those that are in the set.
func parseInto(set *token.FileSet, f file) (parsed, *violation) {
	syntax, err := parser.ParseFile(set, f.path, f.text, parser.ParseComments)
	if err != nil {
		return parsed{}, &violation{Path: f.path, Rule: "parses", What: err.Error()}
	}
	return parsed{file: f, set: set, tree: syntax}, nil
}

// line says where a node stands.
func (p parsed) line(n ast.Node) int { return p.set.Position(n.Pos()).Line }

// ours is the folder of an imported package of ours; false for every other import.
func (p parsed) ours(spec *ast.ImportSpec) (folder string, ours bool) {
	folder, ours = strings.CutPrefix(strings.Trim(spec.Path.Value, `"`), module+"/")
	return folder, ours && folder != p.folder()
}

// selectors finds every mention of pkg.name in the file, whatever the import is called there.
func (p parsed) selectors(pkg string, names ...string) []*ast.SelectorExpr {
	local := p.localName(pkg)
	if local == "" {
		return nil
	}
	var found []*ast.SelectorExpr
	ast.Inspect(p.tree, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		id, ok := sel.X.(*ast.Ident)
		if ok && id.Name == local && slices.Contains(names, sel.Sel.Name) {
			found = append(found, sel)
		}
		return true
	})
	return found
}

// localName is the name an import goes by in the file; empty when it is not imported.
func (p parsed) localName(pkg string) string {
	for _, spec := range p.tree.Imports {
		if strings.Trim(spec.Path.Value, `"`) != pkg {
			continue
		}
		if spec.Name != nil {
			return spec.Name.Name
		}
		return path.Base(pkg)
	}
	return ""
}

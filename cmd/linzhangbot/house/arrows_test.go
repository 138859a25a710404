package house

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
)

// backAndForth are the pairs of files that still call each other, by folder. The numbers only fall: whoever parts a
// pair lowers its number, and takes the folder out with the last one.
var backAndForth = map[string]int{
	"models/information": 1,
}

// pair is two files of a folder that use each other's functions.
type pair struct {
	folder, a, b string
	there, back  []string // the functions of b that a uses, and those of a that b uses
}

// checker reads types of our own packages out of the files in hand. Foreign packages stay empty: a mention that
// needs their types to be understood is passed over, so whatever is found is so.
type checker struct {
	set     *token.FileSet
	folders map[string][]*ast.File
	done    map[string]*types.Package
	pairs   []pair
}

// checkArrows finds the pairs of files that call each other back and forth, tests left out.
func checkArrows(files []file) []pair {
	c := checker{set: token.NewFileSet(), folders: map[string][]*ast.File{}, done: map[string]*types.Package{}}
	for _, f := range files {
		if f.isTest() {
			continue
		}
		if p, broken := parseInto(c.set, f); broken == nil {
			c.folders[f.folder()] = append(c.folders[f.folder()], p.tree)
		}
	}
	for _, folder := range slices.Sorted(maps.Keys(c.folders)) {
		_, _ = c.Import(module + "/" + folder)
	}
	return c.pairs
}

// Import hands out a package: read when it is ours, empty when it is not.
func (c *checker) Import(name string) (*types.Package, error) {
	if p := c.done[name]; p != nil {
		return p, nil
	}
	c.done[name] = types.NewPackage(name, path.Base(name))
	c.done[name].MarkComplete()
	folder := strings.TrimPrefix(name, module+"/")
	if trees := c.folders[folder]; len(trees) > 0 {
		uses := map[*ast.Ident]types.Object{}
		config := types.Config{Importer: c, Error: func(error) {}} // what foreign packages would have is missing
		p, _ := config.Check(name, c.set, trees, &types.Info{Uses: uses})
		c.done[name] = p
		c.compare(folder, p, uses)
	}
	return c.done[name], nil
}

// compare collects the pairs of one package.
func (c *checker) compare(folder string, p *types.Package, uses map[*ast.Ident]types.Object) {
	used := map[[2]string][]string{}
	for id, o := range uses {
		fn, ok := o.(*types.Func)
		if !ok || fn.Pkg() != p || ofInterface(fn) {
			continue
		}
		arrow := [2]string{c.fileOf(id), c.fileOf(fn.Origin())}
		if arrow[0] != arrow[1] {
			used[arrow] = append(used[arrow], fn.Name())
		}
	}
	for _, arrow := range slices.SortedFunc(maps.Keys(used), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) }) {
		back := used[[2]string{arrow[1], arrow[0]}]
		if arrow[0] < arrow[1] && back != nil {
			c.pairs = append(c.pairs, pair{folder, arrow[0], arrow[1], names(used[arrow]), names(back)})
		}
	}
}

func ofInterface(fn *types.Func) bool {
	r := fn.Signature().Recv()
	return r != nil && types.IsInterface(r.Type())
}

func (c *checker) fileOf(n interface{ Pos() token.Pos }) string {
	return path.Base(c.set.Position(n.Pos()).Filename)
}

func names(all []string) []string { return slices.Compact(slices.Sorted(slices.Values(all))) }

// TestFilesDoNotCallBackAndForth wants the arrows between the files of a room to point one way.
func TestFilesDoNotCallBackAndForth(t *testing.T) {
	found := map[string][]string{}
	for _, p := range checkArrows(tree(t)) {
		found[p.folder] = append(found[p.folder], fmt.Sprintf("%s uses %v of %s, which uses %v", p.a, p.there, p.b, p.back))
	}
	ratchet(t, "pairs of files that call back and forth", found, backAndForth)
}

func TestArrowsCatchPlantedPairs(t *testing.T) {
	head := "package x\n\n"
	for _, c := range []struct {
		name, a, b string
		want       int
	}{
		{"one way", "func A() { B() }", "func B() {}", 0},
		{"back and forth", "func A() { B() }", "func B() { A() }", 1},
		{"by a method", "type T int\nfunc (t T) A() { B() }", "func B() { T(1).A() }", 1},
		{"by a method of a field", "type T struct{ u U }\nfunc (t T) A() { t.u.B() }", "type U int\nfunc (u U) B() { T{}.A() }", 1},
		{"by value", "var a = B\nfunc A() {}", "func B() { A() }", 1},
		{"by a generic method", "type T[E any] struct{}\nfunc (T[E]) A() { B() }", "func B() { T[int]{}.A() }", 1},
		{"types are no calls", "type T int\nfunc A() { B() }", "func B() { var _ T }", 0},
		{"another's method of that name", "type T int\nfunc (T) A() { B() }", "type U int\nfunc (U) A() {}\nfunc B() { U(1).A() }", 0},
		{"through an interface", "type I interface{ B() }\nfunc A(i I) { i.B() }", "type U int\nfunc (U) B() { A(nil) }", 0},
		{"a variable of that name", "func A() { B() }", "func B() { A := 1; _ = A }", 0},
	} {
		got := checkArrows([]file{{"x/a.go", head + c.a}, {"x/b.go", head + c.b}})
		if len(got) != c.want {
			t.Errorf("%s: got %+v, want %d", c.name, got, c.want)
		}
	}
	planted := []file{{"x/a.go", head + "func A() { B() }"}, {"x/b_test.go", head + "func B() { A() }"}}
	if got := checkArrows(planted); len(got) != 0 {
		t.Errorf("a test is looked at: %+v", got)
	}
}

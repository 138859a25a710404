package house

import (
	"fmt"
	"go/ast"
	"go/token"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

const (
	maxColumns = 120 // characters of a line
	maxLinks   = 3   // && and || of one line
)

// What is left of three habits. The numbers only fall: a test fails when there is more, and when there is less.
var (
	longLines = map[string]int{
		"bot":       32,
		"handlers":  42,
		"models":    156,
		"scheduler": 4,
	}
	denseLines = map[string]int{
		"models": 10,
	}
	districtWords = map[string]int{
		"models/naming":  1,
		"models/profile": 2,
	}
)

// habit is a rule that the tree does not keep everywhere yet.
type habit struct {
	name  string
	check func(parsed) []violation
	where func(file) string // the folder in whose name is counted
	left  map[string]int
}

var habits = []habit{
	{"lines over 120 columns", checkColumns, file.top, longLines},
	{"conditions with four or more && or || on a line", checkLinks, file.top, denseLines},
	{"texts with words of one district", checkDistrict, file.folder, districtWords},
}

// checkColumns counts characters, a tab as one.
func checkColumns(p parsed) []violation {
	var out []violation
	for i, line := range strings.Split(p.text, "\n") {
		if utf8.RuneCountInString(line) > maxColumns {
			out = append(out, violation{Line: i + 1, What: "long line"})
		}
	}
	return out
}

// checkLinks counts && and || where they stand.
func checkLinks(p parsed) []violation {
	links := map[int]int{}
	ast.Inspect(p.tree, func(n ast.Node) bool {
		if b, ok := n.(*ast.BinaryExpr); ok && (b.Op == token.LAND || b.Op == token.LOR) {
			links[p.set.Position(b.OpPos).Line]++
		}
		return true
	})
	var out []violation
	for _, line := range slices.Sorted(maps.Keys(links)) {
		if links[line] > maxLinks {
			out = append(out, violation{Line: line, What: "dense condition"})
		}
	}
	return out
}

// district finds what only one district's people say, and citations that belong into the profile.
var district = regexp.MustCompile(`西青|街镇|农业农村委|区林长办|区级林长|区级以上林长|大寺|杨柳青|` +
	`(信息制度|督查制度|会议制度|协作会商制度|考核制度) ?第`)

// phrasings are the files that may hold such words: how people talk is compared there, never said.
var phrasings = regexp.MustCompile(`^(grammar|phrases).*\.go$`)

// checkDistrict looks at texts, not at comments.
func checkDistrict(p parsed) []violation {
	if phrasings.MatchString(path.Base(p.path)) {
		return nil
	}
	var out []violation
	ast.Inspect(p.tree, func(n ast.Node) bool {
		text, ok := n.(*ast.BasicLit)
		if ok && text.Kind == token.STRING && district.MatchString(text.Value) {
			out = append(out, violation{Line: p.line(text), What: district.FindString(text.Value)})
		}
		return true
	})
	return out
}

// TestHabits counts what is left in the code of the real tree.
func TestHabits(t *testing.T) {
	files := tree(t)
	for _, h := range habits {
		ratchet(t, h.name, h.found(files), h.left)
	}
}

// found lists the places by folder.
func (h habit) found(files []file) map[string][]string {
	out := map[string][]string{}
	for _, f := range files {
		p, broken := parse(f)
		if broken != nil || !f.isCode() {
			continue
		}
		for _, v := range h.check(p) {
			out[h.where(f)] = append(out[h.where(f)], f.path+":"+strconv.Itoa(v.Line)+" "+v.What)
		}
	}
	return out
}

// ratchet holds what was found against what is left to do: more is a fault, and less wants a lower number.
func ratchet(t *testing.T, what string, found map[string][]string, left map[string]int) {
	t.Helper()
	for _, w := range turn(found, left) {
		t.Errorf("%s: %s", what, w)
	}
}

// turn words every folder whose number is not the one that is left.
func turn(found map[string][]string, left map[string]int) []string {
	all := map[string]bool{}
	for folder := range found {
		all[folder] = true
	}
	for folder := range left {
		all[folder] = true
	}
	var out []string
	for _, folder := range slices.Sorted(maps.Keys(all)) {
		switch n := len(found[folder]); {
		case n > left[folder]:
			out = append(out, fmt.Sprintf("%s has %d, not more than %d may be left:\n\t%s", folder, n, left[folder],
				strings.Join(found[folder], "\n\t")))
		case n < left[folder]:
			out = append(out, fmt.Sprintf("%s has only %d of %d: lower the number", folder, n, left[folder]))
		}
	}
	return out
}

// TestRatchetTurnsOneWay wants a complaint for more and for less, and none for what is written down.
func TestRatchetTurnsOneWay(t *testing.T) {
	found := map[string][]string{"bot": {"a.go:1", "a.go:2"}, "web": {"b.go:1"}}
	for _, c := range []struct {
		left map[string]int
		want []string
	}{
		{map[string]int{"bot": 2, "web": 1}, nil},
		{map[string]int{"bot": 2}, []string{"web has 1, not more than 0 may be left:\n\tb.go:1"}},
		{map[string]int{"bot": 3, "web": 1}, []string{"bot has only 2 of 3: lower the number"}},
		{map[string]int{"bot": 2, "web": 1, "cmd": 1}, []string{"cmd has only 0 of 1: lower the number"}},
	} {
		if got := turn(found, c.left); !slices.Equal(got, c.want) {
			t.Errorf("%v: got %q, want %q", c.left, got, c.want)
		}
	}
}

// TestHabitsCatchPlantedViolations plants for each habit what is too much and what is just allowed.
func TestHabitsCatchPlantedViolations(t *testing.T) {
	head := "package x\n\n"
	line := func(columns int) string { return "// " + strings.Repeat("林", columns-3) + "\n" }
	condition := func(links int) string { return "var a = b" + strings.Repeat(" && b", links) + "\n" }
	for _, c := range []struct {
		name       string
		habit      habit
		path, body string
		want       int
	}{
		{"just wide enough", habits[0], "x/a.go", line(maxColumns), 0},
		{"too wide", habits[0], "x/a.go", line(maxColumns + 1), 1},
		{"a wide test", habits[0], "x/a_test.go", line(maxColumns + 1), 0},
		{"wide test help", habits[0], "x/xtest/a.go", line(maxColumns + 1), 0},
		{"three links", habits[1], "x/a.go", condition(maxLinks), 0},
		{"four links", habits[1], "x/a.go", condition(maxLinks + 1), 1},
		{"both kinds", habits[1], "x/a.go", "var a = b && c || d && e || f\n", 1},
		{"four links in two lines", habits[1], "x/a.go", "var a = b && c ||\n\td && e || f\n", 0},
		{"links in a text", habits[1], "x/a.go", "var a = \"&& && && && &&\"\n", 0},
		{"a district's name", habits[2], "x/a.go", "var a = \"请问西青区\"\n", 1},
		{"a district's word in a raw text", habits[2], "x/a.go", "var a = `各街镇`\n", 1},
		{"a citation", habits[2], "x/a.go", "var a = \"按信息制度 第八条\"\n", 1},
		{"a regulation without a citation", habits[2], "x/a.go", "var a = \"信息制度\"\n", 0},
		{"a comment", habits[2], "x/a.go", "// 西青 has 街镇.\nvar a = \"\"\n", 0},
		{"a grammar", habits[2], "x/grammar_plan.go", "var a = \"街镇\"\n", 0},
		{"phrases", habits[2], "x/phrases.go", "var a = \"街镇\"\n", 0},
		{"a reader of the ear", habits[2], "handlers/ear/words/read_day.go", "var a = \"街镇\"\n", 1},
		{"a frame", habits[2], "x/frames.go", "var a = \"街镇\"\n", 1},
		{"a test of a district", habits[2], "x/a_test.go", "var a = \"街镇\"\n", 0},
	} {
		n := 0
		for _, places := range c.habit.found([]file{{c.path, head + c.body}}) {
			n += len(places)
		}
		if n != c.want {
			t.Errorf("%s: %d, want %d", c.name, n, c.want)
		}
	}
}

package house

import (
	"fmt"
	"os/exec"
	"strings"
	"testing"
)

// count is the size of the tree as `make count` prints it. Code is every Go file that is neither a _test.go nor in a
// folder whose name ends in test; tests are the rest. A line is whatever ends in a line break, blank or not.
type count struct {
	code, tests   int
	wide          int // lines of code over 120 columns
	file, fn      int // lines of the longest file and function of code; flat lists are not measured
	inFile, named string
}

func (c *count) add(p parsed) {
	lines := strings.Count(p.text, "\n")
	if !p.isCode() {
		c.tests += lines
		return
	}
	c.code += lines
	c.wide += len(checkColumns(p))
	if lines > c.file {
		c.file, c.inFile = lines, p.path
	}
	for _, fn := range p.functions() {
		if n := p.length(fn); n > c.fn {
			c.fn, c.named = n, fmt.Sprintf("%s, %s:%d", fn.Name.Name, p.path, p.line(fn))
		}
	}
}

func (c *count) String() string {
	return fmt.Sprintf("lines of code          %6d\nlines of tests         %6d\ntests ÷ code           %6.2f\n"+
		"longest file           %6d  %s\nlongest function       %6d  %s\nlines over 120 columns %6d",
		c.code, c.tests, float64(c.tests)/float64(c.code), c.file, c.inFile, c.fn, c.named, c.wide)
}

// TestCount prints the size of what git tracks; `make count` shows it.
func TestCount(t *testing.T) {
	list := exec.Command("git", "ls-files", "-z", "--", "*.go")
	list.Dir = moduleRoot(t)
	names, err := list.Output()
	if err != nil {
		t.Skip("no git here: ", err)
	}
	var c count
	for _, f := range tree(t) {
		if p, broken := parse(f); broken == nil && strings.Contains("\x00"+string(names), "\x00"+f.path+"\x00") {
			c.add(p)
		}
	}
	fmt.Println(c.String())
}

// TestCountParts counts a small tree by hand.
func TestCountParts(t *testing.T) {
	var c count
	for _, f := range []file{
		{"a/a.go", "package a\n\n// F does.\nfunc F() {\n\tF()\n}\n"},
		{"a/b.go", "package a\n// " + strings.Repeat("林", maxColumns) + "\n"},
		{"a/a_test.go", "package a\n\n\nfunc G() {\n\tF()\n\tF()\n}\n"},
		{"a/atest/a.go", "package atest\n"},
	} {
		p, broken := parse(f)
		if broken != nil {
			t.Fatal(broken)
		}
		c.add(p)
	}
	want := count{code: 8, tests: 8, wide: 1, file: 6, inFile: "a/a.go", fn: 3, named: "F, a/a.go:4"}
	if c != want {
		t.Errorf("got %+v, want %+v", c, want)
	}
}

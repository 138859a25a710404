// Package strict reads YAML so that a slip of the pen cannot hide: every unknown key, double key and wrong type is
// collected with its file and line instead of stopping at the first. Error texts never quote neighbouring lines,
// since those may hold secrets.
package strict

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// MaxSize is the largest file that is read. Profiles and settings are far smaller.
const MaxSize = 1 << 20

// maxDepth is the deepest nesting that is read; the parser's time grows with the square of the depth.
const maxDepth = 100

// Problem is one mistake in a file, in words for the person who wrote it.
type Problem struct {
	File string
	Line int // 0: not in a line (an environment variable, a missing file)
	Text string
}

// String is file:line: text.
func (p Problem) String() string {
	if p.Line == 0 {
		return p.File + ": " + p.Text
	}
	return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Text)
}

// Problems are the mistakes of one reading, as an error.
type Problems []Problem

func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// Err is nil when there are no problems.
func (ps Problems) Err() error {
	if len(ps) == 0 {
		return nil
	}
	return ps
}

// Node is a part of a YAML file that is not yet read. As a field it keeps its part of the file for later.
type Node struct {
	file string
	path string
	line int
	node ast.Node
}

// Line is the line the node begins in.
func (n Node) Line() int { return n.line }

// File is the name the file was read under.
func (n Node) File() string { return n.file }

// Documents parses a file into its documents (separated by ---). Empty documents are left out.
func Documents(name string, data []byte) (docs []Node, problems Problems) {
	defer func() {
		if recover() != nil { // the parser is not ours; a file it stumbles over is a wrong file, not a crash
			docs, problems = nil, Problems{{name, 1, "文件无法读懂，请检查缩进和引号"}}
		}
	}()
	if len(data) > MaxSize {
		return nil, Problems{{name, 1, "文件太大"}}
	}
	if line := tooDeep(data); line > 0 {
		return nil, Problems{{name, line, "括号或列表套得太深"}}
	}
	file, err := parser.ParseBytes(data, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil, Problems{syntaxProblem(name, err)}
	}
	for _, d := range file.Docs {
		if d.Body == nil || d.Body.Type() == ast.NullType {
			continue
		}
		docs = append(docs, Node{name, "", lineOf(d.Body), d.Body})
	}
	return docs, nil
}

// tooDeep finds the line in which brackets or list marks are nested deeper than anybody writes; 0: nowhere.
func tooDeep(data []byte) int {
	line, brackets, marks := 1, 0, 0
	for _, b := range data {
		switch b {
		case '\n':
			line, marks = line+1, 0
		case '[', '{':
			brackets++
		case ']', '}':
			brackets = max(brackets-1, 0)
		case '-', '?', '&', '*', '!':
			marks++
		}
		if brackets > maxDepth || marks > maxDepth*10 {
			return line
		}
	}
	return 0
}

// syntaxProblem keeps the line and the parser's reason but not the source it would quote.
func syntaxProblem(name string, err error) Problem {
	var e yaml.Error
	if !errors.As(err, &e) {
		return Problem{name, 1, "格式有误，请检查缩进和引号"}
	}
	line := 1
	if t := e.GetToken(); t != nil && t.Position != nil {
		line = t.Position.Line
	}
	return Problem{name, line, "格式有误，请检查这一行前后的缩进、冒号和引号"}
}

func lineOf(n ast.Node) int {
	if n == nil {
		return 1
	}
	if t := n.GetToken(); t != nil && t.Position != nil {
		return t.Position.Line
	}
	return 1
}

// Sort orders problems by line; those without a line come last.
func Sort(ps []Problem) {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		switch {
		case a.Line == b.Line:
			return strings.Compare(a.Text, b.Text)
		case a.Line == 0:
			return 1
		case b.Line == 0:
			return -1
		}
		return a.Line - b.Line
	})
}

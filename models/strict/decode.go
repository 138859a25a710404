package strict

import (
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// Lines knows in which line each part of a document was written, by its path: duties[3].steps[1].when.
type Lines map[string]int

// At is the line of a path, or of the nearest part around it that was written.
func (l Lines) At(path string) int {
	for {
		if line, ok := l[path]; ok {
			return line
		}
		cut := strings.LastIndexAny(path, ".[")
		if cut < 0 {
			return max(l[""], 1)
		}
		path = path[:cut]
	}
}

// Decode reads the node into the struct that into points at. Keys of the top level named in ignore are skipped.
// It goes on after a mistake, so that all of them are told at once.
func (n Node) Decode(into any, ignore ...string) (Lines, Problems) {
	r := &reader{file: n.file, lines: Lines{n.path: n.line}, ignore: ignore, top: n.path}
	r.value(n.node, reflect.ValueOf(into).Elem(), n.path)
	return r.lines, r.problems
}

type reader struct {
	file     string
	top      string
	ignore   []string
	lines    Lines
	problems Problems
}

var (
	nodeType = reflect.TypeFor[Node]()
	textType = reflect.TypeFor[encoding.TextUnmarshaler]()
)

func (r *reader) wrong(n ast.Node, format string, args ...any) {
	r.problems = append(r.problems, Problem{r.file, lineOf(n), fmt.Sprintf(format, args...)})
}

// value reads one node into one variable. An empty value (key: ) leaves the variable as it is.
func (r *reader) value(n ast.Node, v reflect.Value, path string) {
	if a, ok := n.(*ast.AnchorNode); ok {
		n = a.Value
	}
	switch n.(type) {
	case nil, *ast.NullNode:
		return
	case *ast.AliasNode, *ast.TagNode, *ast.MergeKeyNode:
		r.wrong(n, "%s：不支持引用和标签，请直接写出内容", last(path))
		return
	}
	switch {
	case v.Type() == nodeType:
		v.Set(reflect.ValueOf(Node{r.file, path, lineOf(n), n}))
	case v.Addr().Type().Implements(textType):
		r.text(n, v, path)
	case v.Kind() == reflect.Pointer:
		fresh := reflect.New(v.Type().Elem())
		r.value(n, fresh.Elem(), path)
		v.Set(fresh)
	case v.Kind() == reflect.Struct:
		r.structure(n, v, path)
	case v.Kind() == reflect.Slice:
		r.list(n, v, path)
	case v.Kind() == reflect.Map:
		r.mapping(n, v, path)
	default:
		r.scalar(n, v, path)
	}
}

// pairs lists the entries of a mapping and reports the keys that are written twice.
func (r *reader) pairs(n ast.Node, path string) []*ast.MappingValueNode {
	var all []*ast.MappingValueNode
	switch m := n.(type) {
	case *ast.MappingNode:
		all = m.Values
	case *ast.MappingValueNode:
		all = []*ast.MappingValueNode{m}
	default:
		r.wrong(n, "%s 应当写成“名称: 内容”的形式", last(path))
		return nil
	}
	seen := map[string]int{}
	var out []*ast.MappingValueNode
	for _, p := range all {
		key := keyText(p.Key)
		if first, ok := seen[key]; ok {
			r.wrong(p.Key, "%s 重复，第 %d 行已经写过", key, first)
			continue
		}
		seen[key] = lineOf(p.Key)
		out = append(out, p)
	}
	return out
}

func keyText(k ast.MapKeyNode) string {
	if t := k.GetToken(); t != nil {
		return t.Value
	}
	return k.String()
}

func (r *reader) structure(n ast.Node, v reflect.Value, path string) {
	fields := fieldsOf(v.Type())
	for _, p := range r.pairs(n, path) {
		key := keyText(p.Key)
		if path == r.top && slices.Contains(r.ignore, key) {
			continue
		}
		i, ok := fields[key]
		if !ok {
			r.wrong(p.Key, "不认识的项 %s%s", key, nearest(key, fields))
			continue
		}
		at := join(path, key)
		r.lines[at] = lineOf(p.Key)
		r.value(p.Value, v.Field(i), at)
	}
}

func (r *reader) list(n ast.Node, v reflect.Value, path string) {
	seq, ok := n.(*ast.SequenceNode)
	if !ok {
		r.wrong(n, "%s 应当是列表", last(path))
		return
	}
	out := reflect.MakeSlice(v.Type(), len(seq.Values), len(seq.Values))
	for i, item := range seq.Values {
		at := fmt.Sprintf("%s[%d]", path, i)
		r.lines[at] = lineOf(item)
		if item == nil || item.Type() == ast.NullType {
			r.problems = append(r.problems, Problem{r.file, r.lines.At(at), last(path) + " 里有一项是空的"})
			continue
		}
		r.value(item, out.Index(i), at)
	}
	v.Set(out)
}

func (r *reader) mapping(n ast.Node, v reflect.Value, path string) {
	out := reflect.MakeMap(v.Type())
	for _, p := range r.pairs(n, path) {
		key := keyText(p.Key)
		at := join(path, key)
		r.lines[at] = lineOf(p.Key)
		item := reflect.New(v.Type().Elem()).Elem()
		r.value(p.Value, item, at)
		out.SetMapIndex(reflect.ValueOf(key).Convert(v.Type().Key()), item)
	}
	v.Set(out)
}

// text hands a scalar to a type that reads itself (a date, a duration, a secret).
func (r *reader) text(n ast.Node, v reflect.Value, path string) {
	s, ok := scalarText(n)
	if !ok {
		r.wrong(n, "%s 应当是一个值", last(path))
		return
	}
	if err := v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(s)); err != nil {
		r.wrong(n, "%s：%v", last(path), err)
	}
}

func (r *reader) scalar(n ast.Node, v reflect.Value, path string) {
	s, ok := scalarText(n)
	if !ok {
		r.wrong(n, "%s 应当是%s", last(path), typeName(v.Kind()))
		return
	}
	if v.Kind() == reflect.String {
		if _, isBool := n.(*ast.BoolNode); isBool {
			r.wrong(n, "%s 应当是文字；如果确实要写 %s，请加引号", last(path), s)
			return
		}
		v.SetString(s)
		return
	}
	if _, quoted := n.(*ast.StringNode); quoted || !setScalar(v, s) {
		r.wrong(n, "%s 应当是%s", last(path), typeName(v.Kind()))
	}
}

// setScalar reads the text of a number or a truth value. ok is false when it is neither, or does not fit.
func setScalar(v reflect.Value, s string) (ok bool) {
	switch v.Kind() {
	case reflect.Bool:
		if s != "true" && s != "false" {
			return false
		}
		v.SetBool(s == "true")
	case reflect.Int, reflect.Int64, reflect.Int32:
		n, err := strconv.ParseInt(s, 10, v.Type().Bits())
		if err != nil {
			return false
		}
		v.SetInt(n)
	case reflect.Float64:
		f, err := strconv.ParseFloat(s, 64)
		if err != nil || f != f || f > 1e15 || f < -1e15 {
			return false
		}
		v.SetFloat(f)
	default:
		return false
	}
	return true
}

// scalarText is the text of a scalar as it was written; ok is false for lists and mappings.
func scalarText(n ast.Node) (string, bool) {
	switch x := n.(type) {
	case *ast.StringNode:
		return x.Value, true
	case *ast.LiteralNode:
		return x.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return n.GetToken().Value, true
	}
	return "", false
}

// Peek reads only the keys that the struct knows and leaves the others alone, for whoever reads them later.
func (n Node) Peek(into any) Problems {
	r := &reader{file: n.file, lines: Lines{}, top: n.path}
	v := reflect.ValueOf(into).Elem()
	fields := fieldsOf(v.Type())
	doubles := &reader{file: n.file} // told by whoever reads the whole
	for _, p := range doubles.pairs(n.node, n.path) {
		if i, ok := fields[keyText(p.Key)]; ok {
			r.value(p.Value, v.Field(i), join(n.path, keyText(p.Key)))
		}
	}
	return r.problems
}

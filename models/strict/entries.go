package strict

import (
	"reflect"

	"github.com/goccy/go-yaml/ast"
)

// Entry is one key of a mapping and what stands behind it, still unread.
type Entry struct {
	Key   string
	Value Node
}

// Mapping reports whether the node is a mapping (key: value) rather than a list or a single value.
func (n Node) Mapping() bool {
	switch n.node.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		return true
	}
	return false
}

// Empty reports whether nothing was written.
func (n Node) Empty() bool {
	_, null := n.node.(*ast.NullNode)
	return n.node == nil || null
}

// Path is where in its document the node stands: change.duties.
func (n Node) Path() string { return n.path }

// Entries parts a mapping into its keys; double keys, and what is no mapping, are reported.
func (n Node) Entries() ([]Entry, Problems) {
	r := &reader{file: n.file}
	var out []Entry
	for _, p := range r.pairs(n.node, n.path) {
		key := keyText(p.Key)
		out = append(out, Entry{key, Node{n.file, join(n.path, key), lineOf(p.Key), p.Value}})
	}
	return out, r.problems
}

// Field finds the field of a struct that a key names; without one the problem suggests the nearest.
func (e Entry) Field(of reflect.Value) (reflect.Value, *Problem) {
	fields := fieldsOf(of.Type())
	i, ok := fields[e.Key]
	if !ok {
		text := "不认识的项 " + e.Key + nearest(e.Key, fields)
		return reflect.Value{}, &Problem{e.Value.file, e.Value.line, text}
	}
	return of.Field(i), nil
}

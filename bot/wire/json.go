package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"unicode/utf8"
)

// maxDepth is far beyond what platforms send and far below what hurts.
const maxDepth = 64

var errJSON = errors.New("parse json: not one strict value")

// Node is one value of a strictly parsed JSON document. Its accessors never fail: what is missing or of
// another type reads as empty, so a null where an object was expected cannot break us. Keys match exactly;
// encoding/json into structs would also take them in the wrong case.
type Node struct{ v any }

// Parse reads exactly one JSON value: valid UTF-8, no trailing bytes, no duplicate keys, bounded depth. A signature
// that is a plain hash over key and body lets anyone append bytes who saw one request; a reader that ignores a
// trailer would take them.
func Parse(b []byte) (Node, error) {
	if !utf8.Valid(b) || !json.Valid(b) {
		return Node{}, errJSON
	}
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.UseNumber()
	v, err := value(dec, 0)
	return Node{v}, err
}

// value reads the next value of a document that is known to be valid.
func value(dec *json.Decoder, depth int) (any, error) {
	t, err := dec.Token()
	if err != nil || depth > maxDepth {
		return nil, errJSON
	}
	switch t {
	case json.Delim('{'):
		return object(dec, depth)
	case json.Delim('['):
		list := []any{}
		for dec.More() {
			v, err := value(dec, depth+1)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		_, err = dec.Token()
		return list, err
	}
	return t, nil
}

func object(dec *json.Decoder, depth int) (any, error) {
	m := map[string]any{}
	for dec.More() {
		t, err := dec.Token()
		key, ok := t.(string)
		if _, twice := m[key]; err != nil || !ok || twice {
			return nil, errJSON
		}
		if m[key], err = value(dec, depth+1); err != nil {
			return nil, err
		}
	}
	_, err := dec.Token()
	return m, err
}

// At walks down the keys.
func (n Node) At(keys ...string) Node {
	for _, k := range keys {
		m, _ := n.v.(map[string]any)
		n = Node{m[k]}
	}
	return n
}

// Text is the string value, or empty.
func (n Node) Text() string {
	s, _ := n.v.(string)
	return s
}

// Number is the digits of a number or of a string: platforms use both for times and codes.
func (n Node) Number() string {
	if v, ok := n.v.(json.Number); ok {
		return v.String()
	}
	return n.Text()
}

// True tells whether the value is true.
func (n Node) True() bool { return n.v == true }

// List is the elements of an array.
func (n Node) List() []Node {
	a, _ := n.v.([]any)
	out := make([]Node, len(a))
	for i, v := range a {
		out[i] = Node{v}
	}
	return out
}

// Fields are the members of an object; ok is false for any other value.
func (n Node) Fields() (fields map[string]Node, ok bool) {
	m, ok := n.v.(map[string]any)
	fields = make(map[string]Node, len(m))
	for k, v := range m {
		fields[k] = Node{v}
	}
	return fields, ok
}

// IsObject reports whether the value is an object.
func (n Node) IsObject() bool {
	_, ok := n.v.(map[string]any)
	return ok
}

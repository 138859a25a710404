package feishu

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// maxDepth is far beyond what Feishu sends and far below what hurts.
const maxDepth = 64

// node is one value of a strictly parsed JSON document. Its accessors never fail: what is missing or of
// another type reads as empty, so a null where an object was expected cannot break us. Keys match exactly;
// encoding/json into structs would also take them in the wrong case.
type node struct{ v any }

// parseStrict reads exactly one JSON value: valid UTF-8, no trailing bytes, no duplicate keys, bounded depth.
// Feishu's signature is a plain hash over key and body, so bytes can be appended by anyone who saw one request;
// a reader that ignores a trailer would take them.
func parseStrict(b []byte) (node, error) {
	if !utf8.Valid(b) {
		return node{}, errors.New("parse json: not utf-8")
	}
	if !json.Valid(b) {
		return node{}, errors.New("parse json: not one json value")
	}
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.UseNumber()
	v, err := build(dec, 0)
	if err != nil {
		return node{}, err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return node{}, errors.New("parse json: trailing bytes")
	}
	return node{v}, nil
}

// build reads the next value of dec.
func build(dec *json.Decoder, depth int) (any, error) {
	if depth > maxDepth {
		return nil, errors.New("parse json: too deep")
	}
	t, err := dec.Token()
	if err != nil {
		return nil, fmt.Errorf("parse json: %w", err)
	}
	switch t {
	case json.Delim('{'):
		return buildObject(dec, depth)
	case json.Delim('['):
		return buildArray(dec, depth)
	}
	return t, nil
}

func buildObject(dec *json.Decoder, depth int) (any, error) {
	m := map[string]any{}
	for dec.More() {
		t, err := dec.Token()
		if err != nil {
			return nil, fmt.Errorf("parse json: %w", err)
		}
		key, ok := t.(string)
		if !ok {
			return nil, errors.New("parse json: key is not a string")
		}
		if _, twice := m[key]; twice {
			return nil, errors.New("parse json: duplicate key")
		}
		if m[key], err = build(dec, depth+1); err != nil {
			return nil, err
		}
	}
	if _, err := dec.Token(); err != nil {
		return nil, fmt.Errorf("parse json: %w", err)
	}
	return m, nil
}

func buildArray(dec *json.Decoder, depth int) (any, error) {
	list := []any{}
	for dec.More() {
		v, err := build(dec, depth+1)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	if _, err := dec.Token(); err != nil {
		return nil, fmt.Errorf("parse json: %w", err)
	}
	return list, nil
}

// at walks down the keys.
func (n node) at(keys ...string) node {
	for _, k := range keys {
		m, ok := n.v.(map[string]any)
		if !ok {
			return node{}
		}
		n = node{m[k]}
	}
	return n
}

// text is the string value, or empty.
func (n node) text() string {
	s, _ := n.v.(string)
	return s
}

// number is the digits of a number or of a string, as Feishu uses both for times and codes.
func (n node) number() string {
	if v, ok := n.v.(json.Number); ok {
		return v.String()
	}
	return n.text()
}

// list is the elements of an array.
func (n node) list() []node {
	a, _ := n.v.([]any)
	out := make([]node, len(a))
	for i, v := range a {
		out[i] = node{v}
	}
	return out
}

// isObject reports whether the value is an object.
func (n node) isObject() bool {
	_, ok := n.v.(map[string]any)
	return ok
}

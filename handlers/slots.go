package handlers

import (
	"fmt"
	"maps"
	"strings"
)

// Slots are the parts of a sentence, named as in CONTRACT §4.
type Slots map[string]any

// The slots by which the desk itself decides something.
const (
	SlotUnit = "unit" // in whose name a person of several organisations writes
	SlotFile = "file" // is answered by a file without words too
	SlotYes  = "yes"  // the answer that a plain yes gives to a question that asks for a slot

	// SlotAside is an answer to a later question that is taken at every question before it too, as slot=answer: 涉密,
	// while the channel of a publication is asked for.
	SlotAside = "aside"
)

// Str is a slot as text, trimmed; empty when it is missing.
func (s Slots) Str(key string) string {
	switch v := s[key].(type) {
	case nil:
		return ""
	case string:
		return strings.TrimSpace(v)
	case float64:
		return strings.TrimSuffix(fmt.Sprintf("%.2f", v), ".00")
	default:
		return fmt.Sprint(v)
	}
}

// Int is a slot as a whole number; ok is false when it is none.
func (s Slots) Int(key string) (n int, ok bool) {
	switch v := s[key].(type) {
	case int:
		return v, true
	case float64:
		return int(v), v == float64(int(v))
	case string:
		_, err := fmt.Sscanf(v, "%d", &n)
		return n, err == nil
	}
	return 0, false
}

// Bool is a slot as yes or no.
func (s Slots) Bool(key string) bool { v, _ := s[key].(bool); return v }

// List is a slot as a list of texts.
func (s Slots) List(key string) []string {
	switch v := s[key].(type) {
	case []string:
		return v
	case []any:
		var out []string
		for _, x := range v {
			out = append(out, fmt.Sprint(x))
		}
		return out
	case string:
		return []string{v}
	}
	return nil
}

// Items is a slot as a list of records (several items in one message).
func (s Slots) Items(key string) []Slots {
	var out []Slots
	switch v := s[key].(type) {
	case []map[string]any:
		for _, m := range v {
			out = append(out, m)
		}
	case []any:
		for _, x := range v {
			if m, ok := x.(map[string]any); ok {
				out = append(out, m)
			}
		}
	}
	return out
}

// With copies the slots and sets some more.
func (s Slots) With(more Slots) Slots {
	out := Slots{}
	maps.Copy(out, s)
	maps.Copy(out, more)
	return out
}

package strict

import (
	"reflect"
	"strings"
)

// fieldsOf maps the yaml names of a struct's fields to their index. Fields without a name are not readable.
func fieldsOf(t reflect.Type) map[string]int {
	out := map[string]int{}
	for i := range t.NumField() {
		if name := fieldName(t.Field(i)); name != "" {
			out[name] = i
		}
	}
	return out
}

func fieldName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
	if !f.IsExported() || name == "-" {
		return ""
	}
	return name
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// last is the name of the innermost part of a path, for messages; the whole document has none.
func last(path string) string {
	if path == "" {
		return "这份文件"
	}
	return path[strings.LastIndexByte(path, '.')+1:]
}

func typeName(k reflect.Kind) string {
	switch k {
	case reflect.String:
		return "文字"
	case reflect.Bool:
		return "true 或 false"
	case reflect.Float64:
		return "数字"
	default:
		return "整数"
	}
}

// nearest suggests the known key that a wrong one probably meant; empty when none is near.
func nearest(key string, fields map[string]int) string {
	best, found := 3, ""
	for name := range fields {
		d := distance(key, name)
		if d < best || d == best && found != "" && name < found {
			best, found = d, name
		}
	}
	if found == "" || best >= len(key) {
		return ""
	}
	return "（是不是 " + found + "？）"
}

// distance is the number of letters to change, add or drop to turn a into b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}

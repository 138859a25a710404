package strict

import (
	"encoding"
	"fmt"
	"os"
	"reflect"
	"strings"
)

// Lookup finds an environment variable; os.LookupEnv is one.
type Lookup func(name string) (string, bool)

// Environ overrides the fields of a struct from the environment: PREFIX_DATABASE_DSN is database.dsn, and
// PREFIX_DATABASE_DSN_FILE names a file that holds it. Lists are separated by commas; of a map only the keys that
// are there already can be overridden. Parts that are not read yet (Node) and lists of structs are left alone.
func Environ(into any, prefix string, lookup Lookup) Problems {
	e := &environ{lookup: lookup}
	e.walk(reflect.ValueOf(into).Elem(), prefix)
	return e.problems
}

type environ struct {
	lookup   Lookup
	problems Problems
}

func (e *environ) walk(v reflect.Value, name string) {
	switch {
	case v.Type() == nodeType:
	case v.Addr().Type().Implements(textType):
		e.set(v, name, func(s string) error {
			return v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(s))
		})
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			if field := fieldName(v.Type().Field(i)); field != "" {
				e.walk(v.Field(i), name+"_"+EnvName(field))
			}
		}
	case v.Kind() == reflect.Pointer:
		if !v.IsNil() { // a part that was left out stays out
			e.walk(v.Elem(), name)
		}
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.String:
		e.set(v, name, func(s string) error { return setList(v, s) })
	case v.Kind() == reflect.Map && v.Type().Key().Kind() == reflect.String:
		e.entries(v, name)
	case v.Kind() != reflect.Slice:
		e.set(v, name, func(s string) error { return setText(v, s) })
	}
}

func (e *environ) entries(v reflect.Value, name string) {
	for _, key := range v.MapKeys() {
		item := reflect.New(v.Type().Elem()).Elem()
		item.Set(v.MapIndex(key))
		e.walk(item, name+"_"+EnvName(key.String()))
		v.SetMapIndex(key, item)
	}
}

// set overrides one value if the environment names it, directly or by a file. The value itself is never shown.
func (e *environ) set(v reflect.Value, name string, into func(string) error) {
	text, ok, from := "", false, name
	if text, ok = e.lookup(name); !ok {
		from = name + "_FILE"
		file, named := e.lookup(from)
		if !named {
			return
		}
		data, err := os.ReadFile(file)
		if err != nil {
			e.problems = append(e.problems, Problem{File: "环境变量 " + from, Text: "文件 " + file + " 读不到"})
			return
		}
		text = strings.TrimSpace(string(data))
	}
	if err := into(text); err != nil {
		e.problems = append(e.problems, Problem{File: "环境变量 " + from, Text: err.Error()})
	}
}

func setText(v reflect.Value, s string) error {
	if v.Kind() == reflect.String {
		v.SetString(s)
		return nil
	}
	if !setScalar(v, s) {
		return fmt.Errorf("应当是%s", typeName(v.Kind()))
	}
	return nil
}

func setList(v reflect.Value, s string) error {
	var parts []string
	for _, p := range strings.Split(s, ",") {
		if p = strings.TrimSpace(p); p != "" {
			parts = append(parts, p)
		}
	}
	out := reflect.MakeSlice(v.Type(), len(parts), len(parts))
	for i, p := range parts {
		out.Index(i).SetString(p)
	}
	v.Set(out)
	return nil
}

// EnvName turns a name into its spelling in the environment: xiqing-wecom → XIQING_WECOM.
func EnvName(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		case r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
			return r
		}
		return '_'
	}, name)
}

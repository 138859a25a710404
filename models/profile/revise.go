package profile

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"linzhangbot/models/strict"
)

// revision is how a later version says what it changes without copying a list: items that come in, single values of
// items that stay, items that go.
type revision struct {
	Add    strict.Node `yaml:"add"`
	Change strict.Node `yaml:"change"`
	Drop   strict.Node `yaml:"drop"`
}

var revising = []string{"add", "change", "drop"}

// reviser applies a revision to a copy of the version before. Lists and maps are copied before they are touched: the
// version before keeps its own.
type reviser struct {
	lines    strict.Lines   // where each part of the new version was written, by its path
	dropped  map[string]int // line of each drop, by path and key
	problems strict.Problems
}

// revise applies the revision that a document holds.
func (r *reviser) revise(doc strict.Node, p *Profile) {
	var rev revision
	r.note(doc.Peek(&rev)...)
	v := reflect.ValueOf(p).Elem()
	for _, part := range []struct {
		node strict.Node
		do   func(strict.Node, reflect.Value, string)
	}{{rev.Drop, r.drop}, {rev.Change, r.change}, {rev.Add, r.add}} {
		if !part.node.Empty() {
			r.descend(part.node, v, "", part.do)
		}
	}
}

// noSuch tells that nothing can be dropped.
const noSuch = "drop 里的 %s：%s 里没有这一项"

func (r *reviser) note(ps ...strict.Problem) { r.problems = append(r.problems, ps...) }

func (r *reviser) wrong(n strict.Node, format string, args ...any) {
	r.note(strict.Problem{File: n.File(), Line: n.Line(), Text: fmt.Sprintf(format, args...)})
}

// descend goes into a struct, a keyed list or a map by the keys of a mapping, and does at its end what is to be done.
func (r *reviser) descend(n strict.Node, v reflect.Value, path string, do func(strict.Node, reflect.Value, string)) {
	entries, problems := n.Entries()
	r.note(problems...)
	for _, e := range entries {
		switch {
		case v.Kind() == reflect.Struct:
			field, problem := e.Field(v)
			if problem != nil {
				r.note(*problem)
				continue
			}
			r.part(e.Value, field, join(path, e.Key), do)
		case v.Kind() == reflect.Slice:
			i := indexOf(v, e.Key)
			if i < 0 {
				r.wrong(e.Value, "%s 里没有代号为 %s 的一项", path, e.Key)
				continue
			}
			r.part(e.Value, v.Index(i), fmt.Sprintf("%s[%d]", path, i), do)
		}
	}
}

// part goes on below a section, an item or a keyed list, and does the thing to everything else.
func (r *reviser) part(n strict.Node, v reflect.Value, path string, do func(strict.Node, reflect.Value, string)) {
	section := v.Kind() == reflect.Struct && (!strings.Contains(path, ".") || strings.HasSuffix(path, "]"))
	switch {
	case n.Mapping() && v.Kind() == reflect.Pointer && !v.IsNil() && !strings.Contains(path, "."):
		fresh := reflect.New(v.Type().Elem())
		fresh.Elem().Set(v.Elem())
		v.Set(fresh)
		r.descend(n, v.Elem(), path, do)
	case n.Mapping() && section:
		r.descend(n, v, path, do)
	case n.Mapping() && keyed(v.Type()):
		v.Set(copied(v))
		r.descend(n, v, path, do)
	default:
		do(n, v, path)
	}
}

// change writes one value anew; of a map only the keys that are said.
func (r *reviser) change(n strict.Node, v reflect.Value, path string) {
	if keyed(v.Type()) && !strings.Contains(path, "[") { // a list of an item, its reminders, may be written anew
		r.wrong(n, "change 里的 %s 要按代号写：{代号: {要改的项: 新值}}；整项重写的写在外面", path)
		return
	}
	r.read(n, v, path, func(fresh reflect.Value) {
		if v.Kind() != reflect.Map {
			v.Set(fresh)
			return
		}
		r.merge(v, fresh)
	})
}

// add appends items to a list and keys to a map.
func (r *reviser) add(n strict.Node, v reflect.Value, path string) {
	switch v.Kind() {
	case reflect.Map:
		r.read(n, v, path, func(fresh reflect.Value) { r.merge(v, fresh) })
	case reflect.Slice:
		had := v.Len()
		r.read(n, v, path, func(fresh reflect.Value) {
			v.Set(reflect.AppendSlice(copied(v), fresh))
			r.shift(path, had)
		})
	default:
		r.wrong(n, "%s 不是列表，不能用 add，请写 change", path)
	}
}

// drop takes items out of a list and keys out of a map, by their keys.
func (r *reviser) drop(n strict.Node, v reflect.Value, path string) {
	isMap := v.Kind() == reflect.Map
	if !isMap && !keyed(v.Type()) {
		r.wrong(n, "%s 没有代号，不能用 drop", path)
		return
	}
	var ids []string
	_, problems := n.Decode(&ids)
	r.note(problems...)
	fresh := copied(v)
	for _, id := range ids {
		if isMap {
			r.dropped[path+" "+id] = n.Line()
			fresh.SetMapIndex(reflect.ValueOf(id).Convert(v.Type().Key()), reflect.Value{})
			continue
		}
		i := indexOf(fresh, id)
		if strings.Contains(path, "[") { // within an item, which was copied: it must be there
			if i < 0 {
				r.wrong(n, noSuch, id, path)
			}
		} else {
			r.dropped[path+" "+id] = n.Line()
		}
		if i >= 0 {
			fresh = reflect.AppendSlice(fresh.Slice3(0, i, i), fresh.Slice(i+1, fresh.Len()))
		}
	}
	v.Set(fresh)
}

// read decodes a node into a fresh value of the type and remembers in which lines its parts stand.
func (r *reviser) read(n strict.Node, v reflect.Value, path string, use func(fresh reflect.Value)) {
	fresh := reflect.New(v.Type())
	lines, problems := n.Decode(fresh.Interface())
	r.note(problems...)
	for at, line := range lines {
		r.lines[path+strings.TrimPrefix(at, n.Path())] = line
	}
	use(fresh.Elem())
}

// shift moves the lines of added items, read as items 0, 1 …, behind those that were there.
func (r *reviser) shift(path string, by int) {
	moved := strict.Lines{}
	for at, line := range r.lines {
		var i int
		rest, below := strings.CutPrefix(at, path+"[")
		if !below {
			continue
		}
		number, tail, _ := strings.Cut(rest, "]")
		if _, err := fmt.Sscan(number, &i); err == nil {
			moved[fmt.Sprintf("%s[%d]%s", path, i+by, tail)] = line
		}
	}
	for at, line := range moved {
		r.lines[at] = line
	}
}

func (r *reviser) merge(v, fresh reflect.Value) {
	all := copied(v)
	for _, key := range fresh.MapKeys() {
		all.SetMapIndex(key, fresh.MapIndex(key))
	}
	v.Set(all)
}

// copied is a list or a map with room of its own.
func copied(v reflect.Value) reflect.Value {
	if v.Kind() == reflect.Map {
		out := reflect.MakeMap(v.Type())
		for _, key := range v.MapKeys() {
			out.SetMapIndex(key, v.MapIndex(key))
		}
		return out
	}
	out := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
	reflect.Copy(out, v)
	return out
}

// keyed reports whether a type is a list whose items are called by a key.
func keyed(t reflect.Type) bool {
	return t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct && keyField(t.Elem()) >= 0
}

// keyField is the field by which items of a list are called: code, id, key or chat.
func keyField(t reflect.Type) int {
	for i := range t.NumField() {
		if slices.Contains([]string{"code", "id", "key", "chat"}, t.Field(i).Tag.Get("yaml")) {
			return i
		}
	}
	return -1
}

// keyOf is the key of an item of a keyed list.
func keyOf(item reflect.Value) string { return item.Field(keyField(item.Type())).String() }

// indexOf finds the item of a key in a keyed list; -1: there is none.
func indexOf(list reflect.Value, key string) int {
	for i := range list.Len() {
		if keyOf(list.Index(i)) == key {
			return i
		}
	}
	return -1
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

package profile

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"linzhangbot/models/strict"
)

// vanishing looks for what a later version would lose without a word: a list or a section that it writes anew holds
// only what is written there, so everything that is missing must be dropped by name.
type vanishing struct {
	file    string
	lines   strict.Lines // of the whole items written anew
	dropped map[string]int
	used    map[string]bool // drops that dropped something
	wrong   []Problem
}

// look compares the whole items of a version that were written anew with those of the version before.
func (c *vanishing) look(before, after *Profile) {
	from, to := reflect.ValueOf(*before), reflect.ValueOf(*after)
	for i := range from.NumField() {
		tag := from.Type().Field(i).Tag.Get("yaml")
		_, anew := c.lines[tag]
		if tag == "" || tag == "sample" {
			continue
		}
		if from.Field(i).Kind() != reflect.Struct {
			c.compare(tag, from.Field(i), to.Field(i), anew)
			continue
		}
		c.section(tag, from.Field(i), to.Field(i), anew)
	}
	for at, line := range c.dropped {
		if path, id, _ := strings.Cut(at, " "); !c.used[at] && !strings.HasPrefix(path, "sample") {
			c.wrong = append(c.wrong, Problem{File: c.file, Line: line, Text: fmt.Sprintf(noSuch, id, path)})
		}
	}
}

// section compares the fields of a section.
func (c *vanishing) section(path string, before, after reflect.Value, anew bool) {
	if before.Type() == dateType {
		return
	}
	for i := range before.NumField() {
		tag := before.Type().Field(i).Tag.Get("yaml")
		if !before.Type().Field(i).IsExported() || tag == "" {
			continue
		}
		at, old, now := path+"."+tag, before.Field(i), after.Field(i)
		c.compare(at, old, now, anew)
		_, said := c.lines[at]
		lost := !said && !old.IsZero() && now.IsZero()
		if anew && lost && !keyed(old.Type()) && old.Kind() != reflect.Map {
			c.told(path, "%s 整项重写，漏掉了 %s；不改的也要写上，或者只写 change: {%s: {要改的项: 新值}}", path, tag, path)
		}
	}
}

// compare looks for the items of a keyed list, or the keys of a map, that are gone.
func (c *vanishing) compare(path string, before, after reflect.Value, anew bool) {
	var ids, names []string
	gone := func(id, name string) {
		if at := path + " " + id; c.dropped[at] > 0 {
			c.used[at] = true
		} else if anew {
			ids, names = append(ids, id), append(names, id+bracketed(name))
		}
	}
	switch {
	case before.Kind() == reflect.Map:
		for _, key := range before.MapKeys() {
			if !after.MapIndex(key).IsValid() {
				gone(key.String(), "")
			}
		}
		slices.Sort(ids)
		slices.Sort(names)
	case keyed(before.Type()):
		for i := range before.Len() {
			if item := before.Index(i); indexOf(after, keyOf(item)) < 0 {
				gone(keyOf(item), itemName(item))
			}
		}
	}
	if len(ids) > 0 {
		c.told(path, "%s 整项重写，漏掉了 %s；真的不要，写 drop: %s；只改一处，写 change", path, strings.Join(names, "、"),
			nested(path, strings.Join(ids, ", ")))
	}
}

func (c *vanishing) told(path, format string, args ...any) {
	c.wrong = append(c.wrong, Problem{File: c.file, Line: c.lines.At(path), Text: fmt.Sprintf(format, args...)})
}

// nested writes {issues: {ladder: [letter]}}.
func nested(path, ids string) string {
	out := "[" + ids + "]"
	parts := strings.Split(path, ".")
	for i := len(parts) - 1; i >= 0; i-- {
		out = "{" + parts[i] + ": " + out + "}"
	}
	return out
}

// itemName is what people call an item: its title or its name.
func itemName(item reflect.Value) string {
	for _, field := range []string{"Title", "Name"} {
		if f := item.FieldByName(field); f.IsValid() && f.String() != "" {
			return f.String()
		}
	}
	return ""
}

func bracketed(name string) string {
	if name == "" {
		return ""
	}
	return "（" + name + "）"
}

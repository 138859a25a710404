package profile

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"

	"linzhangbot/models"
)

// Changes says in short Chinese what each later version changes, a line each: 自2026-09-01起：每月报送工作情况
// 至少1条→2条. Everything that a version changes is told, so that nothing changes without being seen.
func (s *Set) Changes() []string {
	var out []string
	for i := 1; i < len(s.Versions); i++ {
		d := &difference{before: s.Versions[i-1], after: s.Versions[i]}
		d.versions()
		for _, line := range d.lines {
			out = append(out, "自"+s.Versions[i].Effective.String()+"起："+line)
		}
	}
	return out
}

// difference collects what is not the same in two versions, one after the other.
type difference struct {
	before, after *Profile
	lines         []string
}

func (d *difference) say(format string, args ...any) {
	d.lines = append(d.lines, fmt.Sprintf(format, args...))
}

// heads are what every version says of itself.
var heads = []string{"version", "effective", "sample", "code", "zone"}

func (d *difference) versions() {
	from, to := reflect.ValueOf(*d.before), reflect.ValueOf(*d.after)
	for i := range from.NumField() {
		field := from.Type().Field(i)
		tag := field.Tag.Get("yaml")
		if !field.IsExported() || slices.Contains(heads, tag) {
			continue
		}
		old, now := from.Field(i), to.Field(i)
		if old.Kind() == reflect.Struct {
			d.fields(labelOf(tag), tag, old, now, "")
			continue
		}
		d.value("", tag, old, now, "")
	}
}

// fields compares two structs field by field.
func (d *difference) fields(name, path string, old, now reflect.Value, after string) {
	for i := range old.NumField() {
		field := old.Type().Field(i)
		if tag := field.Tag.Get("yaml"); field.IsExported() && tag != "" {
			d.value(name, path+"."+tag, old.Field(i), now.Field(i), after)
		}
	}
}

// value compares one value; after is said behind every line.
func (d *difference) value(name, path string, old, now reflect.Value, after string) {
	if reflect.DeepEqual(old.Interface(), now.Interface()) {
		return
	}
	lead := spaced(name)
	switch {
	case keyed(old.Type()):
		d.list(lead, path, old, now, after)
	case old.Kind() == reflect.Map:
		d.pairs(lead+labelOf(path), old, now)
	default:
		if !short(old.Type()) {
			d.say("%s%s有改动%s", lead, labelOf(path), after)
			return
		}
		if was, is := d.number(path, old), d.number(path, now); was != "无" || is != was { // an empty list is none
			d.say("%s%s %s→%s%s", lead, labelOf(path), was, is, after)
		}
	}
}

// list compares keyed lists: what came in, what went, what changed.
func (d *difference) list(lead, path string, old, now reflect.Value, after string) {
	noun := labelOf(path)
	for i := range now.Len() {
		item := now.Index(i)
		n := indexOf(old, keyOf(item))
		switch {
		case n < 0:
			d.say("%s新增%s“%s”%s", lead, noun, d.called(item), cmp.Or(after, d.starts(item)))
		case path == "duties":
			d.duty(old.Index(n).Interface().(Duty), item.Interface().(Duty))
		default:
			d.fields(lead+noun+"“"+d.called(old.Index(n))+"”", path, old.Index(n), item, after)
		}
	}
	for i := range old.Len() {
		if item := old.Index(i); indexOf(now, keyOf(item)) < 0 {
			d.say("%s不再有%s“%s”%s", lead, noun, d.called(item), after)
		}
	}
}

// duty compares a duty in two versions; its numbers bear its unit. A version that begins within a period says from
// which period on it counts.
func (d *difference) duty(old, now Duty) {
	after := d.starts(reflect.ValueOf(now))
	name := cmp.Or(old.Title, old.ID)
	count := func(word string, was, is int) {
		if was != is {
			d.say("%s %s%s→%s%s", name, word, amountOf(was, old.Unit), amountOf(is, now.Unit), after)
		}
	}
	count("至少", old.AtLeast, now.AtLeast)
	count("至多", old.AtMost, now.AtMost)
	now.AtLeast, now.AtMost = old.AtLeast, old.AtMost
	d.fields(name, "duties", reflect.ValueOf(old), reflect.ValueOf(now), after)
	d.between(name, old, now)
}

// between says which days fall into no period, or into two, where a version changes the periods of a duty: the last old
// one is the one that had begun, the first new one is the next to begin.
func (d *difference) between(name string, old, now Duty) {
	counts := func(r Duty) bool { return r.Every.Known() && !r.Watch }
	if old.Every == now.Every || !counts(old) || !counts(now) {
		return
	}
	day := d.after.Effective.Time
	ends, begins := models.PeriodOf(old.Every, day.AddDate(0, 0, -1)).To, models.PeriodOf(now.Every, day)
	if begins.From.Before(day) {
		begins = begins.Following()
	}
	const form = "2006-01-02"
	switch {
	case ends.Before(begins.From):
		d.say("%s %s至%s不计数（旧周期已结束，新周期从%s算起）", name, ends.Format(form),
			begins.From.AddDate(0, 0, -1).Format(form), begins.Title())
	case ends.After(begins.From):
		d.say("%s %s至%s新旧周期都要计数", name, begins.From.Format(form), ends.AddDate(0, 0, -1).Format(form))
	}
}

// starts says from which period on a duty is judged by the version, where that is not the day it takes effect.
func (d *difference) starts(item reflect.Value) string {
	rule, ok := item.Interface().(Duty)
	if !ok || !rule.Every.Known() || rule.Watch {
		return ""
	}
	day := d.after.Effective.Time
	p := models.PeriodOf(rule.Every, day)
	if p.From.Equal(day) {
		return ""
	}
	return "（从" + p.Following().Title() + "算起）"
}

// pairs compares maps key by key.
func (d *difference) pairs(name string, old, now reflect.Value) {
	var all []string
	for _, m := range []reflect.Value{old, now} {
		for _, key := range m.MapKeys() {
			all = append(all, key.String())
		}
	}
	slices.Sort(all)
	for _, key := range slices.Compact(all) {
		k := reflect.ValueOf(key).Convert(old.Type().Key())
		was, is := d.at(old, k), d.at(now, k)
		if was != is {
			d.say("%s %s：%s→%s", name, key, was, is)
		}
	}
}

func (d *difference) at(m, key reflect.Value) string {
	if v := m.MapIndex(key); v.IsValid() {
		return d.words(v)
	}
	return "无"
}

// called is what people call an item of a keyed list; a reminder by its day.
func (d *difference) called(item reflect.Value) string {
	if s, ok := item.Interface().(Step); ok {
		return whenWords(s.When)
	}
	return cmp.Or(itemName(item), keyOf(item))
}

package profile

import (
	"fmt"
	"maps"
	"reflect"
	"time"

	"linzhangbot/models/strict"
)

// Problem is one mistake in a profile, with its file and line.
type Problem = strict.Problem

// Set is all versions of one district's profile, the oldest first.
type Set struct {
	Versions []*Profile

	file  string
	lines []strict.Lines // of each version
}

// Parse reads a profile. Each document of the file (separated by ---) is a version. A later document says only
// what changes: it begins as a copy of the one before. Under change it names single values, under add what comes in,
// under drop what goes; an item of the top level that it writes out replaces that item wholly, and must not lose
// anything without dropping it. All mistakes are returned at once; with any, the set is nil.
func Parse(name string, data []byte) (*Set, []Problem) {
	docs, problems := strict.Documents(name, data)
	if len(problems) == 0 && len(docs) == 0 {
		problems = append(problems, Problem{File: name, Line: 1, Text: "文件是空的"})
	}
	set, all := &Set{file: name}, []Problem(problems)
	told := map[string]bool{} // what an earlier version was already told about is not told again
	current := &Profile{}
	for i, doc := range docs {
		next, lines, wrong := version(name, doc, current, i == 0)
		all = append(all, wrong...)
		c := &checker{file: name, lines: lines, p: next, told: told}
		c.everything(i, current)
		all = append(all, c.problems...)
		set.Versions, set.lines = append(set.Versions, next), append(set.lines, lines)
		current = next
	}
	if len(all) > 0 {
		strict.Sort(all)
		return nil, all
	}
	return set, nil
}

// version reads one document on top of a copy of the version before.
func version(file string, doc strict.Node, before *Profile, first bool) (*Profile, strict.Lines, []Problem) {
	base, written, skip := *before, Profile{}, revising
	if first {
		skip = nil
	}
	lines, problems := doc.Decode(&written, skip...)
	from, to := reflect.ValueOf(written), reflect.ValueOf(&base).Elem()
	for i := range from.NumField() {
		field := from.Type().Field(i)
		if _, said := lines[field.Tag.Get("yaml")]; said && field.IsExported() {
			to.Field(i).Set(from.Field(i))
		}
	}
	if !first {
		whole := maps.Clone(lines)
		r := &reviser{lines: lines, dropped: map[string]int{}}
		r.revise(doc, &base)
		gone := &vanishing{file: file, lines: whole, dropped: r.dropped, used: map[string]bool{}}
		gone.look(before, &base)
		problems = append(append(problems, r.problems...), gone.wrong...)
	}
	if loc, err := time.LoadLocation(base.Zone); err == nil {
		base.loc = loc
		localise(reflect.ValueOf(&base).Elem(), loc)
	}
	base.words = base.replacer()
	return &base, lines, problems
}

// At is the version that holds at t. The first one also holds for the time before it.
func (s *Set) At(t time.Time) *Profile {
	current := s.Versions[0]
	for _, v := range s.Versions[1:] {
		if !t.Before(v.Effective.Time) {
			current = v
		}
	}
	return current
}

// Latest is the newest version, in force or announced.
func (s *Set) Latest() *Profile { return s.Versions[len(s.Versions)-1] }

// Code is the district's code.
func (s *Set) Code() string { return s.Versions[0].Code }

// CheckFacts reports the duties that count a fact nobody can bring. Which facts there are is known only where the
// regulations come together, so this check is not a part of Parse.
func (s *Set) CheckFacts(known func(what string) bool) []Problem {
	var problems []Problem
	told := map[string]bool{}
	for i, p := range s.Versions {
		for j, d := range p.Duties {
			if known(d.What) || told[d.ID+" "+d.What] {
				continue
			}
			told[d.ID+" "+d.What] = true
			line := s.lines[i].At(fmt.Sprintf("duties[%d].what", j))
			problems = append(problems, Problem{File: s.file, Line: line, Text: "没有哪项制度能统计 " + d.What})
		}
	}
	return problems
}

package profile

import (
	"cmp"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/strict"
)

// checker looks at one version for what the types cannot say: references, dates that make sense, words in use twice.
type checker struct {
	file     string
	lines    strict.Lines
	p        *Profile
	told     map[string]bool
	problems []Problem
}

// wrong notes a mistake at a path such as duties[3].who.post. A mistake inherited from an earlier version, where it
// was told already, is not told again.
func (c *checker) wrong(path, format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if key := path + " " + text; !c.told[key] {
		c.told[key] = true
		line := c.lines.At(path)
		if line == c.lines[""] { // not written in this version: its first line alone would not say what is wrong there
			text += c.inherited(path)
		}
		c.problems = append(c.problems, Problem{File: c.file, Line: line, Text: text})
	}
}

// inherited names the items that a path goes through: （考核方案 指标“信息报送”）.
func (c *checker) inherited(path string) string {
	v, at, names := reflect.ValueOf(*c.p), "", ""
	for part := range strings.SplitSeq(path, ".") {
		tag, number, listed := strings.Cut(part, "[")
		at = join(at, tag)
		if v = fieldOf(v, tag); !v.IsValid() {
			break
		}
		if !listed {
			continue
		}
		n, err := strconv.Atoi(strings.TrimSuffix(number, "]"))
		if err != nil || v.Kind() != reflect.Slice || n >= v.Len() {
			break
		}
		if list := v; keyed(list.Type()) {
			item := list.Index(n)
			names += " " + labelOf(at) + "“" + cmp.Or(itemName(item), keyOf(item)) + "”"
		}
		v = v.Index(n)
	}
	return bracketed(strings.TrimSpace(names))
}

// fieldOf is the field of a struct that bears a key.
func fieldOf(v reflect.Value, key string) reflect.Value {
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	if v.Kind() != reflect.Struct {
		return reflect.Value{}
	}
	for i := range v.NumField() {
		if v.Type().Field(i).Tag.Get("yaml") == key {
			return v.Field(i)
		}
	}
	return reflect.Value{}
}

// need reports an item that must not be empty.
func (c *checker) need(path, key, value string) {
	if strings.TrimSpace(value) == "" {
		c.wrong(path+"."+key, "缺少 %s", key)
	}
}

// unique reports keys that are empty or used twice in the list at path.
func (c *checker) unique(path, noun string, all []string) {
	seen := map[string]bool{}
	for i, k := range all {
		at := fmt.Sprintf("%s[%d]", path, i)
		switch {
		case k == "":
			c.wrong(at, "%s缺少代号", noun)
		case seen[k]:
			c.wrong(at, "%s代号 %s 重复", noun, k)
		}
		seen[k] = true
	}
}

// keys collects one text of every item.
func keys[T any](items []T, key func(T) string) []string {
	out := make([]string, len(items))
	for i, it := range items {
		out[i] = key(it)
	}
	return out
}

func (c *checker) knowsOrg(path, code string) {
	if _, ok := c.p.Org(code); !ok {
		c.wrong(path, "没有代号为 %s 的组织", code)
	}
}

func (c *checker) knowsPost(path, key string) {
	if _, ok := c.p.Post(key); !ok {
		c.wrong(path, "没有代号为 %s 的职务", key)
	}
}

// knowsPosts checks every key of the list at path.
func (c *checker) knowsPosts(path string, all []string) {
	for i, k := range all {
		c.knowsPost(fmt.Sprintf("%s[%d]", path, i), k)
	}
}

// knowsKind accepts the kinds that some organisation has; empty does not restrict.
func (c *checker) knowsKind(path string, kind models.OrgKind) {
	has := func(o Org) bool { return o.Kind == kind }
	if kind != "" && !slices.ContainsFunc(c.p.Orgs, has) {
		c.wrong(path, "没有 %s 这一类组织", kind)
	}
}

func (c *checker) oneOf(path, value string, allowed ...string) {
	if !slices.Contains(allowed, value) {
		words := slices.DeleteFunc(slices.Clone(allowed), func(s string) bool { return s == "" })
		c.wrong(path, "不认识 %s，可以写 %s", value, strings.Join(words, "、"))
	}
}

// within reports dates that end before they begin.
func (c *checker) within(path string, from, to Date) {
	if !from.IsZero() && !to.IsZero() && !from.Before(to.Time) {
		c.wrong(path+".to", "结束日期 %s 应当晚于开始日期 %s", to, from)
	}
}

// inside reports a number out of its bounds.
func inside(c *checker, at string, n, least, most int) {
	if n < least || n > most {
		c.wrong(at, "%d 应当在 %d 到 %d 之间", n, least, most)
	}
}

// clause is the part of an article's name that finds its text: 第八条（一） → 第八条.
var clause = regexp.MustCompile(`第[一二三四五六七八九十百]+条`)

// article checks that a cited article exists in a regulation of the profile. Regulations the profile does not hold
// may be cited freely.
func (c *checker) article(path string, a models.Article) {
	name, rest, ok := strings.Cut(string(a), " ")
	if !ok {
		return
	}
	for _, r := range c.p.Regulations {
		if r.Name != name {
			continue
		}
		for _, key := range clause.FindAllString(rest, -1) {
			if _, ok := r.Articles[key]; !ok {
				c.wrong(path, "%s 没有 %s", name, key)
			}
		}
	}
}

// before checks two times of day and their order.
func (c *checker) before(path, from, to string) {
	a, err1 := time.Parse("15:04", from)
	b, err2 := time.Parse("15:04", to)
	switch {
	case err1 != nil || err2 != nil:
		c.wrong(path, "时刻 %s、%s 应当写成 09:03 的样子", from, to)
	case !a.Before(b):
		c.wrong(path, "时刻 %s 应当早于 %s", from, to)
	}
}

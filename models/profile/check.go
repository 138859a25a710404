package profile

import (
	"fmt"
	"slices"
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
		c.problems = append(c.problems, Problem{File: c.file, Line: c.lines.At(path), Text: text})
	}
}

// need reports an item that must not be empty.
func (c *checker) need(path, key, value string) {
	if strings.TrimSpace(value) == "" {
		c.wrong(path+"."+key, "缺少 %s", key)
	}
}

// version checks everything about the n-th version, which follows the one before.
func (c *checker) version(n int, before *Profile) {
	c.head(n, before)
	c.orgs()
	c.words()
	c.posts()
	c.sample()
	for i, d := range c.p.Duties {
		c.duty(fmt.Sprintf("duties[%d]", i), d)
	}
	c.unique("duties", "义务", keys(c.p.Duties, func(d Duty) string { return d.ID }))
	c.information()
	c.supervision()
	c.meetings()
	c.cooperation()
	c.assessment()
	c.office()
	c.digests()
}

func (c *checker) head(n int, before *Profile) {
	for key, value := range map[string]string{"code": c.p.Code, "name": c.p.Name, "zone": c.p.Zone} {
		if value == "" {
			c.wrong(key, "缺少 %s", key)
		}
	}
	if _, err := time.LoadLocation(c.p.Zone); err != nil || c.p.Zone == "Local" {
		c.wrong("zone", "时区 %s 不存在，请写成 Asia/Shanghai 的样子", c.p.Zone)
	}
	if c.p.Effective.IsZero() {
		c.wrong("effective", "缺少 effective（从哪天起生效）")
	}
	if n == 0 {
		return
	}
	if !c.p.Effective.After(before.Effective.Time) {
		c.wrong("effective", "新版本的生效日期 %s 应当晚于上一版本的 %s", c.p.Effective, before.Effective)
	}
	if c.p.Code != before.Code || c.p.Zone != before.Zone {
		c.wrong("code", "新版本不能更改 code 和 zone")
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

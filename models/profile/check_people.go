package profile

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"linzhangbot/models"
)

// code is what organisations and people are called in files, commands and databases.
var code = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{0,63}$`)

// roles are what a post may let its holder do.
var roles = []string{
	string(models.RoleGeneralChief), string(models.RoleDeputyChief), string(models.RoleChief),
	string(models.RoleDirector), string(models.RoleOffice), string(models.RoleTownChief),
	string(models.RoleLiaison), string(models.RoleMember), string(models.RoleBound),
}

func (c *checker) orgs() {
	c.unique("orgs", "组织", keys(c.p.Orgs, func(o Org) string { return o.Code }))
	office := 0
	for i, o := range c.p.Orgs {
		at := fmt.Sprintf("orgs[%d]", i)
		c.need(at, "name", o.Name)
		c.need(at, "kind", string(o.Kind))
		if o.Code != "" && !code.MatchString(o.Code) {
			c.wrong(at+".code", "组织代号 %s 只能用小写字母、数字、点和短横", o.Code)
		}
		if o.Parent != "" {
			c.knowsOrg(at+".parent", o.Parent)
		}
		if o.Parent != "" && o.Parent == o.Code {
			c.wrong(at+".parent", "%s 不能是自己的上级", o.Name)
		}
		c.within(at, o.From, o.To)
		if o.Successor != "" {
			c.successor(at+".successor", o)
		}
		if o.Kind == models.KindOffice {
			office++
		}
	}
	if office != 1 {
		c.wrong("orgs", "应当有且只有一个 kind 为 office 的组织，现在有 %d 个", office)
	}
}

// successor checks who takes over from a closed organisation: one that is there on the day when the other is gone.
func (c *checker) successor(at string, o Org) {
	c.knowsOrg(at, o.Successor)
	next, known := c.p.Org(o.Successor)
	switch {
	case o.To.IsZero():
		c.wrong(at, "%s 没有写撤销日期 to，不需要承接单位", o.Name)
	case known && next.Code == o.Code:
		c.wrong(at, "%s 不能由自己承接", o.Name)
	case known && !next.Exists(o.To.Time):
		c.wrong(at, "%s 撤销时（%s）承接单位 %s 不存在", o.Name, o.To, next.Name)
	}
}

// words reports names that point at two organisations, unless the profile lists them as ambiguous.
func (c *checker) words() {
	type owner struct{ org, path string }
	seen := map[string]owner{}
	for i, o := range c.p.Orgs {
		at := fmt.Sprintf("orgs[%d]", i)
		note := func(path, word string) {
			first, taken := seen[word]
			switch {
			case word == "":
			case !taken:
				seen[word] = owner{o.Code, path}
			case first.org == o.Code:
				c.wrong(path, "%s 在 %s 里重复", word, o.Name)
			case !slices.Contains(c.p.Ambiguous, word):
				c.wrong(path, "%s 同时指向 %s 和 %s；确有歧义的请列入 ambiguous", word, c.p.OrgName(first.org), o.Name)
			}
		}
		note(at+".name", o.Name)
		for _, list := range []struct {
			key   string
			words []string
		}{{"aliases", o.Aliases}, {"former", o.Former}, {"slips", o.Slips}} {
			for j, word := range list.words {
				note(fmt.Sprintf("%s.%s[%d]", at, list.key, j), word)
			}
		}
	}
	for i, word := range c.p.Ambiguous {
		if _, used := seen[word]; !used {
			c.wrong(fmt.Sprintf("ambiguous[%d]", i), "没有组织叫 %s", word)
		}
	}
}

func (c *checker) posts() {
	c.unique("posts", "职务", keys(c.p.Posts, func(p Post) string { return p.Key }))
	for i, p := range c.p.Posts {
		at := fmt.Sprintf("posts[%d]", i)
		c.need(at, "title", p.Title)
		c.oneOf(at+".role", string(p.Role), roles...)
		c.knowsKind(at+".of", p.Of)
		if p.Exactly < 0 {
			c.wrong(at+".exactly", "exactly 不能是负数")
		}
	}
}

func (c *checker) sample() {
	s := c.p.Sample
	if s == nil {
		return
	}
	c.unique("sample.people", "样例人员", keys(s.People, func(p SamplePerson) string { return p.Code }))
	for i, p := range s.People {
		at := fmt.Sprintf("sample.people[%d]", i)
		c.need(at, "name", p.Name)
		c.knowsPost(at+".post", p.Post)
		if p.Org != "" {
			c.knowsOrg(at+".org", p.Org)
		}
		c.belongs(at, p)
		for j, linked := range p.Linked {
			c.knowsOrg(fmt.Sprintf("%s.linked[%d]", at, j), linked)
		}
	}
	c.unique("sample.groups", "样例群", keys(s.Groups, func(g SampleGroup) string { return g.Chat }))
	for i, g := range s.Groups {
		at := fmt.Sprintf("sample.groups[%d]", i)
		c.oneOf(at+".purpose", g.Purpose, "main", "office", "org")
		if g.Org != "" || g.Purpose == "org" {
			c.knowsOrg(at+".org", g.Org)
		}
	}
}

// belongs checks that a sample person's organisation is of the kind that his post asks for.
func (c *checker) belongs(at string, p SamplePerson) {
	post, _ := c.p.Post(p.Post)
	org, _ := c.p.Org(p.Org)
	if post.Of != "" && post.Of != org.Kind {
		c.wrong(at+".org", "%s 应当属于 %s 类的组织", strings.TrimSpace(post.Title), post.Of)
	}
}

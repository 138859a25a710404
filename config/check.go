package config

import (
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"linzhangbot/models/strict"
)

// name is what a platform section may be called: it becomes part of an address and of environment variables.
var name = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,39}$`)

type checker struct {
	file     string
	lines    strict.Lines
	lookup   strict.Lookup
	problems []Problem
}

func (c *checker) wrong(path, format string, args ...any) {
	c.problems = append(c.problems, Problem{File: c.file, Line: c.lines.At(path), Text: fmt.Sprintf(format, args...)})
}

// sections reads the head of every platform section and leaves the rest to the platform.
func (c *checker) sections(s *Settings) {
	seen := map[string]bool{}
	for i, node := range s.Sections {
		at := fmt.Sprintf("platforms[%d]", i)
		section := Section{node: node, lookup: c.lookup}
		c.problems = append(c.problems, node.Peek(&section)...)
		for key, value := range map[string]string{"name": section.Name, "kind": section.Kind, "district": section.District} {
			if value == "" {
				c.wrong(at, "平台缺少 %s", key)
			}
		}
		if section.Name != "" && !name.MatchString(section.Name) {
			c.wrong(at, "平台名称 %s 只能用小写字母、数字和短横", section.Name)
		}
		if section.Name != "" && seen[strict.EnvName(section.Name)] {
			c.wrong(at, "平台名称 %s 重复", section.Name)
		}
		seen[strict.EnvName(section.Name)] = true
		s.Platforms = append(s.Platforms, section)
	}
	s.Sections = nil
}

func (c *checker) settings(s *Settings) {
	c.address("listen", s.Listen)
	if s.AdminListen != "" {
		c.address("admin_listen", s.AdminListen)
	}
	if s.AdminListen == s.Listen {
		c.wrong("admin_listen", "admin_listen 不能和 listen 相同，管理地址不应对外")
	}
	if s.PublicURL != "" && !webAddress(s.PublicURL) {
		c.wrong("public_url", "public_url 应当写成 https://主机名 的样子，不带问号和路径参数")
	}
	for i, p := range s.TrustedProxies {
		if !proxy(p) {
			c.wrong(fmt.Sprintf("trusted_proxies[%d]", i), "trusted_proxies 里的 %s 不是地址或网段", p)
		}
	}
	if !slices.Contains([]string{"debug", "info", "warn", "error"}, s.LogLevel) {
		c.wrong("log_level", "log_level 可以写 debug、info、warn、error")
	}
	c.database(s.Database)
	for i, a := range s.Redis.Addrs {
		c.address(fmt.Sprintf("redis.addrs[%d]", i), a)
	}
	if s.Redis.DB < 0 {
		c.wrong("redis.db", "redis.db 不能是负数")
	}
	c.districts(s.Districts)
}

func (c *checker) database(d Database) {
	if !slices.Contains([]string{"mysql", "sqlite"}, d.Driver) {
		c.wrong("database.driver", "database.driver 可以写 mysql 或 sqlite")
	}
	if d.DSN == "" {
		c.wrong("database.dsn", "缺少 database.dsn（数据库地址）")
	}
}

func (c *checker) districts(all []string) {
	if len(all) == 0 {
		c.wrong("districts", "至少要写一个区县（districts）")
	}
	for i, d := range all {
		at := fmt.Sprintf("districts[%d]", i)
		if slices.Contains(all[:i], d) {
			c.wrong(at, "区县 %s 重复", d)
		}
		if _, _, err := District(d); err != nil {
			c.wrong(at, "找不到区县 %s：随程序带有 %s，其他请写文件路径", d, strings.Join(Districts(), "、"))
		}
	}
}

// address checks host:port; the host may be empty.
func (c *checker) address(path, text string) {
	_, port, err := net.SplitHostPort(text)
	if n, bad := strconv.ParseUint(port, 10, 16); err != nil || bad != nil || n == 0 && port != "0" {
		c.wrong(path, "地址 %s 应当写成 主机:端口 的样子", text)
	}
}

func webAddress(text string) bool {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" {
		return false
	}
	return u.Host != "" && u.RawQuery == "" && u.Fragment == "" && u.User == nil
}

func proxy(text string) bool {
	if _, err := netip.ParseAddr(text); err == nil {
		return true
	}
	_, err := netip.ParsePrefix(text)
	return err == nil
}

package main

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
)

// heap is what waits for the office: how many, the oldest by name.
func (r *checking) heap(m, rest []string) {
	since, ok := r.b.heap(m[1], r.e.At)
	if !ok {
		r.wrong("no recomputation of %s", m[0])
		return
	}
	if number(m[2]) != len(since) {
		r.wrong("%s, and there wait %d: %v", m[0], len(since), slices.Sorted(maps.Keys(since)))
	}
	for key := range since {
		ref, _, _ := strings.Cut(key, " ")
		r.queued[map[string]string{"建议采取措施": kindIssue, "过期没签收的总林长令": kindOrder}[m[1]]+ref] = true
	}
	seen := 0
	for _, line := range rest {
		if x := regexp.MustCompile(`^……另有(\d+)件$`).FindStringSubmatch(line); x != nil {
			seen += number(x[1])
			continue
		}
		ref, about, _ := strings.Cut(line, " ")
		key := ref
		for k := range since {
			number, name, _ := strings.Cut(k, " ")
			if number == ref && strings.Contains(about, name) {
				key = k
			}
		}
		at, waits := since[key]
		if !waits {
			if strings.HasPrefix(line, "信〔") || strings.HasPrefix(line, "督〔") || strings.HasPrefix(line, "议〔") {
				r.wrong("%q does not wait", line)
			}
			continue
		}
		seen++
		r.waited(line, at)
	}
	if seen != len(since) {
		r.wrong("%s: %d are named or counted", m[0], seen)
	}
}

func (r *checking) waited(line string, since time.Time) {
	want := int(midnight(r.e.At).Sub(midnight(since)).Hours()) / 24
	x := regexp.MustCompile(`（等了(\d+)天）$`).FindStringSubmatch(line)
	switch {
	case since.IsZero():
	case x == nil && want >= 2, x != nil && number(x[1]) != want:
		r.wrong("%q, and it waits for %d days", line, want)
	}
	if x := regexp.MustCompile(`^(\d+|2026年第1号总林长令 \d+)家没有签收：(.+?)(（等了.*)?$`).FindStringSubmatch(line); x != nil {
		n := number(strings.TrimPrefix(x[1], "2026年第1号总林长令 "))
		owed := r.b.those(func(m *matter) bool { return m.kind == kindOrder && m.open(r.e.At) })
		if n != len(owed) || n != len(strings.Split(x[2], "、")) {
			r.wrong("%q, and %d have not signed", line, len(owed))
		}
	}
	if x := regexp.MustCompile(`逾期(\d+)个工作日`).FindStringSubmatch(line); x != nil {
		ref, _, _ := strings.Cut(line, " ")
		for _, m := range r.b.those(func(m *matter) bool { return m.kind == kindIssue && m.ref == ref }) {
			if m.late(r.e.At) != number(x[1]) {
				r.wrong("%q, and it is late by %d", line, m.late(r.e.At))
			}
		}
	}
}

// askFor is what the office says for the list of each kind, beside its own duties and those of others.
var askFor = map[string]string{kindIssue: "逾期问题", kindResolution: "逾期的议定事项", kindItem: "总林长令", kindOrder: "总林长令",
	kindShare: "信息共享台账", kindAnswer: "联合活动"}

// stale are what is overdue and not told anew in the message: how many of each, with their unit, and how to ask.
func (r *checking) stale() (count, ask map[string]string) {
	count, ask = map[string]string{}, map[string]string{}
	now := midnight(r.e.At)
	over := func(period, title, unit, words string, ended bool) {
		d, _ := r.b.duty(period, title, r.e.At)
		if n := len(d.short()); n > 0 && ended && !r.duties[period+title] {
			count[title], ask[title] = fmt.Sprintf("%d%s", n, unit), words
		}
	}
	over("今年", "每年提出督查工作安排并申请备案", "项", "我的待办", now.Month() > time.March)
	over(now.AddDate(0, 0, -now.Day()).Format("2006年1月"), "每月报送工作情况", "家", "谁还没报",
		now.Month() > time.April) // March was over before the program began
	over("2026年上半年", "书面报送工作总结和下一步工作安排", "家", "谁还没报", now.Month() > time.June)
	over("2026年第二季度", "每季度开展综合督查", "项", "我的待办", now.Month() > time.June)
	for kind, words := range askFor {
		list := r.b.those(func(m *matter) bool {
			return m.kind == kind && m.overdue(r.e.At) && !r.said[m] && !r.queued[kind+m.ref]
		})
		if len(list) > 0 {
			count[kind], ask[kind] = fmt.Sprintf("%d件", len(list)), words
		}
	}
	return count, ask
}

// old counts for the office what is overdue and not told anew, all of it, and says how to ask for the lists.
func (r *checking) old(words string, rest []string) {
	count, ask := r.stale()
	var asks []string
	for _, part := range strings.Split(words, "，") {
		x := regexp.MustCompile(`^(.+?)(\d+[件家项])$`).FindStringSubmatch(part)
		if x == nil || count[x[1]] != x[2] {
			r.wrong("%q, and there are %v", part, count)
			continue
		}
		if word := "“" + ask[x[1]] + "”"; !slices.Contains(asks, word) {
			asks = append(asks, word)
		}
		delete(count, x[1])
	}
	if len(count) > 0 {
		r.wrong("%q does not count %v", words, count)
	}
	if len(rest) == 0 {
		r.wrong("%q does not say how to ask for the lists", words)
		return
	}
	r.must(rest[0], "发"+strings.Join(asks, "")+"看名单。")
	r.rest(rest[1:])
}

// complete: a message of the office speaks of all that waits for it, and counts all that is overdue.
func (r *checking) complete(titles []string) {
	has := func(start string) bool {
		return slices.ContainsFunc(titles, func(t string) bool { return strings.HasPrefix(t, start+"：") })
	}
	for _, heap := range heaps {
		if since, _ := r.b.heap(heap, r.e.At); len(since) > 0 && !has(heap) {
			r.wrong("nothing of %s, and there wait %d", heap, len(since))
		}
	}
	if count, _ := r.stale(); len(count) > 0 && !has("早先逾期未完成") {
		r.wrong("nothing of what is overdue: %v", count)
	}
}

// spent names those whose budget of the month is used up; among others in a shared group their mornings cannot be told
// apart.
func (r *checking) spent(x []string) {
	if number(x[1]) != monthlyBudget {
		r.wrong("%s, and the budget is %d", x[0], monthlyBudget)
	}
	for _, name := range strings.Split(x[2], "、") {
		if n := r.nudged[r.b.code[name]+r.e.At.In(zone).Format(" 01")]; len(r.nudged) > 0 && n != monthlyBudget {
			r.wrong("%s: %s was mentioned on %d mornings", x[0], name, n)
		}
	}
}

const monthlyBudget = 8

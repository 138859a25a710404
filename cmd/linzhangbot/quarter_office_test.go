package main

import (
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
		r.queued[ref] = true
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

// old counts for the office what is overdue and not told anew.
func (r *checking) old(words string, rest []string) {
	for _, part := range strings.Split(words, "，") {
		x := regexp.MustCompile(`^(.+?)(\d+)(?:件|家)$`).FindStringSubmatch(part)
		if x == nil {
			r.wrong("no recomputation of %q", part)
			continue
		}
		n := len(r.b.those(func(m *matter) bool { return m.kind == x[1] && m.overdue(r.e.At) && !r.said[m] && !r.queued[m.ref] }))
		if d, ok := r.b.duty("", x[1], r.e.At); ok {
			n = len(d.short())
			if month := midnight(r.e.At).AddDate(0, -1, 0); x[1] == "每月报送工作情况" {
				d, _ = r.b.duty(month.Format("2006年1月"), x[1], r.e.At)
				n = len(d.short())
			}
		}
		if n != number(x[2]) {
			r.wrong("%q, and there are %d", part, n)
		}
	}
	r.rest(rest)
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

package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// played is a quarter with what was said in it.
type played struct {
	*fullQuarter
	all  []event
	took time.Duration
}

// script is the quarter as simulate reads it.
func (q *fullQuarter) script() *script {
	s := &script{t: q.t}
	for _, x := range q.list {
		line := map[string]string{"chat": x.chat, "from": x.from, "text": x.text}
		if !strings.HasPrefix(x.chat, "@") {
			line["text"] = "@林长助手 " + x.text
		}
		if x.photo {
			line["photo"] = "after.jpg"
		}
		s.add(x.at.Format("2006-01-02 15:04"), line)
	}
	return s
}

// play lets the program live through the quarter, and enters into the books what it accepted.
func (q *fullQuarter) play() played {
	began := time.Now()
	history := simulated(q.t, "xiqing", q.script().String(), "2026-07-02 12:00")
	p := played{fullQuarter: q, took: time.Since(began), all: events(q.t, history)}
	replies := those(p.all, func(e event) bool { return e.Kind == "reply" })
	if len(replies) != len(q.list) {
		q.t.Fatalf("%d answers to %d sentences", len(replies), len(q.list))
	}
	for i, x := range q.list {
		code := replies[i].Code
		refused := strings.HasPrefix(code, "refused") || strings.HasPrefix(code, "ask") || code == "not_understood"
		if refused || x.want != "" && code != x.want {
			q.t.Errorf("%s %s: %s, want %s: %s", x.at.Format("01-02 15:04"), x.text, code, x.want, replies[i].Text)
		} else if x.then != nil {
			x.then(replies[i].At)
		}
	}
	return p
}

// mornings are the messages of the clock: those of reminders and digests.
func (p played) mornings() []event {
	return those(p.all, func(e event) bool {
		clock := e.At.In(zone).Format("15:04")
		return e.Kind == "notice" && clock >= "09:00" && clock < "09:10"
	})
}

func (p played) count(chat string) int {
	return len(those(p.all, func(e event) bool { return e.Kind == "notice" && e.Chat == chat }))
}

// A busy quarter with eleven towns, sixty issues and six meetings: each chat has at most one message a working morning,
// nobody is called twice in it, and every figure is what the records come to at that minute.
func TestBusyQuarter(t *testing.T) {
	for _, seed := range []uint64{9, 41} {
		for _, own := range []bool{false, true} {
			t.Run(fmt.Sprintf("seed %d, own groups %t", seed, own), func(t *testing.T) {
				p := newQuarter(t, seed, own).play()
				most := map[bool]int{false: 75, true: 12}[own]
				t.Logf("%d sentences, main %d, office %d, %s", len(p.list), p.count("main"), p.count("office"), p.took)
				if n := p.count("main"); n > most {
					t.Errorf("the main group hears %d messages, at most %d", n, most)
				}
				if n := p.count("office"); n > 80 {
					t.Errorf("the office hears %d messages, at most 80", n)
				}
				p.once()
				p.figures()
			})
		}
	}
}

// once: at most one message of the clock a chat and working morning, none on a day off, nobody mentioned twice.
func (p played) once() {
	p.t.Helper()
	heard := map[string]string{}
	for _, e := range p.mornings() {
		key := e.Chat + e.At.In(zone).Format(" 01-02")
		if heard[key] != "" {
			p.t.Errorf("%s: %s beside %s", key, e.Code, heard[key])
		}
		heard[key] = e.Code
	}
	for _, e := range those(p.all, func(e event) bool { return e.Kind == "notice" }) {
		if !atWork(e.At) {
			p.t.Errorf("on a day off, %s: %s", e.At, e.Text)
		}
		names := slices.Sorted(slices.Values(e.Mention))
		if len(slices.Compact(slices.Clone(names))) != len(names) {
			p.t.Errorf("%s in %s mentions somebody twice: %v", e.At, e.Chat, names)
		}
	}
}

// figures holds every figure of every message of the clock against the books.
func (p played) figures() {
	p.t.Helper()
	nudged := map[string]int{}
	for _, e := range p.mornings() {
		_, own, ok := strings.Cut(e.Chat, ".")
		if ok && strings.HasPrefix(e.Chat, "@") {
			own, _, _ = strings.Cut(e.Chat[1:], ".")
		}
		r := &checking{b: &p.books, e: e, own: own, said: map[*matter]bool{}, queued: map[string]bool{}, duties: map[string]bool{},
			nudged: nudged}
		for _, fault := range r.check() {
			p.t.Errorf("%s %s: %s", e.At.In(zone).Format("01-02"), e.Chat, fault)
		}
		if strings.HasPrefix(e.Chat, "town.") || strings.HasPrefix(e.Chat, "unit.") {
			if !onlyPasses(e, "") {
				nudged[own+e.At.In(zone).Format(" 01")]++
			}
		}
	}
}

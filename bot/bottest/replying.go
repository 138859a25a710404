package bottest

import (
	"bytes"
	"fmt"
	"net/http"
	"testing"

	"linzhangbot/bot"
)

// answer receives a message and replies to it; nil where the platform takes no answer there.
func (b Bench) answer(t *testing.T, r *http.Request, c bot.Card) *Said {
	t.Helper()
	d := receive(t, b, r)
	if d.Reply == nil {
		return nil
	}
	a, err := d.Reply(c)
	if err != nil {
		t.Fatalf("reply: %v", err)
	}
	if a == nil || b.Open == nil {
		return nil
	}
	if bytes.HasPrefix(a.Body, []byte("\xef\xbb\xbf")) {
		t.Error("reply begins with a byte order mark")
	}
	said, err := b.Open(a)
	if err != nil {
		t.Fatalf("the platform could not read the reply: %v", err)
	}
	return &said
}

func (b Bench) incoming() []*http.Request {
	m := Message{ID: "m-reply", Chat: b.Group, From: "zhangsan", Text: "待办"}
	p := m
	p.Chat = b.Person
	return []*http.Request{b.Text(m), b.Text(p), b.Press(m)}
}

func repliesAreHarmless(t *testing.T, b Bench) {
	for _, s := range Nasty {
		for i, r := range b.incoming() {
			c := nastyCard(s)
			c.Buttons = []bot.Button{{Label: s, Command: "看 1"}}
			if said := b.answer(t, r, c); said != nil {
				b.check(t, fmt.Sprintf("%q as reply %d", s, i), *said)
			}
		}
	}
}

func longRepliesKeepTheLimits(t *testing.T, b Bench) {
	for _, n := range []int{1, 170, 700, 5000} {
		for i, r := range b.incoming() {
			if said := b.answer(t, r, longCard(n)); said != nil {
				b.check(t, fmt.Sprintf("long reply %d", i), *said)
			}
			b.complain(t, fmt.Sprintf("long reply %d", i))
		}
	}
}

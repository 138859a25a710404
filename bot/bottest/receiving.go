package bottest

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"linzhangbot/bot"
)

func textArrives(t *testing.T, b Bench) {
	for _, chat := range []bot.Chat{b.Group, b.Person} {
		m := Message{ID: "m-text-1", Chat: chat, From: "zhangsan", Text: "报送 开展春季巡林🌲 <b>&amp; 5 株"}
		e := one(t, b, b.Text(m))
		if e.Kind != bot.KindText || !strings.Contains(e.Text, m.Text) {
			t.Errorf("%s: text came as %s %q", chat.Kind, e.Kind, e.Text)
		}
		if e.From != m.From || e.Chat != chat || !e.ToBot || e.ID == "" {
			t.Errorf("%s: event is %+v", chat.Kind, e)
		}
		if e.Platform != b.Platform.Name() {
			t.Errorf("platform is called %q in the event and %q outside", e.Platform, b.Platform.Name())
		}
	}
}

func redeliveryHasTheSameID(t *testing.T, b Bench) {
	m := Message{ID: "m-again-1", Chat: b.Group, From: "zhangsan", Text: "待办"}
	first, second := one(t, b, b.Text(m)), one(t, b, b.Text(m))
	if first.ID != second.ID {
		t.Errorf("a redelivery changed its id from %q to %q", first.ID, second.ID)
	}
	m.ID = "m-again-2"
	if other := one(t, b, b.Text(m)); other.ID == first.ID {
		t.Errorf("two messages share the id %q", other.ID)
	}
}

func pressBecomesItsCommand(t *testing.T, b Bench) {
	m := Message{ID: "m-press-1", Chat: b.Group, From: "lisi", Text: "采用 信〔2026〕3号"}
	e := one(t, b, b.Press(m))
	pressed := e.Kind == bot.KindPress && e.Text == m.Text && e.From == m.From
	if !pressed || !e.ToBot || e.ID == "" {
		t.Errorf("press came as %+v", e)
	}
	again := one(t, b, b.Press(m))
	if again.ID != e.ID {
		t.Errorf("the same press came as %q and %q", e.ID, again.ID)
	}
}

func recallNamesItsTarget(t *testing.T, b Bench) {
	if b.Recall == nil {
		t.Skip("this platform tells nothing about recalls")
	}
	e := one(t, b, b.Recall(Message{ID: "m-recall-1", Chat: b.Group, From: "zhangsan"}))
	if e.Kind != bot.KindRecall || e.Target != "m-recall-1" || e.ID == "" || e.ID == e.Target {
		t.Errorf("recall came as %+v", e)
	}
}

func unknownIsHarmless(t *testing.T, b Bench) {
	for i, r := range b.Unknown() {
		d := receive(t, b, r)
		for _, e := range d.Events {
			if e.Kind != bot.KindUnknown {
				t.Errorf("unknown request %d came as %s", i, e.Kind)
			}
		}
	}
}

func forgedIsRefusedAlike(t *testing.T, b Bench) {
	var first *bot.Refusal
	for name, r := range b.Forged() {
		d, err := b.Platform.Receive(r)
		var no *bot.Refusal
		if !errors.As(err, &no) {
			t.Errorf("%s: not refused: %+v, %v", name, d, err)
			continue
		}
		if len(d.Events) != 0 || d.Answer != nil || d.Reply != nil {
			t.Errorf("%s: refused, and yet it carries something", name)
		}
		if first == nil {
			first = no
		}
		if no.Status != first.Status || no.Body != first.Body {
			t.Errorf("%s: answer %d %q differs from %d %q", name, no.Status, no.Body, first.Status, first.Body)
		}
		if no.Status < 400 || no.Reason == "" {
			t.Errorf("%s: status %d, reason %q", name, no.Status, no.Reason)
		}
	}
	if first == nil {
		t.Error("the bench has no forged requests")
	}
}

func otherMethodsAreRefused(t *testing.T, b Bench) {
	for _, method := range []string{http.MethodPut, http.MethodDelete, http.MethodTrace, http.MethodPatch} {
		r := b.Text(Message{ID: "m-method", Chat: b.Group, From: "zhangsan", Text: "待办"})
		r.Method = method
		if d, err := b.Platform.Receive(r); err == nil {
			t.Errorf("%s was accepted: %+v", method, d)
		}
	}
}

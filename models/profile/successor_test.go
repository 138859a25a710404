package profile

import (
	"testing"
	"time"
)

// TestSuccessor: whoever took over and was closed in turn passes on, and nobody closes before his day.
func TestSuccessor(t *testing.T) {
	at := func(day string) time.Time {
		t.Helper()
		moment, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		return moment
	}
	p := &Profile{Orgs: []Org{{Code: "a", To: Date{at("2026-04-01")}, Successor: "b"},
		{Code: "b", To: Date{at("2026-07-01")}, Successor: "c"}, {Code: "c"}, {Code: "d", To: Date{at("2026-04-01")}}}}
	for _, c := range []struct{ org, day, heir string }{
		{"a", "2026-04-01", "b"}, {"a", "2026-07-01", "c"}, {"b", "2026-07-01", "c"}, {"d", "2026-04-01", ""},
		{"c", "2026-04-01", ""},
	} {
		o, _ := p.Org(c.org)
		heir, ok := p.Successor(o, at(c.day))
		if heir.Code != c.heir || ok != (c.heir != "") {
			t.Errorf("%s on %s: %q %v", c.org, c.day, heir.Code, ok)
		}
	}
	a, _ := p.Org("a")
	if a.Closed(at("2026-03-31")) || !a.Closed(at("2026-04-01")) {
		t.Error("it is closed on another day")
	}
}

package main

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// labelled is a sentence with what it means.
type labelled struct {
	ID, Text, Chat, Intent, Expect string
	Tags                           []string
	Sender                         struct{ Role, Unit string }
}

// quiet sentences must write nothing: talk, and what must be asked about.
func (l labelled) quiet() bool { return l.Intent == "unknown" || slices.Contains(l.Tags, "must-ask") }

// Through the whole program: talk and half an order change no record, even addressed to the bot; a line that is not
// addressed to it gets no answer either.
func TestSentencesInTheirWorld(t *testing.T) {
	w := newWorld(t, "worlds.jsonl", "2026-11-23 10:00")
	w.hold()
	addressed, unaddressed := 0, 0
	for _, l := range labelledSentences(t) {
		u := utterance{chat: "main", from: w.speaker(l), text: l.Text}
		if !strings.Contains(l.Text, "@林长") {
			unaddressed++
			u.unaddressed = true
			if card := w.say(u); card != nil || len(w.touched()) > 0 || w.last() != w.held {
				t.Errorf("%s is not addressed: %q is answered %v, written %v", l.ID, l.Text, card, w.touched())
				w.restore()
			}
		}
		if !l.quiet() {
			continue
		}
		addressed++
		if u.unaddressed = false; l.Chat == "private" {
			u.chat = "@" + u.from
		}
		card := w.say(u)
		if did := w.change(); !did.nothing() {
			t.Errorf("%s %q of %s wrote %s %v, answered %s", l.ID, l.Text, u.from, did.tables, did.beside(w.was), card.Plain())
		}
		if !w.back() {
			w.restore()
			w.hold()
		}
	}
	if addressed < 60 || unaddressed < 200 {
		t.Errorf("only %d addressed and %d other lines", addressed, unaddressed)
	}
}

// speaker is a person of the sample roster as a label describes him.
func (w *world) speaker(l labelled) string {
	switch l.Sender.Role {
	case "office":
		return "office.staff1"
	case "chief":
		return "chief.c"
	}
	for _, o := range w.s.profile.Latest().Orgs {
		if o.Name == l.Sender.Unit {
			return o.Code + ".liaison"
		}
	}
	w.t.Fatalf("%s: nobody of %s", l.ID, l.Sender.Unit)
	return ""
}

// labelledSentences are those kept here, and the sets that the ear is measured on.
func labelledSentences(t *testing.T) (out []labelled) {
	t.Helper()
	sets, err := filepath.Glob(filepath.Join("..", "..", "handlers", "ear", "testdata", "sets", "*.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	if more := os.Getenv("LINZHANGBOT_SETS"); more != "" { // further sets, not kept here
		own, err := filepath.Glob(more)
		if err != nil {
			t.Fatal(err)
		}
		sets = append(sets, own...)
	}
	for _, name := range append(sets, filepath.Join("testdata", "sentences.jsonl")) {
		f, err := os.Open(filepath.Clean(name))
		if err != nil {
			t.Fatal(err)
		}
		for lines := bufio.NewScanner(f); lines.Scan(); {
			var l labelled
			if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			out = append(out, l)
		}
		_ = f.Close()
	}
	return out
}

package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/bot/console"
	"linzhangbot/models/cache"
)

// TestInstructionsWork says back at once whatever a card tells people to say, and presses every button, as whom the card
// addresses: in the stories of daily use, in the scenes of all documented sentences and in a busy quarter. Each is
// accepted, or refused for a reason that no card could know (see unknowable).
//
// An instruction of one kind of card is tried twice in each story; LINZHANGBOT_ALL=1 tries it whenever it is told.
func TestInstructionsWork(t *testing.T) {
	files, err := filepath.Glob("testdata/stories/*.jsonl")
	if err != nil || len(files) < 3 {
		t.Fatalf("%d stories: %v", len(files), err)
	}
	plays := map[string]func(b *saidBack){"scenes": (*saidBack).scenes, "quarter": func(b *saidBack) {
		b.begin()
		b.play(newQuarter(b.t, 9, false).script().String())
	}}
	for _, file := range files {
		plays[filepath.Base(file)] = func(b *saidBack) { b.begin(); b.play(kept(b.t, file)) }
	}
	for _, name := range slices.Sorted(maps.Keys(plays)) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := &saidBack{t: t, most: 2, seen: map[string]int{}, faults: map[string][]string{}}
			if os.Getenv(everyOne) != "" {
				b.most = 1 << 30
			}
			plays[name](b)
			b.report()
		})
	}
}

// saidBack plays a story, and after all that is said in it says back what the cards tell people to say.
type saidBack struct {
	t      *testing.T
	s      *story
	undo   undoing
	n      int            // sentences said back
	seq    int            // lines of the console looked at
	most   int            // how often one instruction of one kind of card is tried
	seen   map[string]int // how often it was told
	tried  int
	faults map[string][]string // by kind
}

// begin opens a story.
func (b *saidBack) begin() {
	b.t.Helper()
	dir := b.t.TempDir()
	s, err := newStory(b.t.Context(), "xiqing", "", dir, &bytes.Buffer{})
	if err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(s.close)
	b.s, b.undo = s, newUndoing(b.t, filepath.Join(dir, "story.db"))
}

// play goes through a script, stopping at every moment at which something is said.
func (b *saidBack) play(script string) {
	b.t.Helper()
	err := eachLine(strings.NewReader(script), func(text []byte) error {
		var l scriptLine
		if err := json.Unmarshal(text, &l); err != nil {
			return err
		}
		if err := b.waitFor(l); err != nil {
			return err
		}
		defer b.sayBack()
		return b.s.line(b.t.Context(), l)
	})
	if err != nil {
		b.t.Fatal(err)
	}
}

// waitFor lets the clock go on to a line.
func (b *saidBack) waitFor(l scriptLine) error {
	ctx, a := b.t.Context(), b.s.app
	for b.s.ready {
		next, err := a.nextMoment(ctx, b.s.clock.Now())
		if err != nil || next.IsZero() || next.After(l.At) {
			return err
		}
		b.s.clock.set(next)
		if err := a.step(ctx); err != nil {
			return err
		}
		b.sayBack()
	}
	return nil
}

// scenes plays the scene of each documented sentence in a copy of the demo's world.
func (b *saidBack) scenes() {
	b.t.Helper()
	w, scenes := newDemoWorld(b.t), scenesOf(b.t)
	newUndoing(b.t, w.file).exec("PRAGMA wal_checkpoint(TRUNCATE)") // into the file that is copied
	w.after = func(s *story) {
		if b.s != s {
			b.s, b.seq, b.undo = s, w.lines, openUndoing(b.t, w.copy)
		}
		b.sayBack()
	}
	told, _ := documented(b.t, w.profile.Latest())
	for _, text := range slices.Sorted(maps.Keys(told)) {
		x, scene := told[text], scenes[told[text].intent]
		scene.who = cmp.Or(x.who, scene.who)
		scene.before, scene.then = slices.Concat(scene.before, x.before), slices.Concat(scene.then, x.then)
		w.said(b.t, scene, text)
	}
}

// sayBack says what the new cards tell. What was said earlier in the same leap of the clock is not said back at once.
func (b *saidBack) sayBack() {
	b.t.Helper()
	b.s.app.desk.Cache = cache.NewMemory(b.s.clock.Now) // nobody is hushed for what was only tried
	for _, l := range b.s.console.Lines(b.seq) {
		b.seq = l.Seq
		if l.Card == nil || b.s.clock.Now().Sub(l.At) > time.Minute {
			continue
		}
		for _, x := range instructions(*l.Card) {
			kind := fmt.Sprintf("%s %t %s %s", l.Card.Code, x.press, digits.ReplaceAllString(x.text, "0"), l.Chat[:1])
			if b.seen[kind]++; b.seen[kind] <= b.most {
				b.try(l, x)
			}
		}
	}
}

// try lets those say it whom the card addresses.
func (b *saidBack) try(l console.Line, x told) {
	b.t.Helper()
	b.tried++
	var faults []string
	if strings.Contains(x.text, "编号") {
		faults = append(faults, "it names no number")
	}
	people, oneIsEnough := b.addressed(l, x)
	failed := 0
	for _, s := range people {
		fault := b.say(l, x, s)
		if fault == "" {
			continue
		}
		failed++
		faults = append(faults, s.who+" "+fault)
	}
	wrong := len(people) == 0 || len(faults) > failed
	if wrong = wrong || failed > 0 && (!oneIsEnough || failed == len(people)); !wrong {
		return
	}
	key := fmt.Sprintf("%s “%s”", l.Card.Code, digits.ReplaceAllString(strings.Split(x.text, bot.MarkSign)[0], "0"))
	b.faults[key] = append(b.faults[key], fmt.Sprintf("%s in %s: %s “%s”: %s", l.At.In(zone).Format("01-02 15:04"), l.Chat,
		x.segment, x.text, strings.Join(faults[:min(len(faults), 3)], "\n      ")))
}

// say lets somebody say it, and tells what is wrong with the answer.
func (b *saidBack) say(l console.Line, x told, s speaker) (fault string) {
	b.t.Helper()
	b.n++
	e := bot.Event{Platform: b.s.console.Name(), District: "xiqing", ID: fmt.Sprintf("back-%d", b.n), Kind: bot.KindText,
		Chat: console.ParseChat(s.chat), From: s.who, At: b.s.clock.Now().UTC(), Text: filled(x.text), ToBot: true}
	if x.press {
		e.Kind, e.Text = bot.KindPress, x.text
	}
	if strings.Contains(x.segment, "照片") || strings.Contains(l.Card.Plain(), x.text+"”并附照片") {
		e.Media = []bot.Media{{Kind: "image", Name: "现场.jpg", Ref: "现场.jpg"}}
	}
	b.undo.try(func() {
		out, err := b.s.app.desk.Deliver(b.t.Context(), e)
		if err != nil {
			b.t.Fatalf("%s %q: %v", e.From, e.Text, err)
		}
		fault = faultOf(e.Text, out.Card)
	})
	return fault
}

func (b *saidBack) report() {
	b.t.Helper()
	wrong := 0
	for _, kind := range slices.Sorted(maps.Keys(b.faults)) {
		wrong += len(b.faults[kind])
		b.t.Errorf("%d times %s\n   %s", len(b.faults[kind]), kind, b.faults[kind][0])
	}
	b.t.Logf("%d instructions, %.1f%% work", b.tried, 100*float64(b.tried-wrong)/float64(max(b.tried, 1)))
	if b.tried < 100 {
		b.t.Errorf("only %d instructions were found: the reading is broken", b.tried)
	}
}

package main

import (
	"cmp"

	"context"
	"fmt"
	"io"
	"linzhangbot/cmd/faces"
	"log/slog"
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
	"linzhangbot/models/calendar"
	"linzhangbot/models/db"
	"linzhangbot/models/outbox"
	"linzhangbot/models/profile"
)

// TestDocumentedSentencesAreActedUpon says every example of the README, the manual and the help at the demo's clock, to
// a district that has the records they name, as somebody who may. Each is acted upon, or answered by its own command.
func TestDocumentedSentencesAreActedUpon(t *testing.T) {
	w, scenes := newDemoWorld(t), scenesOf(t)
	told, codes := documented(t, w.profile.Latest())
	for _, text := range slices.Sorted(maps.Keys(told)) {
		s := told[text]
		scene, ok := scenes[s.intent]
		if !ok {
			t.Errorf("testdata/documented/scenes.tsv has no scene for %s", s.intent)
			continue
		}
		scene.who = cmp.Or(s.who, scene.who)
		scene.before, scene.then = slices.Concat(scene.before, s.before), slices.Concat(scene.then, s.then)
		t.Run(text, func(t *testing.T) {
			card := w.said(t, scene, text)
			if !slices.Contains(codes[s.intent], string(card.Code)) {
				t.Errorf("%s, as %s: %s\n%s", s.intent, scene.who, card.Code, card.Plain())
			}
		})
	}
}

// documented are all sentences that people are told to say, and the codes of every command's answers.
func documented(t *testing.T, p *profile.Profile) (told map[string]saying, codes map[string][]string) {
	t.Helper()
	told, codes = sayingsOf(t), map[string][]string{}
	for _, m := range faces.Modules() {
		for _, c := range m.Commands {
			codes[c.Name] = c.Codes
			for usage := range strings.SplitSeq(p.Words(c.Usage), "；") {
				if _, ok := told[usage]; !ok && usage != "" {
					told[usage] = saying{intent: c.Name}
				}
			}
		}
	}
	sentences := slices.Concat(readmeSentences(t), chineseReadme(t), manualSentences(t), quotedSentences(t))
	if len(sentences) < 100 {
		t.Fatalf("found only %d sentences: the reading is broken", len(sentences))
	}
	for _, s := range sentences {
		if _, ok := told[s]; !ok {
			t.Errorf("testdata/documented/sentences.tsv does not tell what is ordered by %q", s)
		}
	}
	return told, codes
}

// scene is who gives a command, and what was said before so that it makes sense.
type scene struct {
	who    string
	before []line
	then   []line // the answer to the question that the command asks
}

// line is what one person says.
type line struct{ who, text string }

// saying is a documented sentence that is none of a command's own examples: what it orders, and the scene of its own as
// far as that differs from the command's.
type saying struct {
	intent string
	scene
}

// linesOf reads “who: text”, several with | between them.
func linesOf(t *testing.T, text string) []line {
	t.Helper()
	var out []line
	for one := range strings.SplitSeq(text, "|") {
		who, said, ok := strings.Cut(one, ": ")
		if !ok && one != "" && one[0] != '@' && one[0] != '!' {
			t.Fatalf("%q says not who speaks", one)
		}
		if one != "" {
			out = append(out, line{who, strings.ReplaceAll(said, "⏎", "\n")})
		}
	}
	return out
}

// cells reads a table of the tests' own, without blank lines and remarks.
func cells(t *testing.T, name string) [][]string {
	t.Helper()
	var out [][]string
	for row := range strings.Lines(kept(t, filepath.Join("testdata", "documented", name))) {
		if row = strings.TrimRight(row, "\n"); row != "" && !strings.HasPrefix(row, "#") {
			out = append(out, append(strings.Split(row, "\t"), "", "", ""))
		}
	}
	return out
}

func scenesOf(t *testing.T) map[string]scene {
	t.Helper()
	out := map[string]scene{}
	for _, c := range cells(t, "scenes.tsv") {
		s := scene{who: c[1]}
		s.before, s.then = linesOf(t, c[2]), linesOf(t, c[3])
		out[c[0]] = s
	}
	return out
}

func sayingsOf(t *testing.T) map[string]saying {
	t.Helper()
	out := map[string]saying{}
	for _, c := range cells(t, "sentences.tsv") {
		s := saying{c[1], scene{who: c[2], before: linesOf(t, c[3]), then: linesOf(t, c[4])}}
		out[strings.ReplaceAll(c[0], "⏎", "\n")] = s
	}
	return out
}

// demoWorld is a district with records, as a file that every sentence gets a copy of.
type demoWorld struct {
	file    string
	lines   int
	profile *profile.Set
	copy    string       // the file of the newest copy
	after   func(*story) // told after each line that was said in a copy; may be nil
}

// newWorld plays the district's story up to the demo's clock.
func newDemoWorld(t *testing.T) *demoWorld {
	t.Helper()
	dir := t.TempDir()
	s, err := newStory(t.Context(), "xiqing", "", dir, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	var moment time.Time
	for _, c := range cells(t, "world.tsv") {
		if day, ok := strings.CutPrefix(c[0], "@"); ok {
			moment = at(t, day)
			continue
		}
		moment = moment.Add(15 * time.Second)
		card := spoke(t, s, moment, line{c[0], c[1]})
		if !strings.HasPrefix(string(card.Code), c[2]) {
			t.Errorf("%s: %s is answered by %s %s, want %s", c[0], c[1], card.Code, card.Title, c[2])
		}
	}
	if err := s.moveTo(t.Context(), demoStart); err != nil {
		t.Fatal(err)
	}
	w := &demoWorld{file: filepath.Join(dir, "story.db"), lines: len(s.console.Lines(0)), profile: s.profile}
	s.close()
	return w
}

// said plays a scene in a copy of the world, and returns the answer to the sentence.
func (w *demoWorld) said(t *testing.T, sc scene, text string) bot.Card {
	t.Helper()
	s := w.copied(t)
	defer s.close()
	var card bot.Card
	for _, l := range slices.Concat(sc.before, []line{{sc.who, text}}, sc.then) {
		moment := s.clock.Now().Add(15 * time.Second)
		switch {
		case l.who == "!undelivered":
			w.undelivered(t, s)
		case l.who == "!signatures":
			c := &w.profile.Latest().Cooperation
			c.Approve = []string{"general_chief", "deputy_chief"}
			defer func() { c.Approve = nil }()
		case l.who[0] == '@':
			if err := s.moveTo(t.Context(), at(t, l.who[1:])); err != nil {
				t.Fatal(err)
			}
		default:
			card = spoke(t, s, moment, l)
			if w.after != nil {
				w.after(s)
			}
		}
	}
	return card
}

// undelivered makes one of the parcels a lost one.
func (w *demoWorld) undelivered(t *testing.T, s *story) {
	t.Helper()
	err := s.app.db.Tx(t.Context(), w.profile.Code(), func(tx *db.Tx) error {
		raised := tx.DB().Model(&outbox.Parcel{}).Where("code = ?", "issue.raised")
		return raised.Limit(1).Update("state", outbox.Dead).Error
	})
	if err != nil {
		t.Fatal(err)
	}
}

// copied opens a copy of the world. What people and the program say gets numbers that the world does not have yet.
func (w *demoWorld) copied(t *testing.T) *story {
	t.Helper()
	data, err := os.ReadFile(w.file)
	if err != nil {
		t.Fatal(err)
	}
	file := written(t, "copy.db", string(data))
	w.copy = file
	clock, n, p := &handClock{}, 0, w.profile.Latest()
	clock.set(demoStart)
	ids := func() string { n++; return fmt.Sprintf("f%031x", n) }
	d, err := db.Open(t.Context(), db.SQLite, file, db.Options{Now: clock.Now, IDs: ids, Volatile: true})
	if err != nil {
		t.Fatal(err)
	}
	c := console.New("console", p.Code, p.BotNames, clock.Now)
	for range w.lines {
		c.Say(console.Words{Chat: "@nobody"})
	}
	a, err := assemble(t.Context(), parts{db: d, profiles: map[string]*profile.Set{p.Code: w.profile},
		days: calendar.New(), platforms: []bot.Platform{c}, cache: cache.NewMemory(clock.Now),
		log: slog.New(slog.DiscardHandler), now: clock.Now, parallel: 1})
	if err != nil {
		t.Fatal(err)
	}
	return &story{app: a, console: c, clock: clock, profile: w.profile, ready: true}
}

// spoke lets somebody speak to the bot: in private, or in a group whose name follows his (“office.staff1@main”). A plus
// behind the name, or the promise of a picture, brings a file.
func spoke(t *testing.T, s *story, moment time.Time, l line) bot.Card {
	t.Helper()
	if err := s.moveTo(t.Context(), moment); err != nil {
		t.Fatal(err)
	}
	w := console.Words{Chat: "@" + l.who, From: l.who, Text: l.text, ToBot: true}
	if who, chat, ok := strings.Cut(l.who, "@"); ok {
		w.Chat, w.From = chat, who
	}
	if from, ok := strings.CutSuffix(w.From, "+"); ok || strings.Contains(l.text, "附照片") {
		w.From, w.Chat, w.Photo = from, strings.TrimSuffix(w.Chat, "+"), "现场.jpg"
	}
	if err := s.join(t.Context(), w.Chat); err != nil {
		t.Fatal(err)
	}
	out, err := s.app.desk.Deliver(context.Background(), s.console.Say(w))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.app.carry(t.Context()); err != nil {
		t.Fatal(err)
	}
	if out.Card == nil {
		return bot.Card{}
	}
	return *out.Card
}

package ear_test

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"linzhangbot/handlers"
	"linzhangbot/handlers/asking"
	"linzhangbot/handlers/assessment"
	"linzhangbot/handlers/cooperation"
	"linzhangbot/handlers/delivery"
	"linzhangbot/handlers/ear"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/handlers/ear/words"
	"linzhangbot/handlers/information"
	"linzhangbot/handlers/meeting"
	"linzhangbot/handlers/roster"
	"linzhangbot/handlers/supervision"
	"linzhangbot/models/calendar"
	"linzhangbot/models/profile"
)

// now is the Monday on which the corpus is said.
var now = time.Date(2026, 11, 23, 10, 0, 0, 0, time.FixedZone("", 8*3600))

// modules are the faces that the program ships.
func modules() []handlers.Module {
	return []handlers.Module{roster.Module(), asking.Module(), delivery.Module(), information.Module(),
		supervision.Module(), meeting.Module(), cooperation.Module(), {Frames: assessment.Frames}}
}

// grammar is all that is listened for, in the order in which the program has it.
func grammar() []frame.Frame {
	out := slices.Clone(words.Common)
	for _, m := range modules() {
		out = append(out, m.Frames...)
	}
	return out
}

// district is a profile with the ear made from it.
type district struct {
	*ear.Ear
	profile  *profile.Profile
	commands []frame.Command
	writes   map[string]bool // intents that change records
}

// made keeps the ears: they are the same for every test.
var (
	made   = map[string]*district{}
	making sync.Mutex
)

// listen makes the ear of a district of the repository, as the program does.
func listen(t testing.TB, file string) *district {
	t.Helper()
	making.Lock()
	defer making.Unlock()
	if made[file] == nil {
		made[file] = listenWith(t, file, grammar())
	}
	return made[file]
}

func listenWith(t testing.TB, file string, frames []frame.Frame) *district {
	t.Helper()
	data, err := os.ReadFile("../../" + file)
	if err != nil {
		t.Fatal(err)
	}
	set, problems := profile.Parse(file, data)
	if len(problems) > 0 {
		t.Fatalf("%s has mistakes: %v", file, problems[0])
	}
	d := &district{profile: set.Latest(), writes: map[string]bool{}}
	for _, f := range frames {
		d.writes[f.Intent] = !f.Reads
	}
	for _, m := range modules() {
		for _, c := range m.Commands {
			for _, intent := range append([]string{c.Name}, c.Aliases...) {
				d.commands = append(d.commands, frame.Command{Intent: intent, Title: d.profile.Words(c.Title),
					Usage: d.profile.Words(c.Usage), Writes: !c.Reads})
				d.writes[intent] = !c.Reads
			}
		}
	}
	heard := words.New(frames, words.FromProfile(d.profile)).WithCalendar(calendar.New())
	d.Ear = ear.New(heard, d.profile, d.commands)
	return d
}

// sample is the ear of the sample district, and the intents that write.
func sample(t testing.TB) (*ear.Ear, map[string]bool) {
	t.Helper()
	d := listen(t, "config/districts/xiqing.yaml")
	return d.Ear, d.writes
}

// line is a sentence of a corpus, with what it means.
type line struct {
	ID     string
	Now    time.Time
	Chat   string
	Sender struct{ Role, Unit string }
	Text   string
	Intent string
	Slots  map[string]any
	Expect string
	Tags   []string

	IntentAlt []string `json:"intent_alt"` // also right
	ExpectAlt []string `json:"expect_alt"`
	Acts      []act    // all orders that it gives, where there are several
}

type act struct{ Intent string }

// scene takes a line as addressed, as `understand` does.
func (l line) scene() frame.Scene {
	at := l.Now
	if at.IsZero() {
		at = now
	}
	return frame.Scene{Now: at, Private: true, ToBot: true, Role: l.Sender.Role, Unit: l.Sender.Unit}
}

// corpus reads sentences out of a file.
func corpus(t testing.TB, file string) []line {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []line
	for sc := bufio.NewScanner(f); sc.Scan(); {
		if strings.TrimSpace(sc.Text()) == "" {
			continue
		}
		var l line
		if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		out = append(out, l)
	}
	return out
}

const (
	messages = "words/testdata/messages.jsonl"
	heldOut  = "words/testdata/heldout.jsonl"
)

// some are the first sentences of the corpus that are commands, or those that are none.
func some(t testing.TB, commands bool, most int) []line {
	t.Helper()
	var out []line
	for _, l := range corpus(t, messages) {
		answer := slices.Contains([]string{"confirm", "cancel", "help"}, l.Intent)
		if len(out) < most && !answer && (l.Intent != frame.Unknown) == commands {
			out = append(out, l)
		}
	}
	return out
}

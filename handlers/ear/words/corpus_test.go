package words_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"
	"testing"
	"time"

	"linzhangbot/handlers"
	"linzhangbot/handlers/asking"
	"linzhangbot/handlers/assessment"
	"linzhangbot/handlers/cooperation"
	"linzhangbot/handlers/delivery"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/handlers/ear/words"
	"linzhangbot/handlers/information"
	"linzhangbot/handlers/meeting"
	"linzhangbot/handlers/roster"
	"linzhangbot/handlers/supervision"
	"linzhangbot/models/profile"
)

// line is one line of a corpus: what was said and what it means.
type line struct {
	ID     string    `json:"id"`
	Now    time.Time `json:"now"`
	Chat   string    `json:"chat"`
	Sender struct {
		Role string `json:"role"`
		Unit string `json:"unit"`
	} `json:"sender"`
	Text   string         `json:"text"`
	Intent string         `json:"intent"`
	Slots  map[string]any `json:"slots"`
	Expect string         `json:"expect"`
	Tags   []string       `json:"tags"`
}

func (l line) idle() bool {
	for _, t := range l.Tags {
		if t == "chatter" || t == "trap" || t == "promise" {
			return l.Intent == frame.Unknown
		}
	}
	return false
}

func (l line) scene() frame.Scene {
	toBot := l.Chat == "private" || strings.Contains(l.Text, "@林长")
	return frame.Scene{Now: l.Now, Private: toBot, ToBot: toBot, Role: l.Sender.Role, Unit: l.Sender.Unit}
}

// grammars are all that the program listens for, as the modules ship it.
func grammars() []frame.Frame {
	out := append([]frame.Frame{}, words.Common...)
	for _, m := range []handlers.Module{roster.Module(), asking.Module(), delivery.Module(), information.Module(), supervision.Module(), meeting.Module(), cooperation.Module()} {
		out = append(out, m.Frames...)
	}
	return append(out, assessment.Frames...)
}

// ear is the language of the sample district.
func ear(t testing.TB) *words.Language {
	t.Helper()
	data, err := os.ReadFile("../../config/districts/xiqing.yaml")
	if err != nil {
		t.Fatal(err)
	}
	set, problems := profile.Parse("xiqing.yaml", data)
	if len(problems) > 0 {
		t.Fatalf("the sample profile has mistakes: %v", problems[0])
	}
	return words.New(grammars(), words.FromProfile(set.Versions[len(set.Versions)-1]))
}

func corpus(t testing.TB, name string) []line {
	t.Helper()
	f, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []line
	for sc := bufio.NewScanner(f); sc.Scan(); {
		var l line
		if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		out = append(out, l)
	}
	return out
}

// score is how many of how many were right.
type score struct{ right, all int }

func (s *score) count(ok bool) {
	s.all++
	if ok {
		s.right++
	}
}

func (s score) share() float64 { return float64(s.right) / float64(max(s.all, 1)) }

func (s score) String() string { return fmt.Sprintf("%d/%d %.1f%%", s.right, s.all, 100*s.share()) }

// same compares a slot as it is read from JSON. null and missing are the same.
func same(want, got any) bool {
	a, _ := json.Marshal(want)
	b, _ := json.Marshal(got)
	return string(a) == string(b)
}

// grade runs a corpus and reports every line that differs.
func grade(t *testing.T, l *words.Language, lines []line) (intents, slots, expects score, acted int) {
	for _, x := range lines {
		m := l.Understand(x.Text, x.scene())
		intents.count(m.Intent == x.Intent)
		expects.count(string(m.Expect) == x.Expect)
		var wrong []string
		keys := make([]string, 0, len(x.Slots))
		for k := range x.Slots {
			keys = append(keys, k)
		}
		sort.Strings(keys)
		for _, k := range keys {
			ok := same(x.Slots[k], m.Slots[k])
			slots.count(ok)
			if !ok {
				wrong = append(wrong, fmt.Sprintf("%s: want %v got %v", k, x.Slots[k], m.Slots[k]))
			}
		}
		if x.idle() && m.Intent != frame.Unknown {
			acted++
		}
		if m.Intent != x.Intent || string(m.Expect) != x.Expect || len(wrong) > 0 {
			t.Logf("%s %q\n\twant %s/%s got %s/%s (%s)\n\t%s", x.ID, x.Text, x.Intent, x.Expect, m.Intent, m.Expect, m.Why, strings.Join(wrong, "\n\t"))
		}
		if os.Getenv("EXTRA") != "" {
			for k, v := range m.Slots {
				if _, said := x.Slots[k]; !said {
					t.Logf("%s extra %s=%v in %q", x.ID, k, v, x.Text)
				}
			}
		}
	}
	t.Logf("intents %v, slots %v, expect %v, chatter acted on %d", intents, slots, expects, acted)
	return
}

func TestTheCorpusIsUnderstood(t *testing.T) {
	intents, slots, expects, acted := grade(t, ear(t), corpus(t, "messages.jsonl"))
	if intents.share() < 0.95 || slots.share() < 0.92 || expects.share() < 0.90 || acted > 0 {
		t.Errorf("intents %v, slots %v, expect %v, chatter acted on %d", intents, slots, expects, acted)
	}
}

func TestSentencesItHasNotSeenAreUnderstood(t *testing.T) {
	intents, slots, expects, acted := grade(t, ear(t), corpus(t, "heldout.jsonl"))
	if intents.share() < 0.95 || slots.share() < 0.92 || expects.share() < 0.90 || acted > 0 {
		t.Errorf("intents %v, slots %v, expect %v, chatter acted on %d", intents, slots, expects, acted)
	}
}

package ear_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models/chinese"
)

// Sentences are of three groups: what orders or asks something, what must be asked about, and traps: talk that must
// never be acted on.
const (
	commanding = "command"
	mustAsk    = "must-ask"
	trapping   = "trap"
)

// Verdicts on one sentence. All but right are faults of some degree.
const (
	right      = "right"
	wrongWrite = "WRONG WRITE"
	actedBlind = "acted unasked"
	silent     = "silent"
)

// grade counts verdicts and lists what was not right.
type grade struct {
	counts             map[string]int // by group, and by group and verdict
	tapped             int            // commands that are right, or one tap away
	slots, slotsRight  int
	slotsWrittenWrong  int
	wrongWrites, lines []string
}

func (g *grade) of(group, verdict string) int { return g.counts[group+" "+verdict] }

func (g *grade) share(n int, group string) float64 {
	return float64(n) / float64(max(g.counts[group], 1))
}

// hear grades a sentence by what was made of it.
func (g *grade) hear(l line, m frame.Meaning, writes map[string]bool) {
	group := l.group()
	verdict := l.verdict(m, writes)
	g.counts[group]++
	g.counts[group+" "+verdict]++
	told := fmt.Sprintf("%s %s %q: %s, want %s %s, got %s %s", l.ID, group, l.Text, verdict, l.Intent, l.Expect,
		m.Intent, m.Expect)
	if verdict == wrongWrite {
		g.wrongWrites = append(g.wrongWrites, told)
	}
	if verdict != right {
		g.lines = append(g.lines, told)
	}
	if group != commanding {
		return
	}
	meant := l.means(m.Intent) && m.Expect != frame.Choose
	if meant && l.expects(m.Expect) || l.offeredBy(m) {
		g.tapped++
	}
	if meant {
		g.hearSlots(l, m, m.Expect == frame.OK && writes[m.Intent])
	}
}

// compared are the slots that count.
var compared = strings.Fields(`unit title body deadline start place issue ref period date new_deadline step self_score score
	kind type found targets reason name status source category`)

// instead are slots that may hold the same: several numbers, the first day of a plan.
var instead = map[string]string{"issue": "issues", "date": "from", "ref": "refs"}

func (g *grade) hearSlots(l line, m frame.Meaning, acts bool) {
	for _, k := range compared {
		want := l.Slots[k]
		if want == nil {
			continue
		}
		g.slots++
		if l.sameSlot(want, m.Slots[k]) || instead[k] != "" && l.sameSlot(want, m.Slots[instead[k]]) {
			g.slotsRight++
			continue
		}
		if acts {
			g.slotsWrittenWrong++
		}
		g.lines = append(g.lines, fmt.Sprintf("%s %q: slot %s is %v, want %v", l.ID, l.Text, k, m.Slots[k], want))
	}
}

// sameSlot compares a slot: a bare number is the one of this year, whatever kind the deed is about.
func (l line) sameSlot(want, got any) bool {
	full, isText := want.(string)
	if bare, said := got.(string); isText && said && digits.MatchString(bare) {
		want = regexp.MustCompile(`^[督信]〔`+l.Now.Format("2006")+`〕([0-9]+)号$`).ReplaceAllString(full, "$1")
	}
	return sameValue(want, got)
}

var digits = regexp.MustCompile(`^[0-9]+$`)

func (l line) group() string {
	switch {
	case slices.Contains(l.Tags, mustAsk):
		return mustAsk
	case l.Intent == frame.Unknown:
		return trapping
	}
	return commanding
}

func (l line) means(intent string) bool {
	return intent == l.Intent || slices.Contains(l.IntentAlt, intent)
}

func (l line) expects(e frame.Expect) bool {
	return string(e) == l.Expect || slices.Contains(l.ExpectAlt, string(e))
}

// offered are the commands that a question leaves to be chosen or confirmed.
func offered(m frame.Meaning) []string {
	switch m.Expect {
	case frame.Choose:
		var out []string
		for _, c := range m.Candidates[:min(len(m.Candidates), 3)] {
			out = append(out, c.Intent)
		}
		return out
	case frame.Ask, frame.Confirm:
		return []string{m.Intent}
	}
	return nil
}

func (l line) offeredBy(m frame.Meaning) bool { return slices.ContainsFunc(offered(m), l.means) }

// verdict judges what was made of a sentence.
func (l line) verdict(m frame.Meaning, writes map[string]bool) string {
	acts := writes[m.Intent] && m.Expect == frame.OK
	for _, a := range m.Acts[min(len(m.Acts), 1):] {
		done := writes[a.Intent] && a.Expect == frame.OK
		if done && !l.means(a.Intent) && !slices.Contains(l.Acts, act{a.Intent}) {
			return wrongWrite
		}
	}
	switch l.group() {
	case mustAsk:
		return l.verdictOfAsked(m, acts, writes)
	case trapping:
		return l.verdictOfTrap(m, acts, writes)
	}
	return l.verdictOfCommand(m, acts, writes)
}

// verdictOfAsked: a question or a card, whatever its intent, is right unless it is the card of a foreign write.
func (l line) verdictOfAsked(m frame.Meaning, acts bool, writes map[string]bool) string {
	asks := m.Expect == frame.Ask || m.Expect == frame.Confirm
	meant := l.means(m.Intent)
	switch {
	case acts && !(meant && l.expects(frame.OK)):
		return wrongWrite
	case l.offeredBy(m) || meant && (l.expects(m.Expect) || asks):
		return right
	case m.Intent == frame.Unknown && m.Expect != frame.Ask:
		return silent
	case !meant && writes[m.Intent] && m.Expect != frame.Refuse:
		return "wrong card"
	case !meant && m.Intent != frame.Unknown:
		return "wrong answer"
	case asks:
		return right
	}
	return "guessed"
}

// verdictOfTrap: talk is left alone; not even a write may be offered.
func (l line) verdictOfTrap(m frame.Meaning, acts bool, writes map[string]bool) string {
	intent := m.Intent
	if m.Expect == frame.Choose {
		intent = frame.Unknown
		if all := offered(m); slices.ContainsFunc(all, func(i string) bool { return writes[i] }) {
			intent = all[0]
		}
	}
	switch {
	case l.means(intent):
		return right
	case acts:
		return wrongWrite
	case writes[intent] && m.Expect != frame.Refuse:
		return "wrong card"
	}
	return "wrong answer"
}

func (l line) verdictOfCommand(m frame.Meaning, acts bool, writes map[string]bool) string {
	switch {
	case m.Expect == frame.Choose:
		return map[bool]string{true: "choice with the right one", false: "choice without it"}[l.offeredBy(m)]
	case l.means(m.Intent) && l.expects(m.Expect):
		return right
	case l.means(m.Intent) && acts:
		return actedBlind
	case l.means(m.Intent):
		return "unneeded " + string(m.Expect)
	case acts:
		return wrongWrite
	case writes[m.Intent]:
		return "wrong card"
	case m.Intent != frame.Unknown:
		return "wrong answer"
	case m.Expect == frame.Ask:
		return "asked back"
	}
	return silent
}

// sameValue compares what two slots hold, punctuation and blanks aside; a list of one is its only value.
func sameValue(a, b any) bool { return slices.Equal(bare(a), bare(b)) }

// bare are the values of a slot without punctuation and blanks.
func bare(v any) []string {
	data, err := json.Marshal(v)
	if err != nil || json.Unmarshal(data, &v) != nil {
		return nil
	}
	switch x := v.(type) {
	case nil:
		return nil
	case []any:
		var out []string
		for _, one := range x {
			out = append(out, bare(one)...)
		}
		return out
	case float64:
		return []string{bareText(strconv.FormatFloat(x, 'f', -1, 64))}
	case string:
		return []string{bareText(x)}
	}
	return []string{bareText(string(data))}
}

func bareText(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsPunct(r) {
			return -1
		}
		return r
	}, chinese.Normalize(s))
}

// TestTheScaleItself: the scale tells a wrong write from a wrong word, and counts a question as what it offers.
func TestTheScaleItself(t *testing.T) {
	writes := map[string]bool{"a": true, "b": true}
	ask := line{Intent: "a", Expect: "ok", Tags: []string{mustAsk}}
	trap := line{Intent: frame.Unknown, Expect: "ok"}
	command := line{Intent: "a", Expect: "ok", ExpectAlt: []string{"confirm"}}
	choice := frame.Meaning{Intent: "b", Expect: frame.Choose,
		Candidates: []frame.Candidate{{Intent: "b"}, {Intent: "a"}}}
	two := frame.Meaning{Intent: "a", Expect: frame.OK,
		Acts: []frame.Act{{Intent: "a", Expect: frame.OK}, {Intent: "b", Expect: frame.OK}}}
	for _, x := range []struct {
		line    line
		meaning frame.Meaning
		want    string
	}{
		{command, frame.Meaning{Intent: "a", Expect: frame.OK}, right},
		{command, frame.Meaning{Intent: "a", Expect: frame.Confirm}, right},
		{command, frame.Meaning{Intent: "a", Expect: frame.Ask}, "unneeded ask"},
		{command, frame.Meaning{Intent: "b", Expect: frame.OK}, wrongWrite},
		{command, two, wrongWrite}, {command, choice, "choice with the right one"},
		{command, frame.Meaning{Intent: frame.Unknown, Expect: frame.OK}, silent},
		{ask, frame.Meaning{Intent: frame.Unknown, Expect: frame.Ask}, right},
		{ask, frame.Meaning{Intent: frame.Unknown, Expect: frame.OK}, silent},
		{ask, frame.Meaning{Intent: "b", Expect: frame.Ask}, "wrong card"}, {ask, choice, right},
		{trap, frame.Meaning{Intent: "a", Expect: frame.OK}, wrongWrite}, {trap, choice, "wrong card"},
		{trap, frame.Meaning{Intent: "list", Expect: frame.OK}, "wrong answer"},
		{trap, frame.Meaning{Intent: frame.Unknown, Expect: frame.Ask}, right},
	} {
		if got := x.line.verdict(x.meaning, writes); got != x.want {
			t.Errorf("%+v for %+v: %s, want %s", x.meaning, x.line, got, x.want)
		}
	}
	for _, x := range [][2]any{{"12月5日，前。", "12月5日前"}, {[]string{"3"}, "3"}, {95, 95.0}} {
		if !sameValue(x[0], x[1]) || sameValue(x[0], []string{"3", "4"}) {
			t.Errorf("%v and %v are compared otherwise", x[0], x[1])
		}
	}
}

package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/bot/console"
	"linzhangbot/models"
	"linzhangbot/models/cache"
	"linzhangbot/models/roster"
)

// saidBack plays a story, and after all that is said in it says back what the cards tell people to say.
type saidBack struct {
	t      *testing.T
	s      *story
	undo   undoing
	n      int
	seq    int // lines of the console looked at
	most   int // how often one instruction of one kind of card is tried
	seen   map[string]int
	tried  int
	ok     int
	faults map[string][]string
}

// everyInstruction lets each instruction be said back as often as it is told.
const everyInstruction = "LINZHANGBOT_ALL"

func TestInstructionsWork(t *testing.T) {
	files, err := filepath.Glob("testdata/stories/*.jsonl")
	if err != nil || len(files) < 3 {
		t.Fatalf("%d stories: %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			b := newSaidBack(t)
			b.play(kept(t, file))
			b.report()
		})
	}
	t.Run("documented scenes", func(t *testing.T) {
		t.Parallel()
		b := &saidBack{t: t, most: 1, seen: map[string]int{}, faults: map[string][]string{}}
		b.scenes()
		b.report()
	})
	t.Run("quarter", func(t *testing.T) {
		t.Parallel()
		q := newQuarter(t, 9, false)
		b := newSaidBack(t)
		b.play(q.script().String())
		b.report()
	})
}

func newSaidBack(t *testing.T) *saidBack {
	t.Helper()
	dir := t.TempDir()
	s, err := newStory(t.Context(), "xiqing", "", dir, &bytes.Buffer{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.close)
	b := &saidBack{t: t, s: s, undo: newUndoing(t, filepath.Join(dir, "story.db")), most: 2, seen: map[string]int{},
		faults: map[string][]string{}}
	if os.Getenv(everyInstruction) != "" {
		b.most = 1 << 30
	}
	return b
}

// play goes through a script, stopping at every moment at which something is said.
func (b *saidBack) play(script string) {
	b.t.Helper()
	err := eachLine(strings.NewReader(script), func(text []byte) error {
		if len(text) == 0 {
			return nil
		}
		var l scriptLine
		if err := json.Unmarshal(text, &l); err != nil {
			return err
		}
		if b.s.ready {
			if err := b.waitFor(l); err != nil {
				return err
			}
		}
		if err := b.s.line(b.t.Context(), l); err != nil {
			return err
		}
		b.sayBack()
		return nil
	})
	if err != nil {
		b.t.Fatal(err)
	}
}

// scenes plays the scene of each documented sentence in a copy of the demo's world.
func (b *saidBack) scenes() {
	b.t.Helper()
	w, scenes := newDemoWorld(b.t), scenesOf(b.t)
	newUndoing(b.t, w.file).exec("PRAGMA wal_checkpoint(TRUNCATE)") // into the file that is copied
	w.after = func(s *story, _ line) {
		if b.s != s {
			b.s, b.seq, b.undo = s, w.lines, openUndoing(b.t, w.copy)
		}
		b.sayBack()
	}
	told, _ := documented(b.t, w.profile.Latest())
	for _, text := range slices.Sorted(maps.Keys(told)) {
		x := told[text]
		scene := scenes[x.intent]
		scene.who = cmp.Or(x.who, scene.who)
		scene.before, scene.then = slices.Concat(scene.before, x.before), slices.Concat(scene.then, x.then)
		w.said(b.t, scene, text)
	}
}

// waitFor lets the clock go on to a line.
func (b *saidBack) waitFor(l scriptLine) error {
	ctx, a := b.t.Context(), b.s.app
	for {
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
}

// sayBack says what the new cards tell.
func (b *saidBack) sayBack() {
	b.t.Helper()
	b.s.app.desk.Cache = cache.NewMemory(b.s.clock.Now)
	for _, l := range b.s.console.Lines(b.seq) {
		b.seq = l.Seq
		if l.Card == nil || b.s.clock.Now().Sub(l.At) > time.Minute {
			continue
		}
		for _, x := range instructions(*l.Card) {
			if x.press && ofReminders.MatchString(x.text) {
				continue
			}
			kind := string(l.Card.Code) + " " + digits.ReplaceAllString(x.text, "0") + " " + l.Chat[:1]
			if b.seen[kind]++; b.seen[kind] <= b.most {
				b.one(l, x)
			}
		}
	}
}

// ofReminders are the buttons of reminders: a table test over all kinds of them holds them to their own matter.
var ofReminders = regexp.MustCompile("^(?:收到提醒|为什么催我|延后提醒)")

var digits = regexp.MustCompile(`[0-9]+`)

// speaker is who says it, and where.
type speaker struct{ who, chat string }

// one tries one instruction.
func (b *saidBack) one(l console.Line, x told) {
	b.t.Helper()
	b.tried++
	var faults []string
	if strings.Contains(x.text, "编号") {
		faults = append(faults, "names no number")
	}
	people, any := b.addressed(l, x)
	for _, s := range people {
		fault := b.say(l, x, s)
		if fault != "" {
			faults = append(faults, fault)
		} else if any {
			b.ok++
			return
		}
	}
	if len(faults) == 0 && len(people) > 0 {
		b.ok++
		return
	}
	how := "says"
	if x.press {
		how = "press"
	}
	if len(people) > 3 {
		people = people[:3]
	}
	key := fmt.Sprintf("%s %s “%s”", l.Card.Code, how, digits.ReplaceAllString(x.text, "N"))
	b.faults[key] = append(b.faults[key], fmt.Sprintf("%s %s %v: “%s” %s -> %s", l.At.In(zone).Format("01-02 15:04"), l.Chat,
		people, x.text, strings.ReplaceAll(x.segment, "\n", "/"), strings.Join(faults, " || ")))
}

// say says it, and tells what is wrong with the answer.
func (b *saidBack) say(l console.Line, x told, s speaker) (fault string) {
	b.t.Helper()
	b.n++
	e := bot.Event{Platform: b.s.console.Name(), District: "xiqing", ID: fmt.Sprintf("back-%d", b.n), Kind: bot.KindText,
		Chat: console.ParseChat(s.chat), From: s.who, At: b.s.clock.Now().UTC(), Text: b.fill(x.text, s), ToBot: true}
	if x.press {
		e.Kind, e.Text = bot.KindPress, x.text
	}
	if strings.Contains(x.segment, "照片") || strings.Contains(l.Card.Plain(), x.text+"”并附") {
		e.Media = []bot.Media{{Kind: "image", Name: "现场.jpg", Ref: "现场.jpg"}}
	}
	b.undo.try(func() {
		out, err := b.s.app.desk.Deliver(context.Background(), e)
		if err != nil {
			b.t.Fatalf("%s %q: %v", e.From, e.Text, err)
		}
		fault = judge(e, out.Card)
	})
	return fault
}

// judge tells what is wrong with an answer.
func judge(e bot.Event, c *bot.Card) string {
	if c == nil {
		return s(e) + "silence"
	}
	code := string(c.Code)
	if unknowable(e.Text, c) {
		return ""
	}
	bad := strings.HasPrefix(code, "refused") || slices.Contains([]string{"not_understood", "ask.none", "ask.choose",
		"ask.expired", "greeting.answered", "system.busy", "not_open"}, code)
	if code == "ask.which" && (strings.Contains(c.Plain(), "没有办") || strings.Contains(c.Plain(), "没听准")) {
		bad = true
	}
	about := func(ref string) bool { return strings.Contains(c.Plain(), ref) || refers(*c, ref) }
	refs := bears.FindAllString(e.Text, -1)
	if !bad && code != "ask.which" && len(refs) > 0 && !slices.ContainsFunc(refs, about) {
		return s(e) + code + " (not about it) " + oneLine(c)
	}
	if bad {
		return s(e) + code + " " + oneLine(c)
	}
	return ""
}

// unknowable reports whether something is refused for a reason that no card could know when it was sent.
func unknowable(said string, c *bot.Card) bool {
	return slices.ContainsFunc(refusals, func(r [3]string) bool {
		return string(c.Code) == r[0] && strings.HasPrefix(said, r[1]) && strings.Contains(c.Plain(), r[2])
	})
}

// refusals are those allowed: the code, how the sentence begins and what the refusal says.
var refusals = [][3]string{
	// The digits are the office's to give; those of the test are made up.
	{"refused.bad_input", "绑定 482913", "绑定码不对"},
	// The card says what the answer leads to: a quiet no, nothing is registered.
	{"refused.not_allowed", "涉密", "没有登记"},
	// A chief drafts no plan; his wish is passed on to the office, which is what he was asked for.
	{"refused.not_allowed", "", "已转告区林长办"},
	// The card says what has to come first: 先采用信息，再发“编本月简报”.
	{"refused.bad_input", "编本月简报", "先采用信息"},
}

func s(e bot.Event) string { return e.From + " " + e.Text + ": " }

func oneLine(c *bot.Card) string { return strings.ReplaceAll(c.Plain(), "\n", "/") }

func refers(c bot.Card, ref string) bool {
	for _, r := range c.Refs {
		if strings.Contains(r, ref) {
			return true
		}
	}
	return false
}

var bears = regexp.MustCompile(`\p{Han}〔[0-9]+〕[0-9]+号`)

// fill says something for the words that stand for something.
func (b *saidBack) fill(text string, s speaker) string {
	text = blanks.Replace(text)
	if name := b.s.profile.Latest().OrgName(orgOf(s.who)); name != "" {
		text = strings.ReplaceAll(text, "大寺镇开展", name+"开展")
	}
	return text
}

func orgOf(person string) string {
	org, _, _ := strings.Cut(person, ".")
	return org
}

var officePeople = []string{"office.staff1", "office.staff2", "office.director"}

// addressed are those whom the card tells it; any reports whether one of them is enough.
func (b *saidBack) addressed(l console.Line, x told) (out []speaker, any bool) {
	in := func(chat string, people ...string) {
		for _, p := range people {
			if strings.Contains(x.segment, "私聊我") {
				chat = "@" + p
			}
			if one := (speaker{p, chat}); !slices.Contains(out, one) {
				out = append(out, one)
			}
		}
	}
	owners := b.owners(x.text)
	if others := b.named(x.segment); len(others) > 0 && !x.press && l.Kind == "reply" {
		in(l.Chat, others...)
		return out, true
	}
	switch {
	case l.Kind == "reply":
		in(l.Chat, b.author(l.ReplyTo))
		if any = x.press && !strings.HasPrefix(l.Chat, "@"); any {
			in(l.Chat, l.Card.Mention...)
			in(l.Chat, officePeople...)
			if l.Chat != "office" {
				in(l.Chat, owners...)
			}
		}
	case strings.HasPrefix(l.Chat, "@"):
		in(l.Chat, l.Chat[1:])
	case l.Chat == "office":
		in(l.Chat, officePeople...)
		any = true
	case len(l.Card.Mention) > 0:
		named := func(p string) bool {
			name := b.s.profile.Latest().OrgName(orgOf(p))
			return name != "" && strings.Contains(x.section, name)
		}
		own := slices.DeleteFunc(slices.Clone(l.Card.Mention), func(p string) bool { return !named(p) })
		if mine := slices.DeleteFunc(slices.Clone(own), func(p string) bool { return !slices.Contains(owners, p) }); len(mine) > 0 {
			own = mine
		}
		if len(own) == 0 || x.press || len(owners) == 0 && anyDigit.MatchString(x.text) {
			own, any = append(own, l.Card.Mention...), true
		}
		in(l.Chat, own...)
	default:
		in(l.Chat, append(owners, "dasi.liaison", "shuiwu.liaison", "office.staff1", "office.director")...)
		any = true
	}
	return out, any
}

// named are those whom the words before an instruction name.
func (b *saidBack) named(segment string) (out []string) {
	segment = segment[max(strings.LastIndex(segment, "，"), strings.LastIndex(segment, "："), strings.LastIndex(segment, "（"), 0):]
	for _, o := range b.s.profile.Latest().Orgs {
		if o.Kind != models.KindOffice && strings.Contains(segment, o.Name) {
			out = append(out, o.Code+".liaison")
		}
	}
	if strings.Contains(segment, "区林长办") {
		out = append(out, officePeople...)
	}
	return out
}

// owners are the liaisons of the organisations whose record a sentence names.
func (b *saidBack) owners(text string) (out []string) {
	b.t.Helper()
	refs := bears.FindAllString(text, -1)
	if len(refs) == 0 {
		return nil
	}
	tx := b.s.app.db.Read(b.t.Context(), "xiqing")
	liaisons, err := roster.Liaisons(tx, b.s.clock.Now())
	if err != nil {
		b.t.Fatal(err)
	}
	for _, m := range b.s.app.deployment.Modules {
		if m.Records == nil {
			continue
		}
		list, err := m.Records(b.t.Context(), tx)
		if err != nil {
			b.t.Fatal(err)
		}
		for _, r := range list {
			if r.Org != "" && slices.Contains(refs, r.Ref) {
				out = append(out, liaisons[r.Org]...)
			}
		}
	}
	return out
}

// author is who said a line.
func (b *saidBack) author(id string) string {
	for _, l := range slices.Backward(b.s.console.Lines(0)) {
		if l.ID == id {
			return l.From
		}
	}
	return ""
}

func (b *saidBack) report() {
	b.t.Helper()
	b.t.Logf("%d instructions, %d work: %.1f %%", b.tried, b.ok, 100*float64(b.ok)/float64(b.tried))
	for _, k := range sortedKeys(b.faults) {
		b.t.Errorf("%s (%d)\n   %s", k, len(b.faults[k]), b.faults[k][0])
	}
}

func sortedKeys(m map[string][]string) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

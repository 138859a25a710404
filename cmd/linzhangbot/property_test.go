package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"linzhangbot/handlers"
	"linzhangbot/handlers/ear/frame"
)

// Combinations of an ordinary run, and the environment's word for more: 1 is the full product, which takes hours.
const (
	combinations = 2000
	everyOne     = "LINZHANGBOT_ALL"
	mostTaken    = 3 // of 100 may be taken for free words that are asked for: no one can tell every remark from a reason
)

// state is what waits when a sentence comes.
type state struct {
	kind    string // nothing, ask, choice, confirm, preview, card
	command string // whose question it is
	missing string // ask: the slot
	code    string // card: the card that was shown last
	who     string
	chat    string
	quote   string // card: its message id
}

func (x state) String() string {
	return strings.TrimSpace(x.kind + " " + x.command + " " + x.missing + x.code)
}

// phrase is something said that belongs to nothing that waits.
type phrase struct {
	text  string
	piece bool // cut from a longer one: it may be the answer
}

// speakers are who is tried, in this order, for somebody who may give a command.
var speakers = []string{"dasi.liaison", "office.staff1", "chief.c", "chief.general", "office.director", "shuiwu.liaison"}

// Whatever waits, a sentence writes nothing that it would not write by itself, and does not go on with what waits; and
// what is not addressed to the bot is neither answered nor kept.
func TestOtherSentencesAnswerNothing(t *testing.T) {
	w := newWorld(t, "world.jsonl", "2026-11-23 10:00")
	p := property{world: w, alone: map[utterance]changed{}, meant: map[utterance][]string{}, dice: rand.New(rand.NewPCG(20261128, 8))}
	states, talk := p.states(), sentences(t)
	all := os.Getenv(everyOne) == "1"
	wanted, err := strconv.Atoi(cmp.Or(os.Getenv(everyOne), strconv.Itoa(combinations)))
	if err != nil {
		t.Fatal(err)
	}
	each := wanted/len(states) + 1
	t.Logf("%d states, %d sentences, %d of them each", len(states), len(talk), each)
	p.dice.Shuffle(len(states), func(i, j int) { states[i], states[j] = states[j], states[i] })
	for _, x := range states {
		these := talk
		if !all {
			these = nil
			for range each {
				these = append(these, talk[p.dice.IntN(len(talk))])
			}
		}
		p.check(x, these)
	}
	t.Logf("%d combinations, %d states could not be had", p.done, p.closed)
	t.Logf("%d were taken for the free words that were asked for:\n%s", len(p.taken), strings.Join(p.taken, "\n"))
	if len(p.taken)*100 > p.done*mostTaken {
		t.Errorf("of %d combinations, %d were taken for free words", p.done, len(p.taken))
	}
	if p.done < combinations*3/4 {
		t.Errorf("only %d combinations were tried", p.done)
	}
}

type property struct {
	*world
	alone  map[utterance]changed  // what a sentence does where nothing waits
	meant  map[utterance][]string // the commands that it may mean then
	dice   *rand.Rand
	done   int
	closed int      // states that no sentence led to
	taken  []string // talk that was taken for the free words that are asked for
}

// states lists every state of the dialogue for every command.
func (p *property) states() []state {
	out := slices.Concat(shown, []state{{kind: "nothing", who: "dasi.liaison"}, {kind: "nothing", who: "office.staff1"},
		{kind: "nothing", who: "chief.c"}, {kind: "nothing", who: "chief.general"}})
	for _, m := range p.s.app.deployment.Modules {
		frames := map[string]frame.Frame{}
		for _, f := range m.Frames {
			frames[f.Intent] = f
		}
		for _, c := range m.Commands {
			for _, slot := range asked(c.Name, frames[c.Name]) {
				out = append(out, state{kind: "ask", command: c.Name, missing: slot})
			}
			for _, kind := range []string{"choice", "confirm", "preview"} {
				if !c.Reads || kind == "choice" {
					out = append(out, state{kind: kind, command: c.Name})
				}
			}
		}
	}
	return out
}

// asked are the slots that questions of a command may wait for.
func asked(intent string, f frame.Frame) []string {
	slots := map[string]bool{}
	for _, s := range f.Slots {
		slots[s.Name] = s.Required || s.Ask != ""
	}
	for _, d := range f.Asks {
		slots[d.Slot] = d.Expect == frame.Ask || slots[d.Slot]
	}
	for _, s := range ownQuestions[intent] {
		slots[s] = true
	}
	maps.DeleteFunc(slots, func(name string, asks bool) bool { return name == "" || !asks })
	return slices.Sorted(maps.Keys(slots))
}

// check says other sentences while something waits.
func (p *property) check(x state, these []phrase) {
	p.t.Helper()
	if !p.begin(&x) {
		p.closed++
		return
	}
	for _, one := range these {
		u := utterance{chat: x.chat, from: x.who, text: one.text, quote: x.quote}
		if p.dice.IntN(5) == 0 { // somebody else, in the same chat
			u.from, u.chat = speakers[p.dice.IntN(len(speakers))], "main"
		}
		if u.from == x.who && p.answers(x, one) {
			continue
		}
		p.done++
		if !p.unheard(x, u) || !p.apart(x, u) || !p.back() {
			p.begin(&x)
		}
	}
}

// unheard says it without calling the bot.
func (p *property) unheard(x state, u utterance) bool {
	p.t.Helper()
	if strings.HasPrefix(u.chat, "@") {
		return true
	}
	u.unaddressed, u.chat, u.quote = true, "main", ""
	card := p.say(u)
	if card == nil && len(p.touched()) == 0 && p.last() == p.held {
		return true
	}
	p.t.Errorf("%v: %s is not addressed, and %q is answered %v, written %v", x, u.from, u.text, card, p.touched())
	return false
}

// apart says it to the bot, and compares what it does with what it does where nothing waits.
func (p *property) apart(x state, u utterance) bool {
	p.t.Helper()
	card := p.say(u)
	did := p.change()
	goesOn := x.command != "" && u.from == x.who && slices.Contains(p.ran, x.command)
	if did.nothing() && !goesOn {
		return true
	}
	alone := p.byItself(u)
	goesOn = goesOn && !slices.Contains(p.meant[u], x.command)
	wrote := !did.nothing() && !did.same(alone)
	switch said := ""; {
	case (wrote || goesOn) && x.kind == "ask" && free[strings.TrimRight(x.missing, "0123456789")] && alone.nothing():
		p.taken = append(p.taken, fmt.Sprintf("%v: %s", x, u.text))
	case wrote && !slices.Contains(p.meant[u], x.command):
		if card != nil {
			said = card.Plain()
		}
		p.t.Errorf("%v: %s says %q\n wrote %v %v\n alone %v %v\n answer %s", x, u.from, u.text, did.tables, did.beside(p.was),
			alone.tables, alone.beside(p.was), said)
	case goesOn:
		p.t.Errorf("%v: %s says %q, and %s goes on", x, u.from, u.text, x.command)
	}
	return false
}

// byItself is what a sentence does where nothing waits.
func (p *property) byItself(u utterance) changed {
	p.t.Helper()
	u.quote = ""
	did, known := p.alone[u]
	if !known {
		p.restore()
		p.say(u)
		did = p.change()
		p.alone[u], p.meant[u] = did, slices.Concat(p.ran, p.heard)
	}
	return did
}

// begin brings about a state: with a card that was shown, or by an ear that hears an order as unsure.
func (p *property) begin(x *state) bool {
	p.t.Helper()
	p.restore()
	if x.chat == "" {
		x.chat = "main"
	}
	switch x.kind {
	case "nothing":
	case "card":
		x.quote = strings.Join(p.column("SELECT receipt FROM outbox WHERE chat = ? AND code = ? AND state = 'sent' ORDER BY rowid DESC LIMIT 1",
			strings.TrimPrefix(x.chat, "@"), x.code), "")
		if x.quote == "" {
			return false
		}
	default:
		if !p.ask(x) {
			return false
		}
	}
	p.sent()
	p.hold()
	return true
}

// ask lets a question be asked of the first who may give the command.
func (p *property) ask(x *state) bool {
	p.t.Helper()
	c, ok := p.s.app.deployment.Command(x.command)
	if !ok {
		return false
	}
	usage, _, _ := strings.Cut(p.s.profile.Latest().Words(c.Usage), "；")
	who := speakers
	if x.who != "" {
		who = []string{x.who}
	}
	for _, x.who = range who {
		heard := p.unsure(*x, usage)
		p.next = &heard
		p.say(utterance{chat: x.chat, from: x.who, text: usage})
		p.next = nil
		want := map[string]string{"ask": x.command + " " + x.missing, "choice": "ask.choose ask.choose", "confirm": x.command + " ",
			"preview": "ask.preview "}[x.kind]
		if p.open(x.chat, x.who) == want {
			return true
		}
		p.restore()
	}
	x.who = ""
	return false
}

// unsure is the example of a command, heard so that the desk asks.
func (p *property) unsure(x state, usage string) frame.Meaning {
	scene := frame.Scene{Now: p.now, Private: true, ToBot: true, Unit: "大寺镇"}
	heard, ok := p.ear().As(x.command, usage, scene)
	if !ok {
		heard = frame.Meaning{Slots: map[string]any{}}
	}
	heard.Intent, heard.Text, heard.Unsure, heard.Why = x.command, usage, true, "还差一样"
	switch x.kind {
	case "ask":
		heard.Expect, heard.Missing = frame.Ask, x.missing
		delete(heard.Slots, x.missing)
	case "confirm":
		heard.Expect = frame.Confirm
	case "choice":
		heard.Expect = frame.Choose
		heard.Candidates = []frame.Candidate{{Intent: x.command, Slots: heard.Slots}, {Intent: "duty.snooze"}, {Intent: "report.submit"}}
	case "preview":
		heard.Expect = frame.Confirm
		heard.Acts = []frame.Act{{Intent: x.command, Slots: heard.Slots, Expect: frame.OK, Text: usage},
			{Intent: "help", Expect: frame.OK, Text: "帮助"}}
	}
	return heard
}

var (
	yes      = regexp.MustCompile(`(?i)^(?:嗯+|好|好的|好嘞|好吧|行|行的|可以|对|对的|是|是的|没错|没问题|没意见|确认(?:无误)?|确定|同意|要|ok|中|批准|通过|照办|(?:好|行|可以)?(?:就|照|按)*(?:这个?|此|这样|这么)?(?:发|办|报|提交|签发)吧?|确认提交|不是|都不是|没有)$`)
	marks    = regexp.MustCompile(`[\s，。,.！!~～、；;:：…]+|\[[^\]]*\]|@\S+|谢谢|辛苦了?|收到|[🙏👌👍🌹💪🏻]`)
	numbered = regexp.MustCompile(`^[^0-9]{0,6}第?[0-9一二三四五六七八九十]+[号条个项期]?[^0-9]{0,3}$`)
)

// answers reports whether a sentence may well be the answer: the yes to a confirmation, an offered reading, a value of
// the type that is asked for, or, where free words are asked for, a piece of a sentence.
func (p *property) answers(x state, one phrase) bool {
	said := marks.ReplaceAllString(one.text, "")
	switch x.kind {
	case "nothing":
		return false
	case "confirm", "preview", "card":
		return said == "" || yes.MatchString(said) || x.kind == "card" && bareWord(said)
	case "choice":
		return numbered.MatchString(said) || bareWord(said) || one.piece && utf8.RuneCountInString(said) < 8
	}
	return one.piece || numbered.MatchString(said)
}

// bareWord reports whether it is a word or two, as they are said to a card.
func bareWord(said string) bool { return utf8.RuneCountInString(said) <= 4 }

// sentences are the talk of the groups, the questions and orders of others, and pieces of them.
func sentences(t *testing.T) []phrase {
	t.Helper()
	var out []phrase
	dice := rand.New(rand.NewPCG(20261128, 9))
	for _, file := range []string{"talk", "orders", "questions"} {
		for _, text := range corpus(t, file) {
			out = append(out, phrase{text: text})
			if file == "talk" {
				continue
			}
			if parts := slices.DeleteFunc(marks.Split(text, -1), func(s string) bool { return s == "" }); len(parts) > 1 {
				out = append(out, phrase{text: parts[dice.IntN(len(parts))], piece: true})
			}
		}
	}
	return out
}

// corpus reads the sentences that the ear is trained with.
func corpus(t *testing.T, file string) (out []string) {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "handlers", "ear", "rank", "corpus", file+".jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var one struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			t.Fatal(fmt.Errorf("%s: %w", file, err))
		}
		out = append(out, one.Text)
	}
	return out
}

// shown are the cards of the world that wait for somebody.
var shown = []state{
	{kind: "card", code: "meeting.approval_asked", chat: "@chief.general", who: "chief.general"},
	{kind: "card", code: "issue.raised", chat: "main", who: "dasi.liaison"},
	{kind: "card", code: "issue.rectified", chat: "office", who: "office.staff1"},
	{kind: "card", code: "issue.extension_asked", chat: "office", who: "office.staff1"},
	{kind: "card", code: "report.accepted", chat: "main", who: "office.staff1"},
	{kind: "card", code: "activity.invited", chat: "main", who: "shuiwu.liaison"},
	{kind: "card", code: "order.published", chat: "main", who: "dasi.liaison"},
	{kind: "card", code: "share.sent", chat: "main", who: "shuiwu.liaison"},
	{kind: "card", code: "meeting.notice", chat: "main", who: "shuiwu.liaison"},
	{kind: "card", code: "patrol.logged", chat: "@chief.c", who: "chief.c"},
	{kind: "card", code: "duty.reminder", chat: "main", who: "dasi.liaison"},
	{kind: "card", code: "meeting.minuted", chat: "main", who: "dasi.liaison"},
	{kind: "card", code: "bulletin.drafted", chat: "office", who: "office.director"},
}

// free are the slots that take words of any kind. A sentence that orders something by itself is no such words.
var free = map[string]bool{"reason": true, "title": true, "content": true, "body": true, "file": true, "kind": true, "name": true,
	"channel": true, "reviewer": true, "chair": true, "chief": true, "to": true, "stand_in": true, "place": true, "category": true}

// ownQuestions are the slots that commands ask for by themselves.
var ownQuestions = map[string][]string{
	"report.return": {"reason"}, "report.edit": {"title", "category"}, "report.adopt": {"ref"},
	"disclosure.register": {"title", "channel", "reviewer"}, "summary.submit": {handlers.SlotFile, "period", handlers.SlotUnit},
	"issue.reject": {"reason"}, "issue.extend": {"new_deadline", "reason"}, "issue.cancel": {"reason"}, "issue.transfer": {"unit", "reason"},
	"issue.raise": {"unit", "deadline", "title"}, "issue.close": {"issue"}, "issue.escalate": {"step"},
	"meeting.schedule": {"start", "clock", "place", "chair", "type"}, "meeting.return": {"reason"}, "meeting.cancel": {"reason"},
	"meeting.answer": {"stand_in", "reason"}, "meeting.reschedule": {"start", "clock"}, "meeting.minutes": {"content", "meeting"},
	"activity.invite": {"targets", "start", "kind"}, "patrol.log": {"place", "chief"}, "order.publish": {"title"},
	"order.item": {"content"}, "order.return": {"reason"}, "share.send": {"content"}, "inspection.plan": {"date", "targets"},
	"inspection.log": {"unit"}, "post.handover": {"to"}, "member.bind": {"name", "unit"}, "member.code": {"name"},
}

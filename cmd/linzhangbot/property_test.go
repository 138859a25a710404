package main

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

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
var speakers = []string{"dasi.liaison", "office.staff1", "chief.c", "chief.general", "office.director",
	"shuiwu.liaison"}

// Whatever waits, a sentence writes nothing that it would not write by itself, and does not go on with what waits; and
// what is not addressed to the bot is neither answered nor kept.
func TestOtherSentencesAnswerNothing(t *testing.T) {
	w := newWorld(t, "world.jsonl", "2026-11-23 10:00")
	p := property{world: w, alone: map[utterance]changed{}, meant: map[utterance][]string{},
		dice: rand.New(rand.NewPCG(20261128, 8))}
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
		p.t.Errorf("%v: %s says %q\n wrote %v %v\n alone %v %v\n answer %s", x, u.from, u.text,
			did.tables, did.beside(p.was), alone.tables, alone.beside(p.was), said)
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
		x.quote = strings.Join(p.column(`SELECT receipt FROM outbox WHERE chat = ? AND code = ? AND state = 'sent'
			ORDER BY rowid DESC LIMIT 1`, strings.TrimPrefix(x.chat, "@"), x.code), "")
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
		want := map[string]string{"ask": x.command + " " + x.missing, "choice": "ask.choose ask.choose",
			"confirm": x.command + " ", "preview": "ask.preview "}[x.kind]
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
		heard.Candidates = []frame.Candidate{{Intent: x.command, Slots: heard.Slots}, {Intent: "duty.snooze"},
			{Intent: "report.submit"}}
	case "preview":
		heard.Expect = frame.Confirm
		heard.Acts = []frame.Act{{Intent: x.command, Slots: heard.Slots, Expect: frame.OK, Text: usage},
			{Intent: "help", Expect: frame.OK, Text: "帮助"}}
	}
	return heard
}

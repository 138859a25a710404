package desk

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models/inbox"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
)

// acting stands in the place of the intent while several orders of one message wait for a yes.
const acting = "ask.preview"

// several does what a message with several orders says: at once where each is plainly ordered, else after one yes to
// all of them. Nothing of it is dropped in silence.
func (m *message) several(heard frame.Meaning) (*bot.Card, error) {
	if heard.Expect == frame.OK {
		return m.actAll(heard.Acts)
	}
	m.r.Args = handlers.Args{}
	var lines []string
	for i, a := range heard.Acts {
		lines = append(lines, fmt.Sprintf("%d. %s", i+1, m.actLabel(a)))
	}
	card := m.r.Confirm(bot.Card{Tone: bot.ToneNotice, Title: fmt.Sprintf("这里有%d件事，都照办吗？", len(heard.Acts)),
		Text: strings.Join(lines, "\n"), Next: "只办其中一件的，请单独再说一遍。"}, nil)
	card.Code = "ask.preview"
	q := m.r.Take().Ask
	q.Intent, q.Slots = acting, handlers.Slots{"acts": heard.Acts}
	m.ask = q
	return m.finish(&card)
}

// actLabel says in a line what an order would do.
func (m *message) actLabel(a frame.Act) string {
	c, ok := m.desk.Deployment.Command(a.Intent)
	if !ok {
		return handlers.Cut(a.Text, labelMost)
	}
	said := handlers.Cut(strings.TrimSpace(a.Text), labelMost)
	return m.label(c, frame.Candidate{Intent: a.Intent, Slots: a.Slots}) + "（" + said + "）"
}

// actAll does the orders one after another, each in a savepoint of its own, and says in one card what became of each.
func (m *message) actAll(acts []frame.Act) (*bot.Card, error) {
	first := m.r.First
	defer func() { m.r.First = first }()
	var cards []bot.Card
	var open []inbox.Dialogue
	for i, a := range acts {
		m.asked = false
		m.r.First = first
		m.r.First.Text, m.r.First.Act = a.Text, i
		args := handlers.Args{Intent: a.Intent, Slots: handlers.Slots{}.With(a.Slots), Expect: frame.OK, Text: a.Text}
		card, err := m.command(a.Intent, args)
		if err != nil {
			return nil, err
		}
		if card != nil {
			cards = append(cards, *card)
		}
		if q, ok := m.waiting(); ok && m.asked {
			open = append(open, q)
		}
	}
	if len(cards) == 0 {
		return nil, nil
	}
	return m.together(cards), m.inTurn(open)
}

// inTurn lets the questions of several orders wait behind one another, so that the first is answered first.
func (m *message) inTurn(open []inbox.Dialogue) error {
	m.asked = len(open) > 0
	if len(open) < 2 {
		return nil
	}
	open = open[:min(len(open), deepest)]
	for i := len(open) - 2; i >= 0; i-- {
		text, err := json.Marshal(open[i+1])
		if err != nil {
			return fmt.Errorf("park dialogue: %w", err)
		}
		open[i].Parked = string(text)
	}
	return m.put(open[0])
}

const askWhich = "ask.which" // the code of a question

// together is one card of several. It is of the kind of the first thing that was done; what was refused says so in its
// line.
func (m *message) together(cards []bot.Card) *bot.Card {
	base := max(0, slices.IndexFunc(cards, func(c bot.Card) bool { return !undone(c) }))
	tellApart(m.r.Profile, m.r.Now, cards)
	out := cards[base]
	var lines []string
	asked := false
	for i, c := range cards {
		line := summary(c)
		if asked && asks(c) {
			line, c.Buttons = shown(c)+"（先答上面那件，再答这件）", nil
		}
		asked = asked || asks(c)
		lines = append(lines, line)
		if i == base {
			continue
		}
		out.Buttons, out.Mention = append(out.Buttons, c.Buttons...), append(out.Mention, c.Mention...)
		out.Refs = nil // it is about several records
		if out.Next == "" && !undone(c) {
			out.Next = c.Next
		}
	}
	if undone(out) {
		out.Next = "" // each line says its own
	}
	out.Title, out.Text, out.Fields = fmt.Sprintf("这条消息里的%d件事：", len(lines)), strings.Join(lines, "\n"), nil
	out.Buttons = out.Buttons[:min(len(out.Buttons), mostButtons)]
	return &out
}

// tellApart lets buttons that would read alike name the record that they are about: 签收 督〔2026〕1号.
func tellApart(p *profile.Profile, now time.Time, cards []bot.Card) {
	times := map[string]int{}
	for _, c := range cards {
		for _, b := range c.Buttons {
			times[b.Label]++
		}
	}
	for i, c := range cards {
		refs := slices.Collect(maps.Values(c.Refs))
		if len(refs) != 1 {
			continue
		}
		cards[i].Buttons = slices.Clone(c.Buttons)
		for j, b := range c.Buttons {
			if times[b.Label] > 1 {
				cards[i].Buttons[j].Label = b.Label + " " + naming.Short(p, refs[0], now.Year())
			}
		}
	}
}

// undone reports whether a card says that something is not done, or not yet.
func undone(c bot.Card) bool {
	return asks(c) || strings.HasPrefix(string(c.Code), "refused.")
}

// asks reports whether a card is a question: one thing is missing, or what would leave is shown first.
func asks(c bot.Card) bool { return c.Code == askWhich || c.Code == acting }

// shown is the title of a card, with all of what would leave where that is asked about: nobody says yes to what he has
// not seen.
func shown(c bot.Card) string {
	line := c.Title
	for _, f := range c.Fields {
		if c.Code == acting {
			line += "\n" + f.Name + "：" + f.Value
		}
	}
	return line
}

// mostButtons is how many buttons a card of several orders bears: the platforms take six.
const mostButtons = 6

// summary is one card as a line of another.
func summary(c bot.Card) string {
	line := shown(c)
	if undone(c) && c.Code != acting { // how a yes is said stands below all of them
		line += " " + c.Next
	}
	return strings.TrimSpace(line)
}

// actsOf reads the orders that wait for a yes.
func actsOf(slots handlers.Slots) []frame.Act {
	var out []frame.Act
	for _, one := range slots.Items("acts") {
		out = append(out, frame.Act{Intent: one.Str("intent"), Slots: slotsOf(one["slots"]), Text: one.Str("text")})
	}
	return out
}

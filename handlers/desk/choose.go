package desk

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models"
	"linzhangbot/models/inbox"
)

const (
	choosing  = "ask.choose" // in the place of the intent while it is not known which one is meant
	offered   = 3            // readings at most
	labelMost = 20           // characters of a label
	none      = "都不是"
)

// noneOf are other ways to say that none is meant.
var noneOf = map[string]bool{"不是": true, "都不对": true, "都不要": true, "没有": true, "哪个都不是": true, "哪一件都不是": true}

// choose offers what a sentence may mean. Nothing is written; what is chosen runs with this very message.
func (m *message) choose(heard frame.Meaning) (*bot.Card, error) {
	readings := m.readings(heard.Candidates)
	if len(readings) == 0 {
		return m.notUnderstood(frame.Meaning{Intent: frame.Unknown, Expect: frame.OK})
	}
	readings, refusal, err := m.passing(readings)
	if err != nil || refusal != nil {
		return refusal, err
	}
	m.r.Args = handlers.Args{}
	q := handlers.Question{Intent: choosing, Missing: choosing, Text: "您是要办哪一件？"}
	if len(readings) == 1 {
		q.Text = "是说这一件吗？"
	}
	var lines []string
	for i, c := range readings {
		q.Choices = append(q.Choices, c.Label)
		lines = append(lines, fmt.Sprintf("%d. %s", i+1, c.Label))
	}
	q.Choices = append(q.Choices, none)
	q.Slots = handlers.Slots{"readings": readings}
	card := m.r.Ask(q)
	card.Code, card.Text = "ask.choose", strings.Join(lines, "\n")
	if err := m.keepHeard(readings); err != nil {
		return nil, err
	}
	return m.finish(&card)
}

// readings are the candidates that can be offered: commands that the sender may give, or, where he may give none of
// them, all, so that he learns why not. Two that would do the same are one.
func (m *message) readings(list []frame.Candidate) []frame.Candidate {
	var all, may []frame.Candidate
	for _, one := range list {
		c, ok := m.desk.Deployment.Command(one.Intent)
		if !ok {
			continue
		}
		one.Label = m.label(c, one)
		if slices.ContainsFunc(all, func(o frame.Candidate) bool { return o.Label == one.Label }) {
			continue
		}
		all = append(all, one)
		if m.allowed(c) == nil {
			may = append(may, one)
		}
	}
	if len(may) == 0 {
		may = all
	}
	return may[:min(len(may), offered)]
}

// passing are the readings that would not be refused now: what is offered works when it is chosen. Where all would be,
// it is said why the likeliest is.
func (m *message) passing(list []frame.Candidate) (out []frame.Candidate, refused *bot.Card, err error) {
	for _, one := range list {
		refusal, err := m.tried(one)
		if err != nil {
			return nil, nil, err
		}
		if refusal == nil {
			out = append(out, one)
		} else if refused == nil {
			refused = refusalCard(refusal)
		}
	}
	if len(out) > 0 {
		refused = nil
	}
	return out, refused, nil
}

// errTried undoes what is only tried.
var errTried = errors.New("only tried")

// tried runs what a reading orders, undoes it, and tells why it would be refused; nil where it would pass or ask.
func (m *message) tried(one frame.Candidate) (refusal *models.Error, err error) {
	c, ok := m.desk.Deployment.Command(one.Intent)
	if _, answers := one.Slots[answering]; !ok || answers {
		return nil, nil
	}
	if refusal := m.allowed(c); refusal != nil {
		return refusal, nil
	}
	kept, ask := *m.r, m.ask
	defer func() { *m.r, m.ask = kept, ask }()
	m.r.Args = m.read(one.Intent, handlers.Slots{}.With(one.Slots))
	if !c.OwnQuestions && m.r.Args.Expect != frame.OK {
		return nil, nil
	}
	if err := m.seat(); err != nil {
		return nil, err
	}
	if card, refusal := m.onBehalf(c); card != nil || refusal != nil {
		return refusal, nil
	}
	err = m.r.Tx.Nested(func() error {
		if _, err := c.Run(m.ctx, m.r); err != nil {
			return err
		}
		return errTried
	})
	if errors.As(err, &refusal) || errors.Is(err, errTried) {
		return refusal, nil
	}
	return nil, err
}

// telling are the slots that tell one matter from another, the most telling first.
var telling = []string{"issue", "ref", "title", "unit", "place", "start", "date"}

// label says what a reading would do: 销号 12号, 报送信息 大寺镇补植白蜡1200株.
func (m *message) label(c *handlers.Command, one frame.Candidate) string {
	label := one.Label
	if label == "" {
		slots := handlers.Slots(one.Slots)
		label = c.Title
		for _, key := range telling {
			what := slots.Str(key)
			if what == "" {
				continue
			}
			if strings.Trim(what, "0123456789") == "" {
				what += "号"
			}
			label += " " + what
			break
		}
	}
	return handlers.Cut(m.r.Profile.Words(label), labelMost)
}

// chosen goes on with the reading that an answer picks: by tap, by number or by the label's words. Whatever picks none
// leaves the choice open, unless it is another command.
func (m *message) chosen(w waitingQuestion, heard frame.Meaning) (card *bot.Card, done bool, err error) {
	text := m.strip(m.r.Event.Text)
	readings := w.slots.Items("readings")
	n, picked := pick(text, choicesOf(w.Dialogue), m.mark != "")
	switch {
	case picked && n == len(readings), noneOf[text], heard.Intent == "cancel":
		return &bot.Card{Code: "ask.cancelled", Tone: bot.ToneQuiet, Title: "好的，没有办理。", Next: "要办什么，请换个说法再说一遍。"},
			true, errors.Join(m.forget(), m.keepChosen(w, inbox.Nothing, ""))
	case picked && n >= 0 && n < len(readings):
	case picked, heard.Intent == "confirm", heard.Intent == "duty.ack":
		return m.unanswered(w), true, nil
	case heard.Intent != frame.Unknown:
		return nil, false, m.forget()
	default:
		return nil, false, nil
	}
	if err := m.forget(); err != nil {
		return nil, true, err
	}
	m.r.First = w.first
	if slots, ok := slotsOf(readings[n]["slots"])[answering].(map[string]any); ok {
		card, err = m.answered(slots)
		return card, true, err
	}
	if order := readings[n].Str("text"); order != "" {
		card, err = m.inFull(readings[n].Str("intent"), order)
		return card, true, err
	}
	args := m.read(readings[n].Str("intent"), handlers.Slots{}.With(slotsOf(readings[n]["slots"])))
	if err := m.keepChosen(w, args.Intent, args.Expect); err != nil {
		return nil, true, err
	}
	card, err = m.command(args.Intent, args)
	return card, true, err
}

// answering holds, in a reading that is offered, what the sentence fills in when it is meant as the answer.
const answering = "answering"

// answered goes on with the question behind a choice, when the sentence was meant as its answer.
func (m *message) answered(slots handlers.Slots) (*bot.Card, error) {
	if m.kept == nil {
		return notOpen("confirm"), nil
	}
	w, err := m.remembered(*m.kept)
	if err != nil {
		return nil, err
	}
	if m.kept, err = parked(w.Dialogue, m.b.now); err != nil {
		return nil, err
	}
	text := m.r.First.Text
	m.r.First = w.first
	return m.command(w.Intent, handlers.Args{Intent: w.Intent, Slots: slots, Expect: frame.OK, Text: text})
}

func slotsOf(v any) handlers.Slots { m, _ := v.(map[string]any); return m }

// read takes the first message for one intent. What the reading had found in it counts before what is read anew.
func (m *message) read(intent string, found handlers.Slots) handlers.Args {
	scene := m.scene()
	scene.Now, scene.Media = m.r.First.At.In(m.r.Now.Location()), len(m.r.First.Media)
	meaning, ok := m.desk.ear(m.r.Profile).As(intent, m.r.First.Text, scene)
	if !ok {
		meaning = frame.Meaning{Intent: intent, Expect: frame.OK}
	}
	args := argsOf(meaning, m.r.First.Text)
	args.Slots = args.Slots.With(found)
	if args.Expect == frame.Ask && args.Slots[args.Missing] != nil {
		args.Expect, args.Why, args.Missing, args.Choices = frame.OK, "", "", nil
	}
	return args
}

// inFull gives an order that names its record and nothing else: a reason is asked for, never read out of a number.
func (m *message) inFull(intent, order string) (*bot.Card, error) {
	m.r.First.Text = order
	args := m.read(intent, nil)
	delete(args.Slots, "reason")
	return m.command(args.Intent, args)
}

package desk

import (
	"encoding/json"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/language"
)

// saidText is the slot that remembers the words of a command while its sender is asked in whose name he speaks.
const saidText = "said_text"

// onBehalf settles in whose name somebody writes who sits on seats of several organisations: in that of the one he
// names; where he names none he is asked, and nothing is guessed. The answer goes on with the first message.
func (m *message) onBehalf(c *handlers.Command) *bot.Card {
	a, args := &m.r.Actor, &m.r.Args
	if !c.ForOrg || len(a.Orgs) < 2 || args.Expect == language.Refuse {
		return nil
	}
	if text := args.Slots.Str(saidText); text != "" {
		args.Text = text
		delete(args.Slots, saidText)
	}
	unit := args.Slots.Str("unit")
	if o, his := a.Speaks(unit); his {
		a.Org = o
		return nil
	}
	if unit != "" && a.IsOffice() {
		return nil // the office may write for others
	}
	q := handlers.Question{Missing: "unit", Text: "您在不止一个单位任职，这次以哪个单位的名义？", Slots: m.firstMessage()}
	for _, o := range a.Orgs {
		q.Choices = append(q.Choices, o.Name)
	}
	card := m.r.Ask(q)
	return &card
}

// firstMessage is what an answer must not replace: the words, the moment, the id and the pictures of the message
// that gave the command.
func (m *message) firstMessage() handlers.Slots {
	out := handlers.Slots{saidText: m.r.Args.Text}
	for key, value := range map[string]string{"said": m.r.Now.Format(time.RFC3339Nano), "message": m.r.Event.ID, "media": pictures(m.r.Event)} {
		if m.r.Args.Slots.Str(key) == "" && value != "" {
			out[key] = value
		}
	}
	return out
}

func pictures(e bot.Event) string {
	if len(e.Media) == 0 {
		return ""
	}
	text, err := json.Marshal(e.Media)
	if err != nil {
		return ""
	}
	return string(text)
}

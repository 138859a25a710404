package handlers

import (
	"encoding/json"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers/language"
	"linzhangbot/models"
)

// saidText is the slot that remembers the words of a command while its sender is asked in whose name he speaks.
const saidText = "said_text"

// seat settles in whose name somebody writes who sits on seats of several organisations: in that of the one he
// names; where he names none he is asked, and nothing is guessed. The answer goes on with the first message.
func (t *turn) seat(c *Command) *bot.Card {
	a, args := &t.r.Actor, &t.r.Args
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
	q := Question{Missing: "unit", Text: "您在不止一个单位任职，这次以哪个单位的名义？", Slots: t.firstMessage()}
	for _, o := range a.Orgs {
		q.Choices = append(q.Choices, o.Name)
	}
	card := t.r.Ask(q)
	return &card
}

// firstMessage is what an answer must not replace: the words, the moment, the id and the pictures of the message
// that gave the command.
func (t *turn) firstMessage() Slots {
	out := Slots{saidText: t.r.Args.Text}
	for key, value := range map[string]string{"said": t.r.Now.Format(time.RFC3339Nano), "message": t.r.Event.ID, "media": pictures(t.r.Event)} {
		if t.r.Args.Slots.Str(key) == "" && value != "" {
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

// ownUnit is the organisation that 我镇 and words left out mean; none for somebody who has several.
func ownUnit(a models.Actor) string {
	if len(a.Orgs) > 1 {
		return ""
	}
	return a.Org.Name
}

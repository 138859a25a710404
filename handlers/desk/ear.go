package desk

import (
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models"
	"linzhangbot/models/profile"
)

// Hearing is what the desk needs of an ear.
type Hearing interface {
	Understand(text string, s frame.Scene) frame.Meaning
	As(intent, text string, s frame.Scene) (frame.Meaning, bool)
	Slot(name, text string, now time.Time) (any, bool)
	Typed(slot string) bool
	Purely(name, text string, now time.Time) bool
	Guess(name, text string, now time.Time) (string, bool)
	Strip(text string) string
	Said(intent, text string, s frame.Scene) (level frame.Level, phrase bool)
}

// ear is the ear for a district's profile version, made once.
func (d *Desk) ear(p *profile.Profile) Hearing {
	d.mu.Lock()
	defer d.mu.Unlock()
	k := p.Code + " " + p.Version + " " + p.Effective.String()
	l, ok := d.ears[k]
	if !ok {
		l = d.Hear(d.Deployment, p)
		d.ears[k] = l
	}
	return l
}

// understand reads a text as said by this sender here and now. A batch has understood its texts beforehand.
func (m *message) understand(text string) frame.Meaning {
	if m.job.heard != nil && text == m.r.Event.Text {
		return *m.job.heard
	}
	if meaning, ok := m.byOrder(text); ok {
		return meaning
	}
	return m.desk.ear(m.r.Profile).Understand(text, m.scene())
}

// byOrder hears a command by the words that begin its buttons: the names behind them are no orders of their own.
func (m *message) byOrder(text string) (frame.Meaning, bool) {
	ear, stripped := m.desk.ear(m.r.Profile), strings.TrimSpace(text)
	if m.r.Event.Kind != bot.KindPress {
		stripped = ear.Strip(stripped)
	}
	for _, module := range m.desk.Deployment.Modules {
		for _, c := range module.Commands {
			if c.Order == "" || !strings.HasPrefix(stripped, c.Order+" ") {
				continue
			}
			meaning := frame.Meaning{Text: stripped}
			if heard, ok := ear.As(c.Name, text, m.scene()); ok {
				meaning.Slots = heard.Slots
			}
			meaning.Intent, meaning.Expect, meaning.Strong = c.Name, frame.OK, true
			return meaning, true
		}
	}
	return frame.Meaning{}, false
}

// scene is what is known about where and by whom the message was said.
func (m *message) scene() frame.Scene {
	e, a := m.r.Event, m.r.Actor
	role := ""
	switch {
	case a.IsOffice():
		role = "office"
	case a.IsChief():
		role = "chief"
	case a.Bound:
		role = "liaison"
	}
	// Whoever addresses the bot in a group speaks to it as he would in private: “@林长助手 收到” is no chatter.
	return frame.Scene{Now: m.r.Now, Private: e.Chat.Kind == bot.Private || e.ToBot, ToBot: e.ToBot, Role: role,
		Pressed: e.Kind == bot.KindPress, Unit: ownUnit(a), Media: len(e.Media), Quote: e.Quote}
}

// typed reports whether a slot takes a value of a type rather than words.
func (m *message) typed(slot string) bool { return m.desk.ear(m.r.Profile).Typed(slot) }

// strip takes calls and courtesies off a text.
func (m *message) strip(text string) string { return m.desk.ear(m.r.Profile).Strip(text) }

// ownUnit is the organisation that 我镇 and words left out mean; none for somebody who has several.
func ownUnit(a models.Actor) string {
	if len(a.Orgs) > 1 {
		return ""
	}
	return a.Org.Name
}

func argsOf(m frame.Meaning, text string) handlers.Args {
	return handlers.Args{Intent: m.Intent, Slots: handlers.Slots(m.Slots).With(nil), Expect: m.Expect, Unsure: m.Unsure,
		Why: m.Why, Missing: m.Missing, Choices: m.Choices, Text: strings.TrimSpace(text)}
}

// addressed reports whether something said is for the bot: in private, by @, as a reply to its card, or by a tap.
func addressed(e bot.Event) bool { return e.ToBot || e.Kind == bot.KindPress }

package desk

import (
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/ear"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/handlers/ear/words"
	"linzhangbot/models"
	"linzhangbot/models/profile"
)

// Ear is what the commands of a deployment listen for, in the words of one district.
func Ear(d *handlers.Deployment, p *profile.Profile) *ear.Ear {
	grammar := append([]frame.Frame{}, words.Common...)
	for _, m := range d.Modules {
		grammar = append(grammar, m.Frames...)
	}
	var frames []ear.Command
	for _, m := range d.Modules {
		for _, c := range m.Commands {
			for _, intent := range append([]string{c.Name}, c.Aliases...) {
				frames = append(frames, ear.Command{Intent: intent, Title: p.Words(c.Title), Usage: p.Words(c.Usage),
					Writes: !c.Reads, Asks: c.OwnQuestions})
			}
		}
	}
	heard := words.New(grammar, words.FromProfile(p)).WithCalendar(d.Days)
	return ear.New(heard, p, frames)
}

// Hearing is what the desk needs of an ear.
type Hearing interface {
	Understand(text string, s frame.Scene) frame.Meaning
	As(intent, text string, s frame.Scene) (frame.Meaning, bool)
	Slot(name, text string, now time.Time) (any, bool)
	Purely(name, text string, now time.Time) bool
	Guess(name, text string, now time.Time) (string, bool)
	Strip(text string) string
	Said(intent, text string, s frame.Scene) (level ear.Level, phrase bool)
}

// ear is the ear for a district's profile version, made once.
func (d *Desk) ear(p *profile.Profile) Hearing {
	d.mu.Lock()
	defer d.mu.Unlock()
	k := p.Code + " " + p.Version + " " + p.Effective.String()
	l, ok := d.ears[k]
	if !ok {
		if l = Ear(d.Deployment, p); d.Hear != nil {
			l = d.Hear(l)
		}
		d.ears[k] = l
	}
	return l
}

// understand reads a text as said by this sender here and now. A batch has understood its texts beforehand.
func (m *message) understand(text string) frame.Meaning {
	if m.job.heard != nil && text == m.r.Event.Text {
		return *m.job.heard
	}
	return m.desk.ear(m.r.Profile).Understand(text, m.scene())
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

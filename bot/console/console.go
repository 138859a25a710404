// Package console is a chat platform without any platform: it remembers what was said in each chat. The web chat
// of the demo and simulate speak through it. Chats are named main, office, town.<org>, unit.<org> and @<person>;
// accounts are person codes.
package console

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"linzhangbot/bot"
)

// Line is one thing said in a chat, by a person or by the bot.
type Line struct {
	Seq     int         `json:"seq"` // 1, 2, 3 … over all chats
	At      time.Time   `json:"at"`
	Chat    string      `json:"chat"`
	From    string      `json:"from,omitempty"` // person code; empty: the bot
	Kind    string      `json:"kind"`           // said, reply, notice, recalled
	ID      string      `json:"id"`             // message id
	Text    string      `json:"text,omitempty"` // of a person
	Photo   string      `json:"photo,omitempty"`
	Card    *bot.Card   `json:"card,omitempty"` // of the bot
	ReplyTo string      `json:"reply_to,omitempty"`
	Media   []bot.Media `json:"-"`
}

// Console is a bot.Platform kept in memory.
type Console struct {
	name, district string
	now            func() time.Time
	bots           []string // names that address the bot in a group

	mu    sync.Mutex
	lines []Line
	wake  chan struct{} // closed and replaced at every new line
}

// New makes a console of a district. bots are the names people @.
func New(name, district string, bots []string, now func() time.Time) *Console {
	return &Console{name: name, district: district, now: now, bots: bots, wake: make(chan struct{})}
}

// Name is the platform's configured name.
func (c *Console) Name() string { return c.name }

// Receive is not how people speak here.
func (c *Console) Receive(*http.Request) (bot.Delivery, error) {
	return bot.Delivery{}, errors.New("the console takes no callbacks")
}

// Send remembers the card as said in the chat.
func (c *Console) Send(_ context.Context, to bot.Address, card bot.Card) (bot.Receipt, error) {
	line := c.add(Line{Chat: ChatName(to.Chat), Kind: to.Kind, Card: &card, ReplyTo: to.ReplyTo})
	return bot.Receipt{ID: line.ID}, nil
}

// Words is something a person does in a chat.
type Words struct {
	Chat, From, Text string
	Photo            string // name of a picture that comes with the text
	ToBot            bool   // counts as addressed
	ReplyTo          string // code of the card that is answered, the newest in the chat; counts as addressed
}

// Reply is Say as an answer to a card.
func (c *Console) Reply(w Words) (bot.Event, error) {
	id, ok := c.newest(w.Chat, w.ReplyTo)
	if !ok {
		return bot.Event{}, fmt.Errorf("no card %s in chat %s to reply to", w.ReplyTo, w.Chat)
	}
	e := c.Say(w)
	e.QuoteID, e.ToBot = id, true
	return e, nil
}

func (c *Console) newest(chat, code string) (id string, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, l := range slices.Backward(c.lines) {
		if l.Card != nil && l.Chat == chat && string(l.Card.Code) == code {
			return l.ID, true
		}
	}
	return "", false
}

// Say remembers a person's words and makes the event of them.
func (c *Console) Say(w Words) bot.Event {
	line := c.add(Line{Chat: w.Chat, From: w.From, Kind: "said", Text: w.Text, Photo: w.Photo})
	e := c.event(line, bot.KindText)
	e.Text, e.ToBot = w.Text, w.ToBot || e.Chat.Kind == bot.Private || c.addressed(w.Text)
	if w.Photo != "" {
		e.Media = []bot.Media{{Kind: "image", Name: w.Photo, Ref: w.Photo}}
	}
	return e
}

// Press presses a button by its label: on the newest card of that code in the chat, or the newest with such a
// label when code is empty. Where the chat has no such card, the one is meant that the person was told in private, then
// a colleague's, then any card of the chat with such a button: a script says what is done, whoever was told.
func (c *Console) Press(chat, from, label, code string) (bot.Event, error) {
	for _, look := range []struct {
		in   func(string) bool
		code string
	}{
		{func(x string) bool { return x == chat }, code},
		{func(x string) bool { return x == "@"+from }, code},
		{func(x string) bool { return strings.HasPrefix(x, "@") && code != "" }, code},
		{func(x string) bool { return x == chat }, ""},
	} {
		if button, ok := c.button(look.in, label, look.code); ok {
			return c.press(Line{Chat: chat, From: from, Text: label}, button), nil
		}
	}
	return bot.Event{}, fmt.Errorf("no card %s with a button %s in chat %s", code, label, chat)
}

// press remembers that a button was pressed and makes the event of it.
func (c *Console) press(l Line, b bot.Button) bot.Event {
	l.Kind = "pressed"
	e := c.event(c.add(l), bot.KindPress)
	e.Text, e.ToBot = b.Command, true
	return e
}

// button finds the newest; on a card about several records a label is followed by the number.
func (c *Console) button(in func(chat string) bool, label, code string) (bot.Button, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, l := range slices.Backward(c.lines) {
		if l.Card == nil || !in(l.Chat) || code != "" && string(l.Card.Code) != code {
			continue
		}
		for _, b := range l.Card.Buttons {
			if b.Label == label || strings.HasPrefix(b.Label, label+" ") {
				return b, true
			}
		}
	}
	return bot.Button{}, false
}

// Recall takes a message back.
func (c *Console) Recall(id string) (bot.Event, error) {
	c.mu.Lock()
	i := slices.IndexFunc(c.lines, func(l Line) bool { return l.ID == id && l.From != "" })
	if i < 0 {
		c.mu.Unlock()
		return bot.Event{}, fmt.Errorf("no message %s to recall", id)
	}
	old := c.lines[i]
	c.mu.Unlock()
	e := c.event(c.add(Line{Chat: old.Chat, From: old.From, Kind: "recalled", Text: old.ID}), bot.KindRecall)
	e.Target, e.ToBot = id, true
	return e, nil
}

// Lines are all lines after seq.
func (c *Console) Lines(seq int) []Line {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.lines[min(max(seq, 0), len(c.lines)):])
}

// Wait returns a channel that is closed when the next line is said.
func (c *Console) Wait() <-chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.wake
}

func (c *Console) add(l Line) Line {
	c.mu.Lock()
	defer c.mu.Unlock()
	l.Seq, l.At = len(c.lines)+1, c.now()
	l.ID = fmt.Sprintf("%s-%d", c.name, l.Seq)
	c.lines = append(c.lines, l)
	close(c.wake)
	c.wake = make(chan struct{})
	return l
}

func (c *Console) event(l Line, kind bot.Kind) bot.Event {
	return bot.Event{Platform: c.name, District: c.district, ID: l.ID, Kind: kind, Chat: ParseChat(l.Chat), From: l.From, At: l.At.UTC(), ReplyTo: l.ID}
}

func (c *Console) addressed(text string) bool {
	half := strings.ReplaceAll(text, "＠", "@")
	return slices.ContainsFunc(c.bots, func(name string) bool { return strings.Contains(half, "@"+name) })
}

// ParseChat reads a chat's name: @person is private, everything else a group.
func ParseChat(name string) bot.Chat {
	if person, private := strings.CutPrefix(name, "@"); private {
		return bot.Chat{ID: person, Kind: bot.Private}
	}
	return bot.Chat{ID: name, Kind: bot.Group}
}

// ChatName writes a chat's name.
func ChatName(c bot.Chat) string {
	if c.Kind == bot.Private {
		return "@" + c.ID
	}
	return c.ID
}

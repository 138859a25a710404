// Package bottest is the conformance suite every chat platform passes. A platform's test makes a Bench: the platform
// itself wired to a fake server that checks what it is sent, and makers of requests as the real service would send
// them. Run then asks the questions that must have the same answer everywhere.
package bottest

import (
	"net/http"

	"linzhangbot/bot"
)

// Message is what a person does on the platform, in neutral words; the bench turns it into a signed request.
type Message struct {
	ID   string   // the platform's message id
	Chat bot.Chat // where it was written
	From string   // account id of the sender
	Text string   // what was written, or the command behind the pressed button
}

// Said is one thing the platform sent or replied, as the fake server understood it.
type Said struct {
	Chat    string   // the chat (or webhook) it went to; empty for replies inside the HTTP response
	Texts   []string // every decoded string a client would show or interpret: titles, texts, labels, file names
	Mention []string // account ids (or names meaning everybody) that would really be mentioned
	Buttons []string // commands behind the buttons, in order
}

// Fault is one way the platform's server can misbehave on the next send.
type Fault string

const (
	FaultBusy    Fault = "busy"    // rate limited: come back later
	FaultServer  Fault = "server"  // HTTP 500 with an HTML page
	FaultHang    Fault = "hang"    // takes the request and never answers
	FaultGarbage Fault = "garbage" // HTTP 200 with a body that is not the platform's JSON
	FaultContent Fault = "content" // the content is refused for good
	FaultGone    Fault = "gone"    // the person or the group is gone
	FaultSecret  Fault = "secret"  // the platform's credentials are wrong
	FaultToken   Fault = "token"   // the access token was voided early: to be renewed inside Send, unseen
)

// Bench is one platform on the test stand. Fields marked optional may be nil.
type Bench struct {
	// Platform is the platform under test, opened with a fixed clock that agrees with the requests below.
	Platform bot.Platform
	// Chats are the chats a card can be sent to: one for each way of rendering. The first one must take buttons.
	Chats []bot.Chat
	// Group is a group people write in, and Person a private chat.
	Group, Person bot.Chat
	// Text makes a fresh, well-signed request that carries a written message.
	Text func(m Message) *http.Request
	// Press makes a well-signed request for a pressed button whose Button.Command was m.Text.
	Press func(m Message) *http.Request
	// Recall (optional) makes a request that takes the message m.ID back.
	Recall func(m Message) *http.Request
	// Unknown makes well-signed requests of event types nobody knows yet.
	Unknown func() []*http.Request
	// Forged makes requests that must be refused, by a short name: wrong signature, wrong app, stale, broken …
	Forged func() map[string]*http.Request
	// Said returns and forgets what the fake server has accepted since the last call.
	Said func() []Said
	// Complaints returns what the fake server found wrong with what it was sent: limits, missing fields.
	Complaints func() []string
	// Open (optional, for platforms that answer in the HTTP response) reads such an answer.
	Open func(a *bot.Answer) (Said, error)
	// Fault arranges what the next send meets. It answers false where the platform knows no such fault.
	Fault func(chat bot.Chat, f Fault) bool
	// Secrets are texts that must never appear in an error.
	Secrets []string
	// Live (optional) replaces the package's Live for platforms whose markup is harmless in other ways.
	Live func(text string) string
}

// Package bot holds what chat platforms have in common: what comes in (Event), what goes out (Card)
// and what a platform must be able to do (Platform, Driver). It knows no forest, no table and no web framework.
package bot

import "time"

// Kind says what happened on the platform.
type Kind string

const (
	KindText    Kind = "text"    // a person wrote something (text, or text with pictures)
	KindPress   Kind = "press"   // a button was pressed; Text carries the command behind it
	KindRecall  Kind = "recall"  // a message was taken back; Target names it
	KindEnter   Kind = "enter"   // a person opened the private chat, or the bot was added to a group
	KindUnknown Kind = "unknown" // verified, but nothing we act on (new event type); counted, answered 200
)

// ChatKind tells a group from a private conversation.
type ChatKind string

const (
	Group   ChatKind = "group"
	Private ChatKind = "private"
)

// Chat is one conversation on one platform.
type Chat struct {
	ID   string   `json:"id"`   // the platform's own id, case-sensitive
	Kind ChatKind `json:"kind"` // group or private
}

// Media is a picture or file that came with a message. Only the reference is kept here: platforms' links
// live minutes, so a job fetches the bytes at once (see Fetcher).
type Media struct {
	Kind string `json:"kind"`           // image, file, voice, video
	Name string `json:"name,omitempty"` // file name as the sender had it, if known
	Ref  string `json:"ref"`            // media id or url on the platform
	Key  string `json:"key,omitempty"`  // per-file AES key where the platform has one
}

// Event is one verified, decrypted and normalised thing that happened on a platform.
type Event struct {
	Platform string    `json:"platform"`        // the configured name, such as xiqing-wecom
	District string    `json:"district"`        // the district code this platform serves
	ID       string    `json:"id"`              // the platform's message id; unique within Platform, the dedupe key
	Kind     Kind      `json:"kind"`            //
	Chat     Chat      `json:"chat"`            //
	From     string    `json:"from"`            // account id of the sender on the platform
	FromName string    `json:"from_name"`       // display name if the platform tells it; never trusted
	Text     string    `json:"text"`            // what was written, or the command behind a pressed button
	Quote    string    `json:"quote,omitempty"` // text of a quoted message: context, never executed
	QuoteID  string    `json:"quote_id,omitempty"`
	Media    []Media   `json:"media,omitempty"`
	Target   string    `json:"target,omitempty"` // KindRecall: the id of the message taken back
	ToBot    bool      `json:"to_bot"`           // private chat, @-mention of the bot, or a button
	At       time.Time `json:"at"`               // platform's own time of the message, UTC; zero if it tells none
	ReplyTo  string    `json:"reply_to"`         // how to answer this very message later (response_url, message_id); may be empty
}

package bot

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

// Platform is one configured chat platform of one district.
type Platform interface {
	// Name is the configured name, unique within a deployment (settings: platforms[].name).
	Name() string
	// Receive verifies, decrypts and normalises one HTTP request. It never stores, retries or sleeps.
	// A *Refusal error is answered with its fixed body; any other error likewise, as 400.
	Receive(r *http.Request) (Delivery, error)
	// Send says a card in a chat. It never retries: a *SendError says whether and when to try again.
	Send(ctx context.Context, to Address, c Card) (Receipt, error)
}

// Address is where a card goes.
type Address struct {
	Chat    Chat   `json:"chat"`
	ReplyTo string `json:"reply_to,omitempty"` // answer to this message if the platform can; else just the chat
	Kind    string `json:"kind,omitempty"`     // reply or notice; only for platforms that show the difference
	Key     string `json:"key"`                // stable over retries, ≤ 50 ASCII characters: the platform's own duplicate key
}

// Delivery is what one request carried: events, or a handshake answered at once.
type Delivery struct {
	Events []Event
	// Answer, if set, is the finished HTTP response (handshakes, empty acknowledgements).
	Answer *Answer
	// Reply renders a card as the HTTP response of this very request, for platforms that take their answer
	// there (WeCom robot and app). Nil: the answer goes through Send. It only writes
	// the answer down, and answers nil when the platform takes no such answer for this event or card.
	Reply func(Card) (*Answer, error)
}

// Answer is a finished HTTP response.
type Answer struct {
	Status int    // 200 unless said
	Type   string // content type
	Body   []byte
}

// Refusal is a request that is not from the platform (bad signature, wrong app, stale …).
// Every refusal of a platform has the same Status and Body, so nothing can be learned from it; Reason is for the counter.
type Refusal struct {
	Status int
	Body   string
	Reason string // short, English, no content of the request
}

func (r *Refusal) Error() string { return "refused: " + r.Reason }

// Receipt is the platform's word that it took a message.
type Receipt struct {
	ID string // the platform's id of the sent message, for updates and recalls; may be empty
}

// Again says whether sending once more can help.
type Again string

const (
	AgainLater   Again = "later"   // busy or rate limited: try again after After
	AgainUnknown Again = "unknown" // the outcome is not known (timeout after writing): only with the same duplicate key
	AgainNever   Again = "never"   // permanent: wrong content, no permission, person left
	AgainBroken  Again = "broken"  // the channel itself is broken (robot removed, credentials wrong): stop it, tell the office
)

// SendError is what Send returns when the platform did not take the message.
type SendError struct {
	Again  Again
	After  time.Duration // earliest next try; 0: the dispatcher's own backoff
	Code   string        // the platform's error code, for people who look it up
	Reason string        // short, without secrets
	Safe   bool          // AgainUnknown: the platform drops a repeat with the same key
}

func (e *SendError) Error() string {
	return fmt.Sprintf("send: %s (code %s, again %s)", e.Reason, e.Code, e.Again)
}

// Driver makes platforms of one kind. It hands itself over as one value; cmd lists the drivers.
type Driver struct {
	Kind string // settings: platforms[].kind
	// Open reads its own settings section with decode (strict) and returns the platform.
	Open func(decode func(any) error, deps Deps) (Platform, error)
}

// Deps is what a platform gets from the house.
type Deps struct {
	Name     string           // the configured name
	District string           // the district code it serves
	Now      func() time.Time // the clock
	HTTP     *http.Client     // with timeout; never nil
	Tokens   Tokens           // shared token memory; never nil
}

// Tokens is a small forgetful memory for access tokens, shared by the replicas where there is a Redis.
type Tokens interface {
	Get(ctx context.Context, key string) (value string, ok bool)
	Keep(ctx context.Context, key, value string, ttl time.Duration)
	Forget(ctx context.Context, key string)
}

// Optional abilities, found by type assertion.
type (
	// Pacer says how far apart messages to one chat must be (WeCom webhook: 20 a minute).
	Pacer interface {
		Pace(chat Chat) (n int, per time.Duration)
	}
	// Fetcher brings the bytes of a picture or file, at most max bytes, and its file name.
	Fetcher interface {
		Fetch(ctx context.Context, e Event, m Media, max int64) (data []byte, name string, err error)
	}
	// Listener keeps a long connection and hands events to sink until ctx ends.
	Listener interface {
		Listen(ctx context.Context, sink func(context.Context, Event) error) error
	}
	// Sole tells whether the platform takes one connection in all (WeCom's robot): then one process listens, and it
	// alone can send.
	Sole interface {
		Sole() bool
	}
	// Router lists the paths below /hook/<name> this platform answers, such as app, robot, event, card.
	Router interface {
		Paths() []string
	}
	// Pusher names the push-only channels of the settings: name (main, office, an organisation) → chat id.
	Pusher interface {
		PushChats() map[string]string
	}
	// Checker asks the platform whether the settings work (check --online): one finding a line, empty when fine.
	Checker interface {
		Check(ctx context.Context) []string
	}
)

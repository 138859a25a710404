// Package desk takes what came in, finds out who said it and what was meant, asks the right command to act inside the
// one transaction, and answers.
package desk

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models/cache"
	"linzhangbot/models/db"
	"linzhangbot/models/outbox"
	"linzhangbot/models/profile"
)

// Parts are what a desk works with.
type Parts struct {
	DB         *db.DB
	Deployment *handlers.Deployment
	Post       handlers.Post
	Withdraw   Withdraw
	Now        func() time.Time
	Cache      cache.Cache
	Log        *slog.Logger
	Hear       func(*handlers.Deployment, *profile.Profile) Hearing // makes the ear for one district's rules
}

// Desk takes events, acts on each exactly once, and answers. One committer takes whatever waits (no timer, up to
// batchMax), opens one transaction and gives each message its savepoint; one waiting message is the ordinary case.
type Desk struct {
	Parts
	Sent func() // told after every commit that parcels may wait; may be nil
	// Carrier takes replies straight from the commit; nil: they are looked for like all other parcels.
	Carrier Carrier
	Probe   func(point string) // told of the places where a crash must do no harm; nil but in tests

	mu    sync.Mutex
	ears  map[string]Hearing // by district and profile version
	queue chan *job
}

// Withdraw takes back reminders about what a request has settled, and returns what is to be said again.
type Withdraw func(ctx context.Context, r *handlers.Request, settled []string) ([]handlers.Notice, error)

// Carrier carries replies that were kept as already being in its hands, which saves looking for them again.
// Whatever it loses is found again when the lease is over, as any other parcel.
type Carrier interface {
	Lease(now time.Time) (owner string, until time.Time, ok bool) // ok is false while it has its hands full
	Carry(parcels []outbox.Parcel)
}

// Outcome is what became of one event.
type Outcome struct {
	Card     *bot.Card   // the reply; nil when the message was left alone
	Repeated bool        // it had been acted on before; Card is the reply of then
	Answer   *bot.Answer // the reply as the answer of the very request, where it can be said there
}

// Reply writes a card down as the answer of a request; nil where it can't be said there.
type Reply = func(bot.Card) (*bot.Answer, error)

// job is one event in line.
type job struct {
	ctx   context.Context
	event bot.Event
	// says a card in the answer of the request, so that its parcel is kept as sent; nil where that can't be
	reply  Reply
	others bool           // it left something to be looked for: further parcels, pictures
	parcel *outbox.Parcel // the reply, where it goes straight to the carrier
	heard  *frame.Meaning // what the text means, once it was understood with its batch
	out    Outcome
	err    error
	done   chan struct{}
}

// unmarked takes the marks of terms (models.TheOffice) out of what people write: a card must show their words as they
// wrote them, and no text that somebody made up may turn into the district's own on its way out.
var unmarked = strings.NewReplacer("‹", "〈", "›", "〉")

func newJob(ctx context.Context, e bot.Event, reply Reply) *job {
	e.Text, e.Quote, e.FromName = unmarked.Replace(e.Text), unmarked.Replace(e.Quote), unmarked.Replace(e.FromName)
	e.Media = slices.Clone(e.Media)
	for i := range e.Media {
		e.Media[i].Name = unmarked.Replace(e.Media[i].Name)
	}
	return &job{ctx: ctx, event: e, reply: reply, done: make(chan struct{})}
}

// New makes a desk; Run starts its committer.
func New(p Parts) *Desk {
	return &Desk{Parts: p, ears: map[string]Hearing{}, queue: make(chan *job, 1024)}
}

// Handle puts an event in line and waits until it is committed. An error means that nothing of it was kept. reply is
// nil where the answer of the request says nothing.
func (d *Desk) Handle(ctx context.Context, e bot.Event, reply Reply) (Outcome, error) {
	j := newJob(ctx, e, reply)
	select {
	case d.queue <- j:
	case <-ctx.Done():
		return Outcome{}, ctx.Err()
	}
	select {
	case <-j.done:
		return j.out, j.err
	case <-ctx.Done():
		return Outcome{}, ctx.Err() // it may still be committed; the platform's repeat finds it
	}
}

// Run is the committer: it ends with ctx, after what it has begun.
func (d *Desk) Run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case first := <-d.queue:
			d.commit(ctx, d.gather(first))
		}
	}
}

// Deliver handles one event at once, without the committer: for simulate, the demo and tests.
func (d *Desk) Deliver(ctx context.Context, e bot.Event) (Outcome, error) {
	j := newJob(ctx, e, nil)
	d.commit(ctx, []*job{j})
	return j.out, j.err
}

// Codes are those the desk itself says, beside the commands' own.
var Codes = []string{
	"ask.which", "ask.cancelled", "ask.choose", "ask.none", "ask.preview", "ask.expired", "greeting.answered",
	"not_understood", "not_open",
	"system.busy", "delivery.failed", "refused.not_allowed", "refused.not_bound", "refused.not_found",
	"refused.bad_input", "report.secret", "duty.budget",
}

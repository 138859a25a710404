package handlers

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers/language"
	"linzhangbot/models/cache"
	"linzhangbot/models/db"
	"linzhangbot/models/inbox"
	"linzhangbot/models/outbox"
)

// Desk takes events, acts on each exactly once, and answers. One committer takes whatever waits (no timer, up to
// batchMax), opens one transaction and gives each message its savepoint; one waiting message is the ordinary case.
type Desk struct {
	DB    *db.DB
	House *House
	Now   func() time.Time
	Log   *slog.Logger
	Cache cache.Cache
	Sent  func() // told after every commit that parcels may wait; may be nil
	// Carrier takes replies straight from the commit; nil: they are looked for like all other parcels.
	Carrier Carrier
	Probe   func(point string) // told of the places where a crash must do no harm; nil but in tests

	mu        sync.Mutex
	languages map[string]*language.Language // by district and profile version
	queue     chan *job
}

const batchMax = 128

// NewDesk makes a desk; Run starts its committer.
func NewDesk(d *db.DB, h *House, now func() time.Time, c cache.Cache, log *slog.Logger) *Desk {
	return &Desk{DB: d, House: h, Now: now, Cache: c, Log: log, languages: map[string]*language.Language{}, queue: make(chan *job, 1024)}
}

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

type job struct {
	ctx    context.Context
	event  bot.Event
	reply  Reply             // says a card in the answer of the request, so that its parcel is kept as sent; nil where that can't be
	others bool              // it left something to be looked for: further parcels, pictures
	parcel *outbox.Parcel    // the reply, where it goes straight to the carrier
	heard  *language.Meaning // what the text means, once it was understood with its batch
	out    Outcome
	err    error
	done   chan struct{}
}

// Reply writes a card down as the answer of a request; nil where it can't be said there.
type Reply = func(bot.Card) (*bot.Answer, error)

// Handle puts an event in line and waits until it is committed. An error means that nothing of it was kept. reply is
// nil where the answer of the request says nothing.
func (d *Desk) Handle(ctx context.Context, e bot.Event, reply Reply) (Outcome, error) {
	j := &job{ctx: ctx, event: e, reply: reply, done: make(chan struct{})}
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

func (d *Desk) gather(first *job) []*job {
	jobs := []*job{first}
	for len(jobs) < batchMax {
		select {
		case j := <-d.queue:
			jobs = append(jobs, j)
		default:
			return jobs
		}
	}
	return jobs
}

// Deliver handles one event at once, without the committer: for simulate, the demo and tests.
func (d *Desk) Deliver(ctx context.Context, e bot.Event) (Outcome, error) {
	j := &job{ctx: ctx, event: e, done: make(chan struct{})}
	d.commit(ctx, []*job{j})
	return j.out, j.err
}

// commit does all in one transaction; when that fails, each on its own, so that one bad message spoils no other.
func (d *Desk) commit(ctx context.Context, jobs []*job) {
	err := d.try(ctx, jobs)
	if db.IsDuplicate(err) { // another replica was faster with one of them: what it answered is there now
		err = d.try(ctx, jobs)
	}
	if err != nil && len(jobs) > 1 {
		for _, j := range jobs {
			if j.err = d.try(ctx, []*job{j}); j.err != nil {
				d.trouble(ctx, j)
			}
		}
	} else if err != nil {
		jobs[0].err = err
		d.trouble(ctx, jobs[0])
	}
	d.probe("after commit")
	d.carry(jobs)
	for _, j := range jobs {
		close(j.done)
	}
}

// carry hands the replies that were kept to the carrier, and tells the dispatcher of everything else.
func (d *Desk) carry(jobs []*job) {
	var parcels []outbox.Parcel
	for _, j := range jobs {
		if j.parcel != nil && j.err == nil {
			parcels = append(parcels, *j.parcel)
		}
	}
	if len(parcels) > 0 {
		d.Carrier.Carry(parcels)
	}
	if d.Sent != nil && (len(parcels) == 0 || slices.ContainsFunc(jobs, func(j *job) bool { return j.others })) {
		d.Sent()
	}
}

func (d *Desk) try(ctx context.Context, jobs []*job) error {
	now := d.Now().UTC().Truncate(time.Millisecond)
	return d.DB.Tx(ctx, db.Everyone, func(tx *db.Tx) error {
		b, err := d.lookUp(tx, jobs, now)
		if err != nil {
			return err
		}
		if err := d.ahead(tx, jobs, b); err != nil {
			return err
		}
		for _, j := range jobs {
			j.out, j.err, j.parcel, j.others = Outcome{}, nil, nil, false
			if err := d.guarded(tx, j, b); err != nil {
				return err
			}
		}
		d.probe("before commit")
		return nil
	})
}

func (d *Desk) probe(point string) {
	if d.Probe != nil {
		d.Probe(point)
	}
}

// guarded turns a panic in a command into an error of that message.
func (d *Desk) guarded(tx *db.Tx, j *job, b *lookups) (err error) {
	defer func() {
		if p := recover(); p != nil {
			d.Log.Error("command panicked", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			err = fmt.Errorf("command panicked: %v", p)
		}
	}()
	return d.one(tx, j, b)
}

// trouble answers “系统繁忙” with a number for a message that cannot be handled, so that the person is told and the
// platform stops repeating it. When even that cannot be kept, the error stays and the platform tries again.
func (d *Desk) trouble(ctx context.Context, j *job) {
	if db.Retryable(j.err) || ctx.Err() != nil {
		return
	}
	number := fmt.Sprintf("%06d", d.Now().UnixMilli()%1_000_000)
	d.Log.Error("message failed", "number", number, "platform", j.event.Platform, "error", j.err)
	j.parcel = nil // it was undone
	card := bot.Card{Code: "system.busy", Tone: bot.ToneLate, Title: "系统繁忙，这条没有办成（编号" + number + "）",
		Next: "请稍后再发一次；还不行，把编号告诉区林长办。"}
	err := d.DB.Tx(ctx, j.event.District, func(tx *db.Tx) error {
		return d.keepReply(tx, j, &card, "", &lookups{now: d.Now().UTC().Truncate(time.Millisecond)})
	})
	if err == nil {
		j.out, j.err = Outcome{Card: &card, Answer: j.out.Answer}, nil
	} else if db.IsDuplicate(err) {
		j.err = nil
	}
}

// key is what makes an event unique.
func key(e bot.Event) inbox.Key { return inbox.Key{Platform: e.Platform, Message: e.ID} }

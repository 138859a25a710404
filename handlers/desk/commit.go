package desk

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/outbox"
)

// batchMax is how many messages share one transaction at most.
const batchMax = 128

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
		if err := d.prefetch(tx, jobs, b); err != nil {
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
	return d.handle(tx, j, b)
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
		Next: "请稍后再发一次；还不行，把编号告诉" + models.TheOffice + "。"}
	now := d.Now().UTC().Truncate(time.Millisecond)
	if p, ok := d.Deployment.Profile(j.event.District, now); ok {
		handlers.InWords(p, &card)
	}
	err := d.DB.Tx(ctx, j.event.District, func(tx *db.Tx) error {
		return d.keepReply(tx, j, &card, "", &lookups{now: now})
	})
	if err == nil {
		j.out, j.err = Outcome{Card: &card, Answer: j.out.Answer}, nil
	} else if db.IsDuplicate(err) {
		j.err = nil
	}
}

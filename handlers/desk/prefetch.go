package desk

import (
	"runtime"
	"sync"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models/db"
	"linzhangbot/models/outbox"
)

// prefetch does for a whole batch what can be done before each message has its turn: it understands the texts side by
// side, and lets the modules read in one query what each command would ask for by itself. A single message has
// nothing to gain.
func (d *Desk) prefetch(tx *db.Tx, jobs []*job, b *lookups) error {
	for _, j := range jobs {
		j.heard = nil
	}
	if len(jobs) < 2 {
		return nil
	}
	messages := make([]*message, len(jobs))
	for i, j := range jobs {
		if _, done := b.seen[key(j.event)]; done || j.event.Kind != bot.KindText && j.event.Kind != bot.KindPress {
			continue
		}
		if one := d.message(tx.For(j.event.District), j, b); addressed(one.r.Event) {
			messages[i] = one
		}
	}
	d.hearAll(jobs, messages)
	lists := map[string][]*handlers.Request{}
	for i, j := range jobs {
		if j.heard == nil {
			continue
		}
		r := messages[i].r
		r.Args.Intent = j.heard.Intent
		lists[j.event.District] = append(lists[j.event.District], r)
	}
	for district, list := range lists {
		if err := outbox.Ahead(tx.For(district)); err != nil {
			return err
		}
		for _, m := range d.Deployment.Modules {
			if m.Ahead == nil {
				continue
			}
			if err := m.Ahead(list); err != nil {
				return err
			}
		}
	}
	return nil
}

// hearAll understands all texts on as many processors as there are. A text on which the ear fails is left to its
// turn, where the failure is that message's own.
func (d *Desk) hearAll(jobs []*job, messages []*message) {
	next := make(chan int, len(jobs))
	for i, one := range messages {
		if one != nil {
			next <- i
		}
	}
	close(next)
	var all sync.WaitGroup
	for range min(len(next), runtime.GOMAXPROCS(0)) {
		all.Go(func() {
			for i := range next {
				jobs[i].heard = tryHear(messages[i])
			}
		})
	}
	all.Wait()
}

func tryHear(one *message) (heard *frame.Meaning) {
	defer func() {
		if recover() != nil {
			heard = nil
		}
	}()
	meaning := one.understand(one.r.Event.Text)
	return &meaning
}

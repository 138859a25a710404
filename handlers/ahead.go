package handlers

import (
	"runtime"
	"sync"

	"linzhangbot/bot"
	"linzhangbot/handlers/language"
	"linzhangbot/models/db"
	"linzhangbot/models/outbox"
)

// ahead does for a whole batch what can be done before each message has its turn: it understands the texts side by
// side, and lets the modules read in one query what each command would ask for by itself. A single message has
// nothing to gain.
func (d *Desk) ahead(tx *db.Tx, jobs []*job, b *lookups) error {
	for _, j := range jobs {
		j.heard = nil
	}
	if len(jobs) < 2 {
		return nil
	}
	turns := make([]*turn, len(jobs))
	for i, j := range jobs {
		if _, done := b.seen[key(j.event)]; !done && (j.event.Kind == bot.KindText || j.event.Kind == bot.KindPress) {
			turns[i] = d.turn(tx.For(j.event.District), j, b)
		}
	}
	d.hearAll(jobs, turns)
	lists := map[string][]*Request{}
	for i, j := range jobs {
		if j.heard == nil {
			continue
		}
		r := turns[i].r
		r.Args.Intent = j.heard.Intent
		lists[j.event.District] = append(lists[j.event.District], r)
	}
	for district, list := range lists {
		if err := outbox.Ahead(tx.For(district)); err != nil {
			return err
		}
		for _, m := range d.House.Modules {
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
func (d *Desk) hearAll(jobs []*job, turns []*turn) {
	next := make(chan int, len(jobs))
	for i, t := range turns {
		if t != nil {
			next <- i
		}
	}
	close(next)
	var all sync.WaitGroup
	for range min(len(next), runtime.GOMAXPROCS(0)) {
		all.Go(func() {
			for i := range next {
				jobs[i].heard = hear(turns[i])
			}
		})
	}
	all.Wait()
}

func hear(t *turn) (m *language.Meaning) {
	defer func() {
		if recover() != nil {
			m = nil
		}
	}()
	heard := t.understand(t.r.Event.Text)
	return &heard
}

package handlers

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"linzhangbot/bot"
	"linzhangbot/models/db"
)

// Chore is work of a module that needs the network and therefore happens after the transaction that asked for it:
// what is to do stands in the module's own table, and several processes may look there at once.
type Chore struct {
	Name string
	Run  func(ctx context.Context, w *Work) error
}

// Work is what a chore gets at its turn.
type Work struct {
	DB         *db.DB
	Deployment *Deployment
	Platforms  map[string]bot.Platform
	Now        time.Time // UTC
	Log        *slog.Logger
	Post       Post
}

// Say queues a notice in a chore's transaction.
func (w *Work) Say(tx *db.Tx, n Notice) error {
	p, ok := w.Deployment.Profile(tx.District(), w.Now)
	if !ok {
		return fmt.Errorf("no profile of district %s", tx.District())
	}
	return w.Post(Mail{Tx: tx, Profile: p, Now: w.Now.In(p.Location()), Notices: []Notice{n}})
}

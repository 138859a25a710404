package scheduler

import (
	"context"
	"fmt"
	"sync"
	"time"

	"gorm.io/gorm/clause"

	"linzhangbot/models/db"
)

// leaseRow says who may do what only one process may do: hold a robot's one long connection.
type leaseRow struct {
	Name  string `gorm:"primaryKey"`
	Owner string
	Until time.Time
}

// TableName is leases.
func (leaseRow) TableName() string { return "leases" }

var leaseSteps = db.Step{Version: 151, Name: "leases", SQL: []string{
	`CREATE TABLE IF NOT EXISTS leases (name VARCHAR(128) NOT NULL PRIMARY KEY, owner VARCHAR(64) NOT NULL, until {time} NOT NULL) {table}`}}

const (
	leaseTime  = 30 * time.Second
	leaseRenew = 10 * time.Second
)

// Leases lets one of several replicas lead.
type Leases struct {
	DB    *db.DB
	Owner string // new for every process
	Now   func() time.Time

	mu   sync.Mutex
	held map[string]bool
}

// Holds reports whether this process leads.
func (l *Leases) Holds(name string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.held[name]
}

// Lead runs work while this process leads, again and again until ctx ends. Its context ends when the lead is lost.
func (l *Leases) Lead(ctx context.Context, name string, work func(ctx context.Context)) {
	for ctx.Err() == nil {
		if ok, err := l.take(ctx, name); err == nil && ok {
			l.lead(ctx, name, work)
		}
		select {
		case <-ctx.Done():
		case <-time.After(leaseRenew):
		}
	}
}

func (l *Leases) lead(ctx context.Context, name string, work func(ctx context.Context)) {
	l.set(name, true)
	defer l.set(name, false)
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() { defer close(done); work(ctx) }()
	ticker := time.NewTicker(leaseRenew)
	defer ticker.Stop()
	for {
		select {
		case <-done:
			cancel()
			return
		case <-ctx.Done():
		case <-ticker.C:
			if ok, err := l.take(ctx, name); err == nil && ok {
				continue
			}
		}
		cancel()
		<-done
		return
	}
}

func (l *Leases) set(name string, held bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.held == nil {
		l.held = map[string]bool{}
	}
	l.held[name] = held
}

// take gets or renews the lease by compare-and-swap.
func (l *Leases) take(ctx context.Context, name string) (bool, error) {
	now := l.Now().UTC().Truncate(time.Millisecond)
	got := false
	err := l.DB.Tx(ctx, db.Everyone, func(tx *db.Tx) error {
		row := leaseRow{Name: name, Owner: l.Owner, Until: now.Add(leaseTime)}
		res := tx.DB().Clauses(clause.OnConflict{DoNothing: true}).Create(&row)
		if res.Error != nil {
			return fmt.Errorf("take lease: %w", res.Error)
		}
		if got = res.RowsAffected == 1; got {
			return nil
		}
		res = tx.DB().Model(&leaseRow{}).Where("name = ? AND (owner = ? OR until < ?)", name, l.Owner, now).
			Updates(map[string]any{"owner": l.Owner, "until": row.Until})
		if res.Error != nil {
			return fmt.Errorf("renew lease: %w", res.Error)
		}
		got = res.RowsAffected == 1
		return nil
	})
	return got, err
}

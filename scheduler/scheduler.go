// Package scheduler knows when: it runs jobs at their slots and carries parcels to the platforms. It does not know
// what a job is about.
package scheduler

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/go-co-op/gocron/v2"
	"github.com/robfig/cron/v3"

	"linzhangbot/models/db"
)

// Job is something done at slots of time, once each, however many replicas there are.
type Job struct {
	Key      string // unique within its district: duties
	District string
	Cron     string         // five fields, in Zone
	Zone     *time.Location //
	Window   time.Duration  // how long after its slot a missed run still makes sense
	Run      func(ctx context.Context, tx *db.Tx, now time.Time) error
}

// slotRow is the truth about “already done”: a lock alone would only save work.
type slotRow struct {
	District string    `gorm:"primaryKey"`
	Job      string    `gorm:"primaryKey"`
	Slot     time.Time `gorm:"primaryKey"`
	At       time.Time // when it was done
}

// TableName is slots.
func (slotRow) TableName() string { return "slots" }

// Migrations makes the table.
var Migrations = []db.Migration{{Version: 150, Name: "slots", SQL: []string{
	`CREATE TABLE IF NOT EXISTS slots (district VARCHAR(64) NOT NULL, job VARCHAR(128) NOT NULL, slot {time} NOT NULL,
	 at {time} NOT NULL, PRIMARY KEY (district, job, slot)) {table}`}}}

// Scheduler runs jobs.
type Scheduler struct {
	Probe func(point string) // told of the place where a crash must do no harm; nil but in tests

	db   *db.DB
	log  *slog.Logger
	jobs []planned

	mu   sync.Mutex
	last map[int]time.Time // slots known to be done, so that most ticks ask nothing
}

type planned struct {
	Job
	schedule cron.Schedule
}

// New checks the jobs' times.
func New(d *db.DB, jobs []Job, log *slog.Logger) (*Scheduler, error) {
	s := &Scheduler{db: d, log: log, last: map[int]time.Time{}}
	for _, j := range jobs {
		schedule, err := cron.ParseStandard(j.Cron)
		if err != nil {
			return nil, fmt.Errorf("read time of job %s: %w", j.Key, err)
		}
		s.jobs = append(s.jobs, planned{j, schedule})
	}
	return s, nil
}

// RunOnce does what is due at now: for every job its latest slot, if it was not done and still makes sense.
func (s *Scheduler) RunOnce(ctx context.Context, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, j := range s.jobs {
		slot, ok := j.latest(now)
		if !ok || s.last[i].Equal(slot) {
			continue
		}
		if err := s.run(ctx, j, slot, now); err != nil {
			s.log.Error("job failed, will be tried at the next tick", "job", j.Key, "district", j.District, "error", err)
			continue
		}
		s.last[i] = slot
	}
}

// latest is the last slot at or before now that still makes sense.
func (p planned) latest(now time.Time) (slot time.Time, ok bool) {
	for t := p.schedule.Next(now.Add(-p.Window).In(p.Zone)); !t.IsZero() && !t.After(now); t = p.schedule.Next(t) {
		slot, ok = t, true
	}
	return slot, ok
}

// run does a job and records its slot in the same transaction. Whoever comes second finds the row and does nothing.
func (s *Scheduler) run(ctx context.Context, j planned, slot, now time.Time) error {
	err := s.db.Tx(ctx, j.District, func(tx *db.Tx) error {
		var done []slotRow
		if err := tx.DB().Where("job = ? AND slot = ?", j.Key, slot.UTC()).Find(&done).Error; err != nil {
			return fmt.Errorf("look for slot: %w", err)
		}
		if len(done) > 0 {
			return nil
		}
		if err := tx.DB().Create(&slotRow{Job: j.Key, Slot: slot.UTC(), At: now.UTC()}).Error; err != nil {
			return fmt.Errorf("take slot: %w", err)
		}
		if err := j.Run(ctx, tx, now.In(j.Zone)); err != nil {
			return err
		}
		if s.Probe != nil {
			s.Probe("inside sweep")
		}
		return nil
	})
	if db.IsDuplicate(err) {
		return nil // another replica was first
	}
	return err
}

// Next is the earliest slot after now.
func (s *Scheduler) Next(now time.Time) (time.Time, bool) {
	var first time.Time
	for _, j := range s.jobs {
		if t := j.schedule.Next(now.In(j.Zone)); first.IsZero() || t.Before(first) {
			first = t
		}
	}
	return first, !first.IsZero()
}

// tick is how often the clock is looked at.
const tick = 15 * time.Second

// Start looks at the clock now and every tick until ctx ends.
func (s *Scheduler) Start(ctx context.Context, now func() time.Time) (stop func() error, err error) {
	cron, err := gocron.NewScheduler(gocron.WithLocation(time.UTC))
	if err != nil {
		return nil, fmt.Errorf("make scheduler: %w", err)
	}
	_, err = cron.NewJob(gocron.DurationJob(tick), gocron.NewTask(func() { s.RunOnce(ctx, now()) }),
		gocron.WithSingletonMode(gocron.LimitModeReschedule), gocron.WithStartAt(gocron.WithStartImmediately()))
	if err != nil {
		return nil, fmt.Errorf("plan ticks: %w", err)
	}
	cron.Start()
	return cron.Shutdown, nil
}

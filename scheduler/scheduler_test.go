package scheduler

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
)

var zone = time.FixedZone("CST", 8*3600)

func local(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04:05", s, zone)
	if err != nil {
		panic(err)
	}
	return t
}

func morning(run func(context.Context, *db.Tx, time.Time) error) Job {
	return Job{Key: "duties", District: "xiqing", Cron: "3 9 * * *", Zone: zone, Window: 9 * time.Hour, Run: run}
}

func newScheduler(t *testing.T, d *db.DB, j Job) *Scheduler {
	t.Helper()
	s, err := New(d, []Job{j}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestSlotIsDoneOnce: however often it is asked, whatever restarts.
func TestSlotIsDoneOnce(t *testing.T) {
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		runs := 0
		j := morning(func(context.Context, *db.Tx, time.Time) error { runs++; return nil })
		s := newScheduler(t, d, j)
		for _, c := range []struct {
			at   string
			want int
		}{
			{"2026-03-02 09:02:59", 0}, {"2026-03-02 09:03:00", 1}, {"2026-03-02 09:03:15", 1}, {"2026-03-02 17:00:00", 1},
			{"2026-03-03 08:00:00", 1}, {"2026-03-03 09:40:00", 2}, // down at 9:03: made up for
			{"2026-03-04 20:00:00", 2}, // down all day: too late to make sense
			{"2026-03-05 09:03:07", 3}, // the tick comes late: the slot is what is done
		} {
			s.RunOnce(t.Context(), local(c.at))
			if runs != c.want {
				t.Fatalf("%s: %d runs, want %d", c.at, runs, c.want)
			}
		}
		newScheduler(t, d, j).RunOnce(t.Context(), local("2026-03-05 09:05:00")) // a new process
		if runs != 3 {
			t.Fatal("a restart did the slot again")
		}
	})
}

// TestReplicasShareASlot: five schedulers at the same tick, one run.
func TestReplicasShareASlot(t *testing.T) {
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		var committed atomic.Int32
		j := morning(func(_ context.Context, tx *db.Tx, _ time.Time) error {
			tx.After(func() { committed.Add(1) })
			return nil
		})
		var all sync.WaitGroup
		for range 5 {
			s := newScheduler(t, d, j)
			all.Go(func() { s.RunOnce(t.Context(), local("2026-03-02 09:03:00")) })
		}
		all.Wait()
		if n := committed.Load(); n != 1 {
			t.Fatalf("%d runs were committed, want 1", n)
		}
	})
}

// TestFailedJobIsTriedAtTheNextTick: its slot is undone with it.
func TestFailedJobIsTriedAtTheNextTick(t *testing.T) {
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		runs := 0
		s := newScheduler(t, d, morning(func(context.Context, *db.Tx, time.Time) error {
			if runs++; runs == 1 {
				return errors.New("once")
			}
			return nil
		}))
		for range 3 {
			s.RunOnce(t.Context(), local("2026-03-02 09:03:00"))
		}
		if runs != 2 {
			t.Fatalf("%d runs, want one failure and one success", runs)
		}
	})
}

func TestNextSlot(t *testing.T) {
	s := newScheduler(t, nil, morning(nil))
	next, ok := s.Next(local("2026-03-02 09:03:00"))
	if !ok || !next.Equal(local("2026-03-03 09:03:00")) {
		t.Fatalf("got %v %v", next, ok)
	}
	if _, err := New(nil, []Job{{Key: "bad", Cron: "every day"}}, nil); err == nil {
		t.Fatal("a bad time must be refused")
	}
}

package db_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"
	"gorm.io/gorm"

	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
)

var errRefused = errors.New("refused")

func TestNestedUndoesItsOwnAndNothingElse(t *testing.T) {
	dbtest.Each(t, steps, func(t *testing.T, d *db.DB) {
		ran := []string{}
		var inside, after int
		run(t, d, "a", func(tx *db.Tx) error {
			write := func(name string) error {
				tx.Append(tick{ID: name, District: tx.District(), N: 1})
				tx.After(func() { ran = append(ran, name) })
				return tx.DB().Create(&note{ID: name, Text: name, At: dbtest.Start}).Error
			}
			if _, err := tx.Next("report", 2026); err != nil {
				return err
			}
			if err := tx.Nested(func() error { return write("kept") }); err != nil {
				return err
			}
			err := tx.Nested(func() error {
				if err := tx.Nested(func() error { return write("inner") }); err != nil {
					return err
				}
				inside, _ = tx.Next("report", 2026)
				if _, err := tx.Next("issue", 2026); err != nil { // counter first touched inside
					return err
				}
				return errors.Join(write("undone"), errRefused)
			})
			if !errors.Is(err, errRefused) {
				t.Errorf("nested gave %v", err)
			}
			after, err = tx.Next("report", 2026)
			return errors.Join(err, write("last"))
		})
		if inside != 2 || after != 2 {
			t.Errorf("numbers inside %d, after %d; want 2 and 2", inside, after)
		}
		if got := texts(t, d, "a"); !slices.Equal(got, []string{"kept", "last"}) || !slices.Equal(ran, []string{"kept", "last"}) {
			t.Errorf("rows %v, after-commit %v", got, ran)
		}
		var ticks []string
		if err := d.Read(context.Background(), "a").DB().Model(&tick{}).Order("id").Pluck("id", &ticks).Error; err != nil || !slices.Equal(ticks, []string{"kept", "last"}) {
			t.Errorf("collected rows %v, %v", ticks, err)
		}
		run(t, d, "a", func(tx *db.Tx) error {
			n, err := tx.Next("issue", 2026)
			if n != 1 {
				t.Errorf("number undone with its savepoint comes again: got %d", n)
			}
			return err
		})
	})
}

func TestErrorUndoesEverything(t *testing.T) {
	dbtest.Each(t, steps, func(t *testing.T, d *db.DB) {
		called := false
		err := d.Tx(context.Background(), "a", func(tx *db.Tx) error {
			tx.After(func() { called = true })
			tx.Append(tick{ID: "t", District: "a"})
			if _, err := tx.Next("report", 2026); err != nil {
				return err
			}
			return errors.Join(tx.DB().Create(&note{ID: "n", At: dbtest.Start}).Error, errRefused)
		})
		if !errors.Is(err, errRefused) || called || len(texts(t, d, "a")) != 0 {
			t.Errorf("%v, after-commit ran: %v", err, called)
		}
		run(t, d, "a", func(tx *db.Tx) error {
			n, err := tx.Next("report", 2026)
			if n != 1 {
				t.Errorf("next number %d, want 1", n)
			}
			return err
		})
	})
}

func TestAppendWritesManyRows(t *testing.T) {
	dbtest.Each(t, steps, func(t *testing.T, d *db.DB) {
		run(t, d, "a", func(tx *db.Tx) error {
			for i := range 250 {
				tx.Append(tick{ID: fmt.Sprint(i), District: "a", N: i})
				tx.For("b").Append(tick{ID: fmt.Sprint("b", i), District: "b", N: i})
			}
			return nil
		})
		var n int64
		if err := d.Read(context.Background(), "b").DB().Model(&tick{}).Count(&n).Error; err != nil || n != 250 {
			t.Errorf("%d rows, %v", n, err)
		}
	})
}

func TestNumbersHaveNoGapsUnderParallelTransactions(t *testing.T) {
	dbtest.Each(t, steps, func(t *testing.T, d *db.DB) {
		const workers, each = 8, 10
		var mu sync.Mutex
		var got []int
		var wg sync.WaitGroup
		for w := range workers {
			wg.Go(func() {
				for i := range each {
					var n int
					err := d.Tx(context.Background(), "a", func(tx *db.Tx) error {
						var err error
						if n, err = tx.Next("report", 2026); err != nil {
							return err
						}
						if (w+i)%5 == 0 {
							return errRefused
						}
						return tx.DB().Create(&note{ID: tx.NewID(), Text: fmt.Sprint(n), At: dbtest.Start}).Error
					})
					switch {
					case err == nil:
						mu.Lock()
						got = append(got, n)
						mu.Unlock()
					case !errors.Is(err, errRefused):
						t.Errorf("worker %d: %v", w, err)
					}
				}
			})
		}
		wg.Wait()
		slices.Sort(got)
		for i, n := range got {
			if n != i+1 {
				t.Fatalf("numbers %v", got)
			}
		}
		if len(got) != workers*each*4/5 {
			t.Errorf("%d numbers", len(got))
		}
	})
}

func TestNumbersAreApartByDistrictKindAndYear(t *testing.T) {
	dbtest.Each(t, steps, func(t *testing.T, d *db.DB) {
		run(t, d, "a", func(tx *db.Tx) error {
			for _, c := range []struct {
				view *db.Tx
				kind string
				year int
				want int
			}{{tx, "report", 2026, 1}, {tx, "report", 2026, 2}, {tx, "issue", 2026, 1}, {tx, "report", 2027, 1}, {tx.For("b"), "report", 2026, 1}} {
				if n, err := c.view.Next(c.kind, c.year); err != nil || n != c.want {
					t.Errorf("%s %s %d: %d, %v", c.view.District(), c.kind, c.year, n, err)
				}
			}
			return nil
		})
	})
}

func TestRetryable(t *testing.T) {
	for _, c := range []struct {
		err  error
		want bool
	}{
		{&mysql.MySQLError{Number: 1213}, true}, {fmt.Errorf("keep: %w", &mysql.MySQLError{Number: 1205}), true},
		{&mysql.MySQLError{Number: 9007}, true}, {mysql.ErrInvalidConn, true}, {&mysql.MySQLError{Number: 1062}, false},
		{gorm.ErrDuplicatedKey, false}, {gorm.ErrRecordNotFound, false}, {errRefused, false}, {nil, false},
	} {
		if got := db.Retryable(c.err); got != c.want {
			t.Errorf("%v: %v", c.err, got)
		}
	}
}

func TestBusyAndDeadlockAreTriedAgain(t *testing.T) {
	dbtest.Each(t, steps, func(t *testing.T, d *db.DB) {
		run(t, d, "a", func(tx *db.Tx) error {
			return tx.DB().Create(&[]note{{ID: "0", At: dbtest.Start}, {ID: "1", At: dbtest.Start}}).Error
		})
		var met, wg sync.WaitGroup
		met.Add(2)
		for w := range 2 {
			wg.Go(func() {
				first := true
				err := d.Tx(context.Background(), "a", func(tx *db.Tx) error {
					own := tx.DB().Model(&note{}).Where("id = ?", fmt.Sprint(w)).Update("text", fmt.Sprint("text", w))
					if own.Error == nil && first && d.Dialect() == db.MySQL { // on SQLite the second waits at the door
						first = false
						met.Done()
						met.Wait() // both hold their own row before either asks for the other's
					}
					other := tx.DB().Model(&note{}).Where("id = ?", fmt.Sprint(1-w)).Update("org", fmt.Sprint(w))
					return errors.Join(own.Error, other.Error)
				})
				if err != nil {
					t.Errorf("worker %d: %v", w, err)
				}
			})
		}
		wg.Wait()
		if got := texts(t, d, "a"); !slices.Equal(got, []string{"text0", "text1"}) {
			t.Errorf("rows %v", got)
		}
	})
}

func TestMigrateTwiceAndByFourAtOnce(t *testing.T) {
	for _, driver := range []string{db.SQLite, db.MySQL} {
		t.Run(driver, func(t *testing.T) {
			dsn, ok := dbtest.Address(t, driver)
			if !ok {
				t.Skip("no server: " + dbtest.Env)
			}
			ctx := context.Background()
			var all []*db.DB
			for range 4 {
				d, err := db.Open(ctx, driver, dsn, db.Options{Now: func() time.Time { return dbtest.Start }, Volatile: true})
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { _ = d.Close() })
				all = append(all, d)
			}
			if err := all[0].Current(ctx, steps); err == nil {
				t.Error("an empty schema passes for current")
			}
			var wg sync.WaitGroup
			for _, d := range all {
				wg.Go(func() {
					if err := d.Migrate(ctx, steps); err != nil {
						t.Errorf("migrate: %v", err)
					}
				})
			}
			wg.Wait()
			if err := errors.Join(all[0].Migrate(ctx, steps), all[1].Current(ctx, steps)); err != nil {
				t.Error(err)
			}
			two(t, all[2])
		})
	}
}

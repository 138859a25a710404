package db

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"time"

	"github.com/go-sql-driver/mysql"
	"gorm.io/gorm"
)

const attempts = 6

// Tx runs fn in a transaction of one district and commits it; an error undoes everything. Deadlocks and busy
// errors are tried again, so fn must not touch anything but the transaction.
func (d *DB) Tx(ctx context.Context, district string, fn func(*Tx) error) error {
	var err error
	for try := range attempts {
		if try > 0 {
			wait := time.Duration(rand.Int64N(int64(20*time.Millisecond) << try))
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(wait):
			}
		}
		if err = d.once(ctx, district, fn); err == nil || !Retryable(err) {
			return err
		}
	}
	return fmt.Errorf("transaction given up after %d tries: %w", attempts, err)
}

func (d *DB) once(ctx context.Context, district string, fn func(*Tx) error) error {
	var b *batch
	err := d.g.WithContext(ctx).Transaction(func(g *gorm.DB) error {
		b = newBatch(ctx, d, g)
		if err := fn(b.view(district)); err != nil {
			return err
		}
		return b.flush()
	})
	if err != nil {
		return err
	}
	for _, f := range b.after {
		f()
	}
	return nil
}

// Read gives a view outside any transaction, for pages and lists. Writing through it is a mistake.
func (d *DB) Read(ctx context.Context, district string) *Tx {
	b := newBatch(ctx, d, d.g.WithContext(ctx))
	b.reading = true
	return b.view(district)
}

// After runs f once the transaction has committed.
func (tx *Tx) After(f func()) { tx.after = append(tx.after, f) }

// Append collects a row (a struct value, ID and District filled) of an append-only table. All rows of a table
// are written by one statement before the commit; queries inside this transaction do not see them before.
func (tx *Tx) Append(row any) {
	t := reflect.TypeOf(row)
	list, ok := tx.pending[t]
	if !ok {
		list = reflect.MakeSlice(reflect.SliceOf(t), 0, 4)
		tx.order = append(tx.order, t)
	}
	tx.pending[t] = reflect.Append(list, reflect.ValueOf(row))
}

// flush writes collected rows and counters. SQLite binds long parameter lists slowly, hence chunks of 100.
func (b *batch) flush() error {
	if err := b.flushCounters(); err != nil {
		return err
	}
	if err := b.flushLater(); err != nil {
		return err
	}
	for _, t := range b.order {
		list := b.pending[t]
		if err := b.write(t, list); err != nil {
			return err
		}
	}
	b.order, b.pending = nil, map[reflect.Type]reflect.Value{}
	return nil
}

// Nested runs fn under a savepoint: its error undoes what fn did and nothing else. A database error that has
// already ended the transaction (deadlock) must be passed on by the caller: see Retryable.
func (tx *Tx) Nested(fn func() error) error {
	s := &save{name: fmt.Sprintf("s%d", len(tx.saves)+1)}
	tx.saves = append(tx.saves, s)
	defer func() { tx.saves = tx.saves[:len(tx.saves)-1] }()
	mark := tx.mark()
	err := fn()
	if err == nil || Retryable(err) {
		return err
	}
	if s.set {
		if back := tx.root.RollbackTo(s.name).Error; back != nil {
			return fmt.Errorf("return to savepoint: %w", back)
		}
	}
	tx.restore(mark, s)
	return err
}

type mark struct {
	rows     map[reflect.Type]int
	counters map[counterKey]int
	after    int
	later    map[reflect.Type]int
}

func (b *batch) mark() mark {
	m := mark{rows: map[reflect.Type]int{}, counters: map[counterKey]int{}, after: len(b.after), later: b.lengths()}
	for t, list := range b.pending {
		m.rows[t] = list.Len()
	}
	for k, c := range b.counters {
		m.counters[k] = c.value
	}
	return m
}

func (b *batch) restore(m mark, s *save) {
	b.undoLater(m.later, s)
	for t, list := range b.pending {
		b.pending[t] = list.Slice(0, m.rows[t])
	}
	for k, c := range b.counters {
		if v, known := m.counters[k]; known {
			c.value = v
		} else {
			delete(b.counters, k) // the row lock was taken inside the savepoint and is gone with it
		}
	}
	b.after = b.after[:m.after]
}

// Retryable reports whether the whole transaction should be tried again: deadlock, lock wait, lost connection
// (MySQL 1213, 1205, 1047, 1305 after a deadlock; TiDB 9007, 8022, 8028) or a busy SQLite.
func Retryable(err error) bool {
	var m *mysql.MySQLError
	if errors.As(err, &m) {
		switch m.Number {
		case 1213, 1205, 1047, 1305, 9007, 8022, 8028:
			return true
		}
		return false
	}
	if errors.Is(err, mysql.ErrInvalidConn) {
		return true
	}
	var coded interface{ Code() int } // modernc's sqlite error, SQLITE_BUSY = 5, SQLITE_LOCKED = 6
	if errors.As(err, &coded) {
		return coded.Code()&0xff == 5 || coded.Code()&0xff == 6
	}
	return false
}

// IsDuplicate reports whether a unique key refused a row.
func IsDuplicate(err error) bool { return errors.Is(err, gorm.ErrDuplicatedKey) }

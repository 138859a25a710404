package db

import (
	"errors"
	"fmt"
	"maps"
	"reflect"

	"gorm.io/gorm"
)

const batchKey = "linzhangbot:batch"

// rows are the collected rows of one table; the first done of them are in the database.
type rows struct {
	list reflect.Value
	done int
}

// save is one Nested call. Its savepoint is set when something is first written under it: most messages either
// write nothing but collected rows, or go well.
type save struct {
	name string
	set  bool
	done map[reflect.Type]int // how many collected rows were in the database when it was set
}

// Later collects a row (a struct value, ID and District filled) like Append, for tables that are read as well: the
// rows are written before anything else is asked of the database in this transaction, so every query sees them.
func (tx *Tx) Later(row any) {
	t := reflect.TypeOf(row)
	r, ok := tx.later[t]
	if !ok {
		r = &rows{list: reflect.MakeSlice(reflect.SliceOf(t), 0, 4)}
		tx.later[t] = r
		tx.laterOrder = append(tx.laterOrder, t)
	}
	r.list = reflect.Append(r.list, reflect.ValueOf(row))
	tx.waiting++
}

// Keep remembers what was read ahead of a table, for the rest of the transaction or until that table is written to
// by anything but Later, or something is undone: whoever finds it may trust it.
func (tx *Tx) Keep(table string, value any) {
	tx.kept[keptKey{tx.district, table}] = value
}

// Kept is what Keep remembered.
func (tx *Tx) Kept(table string) (any, bool) {
	v, ok := tx.kept[keptKey{tx.district, table}]
	return v, ok
}

type keptKey struct{ district, table string }

// collect hooks the batch into GORM: before a query, collected rows are written; before a write, savepoints are set.
func collect(g *gorm.DB) error {
	cb := g.Callback()
	return errors.Join(
		cb.Query().Before("gorm:query").Register("batch:query", reads),
		cb.Row().Before("gorm:row").Register("batch:row", reads),
		cb.Create().Before("gorm:create").Register("batch:create", writes),
		cb.Update().Before("gorm:update").Register("batch:update", writes),
		cb.Delete().Before("gorm:delete").Register("batch:delete", writes),
		cb.Raw().Before("gorm:raw").Register("batch:raw", writes),
	)
}

func batchOf(g *gorm.DB) *batch {
	v, _ := g.Get(batchKey)
	b, _ := v.(*batch)
	return b
}

func reads(g *gorm.DB) {
	if b := batchOf(g); b != nil && b.waiting > 0 {
		_ = g.AddError(b.flushLater())
	}
}

func writes(g *gorm.DB) {
	b := batchOf(g)
	if b == nil || b.reading {
		return
	}
	reads(g)
	for k := range b.kept {
		if k.table == g.Statement.Table || g.Statement.Table == "" {
			delete(b.kept, k)
		}
	}
	_ = g.AddError(b.touch())
}

// touch sets the savepoints that were put off.
func (b *batch) touch() error {
	for _, s := range b.saves {
		if s.set {
			continue
		}
		if err := b.root.SavePoint(s.name).Error; err != nil {
			return fmt.Errorf("set savepoint: %w", err)
		}
		s.set, s.done = true, map[reflect.Type]int{}
		for t, r := range b.later {
			s.done[t] = r.done
		}
	}
	return nil
}

// flushLater writes the collected rows of tables that are read as well.
func (b *batch) flushLater() error {
	if b.waiting == 0 {
		return nil
	}
	if err := b.touch(); err != nil {
		return err
	}
	for _, t := range b.laterOrder {
		r := b.later[t]
		if err := b.write(t, r.list.Slice(r.done, r.list.Len())); err != nil {
			return err
		}
		r.done = r.list.Len()
	}
	b.waiting = 0
	return nil
}

func (b *batch) write(t reflect.Type, list reflect.Value) error {
	if list.Len() == 0 {
		return nil
	}
	ptr := reflect.New(list.Type())
	ptr.Elem().Set(list)
	if err := b.root.Set(districtKey, Everyone).CreateInBatches(ptr.Interface(), 100).Error; err != nil {
		return fmt.Errorf("write collected %s rows: %w", t.Name(), err)
	}
	return nil
}

// lengths is how many rows are collected of each table.
func (b *batch) lengths() map[reflect.Type]int {
	n := make(map[reflect.Type]int, len(b.later))
	for t, r := range b.later {
		n[t] = r.list.Len()
	}
	return n
}

// undoLater forgets rows collected since a mark; rows from before it that were written under the undone savepoint
// wait again.
func (b *batch) undoLater(n map[reflect.Type]int, s *save) {
	b.waiting = 0
	for t, r := range b.later {
		r.list = r.list.Slice(0, n[t])
		if s.set {
			r.done = s.done[t]
		}
		b.waiting += r.list.Len() - r.done
	}
	maps.DeleteFunc(b.kept, func(keptKey, any) bool { return true })
}

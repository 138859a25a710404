package db

import (
	"context"
	"reflect"

	"gorm.io/gorm"
)

// Everyone is the district of a transaction that works for all of them (dispatcher, sweeps, migrations).
const Everyone = "*"

// Tx is one district's view of one running transaction.
type Tx struct {
	*batch
	district string
	g        *gorm.DB
}

// batch is the transaction itself: what is append-only is collected here and written as one statement a table.
type batch struct {
	owner    *DB
	root     *gorm.DB
	ctx      context.Context
	pending  map[reflect.Type]reflect.Value
	order    []reflect.Type
	counters map[counterKey]*counter
	saves    []*save
	after    []func()
	reading  bool // outside any transaction

	later      map[reflect.Type]*rows
	laterOrder []reflect.Type
	waiting    int // rows of later that are not in the database yet
	kept       map[keptKey]any
}

func newBatch(ctx context.Context, d *DB, g *gorm.DB) *batch {
	return &batch{owner: d, root: g, ctx: ctx, pending: map[reflect.Type]reflect.Value{}, counters: map[counterKey]*counter{},
		later: map[reflect.Type]*rows{}, kept: map[keptKey]any{}}
}

func (b *batch) view(district string) *Tx {
	return &Tx{batch: b, district: district, g: b.root.Set(districtKey, district).Set(batchKey, b)}
}

// For is another district's view of the same transaction.
func (tx *Tx) For(district string) *Tx { return tx.view(district) }

// District is the code of the district this view belongs to.
func (tx *Tx) District() string { return tx.district }

// DB is GORM inside the transaction, with the tenant guard on: every query is limited to the district.
func (tx *Tx) DB() *gorm.DB { return tx.g.Session(&gorm.Session{}) }

// Context is the context the transaction runs under.
func (tx *Tx) Context() context.Context { return tx.ctx }

// Dialect is sqlite or mysql.
func (tx *Tx) Dialect() string { return tx.owner.dialect }

// NewID makes a row id.
func (tx *Tx) NewID() string { return tx.owner.ids() }

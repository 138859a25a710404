package db

import (
	"errors"
	"fmt"
	"reflect"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

const districtKey = "linzhangbot:district"

// ErrNoDistrict is what a query gets that names no district: nothing leaks from one district to another.
var ErrNoDistrict = errors.New("query without a district")

// guardTenants limits every query, update and delete to the district of its transaction and refuses those that
// have none. Rows of shared tables (no District field) pass.
func guardTenants(g *gorm.DB) error {
	cb := g.Callback()
	return errors.Join(
		cb.Query().Before("gorm:query").Register("tenant:query", limit),
		cb.Update().Before("gorm:update").Register("tenant:update", limit),
		cb.Delete().Before("gorm:delete").Register("tenant:delete", limit),
		cb.Row().Before("gorm:row").Register("tenant:row", limit),
		cb.Create().Before("gorm:create").Register("tenant:create", stamp),
	)
}

func limit(g *gorm.DB) {
	if g.Statement.Schema == nil {
		return // raw SQL: only this package and migrations use it
	}
	field := g.Statement.Schema.LookUpField("District")
	if field == nil {
		return
	}
	district, ok := g.Get(districtKey)
	switch {
	case !ok || district == "":
		_ = g.AddError(fmt.Errorf("%s: %w", g.Statement.Table, ErrNoDistrict))
	case district != Everyone:
		g.Statement.AddClause(clause.Where{Exprs: []clause.Expression{clause.Eq{
			Column: clause.Column{Table: clause.CurrentTable, Name: field.DBName}, Value: district}}})
	}
}

// stamp writes the district into new rows, and refuses rows of another one.
func stamp(g *gorm.DB) {
	if g.Statement.Schema == nil {
		return
	}
	field := g.Statement.Schema.LookUpField("District")
	if field == nil {
		return
	}
	district, ok := g.Get(districtKey)
	if !ok || district == "" {
		_ = g.AddError(fmt.Errorf("%s: %w", g.Statement.Table, ErrNoDistrict))
		return
	}
	each(g.Statement.ReflectValue, func(v reflect.Value) {
		have, zero := field.ValueOf(g.Statement.Context, v)
		switch {
		case district == Everyone && zero:
			_ = g.AddError(fmt.Errorf("%s: %w", g.Statement.Table, ErrNoDistrict))
		case district != Everyone && zero:
			_ = g.AddError(field.Set(g.Statement.Context, v, district))
		case district != Everyone && have != district:
			_ = g.AddError(fmt.Errorf("%s: row of district %v in a transaction of %v", g.Statement.Table, have, district))
		}
	})
}

func each(v reflect.Value, f func(reflect.Value)) {
	switch v.Kind() {
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			f(reflect.Indirect(v.Index(i)))
		}
	case reflect.Struct:
		f(v)
	}
}

package db

import (
	"errors"
	"fmt"
	"reflect"
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
	"gorm.io/gorm/schema"
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
		cb.Update().Before("gorm:update").Register("tenant:update", func(g *gorm.DB) { sweeping(g); stay(g); limit(g) }),
		cb.Delete().Before("gorm:delete").Register("tenant:delete", func(g *gorm.DB) { sweeping(g); limit(g) }),
		cb.Row().Before("gorm:row").Register("tenant:row", limit),
		cb.Create().Before("gorm:create").Register("tenant:create", func(g *gorm.DB) { overwrite(g); stamp(g) }),
	)
}

// districtField is the field that makes a table a district's own; nil for shared tables and raw SQL.
func districtField(g *gorm.DB) *schema.Field {
	if g.Statement.Schema == nil {
		return nil
	}
	return g.Statement.Schema.LookUpField("District")
}

func limit(g *gorm.DB) {
	if g.Statement.Schema == nil && g.Statement.SQL.Len() == 0 {
		_ = g.AddError(fmt.Errorf("%s: table without a model: %w", g.Statement.Table, ErrNoDistrict))
		return
	}
	field := districtField(g)
	if field == nil {
		return // shared table, or raw SQL: only this package and migrations use it
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

// sweeping refuses to change or delete all rows of a table. GORM does so by itself, but takes our own condition on
// the district for one.
func sweeping(g *gorm.DB) {
	if _, limited := g.Statement.Clauses["WHERE"]; limited || districtField(g) == nil {
		return
	}
	named := false
	each(g.Statement.ReflectValue, func(v reflect.Value) {
		for _, f := range g.Statement.Schema.PrimaryFields {
			if v.Type() != g.Statement.Schema.ModelType {
				continue
			}
			if _, zero := f.ValueOf(g.Statement.Context, v); !zero {
				named = true
			}
		}
	})
	if !named {
		_ = g.AddError(fmt.Errorf("%s: %w", g.Statement.Table, gorm.ErrMissingWhereClause))
	}
}

// stay refuses to move a row to another district.
func stay(g *gorm.DB) {
	field := districtField(g)
	if field == nil {
		return
	}
	district, _ := g.Get(districtKey)
	var to any
	switch dest := reflect.Indirect(reflect.ValueOf(g.Statement.Dest)); {
	case dest.Kind() == reflect.Map:
		for _, name := range []string{field.Name, field.DBName} {
			if v := dest.MapIndex(reflect.ValueOf(name)); v.IsValid() {
				to = v.Interface()
			}
		}
	case dest.Kind() == reflect.Struct && dest.Type() == g.Statement.Schema.ModelType:
		have, zero := field.ValueOf(g.Statement.Context, dest)
		if !zero || slices.Contains(g.Statement.Selects, "*") {
			to = have
		}
	}
	if to != nil && (to == "" || district != Everyone && to != district) {
		_ = g.AddError(fmt.Errorf("%s: row would move to district %q", g.Statement.Table, to))
	}
}

// overwrite refuses to replace whatever row holds the same key, unless the district is part of that key: the row
// could be another district's. (Save does this to a row it does not find.)
func overwrite(g *gorm.DB) {
	field := districtField(g)
	on, ok := g.Statement.Clauses["ON CONFLICT"].Expression.(clause.OnConflict)
	if field != nil && ok && !on.DoNothing && !field.PrimaryKey {
		_ = g.AddError(fmt.Errorf("%s: replacing rows by a key without the district: %w", g.Statement.Table, ErrNoDistrict))
	}
}

// stamp writes the district into new rows, and refuses rows of another one.
func stamp(g *gorm.DB) {
	field := districtField(g)
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

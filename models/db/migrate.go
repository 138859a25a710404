package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/go-sql-driver/mysql"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

// Migration is one named change of the schema, written beside the tables it makes. Its statements are plain SQL that
// both dialects know, with four words of ours: {time} (a UTC instant with milliseconds), {text} (long text), {bytes} (up to 16 MB) and
// {table} (storage options after the closing bracket). Every statement is applied once and on its own, so an
// interrupted migration continues where it stopped.
type Migration struct {
	Version int64  // unique in the program; regulations have ranges of their own (docs/architecture.md)
	Name    string // what it does
	SQL     []string
}

var counterSteps = []Migration{{Version: 100, Name: "counters", SQL: []string{
	`CREATE TABLE IF NOT EXISTS counters (district VARCHAR(64) NOT NULL, kind VARCHAR(64) NOT NULL, year INT NOT NULL,
	 value INT NOT NULL, PRIMARY KEY (district, kind, year)) {table}`}}}

// Migrate brings the schema up to date. Several replicas may start at once: a table lock lets one work while the
// others wait.
func (d *DB) Migrate(ctx context.Context, steps []Migration) error {
	p, err := d.provider(steps)
	if err != nil {
		return err
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}

// Current reports an error when the schema is behind the program.
func (d *DB) Current(ctx context.Context, steps []Migration) error {
	p, err := d.provider(steps)
	if err != nil {
		return err
	}
	pending, err := p.HasPending(ctx)
	if err != nil {
		return fmt.Errorf("ask schema version: %w", err)
	}
	if pending {
		return errors.New("schema is behind the program: run migrate")
	}
	return nil
}

func (d *DB) provider(steps []Migration) (*goose.Provider, error) {
	pool, err := d.g.DB()
	if err != nil {
		return nil, fmt.Errorf("reach connection pool: %w", err)
	}
	opts := []goose.ProviderOption{goose.WithGoMigrations(d.migrations(steps)...), goose.WithDisableGlobalRegistry(true),
		goose.WithAllowOutofOrder(true), goose.WithTableName("schema_steps"), goose.WithSlog(slog.New(slog.DiscardHandler))}
	dialect := goose.DialectSQLite3
	if d.dialect == MySQL {
		dialect = goose.DialectMySQL
		locker, err := lock.NewMySQLTableLocker(lock.WithTableName("schema_lock"), lock.WithTableLockTimeout(200*time.Millisecond, 1500))
		if err != nil {
			return nil, fmt.Errorf("make migration lock: %w", err)
		}
		opts = append(opts, goose.WithLocker(locker))
	}
	p, err := goose.NewProvider(dialect, pool, nil, opts...)
	if err != nil {
		return nil, fmt.Errorf("prepare migrations: %w", err)
	}
	return p, nil
}

func (d *DB) migrations(steps []Migration) []*goose.Migration {
	var out []*goose.Migration
	for _, s := range append(append([]Migration{leaseSteps}, counterSteps...), steps...) {
		for i, stmt := range s.SQL {
			out = append(out, goose.NewGoMigration(s.Version*100+int64(i), d.run(s.Name, stmt), nil))
		}
	}
	return out
}

// alreadyDone: the index or the column is there, or the index to drop is gone.
var alreadyDone = []uint16{1061, 1060, 1091}

func (d *DB) run(name, stmt string) *goose.GoFunc {
	return &goose.GoFunc{RunDB: func(ctx context.Context, pool *sql.DB) error {
		_, err := pool.ExecContext(ctx, d.spell(stmt))
		var m *mysql.MySQLError
		if errors.As(err, &m) && slices.Contains(alreadyDone, m.Number) {
			return nil // an earlier run was cut off after it
		}
		if err != nil {
			return fmt.Errorf("step %s: %w", name, err)
		}
		return nil
	}}
}

// dropIndex is MySQL's way to drop an index; SQLite's names no table.
var dropIndex = regexp.MustCompile(`^DROP INDEX (\w+) ON \w+$`)

func (d *DB) spell(stmt string) string {
	if d.dialect == MySQL {
		stmt = strings.NewReplacer("CREATE INDEX IF NOT EXISTS", "CREATE INDEX", "CREATE UNIQUE INDEX IF NOT EXISTS", "CREATE UNIQUE INDEX").Replace(stmt)
		return strings.NewReplacer("{time}", "DATETIME(3)", "{text}", "MEDIUMTEXT", "{bytes}", "MEDIUMBLOB", "{table}",
			"ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin").Replace(stmt)
	}
	stmt = dropIndex.ReplaceAllString(stmt, "DROP INDEX IF EXISTS $1")
	return strings.NewReplacer("{time}", "DATETIME", "{text}", "TEXT", "{bytes}", "BLOB", "{table}", "").Replace(stmt)
}

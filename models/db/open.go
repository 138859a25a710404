// Package db opens SQLite and MySQL, runs transactions (with retry on deadlock), guards tenants and applies
// named migrations. It knows no table but its own.
package db

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/libtnb/sqlite"
	gormmysql "gorm.io/driver/mysql"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
	_ "modernc.org/sqlite" // the SQLite driver without cgo
)

// Dialects.
const (
	SQLite = "sqlite"
	MySQL  = "mysql"
)

// DB is one database, shared by all districts of a deployment.
type DB struct {
	g         *gorm.DB
	dialect   string
	isolation string // how a MySQL server calls its isolation setting
	ids       func() string
	now       func() time.Time
}

// Options are what Open may be told beside driver and address.
type Options struct {
	Log      *slog.Logger
	Now      func() time.Time // stamps rows; never nil
	IDs      func() string    // makes row ids; nil: time-ordered 128 bit random ones
	Volatile bool             // no fsync: simulate and tests only
	Conns    int              // open connections; 0: 16 (MySQL), 8 (SQLite)
}

// Open opens a database: driver mysql with a go-sql-driver DSN, or sqlite with a file name.
// It sets what the program relies on (UTC, READ COMMITTED, strict mode, foreign keys, WAL) and checks the server.
func Open(ctx context.Context, driver, dsn string, o Options) (*DB, error) {
	if o.IDs == nil {
		o.IDs = randomID
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	isolation := ""
	if driver == MySQL {
		var err error
		if isolation, err = isolationName(ctx, dsn); err != nil {
			return nil, err
		}
	}
	dial, err := dialector(driver, dsn, isolation, o.Volatile)
	if err != nil {
		return nil, err
	}
	g, err := gorm.Open(dial, &gorm.Config{
		SkipDefaultTransaction: true,
		TranslateError:         true,
		NowFunc:                func() time.Time { return o.Now().UTC().Truncate(time.Millisecond) },
		Logger: logger.NewSlogLogger(o.Log, logger.Config{
			SlowThreshold: time.Second, LogLevel: logger.Warn,
			IgnoreRecordNotFoundError: true, ParameterizedQueries: true,
		}),
	})
	if err != nil {
		return nil, fmt.Errorf("open %s database: %w", driver, err)
	}
	d := &DB{g: g, dialect: driver, isolation: isolation, ids: o.IDs, now: o.Now}
	if err := d.prepare(ctx, o); err != nil {
		return nil, err
	}
	return d, nil
}

func (d *DB) prepare(ctx context.Context, o Options) error {
	if err := errors.Join(guardTenants(d.g), collect(d.g)); err != nil {
		return fmt.Errorf("hook into queries: %w", err)
	}
	pool, err := d.g.DB()
	if err != nil {
		return fmt.Errorf("reach connection pool: %w", err)
	}
	conns := o.Conns
	if conns == 0 {
		conns = map[string]int{MySQL: 16, SQLite: 8}[d.dialect]
	}
	pool.SetMaxOpenConns(conns)
	pool.SetMaxIdleConns(conns)
	if err := pool.PingContext(ctx); err != nil {
		return fmt.Errorf("reach database: %w", err)
	}
	return d.checkServer(ctx, pool)
}

func dialector(driver, dsn, isolation string, volatile bool) (gorm.Dialector, error) {
	switch driver {
	case SQLite:
		return sqlite.Open(sqliteDSN(dsn, volatile)), nil
	case MySQL:
		full, err := mysqlDSN(dsn, isolation)
		if err != nil {
			return nil, err
		}
		return gormmysql.New(gormmysql.Config{DSN: full, SkipInitializeWithVersion: false}), nil
	}
	return nil, fmt.Errorf("unknown database driver %q (mysql or sqlite)", driver)
}

// sqliteDSN spells out every setting: immediate transactions (deferred ones fail with SQLITE_BUSY), WAL with
// full sync (group commit makes it as cheap as NORMAL), and UTC, since SQLite compares times as text.
func sqliteDSN(file string, volatile bool) string {
	sync := "FULL"
	if volatile {
		sync = "OFF"
	}
	q := url.Values{"_pragma": {"busy_timeout(8000)", "journal_mode(WAL)", "synchronous(" + sync + ")", "foreign_keys(1)"},
		"_txlock": {"immediate"}, "_timezone": {"UTC"}}
	if strings.Contains(file, "?") {
		return file
	}
	return "file:" + file + "?" + q.Encode()
}

// Dialect is sqlite or mysql.
func (d *DB) Dialect() string { return d.dialect }

// NewID makes a row id: 32 hexadecimal digits, growing with time.
func (d *DB) NewID() string { return d.ids() }

// Close closes the pool.
func (d *DB) Close() error {
	pool, err := d.g.DB()
	if err != nil {
		return fmt.Errorf("reach connection pool: %w", err)
	}
	return pool.Close()
}

// Ping reports whether the database answers.
func (d *DB) Ping(ctx context.Context) error {
	pool, err := d.g.DB()
	if err != nil {
		return fmt.Errorf("reach connection pool: %w", err)
	}
	return pool.PingContext(ctx)
}

func randomID() string {
	id, err := uuid.NewV7()
	if err != nil { // only when the system has no randomness; then nothing else works either
		panic(err)
	}
	return strings.ReplaceAll(id.String(), "-", "")
}

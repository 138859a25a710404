// Package dbtest gives tests fresh databases: SQLite always, and MySQL or MariaDB where the environment names one.
package dbtest

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"linzhangbot/models/db"

	"github.com/google/uuid"
)

// Env names the environment variable with a server's address, such as user:pass@tcp(127.0.0.1:3306)/ : its user
// must be allowed to create and drop databases. Without it tests run on SQLite alone.
const Env = "LINZHANGBOT_TEST_MYSQL_DSN"

// Start is the moment at which the clock of test databases stands: a Monday morning in Tianjin.
var Start = time.Date(2026, 3, 2, 1, 15, 0, 0, time.UTC)

// Each runs a test on a fresh, migrated database of every kind at hand.
func Each(t *testing.T, steps []db.Migration, run func(t *testing.T, d *db.DB)) {
	t.Helper()
	t.Run(db.SQLite, func(t *testing.T) { run(t, SQLite(t, steps)) })
	if dsn := os.Getenv(Env); dsn != "" {
		t.Run(db.MySQL, func(t *testing.T) { run(t, mysql(t, dsn, steps)) })
	}
}

// SQLite opens a fresh, migrated SQLite file that goes with the test.
func SQLite(t testing.TB, steps []db.Migration) *db.DB {
	t.Helper()
	return open(t, db.SQLite, filepath.Join(t.TempDir(), "test.db"), steps)
}

// Address is the data source of a fresh, empty database of a kind, for tests that open it several times. ok is
// false when no server of the kind is at hand.
func Address(t testing.TB, driver string) (dsn string, ok bool) {
	t.Helper()
	if driver == db.SQLite {
		return filepath.Join(t.TempDir(), "test.db"), true
	}
	server := os.Getenv(Env)
	if server == "" {
		return "", false
	}
	return create(t, server), true
}

func mysql(t *testing.T, server string, steps []db.Migration) *db.DB {
	t.Helper()
	return open(t, db.MySQL, create(t, server), steps)
}

// create makes a database of its own name on the server and drops it when the test ends.
func create(t testing.TB, server string) string {
	t.Helper()
	pool, err := sql.Open("mysql", server)
	if err != nil {
		t.Fatalf("open test server: %v", err)
	}
	name := "linzhangbot_test_" + strings.ReplaceAll(uuid.NewString(), "-", "")
	if _, err := pool.Exec("CREATE DATABASE " + name + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"); err != nil {
		t.Fatalf("create test database: %v", err)
	}
	t.Cleanup(func() {
		_, _ = pool.Exec("DROP DATABASE " + name)
		_ = pool.Close()
	})
	head, params, _ := strings.Cut(server, "?")
	dsn := strings.TrimSuffix(head, "/") + "/" + name
	if params != "" {
		dsn = fmt.Sprintf("%s?%s", dsn, params)
	}
	return dsn
}

func open(t testing.TB, driver, dsn string, steps []db.Migration) *db.DB {
	t.Helper()
	d, err := db.Open(context.Background(), driver, dsn, db.Options{Now: func() time.Time { return Start }, Volatile: true})
	if err != nil {
		t.Fatalf("open %s: %v", driver, err)
	}
	t.Cleanup(func() { _ = d.Close() })
	if err := d.Migrate(context.Background(), steps); err != nil {
		t.Fatalf("migrate %s: %v", driver, err)
	}
	return d
}

package main

import (
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"linzhangbot/models/db"
)

// undoing lets what is tried in a story be undone row by row, so that the story goes on as if nobody had tried:
// triggers keep the statement that takes each change back.
type undoing struct {
	t    testing.TB
	pool *sql.DB // the same database, past all of the program's own code
}

// newUndoing watches every table of a story's database.
func newUndoing(t testing.TB, file string) undoing {
	t.Helper()
	u := openUndoing(t, file)
	for _, table := range u.column(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
		AND name NOT IN ('undo', 'trying', 'goose_db_version')`) {
		u.watch(table)
	}
	return u
}

// openUndoing opens a database, or a copy of one, whose tables are watched.
func openUndoing(t testing.TB, file string) undoing {
	t.Helper()
	pool, err := sql.Open(db.SQLite, file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = pool.Close() })
	pool.SetMaxOpenConns(1)
	u := undoing{t: t, pool: pool}
	u.exec("PRAGMA synchronous = OFF")
	u.exec("PRAGMA busy_timeout = 5000")
	return u
}

// watch makes the triggers of one table.
func (u undoing) watch(table string) {
	u.exec("CREATE TABLE IF NOT EXISTS undo (n INTEGER PRIMARY KEY, statement TEXT)")
	u.exec("CREATE TABLE IF NOT EXISTS trying (yes INTEGER)")
	names := u.column("SELECT name FROM pragma_table_info('" + table + "')")
	olds := make([]string, len(names))
	sets := make([]string, len(names))
	for i, n := range names {
		olds[i] = `quote(OLD."` + n + `")`
		sets[i] = `'"` + n + `"=' || ` + olds[i]
	}
	into := `"` + strings.Join(names, `","`) + `"`
	for event, statement := range map[string]string{
		"INSERT": "'DELETE FROM " + table + " WHERE rowid=' || NEW.rowid",
		"DELETE": "'INSERT INTO " + table + " (rowid," + into + ") VALUES (' || OLD.rowid || ',' || " +
			strings.Join(olds, " || ',' || ") + " || ')'",
		"UPDATE": "'UPDATE " + table + " SET ' || " + strings.Join(sets, " || ',' || ") +
			" || ' WHERE rowid=' || OLD.rowid",
	} {
		u.exec(fmt.Sprintf(`CREATE TRIGGER IF NOT EXISTS undo_%s_%s AFTER %s ON %s WHEN EXISTS (SELECT 1 FROM trying)
			BEGIN INSERT INTO undo (statement) VALUES (%s); END`, table, event, event, table, statement))
	}
}

// try does something and takes back what it changed.
func (u undoing) try(do func()) {
	u.t.Helper()
	u.exec("INSERT INTO trying VALUES (1)")
	do()
	back := u.column("SELECT statement FROM undo ORDER BY n DESC")
	u.exec("BEGIN; DELETE FROM trying; " + strings.Join(append(back, ""), "; ") + "DELETE FROM undo; COMMIT")
}

func (u undoing) exec(statement string) {
	u.t.Helper()
	if _, err := u.pool.Exec(statement); err != nil {
		u.t.Fatalf("%.300s: %v", statement, err)
	}
}

// column reads one column of text.
func (u undoing) column(query string) (out []string) {
	u.t.Helper()
	rows, err := u.pool.Query(query)
	if err != nil {
		u.t.Fatalf("%s: %v", query, err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var one string
		if err := rows.Scan(&one); err != nil {
			u.t.Fatal(err)
		}
		out = append(out, one)
	}
	if err := rows.Err(); err != nil {
		u.t.Fatal(err)
	}
	return out
}

package main

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/bot/console"
	"linzhangbot/handlers"
	"linzhangbot/handlers/desk"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models/db"
	"linzhangbot/models/profile"
)

// world is the whole program with records of every kind, to which one sentence after another is said. What a sentence
// changes is seen by the rows it touches, whatever the program says of it, and is undone before the next one.
type world struct {
	t     testing.TB
	s     *story
	pool  *sql.DB // the same database, past all of the program's own code
	now   time.Time
	n     int
	ran   []string       // commands that were run by the last sentence
	heard []string       // the intents that were heard in it
	next  *frame.Meaning // what the ear is to understand instead of the next sentence
	held  mark           // the last rows of the conversation that stay

	audited int      // the last change of the seeding
	was     []string // the records of the seeding
}

type mark struct{ outbox, inbox int }

// conversation are the tables that change with every sentence and are no records.
var conversation = []string{"inbox", "outbox", "dialogues", "heard"}

// steered is an ear that can be told what to understand.
type steered struct {
	desk.Hearing
	w *world
}

// Understand is the ear's own, or what it was told.
func (s steered) Understand(text string, scene frame.Scene) frame.Meaning {
	if s.w.next != nil {
		return *s.w.next
	}
	heard := s.Hearing.Understand(text, scene)
	s.w.heard = append(s.w.heard, heard.Intent)
	for _, c := range heard.Candidates {
		s.w.heard = append(s.w.heard, c.Intent)
	}
	return heard
}

// newWorld plays the seeding script of testdata up to a moment.
func newWorld(t testing.TB, script, now string) *world {
	t.Helper()
	seeds, err := os.ReadFile(filepath.Join("testdata", script))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	s, err := newStory(t.Context(), "xiqing", "", dir, &bytes.Buffer{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.close)
	w := &world{t: t, s: s, now: at(t, now)}
	s.app.desk.Hear = func(d *handlers.Deployment, p *profile.Profile) desk.Hearing { return steered{hear(d, p), w} }
	if err := s.play(t.Context(), bytes.NewReader(seeds), w.now.Format(time.RFC3339)); err != nil {
		t.Fatal(err)
	}
	w.watchCommands()
	if w.pool, err = sql.Open(db.SQLite, filepath.Join(dir, "story.db")); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.pool.Close() })
	w.pool.SetMaxOpenConns(1) // the kept copy hangs on the connection
	w.exec("PRAGMA synchronous = OFF")
	w.watchRows(filepath.Join(dir, "kept.db"))
	return w
}

// watchCommands notes every command that is run.
func (w *world) watchCommands() {
	for _, m := range w.s.app.deployment.Modules {
		for i := range m.Commands {
			c := &m.Commands[i]
			name, run := c.Name, c.Run
			c.Run = func(ctx context.Context, r *handlers.Request) (bot.Card, error) {
				w.ran = append(w.ran, name)
				return run(ctx, r)
			}
		}
	}
}

// watchRows lets the database note every table that a record is changed in, and keeps a copy of it as it is.
func (w *world) watchRows(kept string) {
	w.exec("CREATE TABLE touched (name TEXT PRIMARY KEY)")
	for _, table := range w.tables() {
		if table != "outbox" && slices.Contains(conversation, table) {
			continue
		}
		for event, row := range map[string]string{"INSERT": "NEW", "UPDATE": "NEW", "DELETE": "OLD"} {
			when := ""
			if table == "outbox" { // a reply changes nothing
				when = "WHEN " + row + ".kind = 'notice' "
			}
			w.exec(fmt.Sprintf(`CREATE TRIGGER t_%s_%s AFTER %s ON %s %sBEGIN
				INSERT OR IGNORE INTO touched VALUES ('%s'); END`, table, event, event, table, when, table))
		}
	}
	w.exec("VACUUM INTO '" + kept + "'")
	w.exec("ATTACH '" + kept + "' AS kept")
	w.held, w.was = w.last(), w.records()
	if err := w.pool.QueryRow("SELECT MAX(rowid) FROM audit").Scan(&w.audited); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) tables() []string {
	return w.column(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
		AND name NOT IN ('touched', 'goose_db_version') ORDER BY name`)
}

func (w *world) exec(statement string, args ...any) {
	w.t.Helper()
	if _, err := w.pool.Exec(statement, args...); err != nil {
		w.t.Fatalf("%s: %v", statement, err)
	}
}

// column reads one column of text.
func (w *world) column(query string, args ...any) (out []string) {
	w.t.Helper()
	rows, err := w.pool.Query(query, args...)
	if err != nil {
		w.t.Fatalf("%s: %v", query, err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var one string
		if err := rows.Scan(&one); err != nil {
			w.t.Fatal(err)
		}
		out = append(out, one)
	}
	if err := rows.Err(); err != nil {
		w.t.Fatal(err)
	}
	return out
}

func (w *world) last() (m mark) {
	w.t.Helper()
	err := w.pool.QueryRow(`SELECT (SELECT COALESCE(MAX(rowid), 0) FROM outbox),
		(SELECT COALESCE(MAX(rowid), 0) FROM inbox)`).
		Scan(&m.outbox, &m.inbox)
	if err != nil {
		w.t.Fatal(err)
	}
	return m
}

// restore makes everything as it was kept.
func (w *world) restore() {
	w.t.Helper()
	undo := "BEGIN; "
	for _, table := range slices.Concat(w.touched(), conversation) {
		undo += "DELETE FROM main." + table + "; INSERT INTO main." + table + " SELECT * FROM kept." + table + "; "
	}
	w.exec(undo + "DELETE FROM touched; COMMIT")
	w.held = w.last()
}

// hold lets the conversation so far stay when the next sentences are undone.
func (w *world) hold() {
	w.t.Helper()
	w.exec("DROP TABLE IF EXISTS temp.asked")
	w.exec("CREATE TEMP TABLE asked AS SELECT * FROM dialogues")
	w.exec("DELETE FROM touched")
	w.held = w.last()
}

// back undoes what a sentence did to the conversation that is held. ok is false where it did more.
func (w *world) back() (ok bool) {
	w.t.Helper()
	if len(w.touched()) > 0 {
		return false
	}
	w.exec(fmt.Sprintf(`BEGIN; DELETE FROM outbox WHERE rowid > %d; DELETE FROM inbox WHERE rowid > %d;
		DELETE FROM heard; DELETE FROM dialogues; INSERT INTO dialogues SELECT * FROM temp.asked; COMMIT`, w.held.outbox, w.held.inbox))
	return true
}

func (w *world) touched() []string { return w.column("SELECT name FROM touched ORDER BY name") }

// utterance is one thing somebody says.
type utterance struct {
	chat, from, text string
	unaddressed      bool
	quote            string // message id of the card that is answered
	press, photo     string
}

// say delivers it and returns the answer, if any.
func (w *world) say(x utterance) *bot.Card {
	w.t.Helper()
	w.n++
	w.ran, w.heard = nil, nil
	e := bot.Event{Platform: w.s.console.Name(), District: "xiqing", ID: fmt.Sprintf("world-%d", w.n),
		Kind: bot.KindText,
		Chat: console.ParseChat(x.chat), From: x.from, At: w.now.UTC(), Text: x.text, ToBot: !x.unaddressed, QuoteID: x.quote}
	if x.press != "" {
		e.Kind, e.Text = bot.KindPress, x.press
	}
	if x.photo != "" {
		e.Media = []bot.Media{{Kind: "image", Name: x.photo, Ref: x.photo}}
	}
	out, err := w.s.app.desk.Deliver(w.t.Context(), e)
	if err != nil {
		w.t.Fatalf("%s %q: %v", x.from, x.text, err)
	}
	return out.Card
}

// sent lets all that was said leave, so that its cards can be answered.
func (w *world) sent() {
	w.t.Helper()
	if err := w.s.app.carry(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
}

// open is the question that waits for somebody in a chat: the intent and the slot, or nothing.
func (w *world) open(chat, from string) string {
	w.t.Helper()
	return strings.Join(w.column("SELECT intent || ' ' || missing FROM dialogues WHERE chat = ? AND account = ?",
		console.ParseChat(chat).ID, from), "")
}

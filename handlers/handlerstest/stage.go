// Package handlerstest is the one stage for tests of the faces and rooms: a district with its people, everything joined
// as the program joins it, a clock moved by hand, and what was said to whom.
package handlerstest

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"linzhangbot/handlers"
	"linzhangbot/handlers/desk"
	"linzhangbot/handlers/ear"
	"linzhangbot/handlers/postal"
	"linzhangbot/handlers/reminding"
	"linzhangbot/models/approval"
	"linzhangbot/models/audit"
	"linzhangbot/models/cache"
	"linzhangbot/models/calendar"
	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
	"linzhangbot/models/inbox"
	"linzhangbot/models/media"
	"linzhangbot/models/outbox"
	"linzhangbot/models/profile"
	"linzhangbot/models/reminder"
	"linzhangbot/models/roster"
)

// Setup is what a stage is made of. The zero value of everything but Modules will do.
type Setup struct {
	Modules []handlers.Module
	Profile *profile.Set // the sample district
	Start   time.Time    // 2026-11-23 10:00 in the district's zone, a Monday
	Posted  time.Time    // since when the sample people hold their posts: Start
	Own     []string     // codes of towns and units that have a group of their own, "town.<code>" or "unit.<code>"
}

// Stage is a district on its way through a test.
type Stage struct {
	T          testing.TB
	DB         *db.DB
	Desk       *desk.Desk
	Deployment *handlers.Deployment
	Set        *profile.Set
	Now        time.Time

	runner reminding.Runner
	n      int
	seen   map[string]bool
}

// Sample is the embedded sample district, changed by replacements of its text, in pairs.
func Sample(t testing.TB, oldnew ...string) *profile.Set {
	t.Helper()
	data, err := os.ReadFile("../../config/districts/xiqing.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return Parsed(t, "xiqing", strings.NewReplacer(oldnew...).Replace(string(data)))
}

// Parsed reads a profile without mistakes.
func Parsed(t testing.TB, code, text string) *profile.Set {
	t.Helper()
	set, problems := profile.Parse(code+".yaml", []byte(text))
	if len(problems) > 0 {
		t.Fatalf("profile: %v", problems)
	}
	return set
}

// Migrations are the shared tables and those of the modules. Every stage has the roster and the duties.
func Migrations(modules ...handlers.Module) []db.Migration {
	out := slices.Concat(inbox.Migrations, inbox.DialogueMigrations, inbox.HeardMigrations,
		outbox.Migrations, audit.Migrations, media.Migrations, reminder.Migrations, roster.Migrations,
		approval.Migrations)
	for _, m := range modules {
		for _, s := range m.Migrations {
			if !slices.ContainsFunc(out, func(have db.Migration) bool { return have.Version == s.Version }) {
				out = append(out, s)
			}
		}
	}
	return out
}

// Each runs a test on every kind of database at hand.
func Each(t *testing.T, with Setup, run func(s *Stage)) {
	t.Helper()
	dbtest.Each(t, Migrations(with.Modules...), func(t *testing.T, d *db.DB) { run(New(t, d, with)) })
}

// New opens a stage on a database that has its tables.
func New(t testing.TB, d *db.DB, with Setup) *Stage {
	t.Helper()
	if with.Profile == nil {
		with.Profile = Sample(t)
	}
	zone := with.Profile.Latest().Location()
	if with.Start.IsZero() {
		with.Start = time.Date(2026, 11, 23, 10, 0, 0, 0, zone)
	}
	if with.Posted.IsZero() {
		with.Posted = with.Start
	}
	s := &Stage{T: t, DB: d, Set: with.Profile, Now: with.Start.In(zone), seen: map[string]bool{}}
	s.Open(with.Modules...)
	s.Tx(func(tx *db.Tx) error {
		if err := roster.Seed(tx, s.Profile(), "console", with.Posted); err != nil {
			return err
		}
		for _, chat := range with.Own {
			_, org, _ := strings.Cut(chat, ".")
			if err := roster.BindGroup(tx, roster.Group{Platform: "console", Chat: chat, Purpose: "org", Org: org}); err != nil {
				return err
			}
		}
		return nil
	})
	return s
}

// Open joins the rooms anew, as a restart with these modules does.
func (s *Stage) Open(modules ...handlers.Module) {
	s.T.Helper()
	d, err := handlers.NewDeployment(modules, map[string]*profile.Set{s.Set.Code(): s.Set}, calendar.New())
	if err != nil {
		s.T.Fatal(err)
	}
	s.Deployment = d
	s.runner = reminding.Runner{Deployment: d, Post: postal.New(d.Days).Post}
	s.Desk = s.NewDesk()
}

// hear makes the ear for a district's rules, as the program does.
func hear(d *handlers.Deployment, p *profile.Profile) desk.Hearing {
	return ear.For(d.Frames(), d.Heard(p), p, d.Days)
}

// NewDesk is one more desk over the same records: a second replica.
func (s *Stage) NewDesk() *desk.Desk {
	clock := func() time.Time { return s.Now }
	return desk.New(desk.Parts{DB: s.DB, Deployment: s.Deployment, Post: s.runner.Post, Withdraw: reminding.Withdraw, Now: clock,
		Cache: cache.NewMemory(clock), Log: slog.New(slog.NewTextHandler(s.T.Output(), nil)), Hear: hear})
}

// Profile is the version of the rules that holds now.
func (s *Stage) Profile() *profile.Profile { return s.Set.At(s.Now) }

// Tx runs f in a transaction of the district.
func (s *Stage) Tx(f func(tx *db.Tx) error) {
	s.T.Helper()
	if err := s.DB.Tx(context.Background(), s.Set.Code(), f); err != nil {
		s.T.Fatal(err)
	}
}

// At moves the clock to a local moment: 2026-12-05 10:00, with seconds where they matter.
func (s *Stage) At(text string) {
	s.T.Helper()
	for _, layout := range []string{"2006-01-02 15:04", "2006-01-02 15:04:05", "2006-01-02 15:04:05.000"} {
		if now, err := time.ParseInLocation(layout, text, s.Now.Location()); err == nil {
			s.Now = now
			return
		}
	}
	s.T.Fatalf("no moment: %s", text)
}

// Sweep lets reminders look: those given, or else all of the modules and the morning's message.
func (s *Stage) Sweep(list ...handlers.Reminder) {
	s.T.Helper()
	if len(list) == 0 {
		for _, m := range s.Deployment.Modules {
			list = append(list, m.Reminders...)
		}
		if !slices.ContainsFunc(list, func(r handlers.Reminder) bool { return r.Morning }) {
			list = append(list, handlers.MorningReminder())
		}
	}
	for _, r := range list {
		s.Tx(func(tx *db.Tx) error { return s.runner.Run(context.Background(), tx, r, s.Now) })
	}
}

// Request is a request of somebody without a message, for functions that ask the records.
func (s *Stage) Request(tx *db.Tx, account string) *handlers.Request {
	s.T.Helper()
	actor, err := roster.Identify(tx, s.Profile(), "console", account, s.Now)
	if err != nil {
		s.T.Fatal(err)
	}
	return &handlers.Request{Tx: tx, Now: s.Now, Actor: actor, Profile: s.Profile(), Days: s.Deployment.Days, Deployment: s.Deployment}
}

// Count counts the rows of a table that a condition finds.
func (s *Stage) Count(model any, where string, args ...any) int {
	s.T.Helper()
	var n int64
	s.Tx(func(tx *db.Tx) error {
		if err := tx.DB().Model(model).Where(where, args...).Count(&n).Error; err != nil {
			return fmt.Errorf("count rows: %w", err)
		}
		return nil
	})
	return int(n)
}

package main

import (
	"encoding/json"
	"slices"
	"strings"

	"linzhangbot/cmd/faces"
	"linzhangbot/handlers/desk"
)

// changed is what a sentence did: nothing, or the records and notices as they are now.
type changed struct {
	tables  string   // whose rows changed
	records []string // all of them
	notices []string // the new ones
}

// change is what changed since the last restore or hold.
func (w *world) change() changed {
	w.t.Helper()
	tables := w.touched()
	if len(tables) == 0 {
		return changed{}
	}
	out := changed{tables: strings.Join(tables, " "), records: w.records()}
	out.notices = w.column(`SELECT chat || ' ' || code || ' ' || card FROM outbox
		WHERE kind = 'notice' AND rowid > ? ORDER BY rowid`, w.held.outbox)
	return out
}

func (w *world) records() (out []string) {
	w.t.Helper()
	tx := w.s.app.db.Read(w.t.Context(), "xiqing")
	for _, m := range w.s.app.deployment.Modules {
		if m.Records == nil {
			continue
		}
		list, err := m.Records(w.t.Context(), tx)
		if err != nil {
			w.t.Fatal(err)
		}
		for _, r := range list {
			text, err := json.Marshal(r)
			if err != nil {
				w.t.Fatal(err)
			}
			out = append(out, string(text))
		}
	}
	return out
}

func (x changed) nothing() bool { return x.tables == "" }

func (x changed) same(y changed) bool {
	return x.tables == y.tables && slices.Equal(x.records, y.records) && slices.Equal(x.notices, y.notices)
}

// beside lists the records that are not among others.
func (x changed) beside(others []string) []string {
	return slices.DeleteFunc(slices.Clone(x.records), func(r string) bool { return slices.Contains(others, r) })
}

// ear is the program's own.
func (w *world) ear() desk.Hearing {
	return faces.Ear(w.s.app.deployment, w.s.profile.At(w.now))
}

package bot

import (
	"context"
	"time"
)

// Entry is one appointment in the calendars of a platform's people.
type Entry struct {
	Key        string // stable over retries and changes, ≤ 50 ASCII characters: the same key is the same appointment
	Title      string
	Text       string
	Place      string
	Start, End time.Time
	Remind     []time.Duration // how long before the start people are reminded
	People     []string        // account ids
	// Again says that an earlier Schedule of this key may have arrived: then what it made is found, never doubled.
	Again bool
}

// Calendar puts appointments into people's calendars. Like Send it never retries, and its errors are *SendError.
type Calendar interface {
	// Schedule makes an entry. Beside an error it may answer an id: the entry exists then and wants Reschedule.
	Schedule(ctx context.Context, e Entry) (id string, err error)
	// Reschedule makes an entry say what e says; people who are not in e any more lose it.
	Reschedule(ctx context.Context, id string, e Entry) error
	// Unschedule takes an entry away; one that is gone already is no error.
	Unschedule(ctx context.Context, id string) error
}

// Schedules tells whether a platform's settings switch its calendar on.
type Schedules interface {
	Schedules() bool
}

// CalendarOf is a platform's calendar where it has one and the settings switch it on.
func CalendarOf(p Platform) (Calendar, bool) {
	c, able := p.(Calendar)
	s, asked := p.(Schedules)
	return c, able && asked && s.Schedules()
}

package meeting

import (
	"context"
	"errors"
	"slices"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/db"
	"linzhangbot/models/meeting"
	"linzhangbot/models/roster"
)

// How calendar entries are carried to the platforms.
const (
	entryBatch = 32
	entryTries = 8
	entryCall  = 30 * time.Second // one entry's calls
	entryLease = 2 * time.Minute  // outlasts them
	firstPause = time.Minute
	lastPause  = time.Hour
	drawn      = time.Hour // how long a calendar draws a meeting whose type does not say
)

// peopleOf are the people among attendees, each once.
func peopleOf(list []meeting.Attendee) []string {
	var out []string
	for _, a := range list {
		if a.Person != "" && !slices.Contains(out, a.Person) {
			out = append(out, a.Person)
		}
	}
	return out
}

// calendars is the chore that brings the platforms' calendars up to date.
func calendars(ctx context.Context, w *handlers.Work) error {
	able := map[string]bot.Calendar{}
	var names []string
	for name, p := range w.Platforms {
		if c, ok := bot.CalendarOf(p); ok {
			able[name], names = c, append(names, name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	slices.Sort(names)
	due, err := meeting.DueEntries(w.DB.Read(ctx, db.Everyone), names, w.Now, entryBatch)
	if err != nil {
		return err
	}
	for _, e := range due {
		if err := carry(ctx, w, able[e.Platform], e); err != nil {
			return err
		}
	}
	return nil
}

// carry brings one entry up to date: taken in one transaction, done without any, noted in another.
func carry(ctx context.Context, w *handlers.Work, c bot.Calendar, e meeting.Entry) error {
	var m meeting.Meeting
	var said bot.Entry
	mine := false
	err := w.DB.Tx(ctx, e.District, func(tx *db.Tx) (err error) {
		fresh := e // a transaction may be tried again
		if mine, err = fresh.Take(tx, w.Now, w.Now.Add(entryLease)); err != nil || !mine {
			return err
		}
		m, said, err = entryOf(tx, w, e)
		return err
	})
	if err != nil || !mine {
		return err
	}
	e.Attempts, e.Busy = e.Attempts+1, w.Now.Add(entryLease)
	var failed error
	if m.ID != "" && m.Start.After(w.Now) { // what is over needs no calendar
		failed = keepEntry(ctx, c, &e, said)
	}
	return w.DB.Tx(ctx, e.District, func(tx *db.Tx) error {
		again, lost := nextTry(failed, e, w.Now)
		if lost {
			w.Log.Warn("calendar entry given up", "platform", e.Platform, "meeting", e.Meeting, "error", failed)
			if err := w.Say(tx, failedNotice(m, e)); err != nil {
				return err
			}
		}
		return e.Release(tx, w.Now, again)
	})
}

// entryOf is what the calendar of a platform should say about a meeting.
func entryOf(tx *db.Tx, w *handlers.Work, e meeting.Entry) (meeting.Meeting, bot.Entry, error) {
	m, found, err := meeting.ByID(tx, e.Meeting)
	p, known := w.Deployment.Profile(e.District, w.Now)
	if err != nil || !found || !known {
		return meeting.Meeting{}, bot.Entry{}, err
	}
	t := m.TypeIn(p)
	out := bot.Entry{Key: m.ID, Title: clean(m.Title), Text: details(m), Place: clean(m.Place),
		Start: m.Start, End: m.Start.Add(drawn)}
	if t.Lasts > 0 {
		out.End = m.Start.Add(time.Duration(t.Lasts) * time.Minute)
	}
	for _, minutes := range t.Remind {
		out.Remind = append(out.Remind, time.Duration(minutes)*time.Minute)
	}
	list, err := meeting.Attendees(tx, m.ID)
	if err != nil {
		return m, out, err
	}
	people := peopleOf(list)
	accounts, err := roster.AccountsAnywhere(tx, people)
	for _, person := range people {
		for _, k := range accounts[person] {
			if k.Platform == e.Platform {
				out.People = append(out.People, k.Account)
			}
		}
	}
	return m, out, err
}

// keepEntry makes, changes or takes away one entry. A first try whose outcome is not known is found again before
// anything else is done.
func keepEntry(ctx context.Context, c bot.Calendar, e *meeting.Entry, said bot.Entry) error {
	ctx, cancel := context.WithTimeout(ctx, entryCall)
	defer cancel()
	if e.Cancelled {
		said.People = nil
	}
	tried, fresh := e.Tried, e.External == ""
	if fresh && e.Cancelled && tried == 0 {
		return nil // it never got there
	}
	if fresh {
		said.Again = tried != 0
		id, err := c.Schedule(ctx, said)
		switch {
		case id != "":
			e.External, e.Tried = id, 0
		case tried == 0 && unknown(err):
			e.Tried = e.Wanted
		}
		if id == "" || err != nil && !e.Cancelled {
			return err
		}
	}
	switch {
	case e.Cancelled:
		err := c.Unschedule(ctx, e.External)
		if err == nil {
			e.External = ""
		}
		return err
	case fresh && (tried == 0 || tried == e.Wanted):
		return nil // what was made or found is what is wanted
	}
	return c.Reschedule(ctx, e.External, said)
}

func unknown(err error) bool {
	var se *bot.SendError
	return errors.As(err, &se) && se.Again == bot.AgainUnknown
}

// nextTry is when to try again; lost when that is no use.
func nextTry(err error, e meeting.Entry, now time.Time) (again time.Time, lost bool) {
	var se *bot.SendError
	switch {
	case err == nil:
		return time.Time{}, false
	case e.Attempts >= entryTries, errors.As(err, &se) && se.Again == bot.AgainNever:
		return time.Time{}, true
	}
	pause := min(firstPause<<(e.Attempts-1), lastPause)
	if se != nil {
		pause = max(pause, se.After)
	}
	return now.Add(pause), false
}

func failedNotice(m meeting.Meeting, e meeting.Entry) handlers.Notice {
	c := bot.Card{Code: "calendar.failed", Tone: bot.ToneNear, Title: titled(m) + "没能写进日历，请人工核对",
		Text: "渠道：" + e.Platform, Next: "会议通知照常发出，不受影响。", Refs: refs(m)}
	return handlers.Notice{Key: "calendar.failed/" + e.Meeting + "/" + e.Platform, Subject: []string{m.Key()},
		To: office, Card: c}
}

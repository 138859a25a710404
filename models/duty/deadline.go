package duty

import (
	"cmp"
	"slices"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/profile"
)

// Deadline is a one-off duty with a date: an issue's rectification, a resolution. It stands and is reminded of like
// a duty that comes back every period.
type Deadline struct {
	Kind    string // issue: the family, named by its face
	ID      string // the record's id
	Ref     string // number people know
	Version string // what a button says behind the number, so that one of an older version is noticed: 第2稿
	Title   string // what is to be done
	Org     string // who owes it; empty where a person of no organisation does
	Person  string // who owes it where it is one person's: an approval. He is told in private
	Name    string // what people call that person: 区总林长
	Opened  time.Time
	Told    time.Time // when its owner hears of it, where that is later than Opened
	Due     time.Time // last moment, in the district's zone
	Within  int       // above zero: its last day is so many working days after Opened, and Due follows from that
	Steps   []profile.Step
	Article models.Article
	How     string

	Lapses  bool // nothing is owed any more once its moment is over: a meeting, an answer to what has begun
	Agreed  bool // its owner has said yes: only another word is offered him
	Waits   bool // its owner has asked for another day and the office owes the answer: it counts, and nobody nudges
	Undated bool // no rule sets a last day, Due is only when it is told of: nobody is ever late with it
}

// Dated fills in Due where it is counted in working days.
func (d Deadline) Dated(days Days) Deadline {
	if d.Within > 0 {
		y, m, day := days.Add(d.Opened, d.Within).Date()
		d.Due = time.Date(y, m, day+1, 0, 0, 0, 0, d.Opened.Location()).Add(-time.Millisecond)
	}
	return d
}

// Key names the deadline: when the organisation or the day changes it is another one.
func (d Deadline) Key() string {
	return d.Kind + "/" + cmp.Or(d.Person, d.Org) + "/" + d.period()
}

// Over reports whether nothing is owed any more although nothing was done.
func (d Deadline) Over(now time.Time) bool { return d.Lapses && !now.Before(d.Due) }

func (d Deadline) period() string {
	if d.Within > 0 {
		return d.ID + "@" + d.Opened.Format(time.DateOnly)
	}
	return d.ID + "@" + d.Due.Format(time.DateOnly)
}

// Standing is how the deadline stands at now: one thing is wanted and nothing is done. Nobody is reminded on the day on
// which he is told of it: what is entered on a day off is told on the next working day.
func (d Deadline) Standing(now time.Time, days Days) Standing {
	day := func(t time.Time) time.Time {
		return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, now.Location())
	}
	d = d.Dated(days)
	due := d.Due.In(now.Location())
	rule := profile.Duty{ID: d.Kind, Title: d.Ref + " " + d.Title, Article: d.Article, Unit: "件", AtLeast: 1,
		Steps: d.Steps, How: d.How}
	span := models.Period{Every: models.Year, Key: d.period(), From: day(d.Opened.In(now.Location())),
		To: day(due).AddDate(0, 0, 1)}
	st := Standing{Agreed: d.Agreed, Undated: d.Undated, Lapses: d.Lapses, Waits: d.Waits, Rule: rule, Want: 1, Once: true,
		Subject: Subject{Org: d.Org, Person: d.Person, Name: d.Name}, Ref: d.Ref, What: d.Title, Due: due,
		Opens: d.Opened, Period: span}
	st.Steps, st.Moved = plan(rule, st.Period, due, days)
	told := st.Period.From
	if d.Told.After(d.Opened) {
		told = day(d.Told.In(now.Location()))
	}
	told = days.After(told)
	st.Steps = slices.DeleteFunc(st.Steps, func(s StepDay) bool { return s.Step.Repeat == "" && !s.Day.After(told) })
	switch st.State = state(st, now); {
	case d.Over(now):
		st.State = Waived
	case st.State == Overdue && d.Undated:
		st.State = Near
	}
	return st
}

// PeriodKey names the period for the record of a nudge: a deadline's is its day.
func (s Standing) PeriodKey() string {
	if s.Once {
		return s.Due.Format(time.DateOnly)
	}
	return s.Period.Key
}

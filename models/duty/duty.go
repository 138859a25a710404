// Package duty is the one engine behind reminders, “我的待办”, “谁还没报”, “为什么催我”, status answers and the automatic
// part of the yearly score: it turns a profile's duties and the recorded facts into standings. It is pure: nothing
// in it reads a clock or a database, and nothing in it says “2”, “month” or “town”.
package duty

import (
	"context"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/profile"
)

// Subject is who owes: an organisation, or the holder of a post.
type Subject struct {
	Org    string // organisation code; empty for district posts
	Person string // person code, only for duties of a post
	Name   string // what people call it: 大寺镇, or 张三（区级林长）
}

// Fact is something that happened and counts.
type Fact struct {
	What   string    // report, inspection.comprehensive, summary …
	Org    string    // whose duty it meets
	Person string    // for duties of a post
	At     time.Time // when, in the district's zone
	Period string    // key of the period it counts for, when that is not the period of At (filled in late); empty otherwise
	Ref    string    // number people know: 信〔2026〕3号
	Title  string    // what it was
	Amount float64   // for duties that sum a quantity; 0 counts as 1
	Level  string    // by whom it was adopted, for duties that give points by level
}

// Source is what a regulation can count. It hands itself over in the face's Module.
type Source struct {
	What []string // names of the facts it brings
	// Facts brings all facts that fall into, or are filed for, [from, to). One grouped query, not one a subject.
	Facts func(ctx context.Context, tx *db.Tx, from, to time.Time) ([]Fact, error)
}

// State of a standing.
type State string

const (
	NotDue  State = "not_due"  // its window has not opened
	OnTrack State = "on_track" // open, nothing to say yet
	Near    State = "near"     // the first reminder's day has come and it is still short
	Overdue State = "overdue"  // the due day is over and it is short
	Met     State = "met"
	Waived  State = "waived"
)

// Standing is how one subject stands with one duty in one period.
type Standing struct {
	Law     *profile.Profile // the version of the profile it is judged by; nil for a deadline
	Rule    profile.Duty
	Subject Subject
	Period  models.Period
	Want    int
	Have    int
	Facts   []Fact    // those counted, oldest first
	Due     time.Time // last moment, in the district's zone
	Opens   time.Time // first moment it can be done
	State   State
	Reason  string    // of a waiver
	Steps   []StepDay // all steps of this period with their days
	Moved   []string  // date arithmetic worth telling: 20日逢周日，提前到18日
	Once    bool      // a deadline, not a duty that comes back
	Ref     string    // of a deadline: the number people know
	What    string    // of a deadline: what is to be done
	Agreed  bool      // a deadline whose owner has said yes: nothing is left to do but to come
	Undated bool      // a deadline of whose last day nothing is to be said
	Waits   bool      // a deadline that stands, yet nobody is nudged until the office has answered
	Lapses  bool      // a deadline whose moment is not to be missed: its steps are no overdue notices
	Gone    bool      // the subject is there no more: what it had missed before stays listed, nothing is asked of it
}

// Short is how many are still owed.
func (s Standing) Short() int { return max(0, s.Want-s.Have) }

// Open reports whether something is still owed.
func (s Standing) Open() bool {
	return !s.Gone && (s.State == OnTrack || s.State == Near || s.State == Overdue)
}

// tooMany: one more than a rule allows is as wrong as one too few.
func (s Standing) tooMany() bool { return s.Rule.AtMost > 0 && s.Have > s.Rule.AtMost }

// Called is what people call the matter: a deadline's number, or a duty's title.
func (s Standing) Called() string {
	if s.Once {
		return s.Ref
	}
	return s.Rule.Title
}

// Key names rule, subject and period: the subject of parcels and the heart of every reminder's key.
func (s Standing) Key() string {
	who := s.Subject.Org
	if s.Subject.Person != "" {
		who = s.Subject.Person
	}
	return s.Rule.ID + "/" + who + "/" + s.Period.Key
}

// Days is the calendar the engine asks.
type Days interface {
	Working(day time.Time) bool
	Before(day time.Time) time.Time     // the working day on or before
	After(day time.Time) time.Time      // the working day on or after
	Add(day time.Time, n int) time.Time // n working days on (or back)
	Between(from, to time.Time) int     // working days after from up to and including to
}

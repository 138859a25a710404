package cooperation

import (
	"slices"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/db"
)

// Stage is where a joint activity stands.
type Stage string

// The stages of an activity.
const (
	Inviting  Stage = "inviting"  // 已邀请
	Cancelled Stage = "cancelled" // 已取消
)

// Answer is what an organisation said to an invitation; empty while it has said nothing.
type Answer string

// The answers.
const (
	Unanswered Answer = ""
	Coming     Answer = "coming"  // 参加
	Staying    Answer = "staying" // 不参加
	Absent     Answer = "absent"  // 缺席: said to come, or said nothing, and did not; the office notes it
)

// Name is the answer as people say it.
func (a Answer) Name() string {
	return map[Answer]string{Coming: "参加", Staying: "不参加", Absent: "缺席", Unanswered: "未答复"}[a]
}

// Activity is one joint activity that the office invites organisations to (第八条).
type Activity struct {
	ID       string `gorm:"primaryKey"`
	District string
	Number   string // 协〔2026〕1号
	Year, N  int
	Kind     string // 林长巡林
	Topic    string
	Start    time.Time
	Timed    bool // an hour was said
	Place    string
	Person   string // who invited
	State    Stage
	Version  int
	At       time.Time
}

// TableName is activities.
func (Activity) TableName() string { return "activities" }

// Invitee is one organisation's invitation with its answer.
type Invitee struct {
	ID         string `gorm:"primaryKey"`
	District   string
	Activity   string
	Org        string
	Answer     Answer
	Note       string // reason, or who comes
	Person     string // who answered
	AnsweredAt *time.Time
	Version    int
	At         time.Time
}

// TableName is activity_invitees.
func (Invitee) TableName() string { return "activity_invitees" }

// Invite keeps an activity with an invitation for each organisation.
func Invite(tx *db.Tx, a *Activity, orgs []string) ([]Invitee, error) {
	a.ID, a.State, a.Version, a.At, a.Start = tx.NewID(), Inviting, 1, a.At.UTC(), a.Start.UTC()
	if err := db.Wrap(tx.DB().Create(a), "keep activity"); err != nil {
		return nil, err
	}
	rows := make([]Invitee, 0, len(orgs))
	for _, o := range orgs {
		rows = append(rows, Invitee{ID: tx.NewID(), Activity: a.ID, Org: o, Version: 1, At: a.At})
	}
	return rows, db.Wrap(tx.DB().CreateInBatches(&rows, 100), "keep invitations")
}

// Cancel ends an activity, unless somebody was faster.
func (a *Activity) Cancel(tx *db.Tx) error {
	a.State = Cancelled
	return db.Swap(tx.DB(), a, a.ID, "version", &a.Version, "state")
}

// Say writes an organisation's answer, unless somebody was faster. It may change until the activity begins.
func (i *Invitee) Say(tx *db.Tx, answer Answer, note, person string, now time.Time) error {
	at := now.UTC()
	i.Answer, i.Note, i.Person, i.AnsweredAt = answer, note, person, &at
	return db.Swap(tx.DB(), i, i.ID, "version", &i.Version, "answer", "note", "person", "answered_at")
}

// Begins is until when answers are taken: the hour of the activity, or the end of its day.
func (a Activity) Begins(zone *time.Location) time.Time {
	start := a.Start.In(zone)
	if a.Timed {
		return start
	}
	return start.AddDate(0, 0, 1)
}

// Over reports whether the activity has begun; one without an hour, whether its day is over.
func (a Activity) Over(now time.Time) bool { return !now.Before(a.Begins(now.Location())) }

// Activities lists a year's activities, oldest first; year 0 lists all.
func Activities(tx *db.Tx, year int) ([]Activity, error) {
	q := tx.DB().Order("year, n")
	if year > 0 {
		q = q.Where("year = ?", year)
	}
	return db.List[Activity](q, "list activities")
}

// Invitees lists the invitations of activities, in order of organisation.
func Invitees(tx *db.Tx, activities ...Activity) ([]Invitee, error) {
	ids := models.Each(activities, func(a Activity) string { return a.ID })
	return db.List[Invitee](tx.DB().Where("activity IN ?", ids).Order("activity, org"), "list invitations")
}

// Pending lists an organisation's invitations without an answer to activities that are still ahead.
func Pending(tx *db.Tx, org string, now time.Time) ([]Activity, error) {
	open, err := db.List[Invitee](tx.DB().Where("org = ? AND answer = ?", org, Unanswered), "list open invitations")
	if err != nil {
		return nil, err
	}
	ids := models.Each(open, func(i Invitee) string { return i.Activity })
	rows, err := db.List[Activity](tx.DB().Where("id IN ? AND state = ?", ids, Inviting).
		Order("start, n"), "list open activities")
	return slices.DeleteFunc(rows, func(a Activity) bool { return a.Over(now) }), err
}

// Unheard lists the invitations without an answer to activities that were not cancelled, with those activities;
// org empty lists everybody's.
func Unheard(tx *db.Tx, org string) ([]Invitee, map[string]Activity, error) {
	q := tx.DB().Where("answer = ?", Unanswered).Order("activity, org")
	rows, err := db.List[Invitee](db.Equal(q, map[string]string{"org": org}), "list open invitations")
	if err != nil {
		return nil, nil, err
	}
	ids := models.Each(rows, func(i Invitee) string { return i.Activity })
	held, err := db.List[Activity](tx.DB().Where("id IN ? AND state = ?", ids, Inviting), "list open activities")
	of := make(map[string]Activity, len(held))
	for _, a := range held {
		of[a.ID] = a
	}
	return slices.DeleteFunc(rows, func(i Invitee) bool { return of[i.Activity].ID == "" }), of, err
}

// Turnout counts how an organisation answered the invitations of a year.
type Turnout map[Answer]int

// Invited is how often it was invited.
func (t Turnout) Invited() (n int) {
	for _, times := range t {
		n += times
	}
	return n
}

// Never reports that the organisation was invited and never came.
func (t Turnout) Never() bool { return t.Invited() > 0 && t[Coming] == 0 }

// Turnouts counts a year's answers by organisation: activities that have been held and were not cancelled.
func Turnouts(held []Activity, invitees []Invitee) map[string]Turnout {
	counts := map[string]bool{}
	for _, a := range held {
		counts[a.ID] = a.State == Inviting
	}
	out := map[string]Turnout{}
	for _, i := range invitees {
		if !counts[i.Activity] {
			continue
		}
		if out[i.Org] == nil {
			out[i.Org] = Turnout{}
		}
		out[i.Org][i.Answer]++
	}
	return out
}

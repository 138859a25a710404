// Package supervision is the 督查制度 as code: inspections, the problem list with the life of its issues, the ladder
// of measures, and the dossiers. It knows no chat and no clock.
package supervision

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/profile"
)

// Issue is one problem of the list (第八条).
type Issue struct {
	ID         string `gorm:"primaryKey"`
	District   string
	Number     string // 督〔2026〕12号
	Year, N    int
	Title      string
	Place      string
	Source     string // key of the profile's source
	Org        string // responsible organisation
	Assisting  string // |chengguan|gongan|, empty for none
	Measures   string // what is asked for
	Contact    string // who was named for it; shown without the middle of a number
	Found      string // day it was found
	Due        time.Time
	DueDay     string // its local day
	State      State
	Grave      bool   // 特别重要
	Evidence   bool   // closing wants evidence
	Proof      string // JSON list of attachments, or words where to see them; empty for none
	Returned   int    // how often it was returned
	Extensions int    // how often its deadline was moved
	Wish       string // day an extension is asked for
	WishReason string
	ApprovedBy string     // person who granted the last extension
	Inspection string     // number of the inspection that found it
	Ladder     string     // the ladder as it was when the issue opened, JSON
	Rung       int        // rungs taken so far: the index of the next one
	Proposed   int        // rungs proposed so far
	ProposedAt *time.Time // when the newest of them was
	Declined   int        // rungs that the office has decided not to take for now
	Progress   string     // last word of the responsible organisation
	Reporter   string     // who reported it done
	ReportOrg  string     `gorm:"column:reporter_org"`
	ReportedAt *time.Time
	RaisedBy   string
	CheckedBy  string
	Verdict    string
	ClosedAt   *time.Time
	Version    int // grows with every change
	Platform   string
	Message    string
	Item       int
	At         time.Time
}

// TableName is issues.
func (Issue) TableName() string { return "issues" }

// Change is one thing done to an issue. Rows are never changed or removed.
type Change struct {
	ID       string `gorm:"primaryKey"`
	District string
	Issue    string
	Seq      int // the version it made
	Verb     Verb
	From     State `gorm:"column:state_from"`
	To       State `gorm:"column:state_to"`
	Person   string
	Name     string // how he was called then
	Org      string
	Platform string
	Message  string // the message that caused it, or that brought its pictures
	Note     string
	Media    string
	Before   string // the issue before the step, JSON, for taking it back
	At       time.Time
}

// TableName is issue_steps.
func (Change) TableName() string { return "issue_steps" }

// IsOpen reports whether the issue is neither closed nor cancelled.
func (x Issue) IsOpen() bool { return slices.Contains(openStates, x.State) }

// IsDue reports whether the responsible organisation owes the rectification now.
func (x Issue) IsDue() bool { return slices.Contains(dueStates, x.State) }

// Overdue reports whether it is owed and late at now.
func (x Issue) Overdue(now time.Time) bool { return x.IsDue() && now.After(x.Due) }

// SetDue gives the issue a deadline, in the district's zone.
func (x *Issue) SetDue(day time.Time) { x.Due, x.DueDay = day.UTC(), day.Format(time.DateOnly) }

// MoreProof adds evidence to what is there: lists of attachments become one, words stand side by side.
func MoreProof(old, more string) string {
	if old == "" || more == "" || old == more {
		return cmp.Or(more, old)
	}
	var a, b []json.RawMessage
	if json.Unmarshal([]byte(old), &a) == nil && json.Unmarshal([]byte(more), &b) == nil {
		if both, err := json.Marshal(append(a, b...)); err == nil {
			return string(both)
		}
	}
	return old + "；" + more
}

// Helpers are the assisting organisations' codes.
func (x Issue) Helpers() []string { return db.Split(x.Assisting) }

// Concerns reports whether an organisation is responsible or assists.
func (x Issue) Concerns(org string) bool {
	return org != "" && (x.Org == org || slices.Contains(x.Helpers(), org))
}

// SourceName is where it comes from, as people say it.
func SourceName(p *profile.Profile, key string) string {
	s, _ := models.Find(p.Issues.Sources, func(s profile.Source) bool { return s.Key == key })
	return s.Name
}

// SourceOf finds a source by name or key.
func SourceOf(p *profile.Profile, word string) (profile.Source, bool) {
	return models.Find(p.Issues.Sources, func(s profile.Source) bool {
		return word != "" && (s.Name == word || s.Key == word || slices.Contains(s.Words, word))
	})
}

// Open keeps a new issue with its first step. taken is true when this very message has raised it before.
func Open(tx *db.Tx, x *Issue, p *profile.Profile, first Change) (taken bool, err error) {
	x.ID, x.State, x.Version = tx.NewID(), Raised, 1
	x.At, x.Due = x.At.UTC(), x.Due.UTC()
	if x.Message == "" {
		x.Message = x.ID
	}
	if x.Ladder, err = freeze(p.Issues.Ladder); err != nil {
		return false, err
	}
	if taken, err = db.Create(tx, x, "open issue"); taken || err != nil {
		return taken, err
	}
	first.Issue, first.Seq, first.Verb, first.To = x.ID, x.Version, Raise, x.State
	return false, note(tx, first)
}

// freeze writes the ladder as it stands when an issue opens: later versions of the profile do not change it.
func freeze(ladder []profile.Rung) (string, error) {
	b, err := json.Marshal(ladder)
	if err != nil {
		return "", fmt.Errorf("freeze ladder: %w", err)
	}
	return string(b), nil
}

// Record writes a changed issue and its step, unless somebody was faster: then it is db.ErrChanged.
func Record(tx *db.Tx, was, is *Issue, s Change) error {
	before, err := json.Marshal(was)
	if err != nil {
		return fmt.Errorf("write issue: %w", err)
	}
	is.Version = was.Version
	kept := tx.DB().
		Omit("id", "district", "number", "year", "n", "ladder", "platform", "message", "item", "at",
			"proposed", "proposed_at")
	if err := db.Swap(kept, is, is.ID, "version", &is.Version, "*"); err != nil {
		return err
	}
	s.Issue, s.Seq, s.From, s.To, s.Before = is.ID, is.Version, was.State, is.State, string(before)
	return note(tx, s)
}

func note(tx *db.Tx, s Change) error {
	s.ID, s.At = tx.NewID(), s.At.UTC()
	taken, err := db.Create(tx, &s, "keep step of issue")
	if taken {
		return db.ErrChanged
	}
	return err
}

// Propose marks the first n rungs as proposed to the office. fresh is false when another sweep was first.
func Propose(tx *db.Tx, id string, n int, at time.Time) (fresh bool, err error) {
	return db.Hit(tx.DB().Model(&Issue{}).Where("id = ? AND proposed < ?", id, n).
		Updates(map[string]any{"proposed": n, "proposed_at": at.UTC()}), "note proposal")
}

// History lists the steps of an issue, oldest first.
func History(tx *db.Tx, issue string) ([]Change, error) {
	return db.List[Change](tx.DB().Where("issue = ?", issue).Order("seq"), "list steps of issue")
}

// Last is the newest step of an issue.
func Last(tx *db.Tx, issue string) (Change, error) {
	var s Change
	err := db.Wrap(tx.DB().Where("issue = ?", issue).Order("seq DESC").Take(&s), "find last step of issue")
	return s, err
}

// LastOf are the newest steps of a verb, by issue.
func LastOf(tx *db.Tx, do Verb, issues []Issue) (map[string]Change, error) {
	out := map[string]Change{}
	for part := range slices.Chunk(issues, 500) {
		ids := models.Each(part, func(x Issue) string { return x.ID })
		q := tx.DB().Where("issue IN ? AND verb = ?", ids, do)
		rows, err := db.List[Change](q.Order("issue, seq"), "list last steps of issues")
		if err != nil {
			return nil, err
		}
		for _, s := range rows {
			out[s.Issue] = s
		}
	}
	return out, nil
}

// Former is the issue as it was before a step.
func (s Change) Former() (Issue, error) {
	var x Issue
	if err := json.Unmarshal([]byte(s.Before), &x); err != nil {
		return x, fmt.Errorf("read issue before a step: %w", err)
	}
	return x, nil
}

// Package information is the 信息制度 as code: reports and how they are counted, their review, bulletins, the
// register of what was made public, and the boards of forest chiefs. It knows no chat and no clock.
package information

import (
	"time"

	"linzhangbot/models"
	"linzhangbot/models/db"
)

// Report is one item of information that a town or unit reported (第八条).
type Report struct {
	ID        string `gorm:"primaryKey"`
	District  string
	Org       string // whose item it is; the organisation, not the person, owns it
	Person    string // who reported it
	Number    string // 信〔2026〕3号
	Year, N   int
	Title     string
	Body      string
	Category  string // key of the profile's category
	Period    string // YYYY-MM that it counts for
	State     State
	Late      bool   // filled in after its month was over
	Emergency bool   // 第八条（四）
	Recalled  bool   // the chat message behind it was taken back after it had been adopted
	EventDate string // YYYY-MM-DD; empty when not said
	Contact   string
	Media     string // JSON list of attachments; empty for none
	Platform  string
	Message   string     // the platform's id of the message that brought it
	Item      int        // which item of that message, from 0
	Reason    string     // why it was returned; stays when it was put right
	Turned    *time.Time // when it was returned last, or put right after that, UTC; nil: never returned
	Into      string     `gorm:"column:merged_into"` // number of the report it was merged into
	Version   int        // grows with every change
	At        time.Time  // when it was said, UTC
	Arrived   time.Time  // when it reached us, UTC
}

// TableName is reports.
func (Report) TableName() string { return "reports" }

// Counts reports whether the item counts for its organisation's quota (第九条): unless withdrawn or returned.
func (r Report) Counts() bool {
	return r.State == Submitted || r.State == Adopted || r.State == Merged
}

// File keeps a new report. taken is true when this very message has been filed or taken back before.
func File(tx *db.Tx, r *Report) (taken bool, err error) {
	r.ID, r.State, r.Version = tx.NewID(), Submitted, 1
	r.At, r.Arrived = r.At.UTC(), r.Arrived.UTC()
	if r.Message == "" {
		r.Message = r.ID
	}
	if readAhead(tx).file(tx, *r) {
		return false, nil
	}
	return db.Create(tx, r, "file report")
}

// Bury remembers that a message was taken back before it arrived, so that it is never filed.
func Bury(tx *db.Tx, platform, message string, now time.Time) error {
	id := tx.NewID()
	stone := Report{ID: id, Number: id, State: Buried, Platform: platform, Message: message, At: now.UTC(),
		Arrived: now.UTC()}
	_, err := db.Create(tx, &stone, "remember taken back message")
	return err
}

// Save writes a changed report, unless somebody was faster.
func Save(tx *db.Tx, r *Report) error {
	return db.Swap(tx.DB(), r, r.ID, "version", &r.Version,
		"title", "body", "category", "state", "late", "emergency",
		"recalled", "reason", "turned", "merged_into", "media")
}

// Filter selects reports. Empty fields do not restrict.
type Filter struct {
	Org, Person       string
	Orgs              []string // one of them; nil: any
	State             State
	Within            models.Period // of the months they count for
	Since             time.Time
	Before            time.Time
	Numbers           []string
	Platform, Message string
	Enclosing         string // id of a message that brought it or a later attachment
	Newest            bool   // newest first
	Limit             int
}

// Find lists reports, oldest first unless Newest.
func Find(tx *db.Tx, f Filter) ([]Report, error) {
	q := tx.DB().Where("state <> ?", Buried)
	q = db.Equal(q, map[string]string{"org": f.Org, "person": f.Person, "state": string(f.State),
		"platform": f.Platform, "message": f.Message})
	if f.Orgs != nil {
		q = q.Where("org IN ?", f.Orgs)
	}
	if f.Within.Every != "" {
		q = q.Where("period >= ? AND period <= ?", Month(f.Within.From), Month(f.Within.Last()))
	}
	if !f.Since.IsZero() {
		q = q.Where("at >= ?", f.Since.UTC())
	}
	if !f.Before.IsZero() {
		q = q.Where("at < ?", f.Before.UTC())
	}
	if f.Enclosing != "" {
		q = q.Where("message = ? OR media LIKE ?", f.Enclosing, "%"+f.Enclosing+"%")
	}
	if f.Numbers != nil {
		q = q.Where("number IN ?", f.Numbers)
	}
	if f.Limit > 0 {
		q = q.Limit(f.Limit)
	}
	order := "year, n"
	if f.Newest {
		order = "year DESC, n DESC"
	}
	return db.List[Report](q.Order(order), "list reports")
}

// Recent brings what an organisation reported since a moment, oldest first: one query that serves both the check for
// duplicates and the tally. Of an organisation that reports very much, only the newest come with their text.
func Recent(tx *db.Tx, org string, since time.Time) ([]Report, error) {
	if rows, ok := readAhead(tx).recent(org, since); ok {
		return rows, nil
	}
	rows, err := recent(tx, []string{org}, since, closely, "body", "platform", "message")
	if err != nil || len(rows) < closely {
		return rows, err
	}
	older, err := recent(tx, []string{org}, since, -1, "''", "''", "''")
	if err != nil {
		return nil, err
	}
	return append(older[:max(0, len(older)-len(rows))], rows...), nil
}

// Month is the key of the month that t lies in, in t's own zone.
func Month(t time.Time) string { return models.PeriodOf(models.Month, t).Key }

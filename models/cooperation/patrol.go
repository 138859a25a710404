package cooperation

import (
	"context"
	"fmt"
	"time"

	"linzhangbot/models/db"
	"linzhangbot/models/duty"
)

// FactPatrol is the name under which duties count patrols.
const FactPatrol = "patrol"

// Patrol is one patrol of a chief (第五条: 林长巡林).
type Patrol struct {
	ID        string `gorm:"primaryKey"`
	District  string
	Number    string // 巡〔2026〕1号
	Year, N   int
	Org       string // the town it was in, or the chief's own; empty for the whole district
	Chief     string // person code of the chief; empty when nobody holds the post
	ChiefName string
	Person    string // who logged it
	Day       string // YYYY-MM-DD
	Place     string
	Found     int // problems found
	Body      string
	Media     string // JSON list of attachments; empty for none
	Issue     string // number of the issue that came of it
	State     State
	Platform  string
	Message   string
	Item      int // which order of that message, from 0
	Version   int
	At        time.Time
}

// TableName is patrols.
func (Patrol) TableName() string { return "patrols" }

// LogPatrol keeps a new patrol; taken is true when this very message was logged before.
func LogPatrol(tx *db.Tx, p *Patrol) (taken bool, err error) {
	p.ID, p.State, p.Version, p.At = tx.NewID(), Filed, 1, p.At.UTC()
	if p.Message == "" {
		p.Message = p.ID
	}
	return db.Create(tx, p, "log patrol")
}

// SavePatrol writes a changed patrol, unless somebody was faster.
func SavePatrol(tx *db.Tx, p *Patrol) error {
	return db.Swap(tx.DB(), p, p.ID, "version", &p.Version, "issue", "state")
}

// PatrolFilter selects patrols. Empty fields do not restrict.
type PatrolFilter struct {
	Org               string
	Orgs              []string // one of them; nil: any
	From, To          string   // days, inclusive
	Platform, Message string
	State             State
}

// Patrols lists patrols, oldest first.
func Patrols(tx *db.Tx, f PatrolFilter) ([]Patrol, error) {
	q := db.Equal(tx.DB().Order("day, year, n"), map[string]string{"org": f.Org, "platform": f.Platform,
		"message": f.Message, "state": string(f.State)})
	if f.Orgs != nil {
		q = q.Where("org IN ?", f.Orgs)
	}
	if f.From != "" {
		q = q.Where("day >= ? AND day <= ?", f.From, f.To)
	}
	return db.List[Patrol](q, "list patrols")
}

// PatrolFacts brings every patrol of [from, to): it counts on the day it was made, for the chief and for the town.
func PatrolFacts(_ context.Context, tx *db.Tx, from, to time.Time) ([]duty.Fact, error) {
	rows, err := Patrols(tx, PatrolFilter{From: from.Format(time.DateOnly), State: Filed,
		To: to.Add(-time.Millisecond).Format(time.DateOnly)})
	if err != nil {
		return nil, err
	}
	out := make([]duty.Fact, 0, len(rows))
	for _, p := range rows {
		at, err := time.ParseInLocation(time.DateOnly, p.Day, from.Location())
		if err != nil {
			return nil, fmt.Errorf("read day of patrol %s: %w", p.Number, err)
		}
		out = append(out, duty.Fact{What: FactPatrol, Org: p.Org, Person: p.Chief, At: at, Ref: p.Number,
			Title: p.ChiefName + "巡林 " + p.Place})
	}
	return out, nil
}

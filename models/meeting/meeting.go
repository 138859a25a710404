// Package meeting is the 会议制度 as code, and 协作会商制度 第七条: meetings from the draft through approval and notice to
// the minutes, and what they resolved. Who chairs, drafts, approves, attends and carries out is the profile's. It
// knows no chat and no clock.
package meeting

import (
	"slices"
	"strings"
	"time"

	"linzhangbot/models/db"
	"linzhangbot/models/profile"
)

// Meeting is one meeting, from its first draft on.
type Meeting struct {
	ID          string `gorm:"primaryKey"`
	District    string
	Number      string // 会〔2026〕3号
	Year, N     int
	Type        string // key of the profile's meeting type
	Title       string
	Start       time.Time // UTC
	Place       string
	Agenda      string // one point a line
	ChairPost   string // post key
	ChairPerson string // person code; where several hold the post, the one who chairs
	State       State
	Version     int    // 第n稿: grows with every change of the plan; the SEQUENCE of its calendar entry
	Rev         int    // grows with every write
	Drafted     string `gorm:"column:drafted_by"` // person who drafted this version
	Org         string // whose meeting it is: the chair's organisation, or the office for chiefs of the district
	Further     bool   // one more than the duty asks for in its period: needs consent
	Reason      string // why it was sent back, changed or cancelled
	At          time.Time
	Changed     time.Time
}

// TableName is meetings.
func (Meeting) TableName() string { return "meetings" }

// Create keeps a new meeting with who is invited.
func Create(tx *db.Tx, m *Meeting, list []Attendee) error {
	m.ID, m.State, m.Version, m.Rev = tx.NewID(), Drafted, 1, 1
	m.Start, m.At = m.Start.UTC(), m.At.UTC()
	m.Changed = m.At
	if err := db.Wrap(tx.DB().Create(m), "keep meeting"); err != nil {
		return err
	}
	return Add(tx, m.ID, 0, list)
}

// Save writes a meeting if nobody else has since it was read.
func Save(tx *db.Tx, m *Meeting, now time.Time) error {
	m.Start, m.Changed = m.Start.UTC(), now.UTC()
	return db.Swap(tx.DB(), m, m.ID, "rev", &m.Rev, "title", "start", "place", "agenda", "chair_person", "state",
		"version", "drafted_by", "further", "reason", "changed")
}

// Filter selects meetings. Empty fields do not restrict.
type Filter struct {
	Type     string
	States   []State
	From, To time.Time // start in [From, To)
	Newest   bool      // latest first; else by start
	Limit    int
}

// Find lists meetings.
func Find(tx *db.Tx, f Filter) ([]Meeting, error) {
	find := tx.DB().Order(map[bool]string{true: "start DESC, n DESC", false: "start, n"}[f.Newest])
	find = db.Equal(find, map[string]string{"type": f.Type})
	if len(f.States) > 0 {
		find = find.Where("state IN ?", f.States)
	}
	if !f.From.IsZero() {
		find = find.Where("start >= ?", f.From.UTC())
	}
	if !f.To.IsZero() {
		find = find.Where("start < ?", f.To.UTC())
	}
	if f.Limit > 0 {
		find = find.Limit(f.Limit)
	}
	return db.List[Meeting](find, "list meetings")
}

// ByID finds a meeting; ok is false when there is none.
func ByID(tx *db.Tx, id string) (m Meeting, ok bool, err error) {
	return db.One[Meeting](tx.DB().Where("id = ?", id), "find meeting")
}

// ByNumber finds the meeting of one of some numbers, that of the latest year first; ok is false when there is none.
func ByNumber(tx *db.Tx, numbers []string) (m Meeting, ok bool, err error) {
	return db.One[Meeting](tx.DB().Where("number IN ?", numbers).Order("year DESC"), "find meeting")
}

// Points are the agenda's points.
func (m Meeting) Points() []string {
	return strings.FieldsFunc(m.Agenda, func(r rune) bool { return r == '\n' })
}

// Key is the subject of everything said about a meeting that is void once it moves or is cancelled.
func (m Meeting) Key() string { return "meeting/" + m.ID }

// AskKey is the subject of the requests for approval.
func (m Meeting) AskKey() string { return "meeting/" + m.ID + "/ask" }

// TypeOf finds a meeting type of the profile by key or by name.
func TypeOf(p *profile.Profile, word string) (profile.MeetingType, bool) {
	for _, means := range []func(t profile.MeetingType) bool{
		func(t profile.MeetingType) bool { return t.Key == word || t.Name == word },
		func(t profile.MeetingType) bool { return slices.Contains(t.Aliases, word) },
	} {
		if i := slices.IndexFunc(p.Meetings, means); i >= 0 {
			return p.Meetings[i], true
		}
	}
	return profile.MeetingType{}, false
}

// TypeIn is the meeting's type; a meeting whose type left the profile keeps its key as its name.
func (m Meeting) TypeIn(p *profile.Profile) profile.MeetingType {
	if t, ok := TypeOf(p, m.Type); ok {
		return t
	}
	return profile.MeetingType{Key: m.Type, Name: m.Title}
}

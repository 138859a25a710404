package supervision

import (
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"linzhangbot/models/db"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
)

// Filter selects issues. Empty fields do not restrict.
type Filter struct {
	Org        string   // responsible or assisting
	Concerns   []string // responsible or assisting is one of them
	Orgs       []string // responsible is one of them
	Source     string
	Inspection string
	States     []State
	Years      []int
	N          int
	DueBefore  string // due day, exclusive
	DueFrom    string // due day, inclusive
	Limit      int
}

// Open states and due states as filters.
var (
	OpenStates = openStates
	DueStates  = dueStates
)

// Find lists issues, by deadline.
func Find(tx *db.Tx, f Filter) ([]Issue, error) {
	return db.List[Issue](f.query(tx.DB()), "list issues")
}

// query says what is looked for.
func (f Filter) query(q *gorm.DB) *gorm.DB {
	q = db.Equal(q.Model(&Issue{}), map[string]string{"source": f.Source, "inspection": f.Inspection})
	if f.Org != "" {
		q = q.Where("(org = ? OR assisting LIKE ?)", f.Org, "%|"+f.Org+"|%")
	}
	if f.Concerns != nil {
		q = q.Where(concerning(q, f.Concerns))
	}
	if f.Orgs != nil {
		q = q.Where("org IN ?", f.Orgs)
	}
	if f.States != nil {
		q = q.Where("state IN ?", f.States)
	}
	if f.Years != nil {
		q = q.Where("year IN ?", f.Years)
	}
	if f.N != 0 {
		q = q.Where("n = ?", f.N)
	}
	if f.DueBefore != "" {
		q = q.Where("due_day < ?", f.DueBefore)
	}
	if f.DueFrom != "" {
		q = q.Where("due_day >= ?", f.DueFrom)
	}
	if f.Limit > 0 {
		q = q.Limit(f.Limit)
	}
	return q.Order("due_day, year, n")
}

// concerning finds what is of one of some organisations, or asks for its help.
func concerning(q *gorm.DB, orgs []string) *gorm.DB {
	any := q.Session(&gorm.Session{NewDB: true}).Where("org IN ?", orgs)
	for _, o := range orgs {
		any = any.Or("assisting LIKE ?", "%|"+o+"|%")
	}
	return any
}

// ByNumber finds the issue that a number means. Without a year it is this year's, or else the last one's: in January
// people still speak of December's.
func ByNumber(tx *db.Tx, n naming.Number, year int) (Issue, bool, error) {
	f := Filter{Years: []int{n.Year}, N: n.N}
	if n.Year == 0 {
		f.Years = []int{year, year - 1}
	}
	rows, err := Find(tx, f)
	if err != nil || len(rows) == 0 {
		return Issue{}, false, err
	}
	return slices.MaxFunc(rows, func(a, b Issue) int { return a.Year - b.Year }), true, nil
}

// Suggest finds the unit whose topics a text speaks of (协作会商制度 第四条): the longest word decides.
func Suggest(p *profile.Profile, text string, now time.Time) (profile.Org, bool) {
	var best profile.Org
	size := 0
	for _, o := range p.Orgs {
		if !o.Exists(now) {
			continue
		}
		for _, w := range o.Topics {
			if len(w) > size && strings.Contains(text, w) {
				best, size = o, len(w)
			}
		}
	}
	return best, size > 0
}

// Items counts the issues that a message has raised so far.
func Items(tx *db.Tx, platform, message string) (int, error) {
	return db.Count(tx.DB().Model(&Issue{}).
		Where("platform = ? AND message = ?", platform, message), "count issues of a message")
}

package supervision

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"gorm.io/gorm"

	"linzhangbot/models/chinese"
	"linzhangbot/models/db"
	"linzhangbot/models/profile"
)

// Filter selects issues. Empty fields do not restrict.
type Filter struct {
	Org        string   // responsible or assisting
	Orgs       []string // responsible is one of them
	Source     string
	Inspection string
	States     []State
	Year, N    int
	Number     string
	DueBefore  string // due day, exclusive
	DueFrom    string // due day, inclusive
	Since      time.Time
	Before     time.Time
	Newest     bool
	Limit      int
}

// Open states and due states as filters.
var (
	OpenStates = openStates
	DueStates  = dueStates
)

// Find lists issues, by deadline unless Newest.
func Find(tx *db.Tx, f Filter) ([]Issue, error) {
	return db.List[Issue](f.query(tx.DB()), "list issues")
}

// query says what is looked for.
func (f Filter) query(q *gorm.DB) *gorm.DB {
	q = q.Model(&Issue{})
	q = db.Equal(q, map[string]string{"source": f.Source, "inspection": f.Inspection, "number": f.Number})
	if f.Org != "" {
		q = q.Where("(org = ? OR assisting LIKE ?)", f.Org, "%|"+f.Org+"|%")
	}
	if f.Orgs != nil {
		q = q.Where("org IN ?", f.Orgs)
	}
	if f.States != nil {
		q = q.Where("state IN ?", f.States)
	}
	if f.Year != 0 {
		q = q.Where("year = ?", f.Year)
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
	if !f.Since.IsZero() {
		q = q.Where("at >= ?", f.Since.UTC())
	}
	if !f.Before.IsZero() {
		q = q.Where("at < ?", f.Before.UTC())
	}
	if f.Limit > 0 {
		q = q.Limit(f.Limit)
	}
	order := "due_day, year, n"
	if f.Newest {
		order = "year DESC, n DESC"
	}
	return q.Order(order)
}

// Ref is how people point at an issue: by its number in full, or by its number within a year.
type Ref struct {
	Year   int // 0: this year, or the one before
	N      int
	Number string // any other number, taken as it is
}

var (
	fullRef  = regexp.MustCompile(`[〔\[【(（](\d{4})[〕\]】)）]\s*第?(\d{1,6})`)
	shortRef = regexp.MustCompile(`^(?:问题|督|第|编号|No\.?|#|\s)*(\d{1,6})\s*(?:号|件|条)?(?:问题)?$`)
	cnRef    = regexp.MustCompile(`^(?:问题|第)*([一二三四五六七八九十百零〇两]{1,6})(?:号|件|条)?(?:问题)?$`)
)

// ParseRef reads one reference. ok is false for nothing.
func ParseRef(s string) (Ref, bool) {
	s = strings.TrimSpace(chinese.Normalize(s))
	if m := fullRef.FindStringSubmatch(s); m != nil {
		year, _ := strconv.Atoi(m[1])
		n, _ := strconv.Atoi(m[2])
		return Ref{Year: year, N: n, Number: s}, n > 0
	}
	if m := shortRef.FindStringSubmatch(s); m != nil {
		n, _ := strconv.Atoi(m[1])
		return Ref{N: n}, n > 0
	}
	if m := cnRef.FindStringSubmatch(s); m != nil {
		n, ok := chinese.Number(m[1])
		return Ref{N: n}, ok && n > 0
	}
	return Ref{Number: s}, s != ""
}

// ByRef finds the issue a reference names. Without a year it is this year's, or else last year's.
func ByRef(tx *db.Tx, ref Ref, year int) (Issue, bool, error) {
	if ref.N == 0 {
		return one(tx, Filter{Number: ref.Number, Newest: true})
	}
	if ref.Year != 0 {
		return one(tx, Filter{Year: ref.Year, N: ref.N, Newest: true})
	}
	x, ok, err := one(tx, Filter{Year: year, N: ref.N, Newest: true})
	if err != nil || ok {
		return x, ok, err
	}
	return one(tx, Filter{Year: year - 1, N: ref.N, Newest: true}) // in January people still speak of December's
}

func one(tx *db.Tx, f Filter) (Issue, bool, error) {
	return db.One[Issue](f.query(tx.DB()), "find issue")
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

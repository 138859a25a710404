package supervision

import (
	"cmp"
	"slices"
	"time"

	"gorm.io/gorm"

	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/profile"
)

// Mode is how an inspection is done (第五条).
type Mode string

// The modes: on the spot first, in writing second.
const (
	OnSite  Mode = "onsite"  // 实地督查
	Covert  Mode = "covert"  // 四不两直
	Writing Mode = "writing" // 书面督查
)

// Name is the mode as people say it.
func (m Mode) Name() string {
	return map[Mode]string{OnSite: "实地督查", Covert: "四不两直", Writing: "书面督查"}[m]
}

// Filing is where the filing of an inspection (备案) stands.
type Filing string

// The states of filing (第六条（二）, 第七条（一）).
const (
	Unfiled  Filing = "unfiled"  // 未备案
	Applied  Filing = "applied"  // 已申请备案
	Filed    Filing = "filed"    // 已备案
	Wanted   Filing = "wanted"   // 申请纳入全区督查检查
	Included Filing = "included" // 已纳入全区督查检查
)

// Name is the filing as people say it.
func (f Filing) Name() string {
	return map[Filing]string{Unfiled: "未备案", Applied: "已申请备案", Filed: "已备案",
		Wanted: "已申请纳入" + models.WholeDistrict + "督查检查", Included: "已纳入" + models.WholeDistrict + "督查检查"}[f]
}

// InspectionState is where an inspection stands.
type InspectionState string

// The states of an inspection.
const (
	Planned InspectionState = "planned" // 已计划
	Done    InspectionState = "done"    // 已开展
)

// Name is the state as people say it.
func (s InspectionState) Name() string {
	return map[InspectionState]string{Planned: "已计划", Done: "已开展"}[s]
}

// Yearly is the kind of the yearly arrangement (第七条（一）); the other kinds are the profile's.
const Yearly = "yearly"

// Inspection is a planned or done inspection, or the yearly arrangement.
type Inspection struct {
	ID        string `gorm:"primaryKey"`
	District  string
	Number    string // 督查〔2026〕3号; a sealed one has none before it begins
	Year      int
	Kind      string // key of the profile's type, or yearly
	Title     string
	Mode      Mode
	Organiser string // organisation that organises it
	Office    string // the office, whose duty it meets
	Members   string // |person|person|
	Targets   string // |org|org|
	FromDay   string
	ToDay     string
	Starts    time.Time
	Sealed    bool // 四不两直: nobody outside the team knows before it starts
	Contents  string
	State     InspectionState
	Filing    Filing
	PlannedBy string
	Platform  string
	Message   string
	Item      int // which order of that message, from 0
	Version   int
	At        time.Time
}

// TableName is inspections.
func (Inspection) TableName() string { return "inspections" }

// Visit is one town or unit seen on one day, with the findings.
type Visit struct {
	ID         string `gorm:"primaryKey"`
	District   string
	Inspection string
	Kind       string
	Number     string
	Office     string
	Org        string
	Day        string
	Mode       Mode
	Found      int
	Findings   string
	Media      string
	Person     string
	Message    string
	At         time.Time
}

// TableName is inspection_visits.
func (Visit) TableName() string { return "inspection_visits" }

// Viewer is who looks at inspections, and when: a sealed one shows itself to its team alone before it starts.
type Viewer struct {
	Person string
	Now    time.Time
}

// guard limits a query to what the viewer may know.
func (v Viewer) guard(q *gorm.DB) *gorm.DB {
	me := cmp.Or(v.Person, "-")
	return q.Where("(sealed = ? OR starts <= ? OR planned_by = ? OR members LIKE ?)", false, v.Now.UTC(), me, "%|"+me+"|%")
}

// Team are the members' person codes.
func (i Inspection) Team() []string { return db.Split(i.Members) }

// Goals are the targets' codes.
func (i Inspection) Goals() []string { return db.Split(i.Targets) }

// Covers reports whether the plan speaks of an organisation on a day.
func (i Inspection) Covers(org, day string) bool {
	named := len(i.Goals()) == 0 || slices.Contains(i.Goals(), org)
	then := i.FromDay != "" && i.FromDay <= day && day <= i.ToDay
	return i.Kind != Yearly && named && then
}

// Hidden reports whether the plan is still sealed at now for those outside its team.
func (i Inspection) Hidden(now time.Time) bool { return i.Sealed && now.Before(i.Starts) }

// Plan keeps an inspection. A sealed one gets its number when it is done, so that no gap tells of it.
func Plan(tx *db.Tx, i *Inspection) (taken bool, err error) {
	i.ID, i.Version, i.At, i.Starts = tx.NewID(), 1, i.At.UTC(), i.Starts.UTC()
	if i.Number == "" {
		i.Number = i.ID
	}
	if i.Message == "" {
		i.Message = i.ID
	}
	return db.Create(tx, i, "keep inspection")
}

// Numbered reports whether the inspection has its number.
func (i Inspection) Numbered() bool { return i.Number != i.ID }

// SaveInspection writes a changed inspection, unless somebody was faster.
func SaveInspection(tx *db.Tx, i *Inspection) error {
	return db.Swap(tx.DB(), i, i.ID, "version", &i.Version,
		"number", "state", "filing", "sealed", "members", "targets")
}

// Inspections lists what the viewer may know of, of the days [from, to], by day. Yearly arrangements count by the
// year they were made for.
func Inspections(tx *db.Tx, v Viewer, from, to string) ([]Inspection, error) {
	q := v.guard(tx.DB().Where("from_day <= ? AND to_day >= ?", to, from))
	return db.List[Inspection](q.Order("from_day, at, id"), "list inspections")
}

// InspectionByNumber finds one the viewer may know of.
func InspectionByNumber(tx *db.Tx, v Viewer, number string) (Inspection, bool, error) {
	return db.One[Inspection](v.guard(tx.DB().Where("number = ?", number)), "find inspection")
}

// Log keeps a visit. taken is true when this organisation was logged for that inspection and day before.
func Log(tx *db.Tx, v *Visit) (taken bool, err error) {
	v.ID, v.At = tx.NewID(), v.At.UTC()
	return db.Create(tx, v, "keep visit")
}

// Visits lists what was seen on the days [from, to]; org empty: everywhere.
func Visits(tx *db.Tx, org, from, to string) ([]Visit, error) {
	q := db.Equal(tx.DB().Where("day >= ? AND day <= ?", from, to), map[string]string{"org": org})
	return db.List[Visit](q.Order("day, at, id"), "list visits")
}

// VisitsOf lists the visits of one inspection.
func VisitsOf(tx *db.Tx, inspection string) ([]Visit, error) {
	return db.List[Visit](tx.DB().Where("inspection = ?", inspection).Order("day, at, id"), "list visits of inspection")
}

// KindName is a kind as people say it.
func KindName(p *profile.Profile, key string) string {
	if key == Yearly {
		return "年度督查安排"
	}
	for _, k := range p.Inspections {
		if k.Key == key {
			return k.Name
		}
	}
	return key
}

// KindOf finds a type of inspection by name, alias or key; ok is false when none is meant.
func KindOf(p *profile.Profile, word string) (profile.InspectionType, bool) {
	return models.Find(p.Inspections, func(k profile.InspectionType) bool {
		return word != "" && (k.Name == word || k.Key == word || slices.Contains(k.Aliases, word))
	})
}

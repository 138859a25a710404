package information

import (
	"time"

	"linzhangbot/models/db"
	"linzhangbot/models/duty"
)

// FactAdoption is the name under which duties count adoptions: one for each level that adopted a report.
const FactAdoption = FactReport + ".adoption"

// Adoption is a report used by somebody above the district: 市级采用. The district's own adoption is the report's
// state.
type Adoption struct {
	ID       string `gorm:"primaryKey"`
	District string
	Report   string    // id of the report
	Level    string    // key of the profile's level: city
	Person   string    // who told it
	At       time.Time // UTC
}

// TableName is report_adoptions.
func (Adoption) TableName() string { return "report_adoptions" }

// AdoptedBy keeps that a higher level adopted a report. taken is true when that was kept before: a level counts once.
func AdoptedBy(tx *db.Tx, a *Adoption) (taken bool, err error) {
	a.ID, a.At = tx.NewID(), a.At.UTC()
	return db.Create(tx, a, "keep adoption")
}

// Adoptions lists the higher levels that adopted a report, the first ones first.
func Adoptions(tx *db.Tx, report string) ([]Adoption, error) {
	return db.List[Adoption](tx.DB().Where("report = ?", report).Order("at, id"), "list adoptions")
}

// adoptionFacts brings the adoptions by higher levels in [from, to): each counts when it was told, for as long as the
// report itself counts.
func adoptionFacts(tx *db.Tx, from, to time.Time) ([]duty.Fact, error) {
	type row struct {
		Adoption
		Org, Number, Title string
	}
	rows, err := db.List[row](tx.DB().Model(&Adoption{}).
		Select("report_adoptions.*, reports.org, reports.number, reports.title").
		Joins("JOIN reports ON reports.district = report_adoptions.district AND reports.id = report_adoptions.report").
		Where("report_adoptions.at >= ? AND report_adoptions.at < ? AND reports.state IN ?", from.UTC(), to.UTC(), counting).
		Order("report_adoptions.at, report_adoptions.id"), "count adoptions")
	if err != nil {
		return nil, err
	}
	out := make([]duty.Fact, 0, len(rows))
	for _, r := range rows {
		out = append(out, duty.Fact{What: FactAdoption, Org: r.Org, At: r.At.In(from.Location()), Ref: r.Number,
			Title: r.Title, Level: r.Level})
	}
	return out, nil
}

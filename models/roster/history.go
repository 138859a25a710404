package roster

import (
	"fmt"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/db"
)

// Tenure is one holder's time in a post, past, present or to come.
type Tenure struct {
	Name  string
	Org   string
	Since time.Time
	Until time.Time // zero while it is open
}

// Tenures lists who held posts of a role and when, in one query; an empty org is all of the district.
func Tenures(tx *db.Tx, role models.Role, org string) ([]Tenure, error) {
	find := tx.DB().Model(&Held{}).Select("roster_posts.*, people.name").
		Joins("JOIN roster_people people ON people.district = roster_posts.district AND people.code = roster_posts.person").
		Where("roster_posts.role = ?", role)
	if org != "" {
		find = find.Where("roster_posts.org = ?", org)
	}
	var rows []struct {
		Held
		Name string
	}
	if err := find.Order("roster_posts.org, roster_posts.since, roster_posts.id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list tenures: %w", err)
	}
	out := make([]Tenure, 0, len(rows))
	for _, r := range rows {
		t := Tenure{Name: r.Name, Org: r.Org, Since: r.Since}
		if r.Until != nil {
			t.Until = *r.Until
		}
		out = append(out, t)
	}
	return out, nil
}

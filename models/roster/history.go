package roster

import (
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
	find := db.Equal(namedPosts(tx), map[string]string{"role": string(role), "org": org})
	rows, err := db.List[namedPost](find.Order("org, since, roster_posts.id"), "list tenures")
	if err != nil {
		return nil, err
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

// Term is one holder's time in a post: [Since, Until), open while Until is zero.
type Term struct {
	Holder
	Until time.Time
}

// Terms lists who holds, held at or after a moment, or will hold a post, ordered as Holders are.
func Terms(tx *db.Tx, post string, from time.Time) ([]Term, error) {
	find := namedPosts(tx).Where("roster_posts.post = ? AND (roster_posts.until IS NULL OR roster_posts.until > ?)", post,
		from.UTC())
	rows, err := db.List[namedPost](find.Order("org, post, person, since, roster_posts.id"), "list terms")
	if err != nil {
		return nil, err
	}
	out := make([]Term, 0, len(rows))
	for _, r := range rows {
		t := Term{Holder: holderOf(r)}
		if r.Until != nil {
			t.Until = *r.Until
		}
		out = append(out, t)
	}
	return out, nil
}

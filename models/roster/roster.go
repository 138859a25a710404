// Package roster knows who is who: people, the posts they hold and from when to when, the platform accounts they
// speak through, and the groups that organisations sit in. Records elsewhere name organisations and posts, never
// persons, so whoever takes over a post takes over what is open.
package roster

import (
	"time"

	"gorm.io/gorm"

	"linzhangbot/models"
	"linzhangbot/models/db"
)

// Person is somebody who holds, held or will hold posts.
type Person struct {
	ID       string `gorm:"primaryKey"`
	District string
	Code     string // yangliuqing.liaison; stable, never reused
	Name     string // how to address him
}

// TableName is roster_people.
func (Person) TableName() string { return "roster_people" }

// Held is one post held by one person for a span of time, [Since, Until). The role and the kind of organisation are
// copied from the profile when the post is given, so that holders can be asked for without a profile.
type Held struct {
	ID       string `gorm:"primaryKey"`
	District string
	Person   string // person code
	Post     string // post key of the profile
	Role     models.Role
	Org      string         // organisation code; empty for posts of the district itself
	Kind     models.OrgKind // kind of that organisation
	Linked   string         // a chief's linked towns (对口联系街镇): |yangliuqing|xinkou|, empty for others
	Since    time.Time
	Until    *time.Time
}

// TableName is roster_posts.
func (Held) TableName() string { return "roster_posts" }

// Account binds a platform account to a person.
type Account struct {
	ID       string `gorm:"primaryKey"`
	District string
	Platform string // configured name of the platform
	Account  string // the platform's own id
	Person   string // person code
	At       time.Time
}

// TableName is roster_accounts.
func (Account) TableName() string { return "roster_accounts" }

// Holder is a post held by a person at the moment asked for.
type Holder struct {
	Person string // person code
	Name   string
	Org    string
	Post   string
	Role   models.Role
	Kind   models.OrgKind
	Linked []string // a chief's linked towns
	Since  time.Time
}

// Query selects holders. Empty fields do not restrict.
type Query struct {
	Post, Org, Person string
	Kind              models.OrgKind
	Role              models.Role
}

// namedPost is a post with the name of who holds it.
type namedPost struct {
	Held
	Name string
}

func namedPosts(tx *db.Tx) *gorm.DB {
	return tx.DB().Model(&Held{}).Select("roster_posts.*, people.name").
		Joins("JOIN roster_people people ON people.district = roster_posts.district AND people.code = roster_posts.person")
}

// Holders lists the posts held at now, ordered by organisation, post, person and how long they are held.
func Holders(tx *db.Tx, q Query, now time.Time) ([]Holder, error) {
	find := namedPosts(tx).Where("roster_posts.since <= ? AND (roster_posts.until IS NULL OR roster_posts.until > ?)",
		now.UTC(), now.UTC())
	find = db.Equal(find, map[string]string{"post": q.Post, "org": q.Org, "person": q.Person, "kind": string(q.Kind),
		"role": string(q.Role)})
	rows, err := db.List[namedPost](find.Order("org, post, person, since, roster_posts.id"), "list holders")
	if err != nil {
		return nil, err
	}
	out := make([]Holder, 0, len(rows))
	for _, r := range rows {
		out = append(out, holderOf(r))
	}
	return out, nil
}

func holderOf(r namedPost) Holder {
	return Holder{Person: r.Person, Name: r.Name, Org: r.Org, Post: r.Post, Role: r.Role, Kind: r.Kind,
		Linked: db.Split(r.Linked), Since: r.Since}
}

// PersonOf finds a person by code.
func PersonOf(tx *db.Tx, code string) (Person, bool, error) {
	return db.One[Person](tx.DB().Where("code = ?", code), "find person")
}

// Liaisons lists the person codes of all liaisons, by organisation.
func Liaisons(tx *db.Tx, now time.Time) (map[string][]string, error) {
	holders, err := Holders(tx, Query{Role: models.RoleLiaison}, now)
	out := map[string][]string{}
	for _, h := range holders {
		out[h.Org] = append(out[h.Org], h.Person)
	}
	return out, err
}

package roster

import (
	"fmt"
	"time"

	"gorm.io/gorm/clause"

	"linzhangbot/models/db"
	"linzhangbot/models/profile"
)

// Seed writes the profile's sample people with their posts, one account each on the given platform (its id is the
// person's code) and the sample groups. What is there already stays as it is, so that a demo keeps its hand-overs
// through restarts.
func Seed(tx *db.Tx, p *profile.Profile, platform string, now time.Time) error {
	if p.Sample == nil {
		return nil
	}
	since := now.UTC()
	if !p.Effective.IsZero() && p.Effective.Before(now) {
		since = p.Effective.UTC()
	}
	known, err := db.List[Person](tx.DB(), "list people")
	if err != nil {
		return err
	}
	have := map[string]bool{}
	for _, k := range known {
		have[k.Code] = true
	}
	people, posts, accounts := sampleRows(tx, p, platform, since, now.UTC(), have)
	for _, rows := range []struct {
		list any
		n    int
	}{{&people, len(people)}, {&posts, len(posts)}, {&accounts, len(accounts)}} {
		if rows.n == 0 {
			continue
		}
		if err := tx.DB().Clauses(clause.OnConflict{DoNothing: true}).CreateInBatches(rows.list, 100).Error; err != nil {
			return fmt.Errorf("seed roster: %w", err)
		}
	}
	return seedGroups(tx, p, platform)
}

func sampleRows(tx *db.Tx, p *profile.Profile, platform string, since, now time.Time, have map[string]bool) (people []Person, posts []Held, accounts []Account) {
	for _, s := range p.Sample.People {
		accounts = append(accounts, Account{ID: tx.NewID(), Platform: platform, Account: s.Code, Person: s.Code, At: now})
		if have[s.Code] {
			continue
		}
		post, _ := p.Post(s.Post)
		org, _ := p.Org(s.Org)
		people = append(people, Person{ID: tx.NewID(), Code: s.Code, Name: s.Name})
		posts = append(posts, Held{ID: tx.NewID(), Person: s.Code, Post: post.Key, Role: post.Role, Org: org.Code, Kind: org.Kind,
			Linked: db.Join(s.Linked), Since: since})
	}
	return people, posts, accounts
}

func seedGroups(tx *db.Tx, p *profile.Profile, platform string) error {
	for _, g := range p.Sample.Groups {
		if err := addGroup(tx, Group{Platform: platform, Chat: g.Chat, Purpose: g.Purpose, Org: g.Org}); err != nil {
			return err
		}
	}
	return nil
}

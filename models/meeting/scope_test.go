package meeting

import (
	"slices"
	"testing"

	"linzhangbot/models"
	"linzhangbot/models/approval"
	"linzhangbot/models/calendar"
	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// TestScope: of its own kind an organisation invites itself alone; whoever holds the post comes, else his like, else
// the organisation names somebody.
func TestScope(t *testing.T) {
	p := xiqing(t)
	holders := []roster.Holder{
		{Person: "chief", Post: "town_chief", Role: models.RoleTownChief, Org: "dasi"},
		{Person: "deputy", Post: "town_deputy_chief", Role: models.RoleTownChief, Org: "dasi"},
		{Person: "like", Post: "town_deputy_chief", Role: models.RoleTownChief, Org: "xinkou"},
	}
	s := Scope{Profile: p, Holders: holders, Linked: []string{"dasi", "xinkou", "jingwu"}, Now: now(p)}
	s.Holders = append(s.Holders, roster.Holder{Person: "a", Post: "chief", Linked: s.Linked})
	invite := func() (people []string) {
		for _, a := range s.Invite([]profile.Recipient{{Post: "town_chief"}}) {
			people = append(people, a.Person)
		}
		return people
	}
	got := invite()
	if slices.Sort(got); !slices.Equal(got, []string{"", "chief", "like"}) {
		t.Errorf("invited %q", got)
	}
	s.Own, _ = p.Org("dasi")
	if got := invite(); !slices.Equal(got, []string{"chief"}) {
		t.Errorf("a town invites %q", got)
	}
}

// TestHelpersBeforeOwners: who assists is no owner, wherever he is named.
func TestHelpersBeforeOwners(t *testing.T) {
	p := xiqing(t)
	it := ReadItem(p, "区财政局配合，区水务局12月31日前完成", now(p), calendar.New())
	if !slices.Equal(it.Owners, []string{"shuiwu"}) || !slices.Equal(it.Assist, []string{"caizheng"}) {
		t.Errorf("%+v", it)
	}
}

// TestFeedOfThoseTold: a meeting is in somebody's calendar once its notice has gone to him.
func TestFeedOfThoseTold(t *testing.T) {
	dbtest.Each(t, slices.Concat(approval.Migrations, Migrations), func(t *testing.T, d *db.DB) {
		within(t, d, func(tx *db.Tx) error {
			m := Meeting{Number: "会1", Start: dbtest.Start, At: dbtest.Start}
			list := []Attendee{{Person: "a"}, {Person: "b", Told: 1}}
			if err := Create(tx, &m, list); err != nil {
				return err
			}
			m.State = Noticed
			if err := Save(tx, &m, dbtest.Start); err != nil {
				return err
			}
			for person, want := range map[string]int{"a": 0, "b": 1} {
				got, err := Entries(tx, Feed{Person: person}, dbtest.Start.AddDate(-1, 0, 0))
				if err != nil || len(got) != want {
					t.Errorf("%s has %d meetings: %v", person, len(got), err)
				}
			}
			return nil
		})
	})
}

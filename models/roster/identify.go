package roster

import (
	"slices"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
)

// AccountKey is one account on one platform.
type AccountKey struct{ Platform, Account string }

// Identify finds out who an account speaks for at now, in one query. An account that nobody is bound to gives an
// actor with nothing but the account.
func Identify(tx *db.Tx, p *profile.Profile, platform, account string, now time.Time) (models.Actor, error) {
	key := AccountKey{platform, account}
	found, err := IdentifyAll(tx, p, []AccountKey{key}, now)
	return found[key], err
}

// IdentifyAll finds out who the accounts speak for, one query a platform. Every key has an answer.
func IdentifyAll(tx *db.Tx, p *profile.Profile, keys []AccountKey, now time.Time) (map[AccountKey]models.Actor, error) {
	out := make(map[AccountKey]models.Actor, len(keys))
	byPlatform := map[string][]string{}
	for _, k := range keys {
		if _, twice := out[k]; twice {
			continue
		}
		out[k] = models.Actor{Account: k.Account}
		if k.Account != "" {
			byPlatform[k.Platform] = append(byPlatform[k.Platform], k.Account)
		}
	}
	for platform, accounts := range byPlatform {
		rows, err := bound(tx, platform, accounts, now)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			k := AccountKey{platform, r.Account}
			actor := out[k]
			r.addTo(&actor, p)
			out[k] = actor
		}
	}
	return out, nil
}

// boundRow is an account with one of the posts its person holds; without posts the post's columns are empty.
type boundRow struct {
	Account, Person, Name   string
	Post, Role, Org, Linked *string
}

func bound(tx *db.Tx, platform string, accounts []string, now time.Time) ([]boundRow, error) {
	return db.List[boundRow](tx.DB().Model(&Account{}).
		Select("roster_accounts.account, roster_accounts.person, people.name, held.post, held.role, held.org, held.linked").
		Joins("JOIN roster_people people ON people.district = roster_accounts.district AND people.code = roster_accounts.person").
		Joins("LEFT JOIN roster_posts held ON held.district = roster_accounts.district AND held.person = roster_accounts.person"+
			" AND held.since <= ? AND (held.until IS NULL OR held.until > ?)", now.UTC(), now.UTC()).
		Where("roster_accounts.platform = ? AND roster_accounts.account IN ?", platform, accounts).
		Order("roster_accounts.account, held.since, held.id"), "identify accounts")
}

// addTo adds the row's post to the actor, at the seat of its organisation. Until a message tells otherwise, whoever
// sits on several seats speaks for the one he has held longest.
func (r boundRow) addTo(a *models.Actor, p *profile.Profile) {
	a.Bound, a.Person, a.Name = true, r.Person, r.Name
	if r.Post == nil {
		return
	}
	role, linked := models.Role(*r.Role), db.Split(*r.Linked)
	if !slices.Contains(a.Roles, role) {
		a.Roles = append(a.Roles, role)
	}
	a.Linked = append(a.Linked, linked...)
	k := slices.IndexFunc(a.Seats, func(s models.Seat) bool { return s.Org.Code == *r.Org })
	if k < 0 {
		k = len(a.Seats)
		a.Seats = append(a.Seats, models.Seat{})
		if *r.Org != "" {
			a.Seats[k].Org = naming.OrgOf(p, *r.Org).Brief()
			a.Orgs = append(a.Orgs, a.Seats[k].Org)
			a.Org = a.Orgs[0]
		}
	}
	seat := &a.Seats[k]
	if !slices.Contains(seat.Roles, role) {
		seat.Roles = append(seat.Roles, role)
	}
	seat.Linked = append(seat.Linked, linked...)
}

// Accounts gives each person's account on a platform, the one bound last. Persons without one are missing.
func Accounts(tx *db.Tx, platform string, persons []string) (map[string]string, error) {
	out := map[string]string{}
	all, err := AccountsAnywhere(tx, persons)
	for person, keys := range all {
		for _, k := range keys {
			if k.Platform == platform {
				out[person] = k.Account
			}
		}
	}
	return out, err
}

// AccountsAnywhere gives each person's accounts on all platforms, the one bound last at the end.
func AccountsAnywhere(tx *db.Tx, persons []string) (map[string][]AccountKey, error) {
	out := map[string][]AccountKey{}
	if len(persons) == 0 {
		return out, nil
	}
	rows, err := db.List[Account](tx.DB().Where("person IN ?", persons).Order("at, id"), "list accounts")
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		out[r.Person] = append(out[r.Person], AccountKey{r.Platform, r.Account})
	}
	return out, nil
}

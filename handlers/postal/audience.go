package postal

import (
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/roster"
)

// place is one chat a notice goes to, with the accounts to mention.
type place struct {
	platform string
	chat     bot.Chat
	mention  []string
}

func (o *round) places(n handlers.Notice) ([]place, error) {
	to := n.To
	if o.groups == nil {
		groups, err := roster.Groups(o.Tx)
		if err != nil {
			return nil, err
		}
		o.groups = groups
	}
	switch {
	case to.Main:
		return o.inGroups("main", "", to.Also)
	case to.Office:
		return o.inGroups("office", "", to.Also)
	case to.Org != "":
		return o.toOrg(n)
	case to.Person != "":
		return o.inPrivate([]string{to.Person})
	case to.Post != "":
		holders, err := roster.Holders(o.Tx, roster.Query{Post: to.Post}, o.Now)
		if err != nil {
			return nil, err
		}
		return o.inPrivate(persons(holders))
	case to.Account.Account != "":
		return []place{{platform: to.Account.Platform, chat: bot.Chat{ID: to.Account.Account, Kind: bot.Private}}}, nil
	}
	return nil, nil
}

// toOrg is the organisation's own group where it has one, else its people in private; a shared group hears it only
// where none of them can be reached.
func (o *round) toOrg(n handlers.Notice) ([]place, error) {
	to := n.To
	roles := to.Roles
	if len(roles) == 0 {
		roles = []models.Role{models.RoleLiaison}
	}
	also := append([]string{}, to.Also...)
	for _, role := range roles {
		people, err := o.holding(to.Org, role)
		if err != nil {
			return nil, err
		}
		also = append(also, people...)
	}
	also = models.Unique(also) // who holds two of the posts is mentioned once
	if own, err := o.inGroups("org", to.Org, also); err != nil || len(own) > 0 {
		return own, err
	}
	if main, err := o.inGroups("main", "", also); err != nil || o.answeredThere(n, main) {
		return main, err
	}
	if reached, err := o.inPrivate(also); err != nil || len(reached) > 0 {
		return reached, err
	}
	return o.inGroups("main", "", also)
}

// answeredThere reports whether the answer itself tells the organisation, in a group that all of them read.
func (o *round) answeredThere(n handlers.Notice, places []place) bool {
	same := func(pl place) bool {
		return pl.platform == o.Event.Platform && pl.chat.ID == o.Event.Chat.ID
	}
	return o.Reply != nil && o.Reply.Code == n.Card.Code && slices.ContainsFunc(places, same)
}

func persons(holders []roster.Holder) []string {
	return models.Each(holders, func(h roster.Holder) string { return h.Person })
}

func (o *round) inGroups(purpose, org string, mention []string) ([]place, error) {
	var out []place
	for _, g := range o.groups {
		if g.Purpose != purpose || org != "" && g.Org != org || g.Paused {
			continue
		}
		accounts, err := roster.Accounts(o.Tx, g.Platform, mention)
		if err != nil {
			return nil, err
		}
		pl := place{platform: g.Platform, chat: bot.Chat{ID: g.Chat, Kind: bot.Group}}
		for _, person := range mention {
			if a := accounts[person]; a != "" {
				pl.mention = append(pl.mention, a)
			}
		}
		out = append(out, pl)
	}
	return out, nil
}

// inPrivate reaches each person on the platform the matter came from if he is there, else on his latest one.
func (o *round) inPrivate(people []string) ([]place, error) {
	all, err := roster.AccountsAnywhere(o.Tx, people)
	if err != nil {
		return nil, err
	}
	var out []place
	seen := map[string]bool{}
	for _, person := range people {
		keys := all[person]
		if len(keys) == 0 || seen[person] {
			continue
		}
		seen[person] = true
		pick := keys[len(keys)-1]
		for _, k := range keys {
			if k.Platform == o.Prefer {
				pick = k
			}
		}
		out = append(out, place{platform: pick.Platform, chat: bot.Chat{ID: pick.Account, Kind: bot.Private}})
	}
	return out, nil
}

// holding lists who holds a role in an organisation. A mail of many notices asks for all liaisons at once.
func (o *round) holding(org string, role models.Role) (_ []string, err error) {
	if role != models.RoleLiaison || len(o.Notices) < 2 {
		holders, err := roster.Holders(o.Tx, roster.Query{Org: org, Role: role}, o.Now)
		return persons(holders), err
	}
	if o.liaisons == nil {
		o.liaisons, err = roster.Liaisons(o.Tx, o.Now)
	}
	return o.liaisons[org], err
}

// BindPushGroups binds push-only channels (group robots) to what their names stand for: main, office, or an
// organisation's code, with or without town. or unit. before it.
func BindPushGroups(tx *db.Tx, platform string, chats map[string]string) error {
	names := make([]string, 0, len(chats))
	for name := range chats {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		g := roster.Group{Platform: platform, Chat: chats[name], Purpose: name}
		if name != "main" && name != "office" {
			g.Purpose, g.Org = "org", strings.TrimPrefix(strings.TrimPrefix(name, "town."), "unit.")
		}
		if err := roster.BindGroup(tx, g); err != nil {
			return err
		}
	}
	return nil
}

package cooperation

import (
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// chiefs are the roles that patrol.
var chiefs = []models.Role{models.RoleGeneralChief, models.RoleDeputyChief, models.RoleChief, models.RoleTownChief}

// whoPatrolled finds the chief: the sender himself, or the holder of the post that the words name. Several are asked
// about.
func whoPatrolled(r *handlers.Request, p *cooperation.Patrol) (card bot.Card, ask bool, err error) {
	if r.Actor.Has(chiefs...) {
		p.Chief, p.ChiefName = r.Actor.Person, r.Actor.Name
		return card, false, nil
	}
	list, err := candidates(r, p)
	if err != nil {
		return card, false, err
	}
	said := func(h roster.Holder) bool { return h.Name == r.Args.Slots.Str("chief") }
	if one := slices.IndexFunc(list, said); one >= 0 {
		list = list[one : one+1]
	}
	switch {
	case len(list) == 1:
		p.Chief, p.ChiefName = list[0].Person, list[0].Name
		return card, false, nil
	case len(list) == 0 && p.Org == "":
		return r.Ask(handlers.Question{Missing: handlers.SlotUnit, Text: "是哪个" + models.Towns + "的林长巡林？"}), true, nil
	case len(list) == 0:
		p.ChiefName = r.Profile.OrgName(p.Org) + "林长"
		return card, false, nil
	}
	q := handlers.Question{Missing: "chief", Text: "是哪位林长巡林？"}
	for _, h := range list {
		if !slices.Contains(q.Choices, h.Name) {
			q.Choices = append(q.Choices, h.Name)
		}
	}
	return r.Ask(q), true, nil
}

// candidates are the chiefs that may be meant: by the post said, by the level said, else the town's first chief.
func candidates(r *handlers.Request, p *cooperation.Patrol) ([]roster.Holder, error) {
	post, named := postIn(r.Profile, p.Body)
	level := r.Args.Slots.Str("chief_level")
	switch {
	case named && post.Of == "":
		return districtChiefs(r, post.Key, p.Org)
	case level == "区级" && !named:
		return districtChiefs(r, "", p.Org)
	case p.Org == "":
		return nil, nil
	}
	q := roster.Query{Org: p.Org, Role: models.RoleTownChief}
	if named {
		q.Post = post.Key
	}
	list, err := roster.Holders(r.Tx, q, r.Now)
	if err != nil || named || len(list) < 2 {
		return list, err
	}
	for _, post := range r.Profile.Posts { // the first post of the profile leads: 总林长 before 副总林长
		for _, h := range list {
			if h.Post == post.Key {
				return []roster.Holder{h}, nil
			}
		}
	}
	return list, nil
}

func districtChiefs(r *handlers.Request, post, town string) ([]roster.Holder, error) {
	q := roster.Query{Post: post}
	if post == "" {
		q.Role = models.RoleChief
	}
	list, err := roster.Holders(r.Tx, q, r.Now)
	var linked []roster.Holder
	for _, h := range list {
		if slices.Contains(h.Linked, town) {
			linked = append(linked, h)
		}
	}
	if len(linked) > 0 {
		return linked, err
	}
	return list, err
}

// postIn finds the longest title of a chief's post in a text.
func postIn(p *profile.Profile, text string) (best profile.Post, found bool) {
	longest := 0
	for _, post := range p.Posts {
		if !slices.Contains(chiefs, post.Role) {
			continue
		}
		for _, w := range append([]string{post.Title}, post.Aliases...) {
			if len(w) > longest && strings.Contains(text, w) {
				best, found, longest = post, true, len(w)
			}
		}
	}
	return best, found
}

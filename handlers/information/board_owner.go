package information

import (
	"regexp"

	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/chinese"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
)

// boardOwner is the town whose signs a request speaks about; none while the office has not said which one. Whoever
// names another's signs is refused: entered for himself they would count for the wrong town.
func boardOwner(r *handlers.Request) (profile.Org, *models.Error) {
	org, refusal := owner(r)
	other, named := unit(r)
	foreign := named && other.Code != org.Code && !r.Actor.IsOffice()
	if refusal == nil && foreign && !besideIt(r, other) {
		if !r.Actor.Owns(other.Code) {
			return org, notYourBoards(r, org, other)
		}
		org = other
	}
	switch {
	case refusal != nil || putsBoards(r.Profile, org):
		return org, refusal
	case r.Actor.IsOffice() && !named:
		return profile.Org{}, nil
	}
	return org, models.Refuse(models.NotAllowed, org.Name+"不用登记公示牌。", "公示牌由"+models.Towns+"设立和更新，请由他们登记。",
		r.Profile.Boards.Article)
}

func notYourBoards(r *handlers.Request, own, other profile.Org) *models.Error {
	next := "登记本单位（" + own.Name + "）的，发“更新公示牌12块”或“" + exampleBoard + "”。"
	if !putsBoards(r.Profile, own) {
		next = "请由" + other.Name + "登记。"
	}
	return models.Refuse(models.NotAllowed, "只能登记本单位的公示牌，"+other.Name+"的没有登记。", next, r.Profile.Boards.Article)
}

// nearby follows a name that only says where a sign of one's own stands: 大寺镇交界处, 水务局门口.
var nearby = regexp.MustCompile(`^(?:交?界|路|道|旁|附近|对面|门口|门前)`)

// besideIt reports whether an organisation is named only to say where a sign stands.
func besideIt(r *handlers.Request, other profile.Org) bool {
	found, text := false, chinese.Normalize(r.Args.Text)
	for _, m := range naming.OrgsIn(r.Profile, text, r.Now) {
		if m.Org.Code != other.Code {
			continue
		}
		if found = true; !nearby.MatchString(text[m.End:]) {
			return false
		}
	}
	return found
}

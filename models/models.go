// Package models holds the words all regulations share: who people are, what an article is,
// what a period is, and the one error meant for people. It imports nothing of ours.
package models

// Role is what a person may do, given by the posts he holds now. Titles are data of the district's profile;
// every title maps to one of these.
type Role string

const (
	RoleGeneralChief Role = "general_chief" // 区总林长
	RoleDeputyChief  Role = "deputy_chief"  // 副总林长
	RoleChief        Role = "chief"         // 区级林长, linked to towns
	RoleDirector     Role = "director"      // 区林长办公室主任
	RoleOffice       Role = "office"        // office staff
	RoleTownChief    Role = "town_chief"    // 街镇级总林长, 副总林长, 林长
	RoleLiaison      Role = "liaison"       // 联络员 of a town or unit
	RoleMember       Role = "member"        // 协作成员 of a unit
	RoleBound        Role = "bound"         // anybody whose account is bound to a person
	RoleAnyone       Role = "anyone"        // even an unbound sender
)

// OrgKind tells kinds of organisations apart. A profile may add kinds of its own (village, park, farm).
type OrgKind string

const (
	KindOffice OrgKind = "office"
	KindTown   OrgKind = "town"
	KindUnit   OrgKind = "unit"
)

// Article names an article of a regulation the way people cite it: "信息制度 第九条".
type Article string

// Org is an organisation of a district as a command sees it.
type Org struct {
	Code string // yangliuqing
	Name string // 杨柳青镇
	Kind OrgKind
}

// Actor is who sent a message: account → person → posts held at that moment.
type Actor struct {
	Account string   // platform account id
	Bound   bool     // false: nobody we know; Person is empty
	Person  string   // person code: yangliuqing.liaison
	Name    string   // how to address him: 杨柳青镇联络员
	Org     Org      // his organisation; zero for chiefs
	Orgs    []Org    // all he holds a post in, the longest held first
	Roles   []Role   // of all posts held now
	Linked  []string // org codes of a chief's linked towns (对口联系街镇)
}

// Has reports whether the actor holds any of the roles. RoleBound and RoleAnyone are understood.
func (a Actor) Has(roles ...Role) bool {
	for _, want := range roles {
		if want == RoleAnyone || want == RoleBound && a.Bound {
			return true
		}
		for _, r := range a.Roles {
			if r == want {
				return true
			}
		}
	}
	return false
}

// Speaks finds the organisation of a name or code among those the actor holds a post in.
func (a Actor) Speaks(name string) (Org, bool) {
	for _, o := range a.Orgs {
		if name != "" && (o.Name == name || o.Code == name) {
			return o, true
		}
	}
	return Org{}, false
}

// IsOffice reports whether the actor speaks for the district's office.
func (a Actor) IsOffice() bool { return a.Has(RoleOffice, RoleDirector) }

// IsChief reports whether the actor is a chief of the district level.
func (a Actor) IsChief() bool { return a.Has(RoleGeneralChief, RoleDeputyChief, RoleChief) }

// Called is how to speak of the actor: by his name, or as an unknown person.
func (a Actor) Called() string {
	if a.Name == "" {
		return "一位未绑定的成员"
	}
	return a.Name
}

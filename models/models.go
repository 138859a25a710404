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

// Package roster is the face of the roster: binding accounts, handing posts over, who is who, who answers for what,
// and help.
package roster

import (
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
	people "linzhangbot/models/roster"
)

var (
	anyone = []models.Role{models.RoleAnyone}
	bound  = []models.Role{models.RoleBound}
	staff  = []models.Role{models.RoleOffice, models.RoleDirector}

	members = profile.MatterMembers.Article() // who sits for whom
)

// Examples of what to say, in the district's words.
const (
	exampleSeat = models.SecondTown + models.Liaison
	exampleBind = "绑定 " + models.SecondTown + " " + models.Liaison + " 姓名"
)

// Slots that a question of this face fills, or that steer what it does.
const (
	slotRole   = "role"
	slotName   = "name"   // whom it is about, by name or code
	slotTo     = "to"     // who takes a seat over, by name or code
	slotLeaves = "leaves" // code of who gives it up
	slotSame   = "same"   // code of the namesake who is meant
)

// Module hands the face over.
func Module() handlers.Module {
	return handlers.Module{Name: "roster", Title: "名册与帮助", Migrations: people.Migrations,
		Facts:  []duty.Source{people.Source()},
		Frames: Frames, Todo: todo, Queue: queue,
		Commands: []handlers.Command{
			{Name: "help", Title: "帮助", Usage: "帮助", Allow: anyone, Codes: []string{"help.shown"}, Run: help, Reads: true},
			{Name: "member.bind", Title: "绑定账号", Usage: exampleBind, Allow: anyone, OwnQuestions: true,
				Codes: []string{"member.bound", "member.asked", "member.refused"}, Run: bind},
			{Name: "member.approve", Title: "确认绑定", Usage: "同意绑定 7", Aliases: []string{"member.refuse"}, Allow: staff,
				Codes: []string{"member.bound", "member.refused"}, Run: approve},
			{Name: "member.code", Title: "发绑定码", Usage: "发绑定码 " + exampleSeat, Allow: staff,
				Codes: []string{"member.code"}, Run: sendCode},
			{Name: "member.unbind", Title: "解除绑定", Usage: "解绑 " + exampleSeat, Allow: staff,
				Codes: []string{"member.unbound"}, Run: unbind},
			{Name: "post.handover", Title: "交接岗位", Usage: "交接 " + exampleSeat + " 给 姓名", Allow: staff, Article: members,
				OwnQuestions: true, Codes: []string{"post.handed_over", "post.received"}, Run: handOver},
			{Name: "group.bind", Title: "设置本群", Usage: "本群设为 " + models.SecondTown, Allow: staff,
				Codes: []string{"group.bound"}, Run: bindGroup},
			{Name: "roster.list", Title: "名册", Usage: "谁是" + models.UnitAlias + models.Liaison, Allow: bound,
				Codes: []string{"roster.list"}, Run: list, Reads: true},
			{Name: "org.duties", Title: "单位职责", Usage: "职责 " + models.UnitAlias, Allow: bound,
				Codes: []string{"org.duties"}, Run: responsibility, Reads: true},
		}}
}

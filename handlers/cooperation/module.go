// Package cooperation is the face of the 协作会商制度: written summaries, patrols of chiefs, joint activities, what is
// shared with units, and 总林长令.
package cooperation

import (
	"slices"

	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
)

// Articles that stand behind who may do what; in the words of the district they stand when they leave.
var (
	articlePatrol   = profile.MatterPatrol.Article()
	articleActivity = profile.MatterActivity.Article()
	articleShare    = profile.MatterShare.Article()
	articleSummary  = profile.MatterSummary.Article()
)

var (
	office      = []models.Role{models.RoleOffice, models.RoleDirector}
	everybody   = []models.Role{models.RoleBound}
	signatories = []models.Role{models.RoleGeneralChief, models.RoleDeputyChief, models.RoleChief, models.RoleDirector}
	publishers  = slices.Concat(office, []models.Role{models.RoleGeneralChief, models.RoleDeputyChief})
	people      = []models.Role{models.RoleLiaison, models.RoleMember}
	writers     = slices.Concat(people, office, []models.Role{models.RoleTownChief})
	answerers   = slices.Concat(people, []models.Role{models.RoleTownChief}, office)
	walkers     = slices.Concat(chiefs, []models.Role{models.RoleLiaison}, office)
)

// Module hands the regulation's face over.
func Module() handlers.Module {
	return handlers.Module{
		Name: "cooperation", Title: profile.RegulationName("cooperation"), Frames: slices.Concat(Frames, moreFrames),
		Commands: slices.Concat(summaryCommands, patrolCommands, activityCommands, orderCommands, itemCommands,
			shareCommands),
		Facts: []duty.Source{
			{What: []string{cooperation.FactSummary}, Facts: cooperation.SummaryFacts},
			{What: []string{cooperation.FactPatrol}, Facts: cooperation.PatrolFacts},
		},
		Deadlines: deadlineKinds, Queue: queue,
		Migrations: cooperation.Migrations, Records: records, Waiting: waiting, Recall: recall, Todo: todo, Status: status,
	}
}

// Package cooperation is the face of the 协作会商制度: written summaries, patrols of chiefs, joint activities, what is
// shared with units, and 总林长令.
package cooperation

import (
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/duty"
)

// Articles that stand behind who may do what.
const (
	articlePatrol   models.Article = "协作会商制度 第五条"
	articleActivity models.Article = "协作会商制度 第八条"
	articleSummary  models.Article = "协作会商制度 第十条"
)

var (
	office    = []models.Role{models.RoleOffice, models.RoleDirector}
	everybody = []models.Role{models.RoleBound}
	writers   = []models.Role{models.RoleLiaison, models.RoleMember, models.RoleOffice, models.RoleDirector, models.RoleTownChief}
	answerers = []models.Role{models.RoleLiaison, models.RoleMember, models.RoleTownChief, models.RoleOffice, models.RoleDirector}
	walkers   = append(append([]models.Role{}, chiefs...), models.RoleLiaison, models.RoleOffice, models.RoleDirector)
)

// Module hands the regulation's face over.
func Module() handlers.Module {
	var commands []handlers.Command
	for _, list := range [][]handlers.Command{summaryCommands(), patrolCommands(), activityCommands()} {
		commands = append(commands, list...)
	}
	return handlers.Module{
		Name: "cooperation", Title: "协作会商制度", Commands: commands, Grammar: append(Grammar, phrases...),
		Facts: []duty.Source{
			{What: []string{cooperation.FactSummary}, Facts: cooperation.SummaryFacts},
			{What: []string{cooperation.FactPatrol}, Facts: cooperation.PatrolFacts},
		},
		Migrations: cooperation.Steps, Records: records, Recall: recall,
	}
}

func summaryCommands() []handlers.Command {
	return []handlers.Command{
		{Name: "summary.submit", Title: "报送工作总结", Usage: "报送下半年工作总结，下一步安排见附件", Allow: writers, Article: articleSummary,
			Deny: "工作总结由单位的协作成员或联络员报送。", OwnQuestions: true, Run: submitSummary,
			Codes: []string{"summary.accepted", "summary.duplicate", "summary.kept", "summary.withdrawn"}},
		{Name: "summary.list", Title: "总结报送情况", Usage: "总结情况", Allow: everybody, Article: articleSummary, Run: summaries, Codes: []string{"summary.list"}},
	}
}

func patrolCommands() []handlers.Command {
	return []handlers.Command{
		{Name: "patrol.log", Title: "登记巡林", Usage: "登记巡林 今天到生态屏障巡林 未发现问题", Allow: walkers, Article: articlePatrol,
			Deny: "巡林由林长本人、街镇或区林长办登记。", Run: logPatrol,
			Codes: []string{"patrol.logged", "patrol.withdrawn", "patrol.kept"}},
		{Name: "patrol.raise", Title: "巡林发现立为问题", Usage: "巡林立项 巡〔2026〕1号", Allow: walkers, Article: articlePatrol,
			Deny: "请由登记人或区林长办办理。", Run: raisePatrol, Codes: []string{"patrol.raised"}},
		{Name: "patrol.list", Title: "巡林台账", Usage: "巡林台账", Allow: everybody, Article: articlePatrol, Run: patrols, Codes: []string{"patrol.list"}},
	}
}

func activityCommands() []handlers.Command {
	deny := "联合活动由区林长办组织。"
	return []handlers.Command{
		{Name: "activity.invite", Title: "邀请单位参加活动", Usage: "邀请区水务局12月3日上午9点参加林长巡林，地点：独流减河", Allow: office, Article: articleActivity, Deny: deny,
			OwnQuestions: true, Run: invite, Codes: []string{"activity.invited", "activity.reminder"}},
		{Name: "activity.answer", Title: "答复活动邀请", Usage: "答复活动 参加 协〔2026〕1号", Allow: answerers, Article: articleActivity, OwnQuestions: true,
			Deny: "请由被邀请的单位答复。", Run: answerActivity, Codes: []string{"activity.answered", "activity.complete"}},
		{Name: "activity.cancel", Title: "取消活动", Usage: "取消活动 协〔2026〕1号", Allow: office, Article: articleActivity, Deny: deny, Run: cancelActivity,
			Codes: []string{"activity.cancelled"}},
		{Name: "activity.list", Title: "联合活动", Usage: "联合活动", Allow: everybody, Article: articleActivity, Run: activities, Codes: []string{"activity.list"}},
	}
}

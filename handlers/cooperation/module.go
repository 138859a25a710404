// Package cooperation is the face of the 协作会商制度: written summaries, patrols of chiefs, joint activities, what is
// shared with units, and 总林长令.
package cooperation

import (
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
)

// Articles that stand behind who may do what.
const (
	articlePatrol   models.Article = "协作会商制度 第五条"
	articleActivity models.Article = "协作会商制度 第八条"
	articleShare    models.Article = "协作会商制度 第九条"
	articleOrders   models.Article = "督查制度 第四条（二）"
	articleSummary  models.Article = "协作会商制度 第十条"
)

var (
	office      = []models.Role{models.RoleOffice, models.RoleDirector}
	everybody   = []models.Role{models.RoleBound}
	writers     = []models.Role{models.RoleLiaison, models.RoleMember, models.RoleOffice, models.RoleDirector, models.RoleTownChief}
	answerers   = []models.Role{models.RoleLiaison, models.RoleMember, models.RoleTownChief, models.RoleOffice, models.RoleDirector}
	publishers  = []models.Role{models.RoleOffice, models.RoleDirector, models.RoleGeneralChief, models.RoleDeputyChief}
	undersigned = []models.Role{models.RoleGeneralChief, models.RoleDeputyChief, models.RoleChief, models.RoleDirector}
	walkers     = append(append([]models.Role{}, chiefs...), models.RoleLiaison, models.RoleOffice, models.RoleDirector)
)

// Module hands the regulation's face over.
func Module() handlers.Module {
	var commands []handlers.Command
	for _, list := range [][]handlers.Command{summaryCommands(), patrolCommands(), activityCommands(), orderCommands(), itemCommands(), shareCommands()} {
		commands = append(commands, list...)
	}
	return handlers.Module{
		Name: "cooperation", Title: profile.RegulationName("cooperation"), Commands: commands, Grammar: append(Grammar, phrases...),
		Facts: []duty.Source{
			{What: []string{cooperation.FactSummary}, Facts: cooperation.SummaryFacts},
			{What: []string{cooperation.FactPatrol}, Facts: cooperation.PatrolFacts},
		},
		Migrations: cooperation.Steps, Records: records, Recall: recall, Todo: todo, Status: status,
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
		{Name: "activity.absent", Title: "登记活动缺席", Usage: "登记缺席 协〔2026〕1号 区水务局", Allow: office, Article: articleActivity, Deny: deny, Run: noteAbsent,
			Codes: []string{"activity.absent"}},
		{Name: "activity.cancel", Title: "取消活动", Usage: "取消活动 协〔2026〕1号", Allow: office, Article: articleActivity, Deny: deny, Run: cancelActivity,
			Codes: []string{"activity.cancelled"}},
		{Name: "activity.list", Title: "联合活动", Usage: "联合活动", Allow: everybody, Article: articleActivity, Run: activities, Codes: []string{"activity.list"}},
	}
}

func orderCommands() []handlers.Command {
	return []handlers.Command{
		{Name: "order.publish", Title: "发布总林长令", Usage: "发布2026年第1号总林长令，标题关于做好森林防火工作的令", Allow: publishers, Article: articleOrders, OwnQuestions: true,
			Deny: "总林长令由区林长办拟定发布。", Run: publishOrder, Codes: []string{"order.published", "order.drafted", "order.signature_asked", "order.reminder", "order.item_due", "order.overdue"}},
		{Name: "order.sign", Title: "签署总林长令", Usage: "签署总林长令 2026年第1号", Allow: undersigned, Article: articleOrders, OwnQuestions: true,
			Deny: "由制度规定的签发人签署。", Run: signOrder, Codes: []string{"order.signed"}},
		{Name: "order.return", Title: "退回总林长令", Usage: "退回总林长令 2026年第1号 理由是缺少时限", Allow: undersigned, Article: articleOrders, OwnQuestions: true,
			Deny: "由制度规定的签发人退回。", Run: sendBackOrder, Codes: []string{"order.sent_back"}},
		{Name: "order.ack", Title: "签收总林长令", Usage: "签收总林长令 2026年第1号", Allow: answerers, Article: articleOrders, OwnQuestions: true,
			Deny: "由街镇、单位的联络员或负责人签收。", Run: signForOrder, Codes: []string{"order.acknowledged", "receipts.complete"}},
		{Name: "order.list", Title: "总林长令", Usage: "总林长令", Allow: everybody, Article: articleOrders, Run: orders, Codes: []string{"order.list"}},
	}
}

func itemCommands() []handlers.Command {
	deny := "由区林长办办理。"
	return []handlers.Command{
		{Name: "order.item", Title: "总林长令增加任务", Usage: "总林长令增加任务 2026年第1号 区水务局12月10日前完成河道巡查", Allow: office, Article: articleOrders, OwnQuestions: true,
			Deny: deny, Run: moreItems, Codes: []string{"order.item_added"}},
		{Name: "order.progress", Title: "报告总林长令进展", Usage: "总林长令进展 2026年第1号 第1项 已完成", Allow: answerers, Article: articleOrders, OwnQuestions: true,
			Deny: "由责任单位报告。", Run: progress, Codes: []string{"order.progress"}},
		{Name: "order.close", Title: "办结总林长令任务", Usage: "办结总林长令任务 2026年第1号 第1项 区水务局", Allow: office, Article: articleOrders, OwnQuestions: true,
			Deny: deny, Run: closeItem, Codes: []string{"order.checked"}},
		{Name: "order.reopen", Title: "退回总林长令任务", Usage: "退回总林长令任务 2026年第1号 第1项 区水务局", Allow: office, Article: articleOrders, OwnQuestions: true,
			Deny: deny, Run: reopenItem, Codes: []string{"order.checked"}},
		{Name: "order.raise", Title: "总林长令任务立为问题", Usage: "总林长令任务立项 2026年第1号 第1项 区水务局", Allow: office, Article: articleOrders, OwnQuestions: true,
			Deny: deny, Run: raiseItem, Codes: []string{"order.raised"}},
	}
}

func shareCommands() []handlers.Command {
	return []handlers.Command{
		{Name: "share.send", Title: "信息共享", Usage: "通报各协作单位：市级林长制会议精神", Allow: office, Article: articleShare, OwnQuestions: true,
			Deny: "由区林长办发送；单位的情况和经验请发“报送 标题”。", Run: send, Codes: []string{"share.sent", "share.reminder"}},
		{Name: "share.ack", Title: "签收信息共享", Usage: "签收共享 享〔2026〕1号", Allow: answerers, Article: articleShare, OwnQuestions: true,
			Deny: "由街镇、单位的联络员或负责人签收。", Run: signForShare, Codes: []string{"share.received"}},
		{Name: "share.list", Title: "信息共享台账", Usage: "信息共享台账", Allow: everybody, Article: articleShare, Run: sharesList, Codes: []string{"share.list"}},
	}
}

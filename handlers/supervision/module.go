// Package supervision is the face of the 督查制度: what people say about inspections and problems, and what the bot
// answers, reminds of and proposes.
package supervision

import (
	"context"

	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/profile"
	"linzhangbot/models/supervision"
)

// Articles that stand behind who may do what.
const (
	articleDuty models.Article = "督查制度 第七条" // rectification
	articleList models.Article = "督查制度 第八条" // the problem list
)

var (
	office   = []models.Role{models.RoleOffice, models.RoleDirector}
	raisers  = []models.Role{models.RoleOffice, models.RoleDirector, models.RoleChief, models.RoleGeneralChief, models.RoleDeputyChief}
	everyone = []models.Role{models.RoleBound}
)

// Module hands the regulation's face over.
func Module() handlers.Module {
	commands := append(issueCommands(), inspectionCommands()...)
	commands = append(commands, dossierCommands()...)
	return handlers.Module{
		Name: "supervision", Title: profile.RegulationName("supervision"), Commands: commands, Grammar: append(Grammar, phrases...),
		Deadlines:  []handlers.DeadlineKind{kind},
		Reminders:  []handlers.Reminder{kind.Reminder("supervision.issues", "督查问题整改期限提醒"), ladderReminder()},
		Migrations: supervision.Steps, Records: records, Todo: todo, Status: status, Raise: raiseFor,
		Facts: supervision.Sources(),
	}
}

func issueCommands() []handlers.Command {
	return []handlers.Command{
		{Name: "issue.raise", Title: "挂问题", Usage: "挂问题：中北镇林地堆放建筑垃圾，12月5日前整改到位", Allow: raisers, Article: articleList, OwnQuestions: true,
			Deny: "发现问题请告诉区林长办，由区林长办立项。", Run: raise, Codes: []string{"issue.raised"}},
		{Name: "issue.accept", Title: "签收问题", Usage: "签收 问题12", Allow: everyone, Article: articleDuty, OwnQuestions: true, Run: accept, Codes: []string{"issue.accepted"}},
		{Name: "issue.rectify", Title: "报告整改", Usage: "问题12 已整改，垃圾已清运，附照片", Allow: everyone, Article: articleDuty, OwnQuestions: true, Run: rectify,
			Codes: []string{"issue.rectified", "issue.reminder", "issue.overdue"}},
		{Name: "issue.close", Title: "销号", Usage: "销号 12", Allow: everyone, Article: articleList, OwnQuestions: true, Run: closeIssue,
			Codes: []string{"issue.closed", models.SelfClose}},
		{Name: "issue.reject", Title: "退回整改", Usage: "退回 问题12 材料不全", Allow: everyone, Article: articleList, OwnQuestions: true, Run: reject, Codes: []string{"issue.returned"}},
		{Name: "issue.extend", Title: "申请延期", Usage: "问题12 申请延期到12月20日，因为连续降雨", Allow: everyone, Article: articleDuty, OwnQuestions: true, Run: askExtension,
			Codes: []string{"issue.extension_asked"}},
		{Name: "issue.extend.approve", Title: "同意延期", Usage: "同意延期 问题12", Allow: everyone, Article: articleDuty, OwnQuestions: true, Run: grant, Codes: []string{"issue.extended"}},
		{Name: "issue.extend.refuse", Title: "不同意延期", Usage: "不同意延期 问题12", Allow: everyone, Article: articleDuty, OwnQuestions: true, Run: refuseExtension,
			Codes: []string{"issue.extension_refused"}},
		{Name: "issue.escalate", Title: "采取措施", Usage: "问题12 采取函告", Allow: everyone, Article: articleList, OwnQuestions: true, Run: escalate,
			Codes: []string{"issue.escalated", "issue.escalation_proposed"}},
		{Name: "issue.decline", Title: "暂不采取措施", Usage: "暂不采取措施 问题12 正在整改", Allow: everyone, Article: articleList, OwnQuestions: true, Run: decline,
			Codes: []string{"issue.escalation_declined"}},
		{Name: "issue.transfer", Title: "转办问题", Usage: "转办 问题12 给大寺镇，原因：属大寺镇地界", Allow: everyone, Article: articleList, OwnQuestions: true, Run: transfer,
			Codes: []string{"issue.transferred"}},
		{Name: "issue.assist", Title: "增加协办", Usage: "协办 问题12 区城市管理委", Allow: everyone, Article: articleList, OwnQuestions: true, Run: assist, Codes: []string{"issue.assisted"}},
		{Name: "issue.cancel", Title: "撤销问题", Usage: "撤销 问题12 重复立项", Allow: everyone, Article: articleList, OwnQuestions: true, Run: cancel, Codes: []string{"issue.cancelled"}},
		{Name: "issue.reopen", Title: "重新立项", Usage: "重新立项 问题12，12月20日前，原因：反弹", Allow: everyone, Article: articleList, OwnQuestions: true, Run: reopen,
			Codes: []string{"issue.reopened"}},
		{Name: "issue.undo", Title: "撤回上一步", Usage: "撤回 问题12", Allow: everyone, Article: articleList, OwnQuestions: true, Run: undo, Codes: []string{"issue.undone"}},
		{Name: "issue.list", Title: "问题清单", Usage: "问题清单；逾期的导出来", Allow: everyone, Article: articleList, Run: list, Codes: []string{"issue.list"}},
		{Name: "issue.show", Title: "查看问题", Usage: "问题12", Allow: everyone, Article: articleList, OwnQuestions: true, Run: show, Codes: []string{"issue.shown"}},
	}
}

// records lists every record of the regulation with its state.
func records(_ context.Context, tx *db.Tx) ([]handlers.Record, error) {
	rows, err := supervision.Find(tx, supervision.Filter{})
	if err != nil {
		return nil, err
	}
	var out []handlers.Record
	for _, x := range rows {
		out = append(out, handlers.Record{Type: "issue", Ref: x.Number, State: x.State.Name(), Org: x.Org, Title: x.Title, At: x.At})
	}
	seen, err := supervision.Inspections(tx, supervision.Viewer{}, "", "9999")
	if err != nil {
		return nil, err
	}
	for _, i := range seen {
		out = append(out, handlers.Record{Type: "inspection", Ref: i.Number, State: i.State.Name() + "，" + i.Filing.Name(), Title: i.Title, At: i.At})
	}
	return out, nil
}

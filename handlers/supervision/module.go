// Package supervision is the face of the 督查制度: what people say about inspections and problems, and what the bot
// answers, reminds of and proposes.
package supervision

import (
	"context"
	"slices"

	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/profile"
	"linzhangbot/models/supervision"
)

// Articles that stand behind who may do what.
var (
	articleInspection    = profile.MatterInspection.Article()
	articleRectification = profile.MatterRectification.Article()
	articleList          = profile.MatterIssueList.Article()
)

// Module hands the regulation's face over.
func Module() handlers.Module {
	return handlers.Module{
		Name: "supervision", Title: profile.RegulationName("supervision"), Commands: commands(),
		Frames:     slices.Concat(Frames, progressFrames, moreFrames),
		Deadlines:  []handlers.DeadlineKind{kind},
		Reminders:  []handlers.Reminder{ladderReminder()},
		Migrations: supervision.Migrations, Records: records, Waiting: waiting,
		Todo: todo, Status: status, Queue: queue, Raise: raiseFor,
		Facts: supervision.Sources(),
	}
}

// commands are all of the face. Whoever holds a post may call most: the table of states tells who may do what to an
// issue.
func commands() []handlers.Command {
	office := []models.Role{models.RoleOffice, models.RoleDirector}
	raisers := append(office, models.RoleChief, models.RoleGeneralChief, models.RoleDeputyChief)
	list := []handlers.Command{
		{Name: "issue.raise", Title: "挂问题", Usage: "挂问题：" + models.FourthTown + "林地堆放建筑垃圾，12月5日前整改到位", Allow: raisers,
			Deny: "发现问题请告诉" + models.TheOffice + "，由" + models.TheOffice + "立项。", Run: raise, Codes: []string{"issue.raised"}},
		{Name: "issue.accept", Title: "签收问题", Usage: "签收 问题12", Article: articleRectification,
			Run: on(supervision.Accept, accept), Codes: []string{"issue.accepted"}},
		{Name: "issue.rectify", Title: "报告整改", Usage: "问题12 已整改，垃圾已清运，附照片", Article: articleRectification,
			Run: on(supervision.Rectify, rectify), Codes: []string{"issue.rectified", "issue.reminder", "issue.overdue"}},
		{Name: "issue.progress", Title: "报进展", Usage: "问题12 进展：垃圾已清运一半", Article: articleRectification,
			Run: on(supervision.Progress, progress), Codes: []string{"issue.progress"}},
		{Name: "issue.close", Title: "销号", Usage: "销号 12", Run: closeIssue,
			Codes: []string{"issue.closed", models.SelfClose}},
		{Name: "issue.reject", Title: "退回整改", Usage: "退回 问题12 材料不全", Run: on(supervision.Return, returned),
			Codes: []string{"issue.returned"}},
		{Name: "issue.extend", Title: "申请延期", Usage: "问题12 申请延期到12月20日，因为连续降雨", Article: articleRectification,
			Run: on(supervision.Ask, wish), Codes: []string{"issue.extension_asked"}},
		{Name: "issue.extend.approve", Title: "同意延期", Usage: "同意延期 问题12", Article: articleRectification,
			Run: on(supervision.Extend, grant), Codes: []string{"issue.extended"}},
		{Name: "issue.extend.refuse", Title: "不同意延期", Usage: "不同意延期 问题12", Article: articleRectification,
			Run: on(supervision.Refuse, refuseExtension), Codes: []string{"issue.extension_refused"}},
		{Name: "issue.escalate", Title: "采取措施", Usage: "问题12 采取" + models.FirstMeasure, Run: escalate,
			Codes: []string{"issue.escalated", "issue.escalation_proposed", "ask.preview"}},
		{Name: "issue.decline", Title: "暂不采取措施", Usage: "暂不采取措施 问题12 正在整改", Run: on(supervision.Decline, decline),
			Codes: []string{"issue.escalation_declined"}},
		{Name: "issue.transfer", Title: "转办问题", Usage: "转办 问题12 给" + models.SecondTown + "，原因：属" + models.SecondTown + "地界",
			Run: on(supervision.Transfer, transfer), Codes: []string{"issue.transferred", "issue.unowned"}},
		{Name: "issue.assist", Title: "增加协办", Usage: "协办 问题12 " + models.ExampleUnit, Run: on(supervision.Assist, assist),
			Codes: []string{"issue.assisted"}},
		{Name: "issue.cancel", Title: "撤销问题", Usage: "撤销 问题12 重复立项", Run: on(supervision.Cancel, cancel),
			Codes: []string{"issue.cancelled"}},
		{Name: "issue.reopen", Title: "重新立项", Usage: "重新立项 问题12，12月20日前，原因：反弹", Run: on(supervision.Reopen, reopen),
			Codes: []string{"issue.reopened"}},
		{Name: "issue.undo", Title: "撤回上一步", Usage: "撤回 问题12", Run: undo, Codes: []string{"issue.undone"}},
		{Name: "issue.list", Title: "问题清单", Usage: "问题清单；逾期的导出来", Run: listIssues, Reads: true,
			Codes: []string{"issue.list"}},
		{Name: "issue.show", Title: "查看问题", Usage: "问题12", Run: show, Reads: true, Codes: []string{"issue.shown"}},

		{Name: "inspection.plan", Title: "督查计划", Allow: office, Article: articleInspection, Run: plan,
			Usage: "督查计划：12月7日至9日，督查" + models.ExampleAlias + "、" + models.ThirdAlias + "，方式实地",
			Codes: []string{"inspection.planned"}},
		{Name: "inspection.log", Title: "登记督查", Usage: "登记督查 " + models.FirstInspection + " " + models.ThirdTown + " 未发现问题", Allow: office,
			Article: articleInspection, Run: logVisit, Codes: []string{"inspection.logged"}},
		{Name: "inspection.filing", Title: "督查备案", Usage: "备案 " + models.ExampleInspection + " 已备案", Allow: office, Article: articleInspection,
			Run: filing, Codes: []string{"inspection.filed", "inspection.unfiled"}},
		{Name: "inspection.list", Title: "督查情况", Usage: "本季度督查搞了几次；哪些" + models.Towns + "没督查", Article: articleInspection,
			Run: inspections, Reads: true, Codes: []string{"inspection.list"}},

		{Name: "dossier", Title: "立卷归档", Usage: "归档 问题12", Allow: office, Article: articleRectification,
			Deny: "卷宗由" + models.TheOfficeFull + "调取。", Run: dossier, Reads: true, Codes: []string{"dossier.ready"}},
	}
	for i := range list {
		c := &list[i]
		c.OwnQuestions = c.Name != "issue.list" && c.Name != "inspection.list"
		if c.Allow == nil {
			c.Allow = []models.Role{models.RoleBound}
		} else if c.Deny == "" {
			c.Deny = "督查由" + models.TheOfficeFull + "组织。"
		}
		if c.Article == "" {
			c.Article = articleList
		}
	}
	return list
}

// records lists every record of the regulation with its state.
func records(_ context.Context, tx *db.Tx) ([]handlers.Record, error) {
	rows, err := supervision.Find(tx, supervision.Filter{})
	if err != nil {
		return nil, err
	}
	var out []handlers.Record
	for _, x := range rows {
		out = append(out, handlers.Record{Type: "issue", Ref: x.Number, State: x.State.Name(), Org: x.Org, Title: x.Title,
			At: x.At})
	}
	seen, err := supervision.Inspections(tx, supervision.Viewer{}, "", "9999")
	for _, i := range seen {
		out = append(out, handlers.Record{Type: "inspection", Ref: i.Number, State: i.State.Name() + "，" + i.Filing.Name(),
			Title: i.Title, At: i.At})
	}
	return out, err
}

package cooperation

import (
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/profile"
)

// under gives commands of one article what they share: the article, and what somebody else should do instead. An answer
// bears the command's name where no codes are given.
func under(article models.Article, deny string, list ...handlers.Command) []handlers.Command {
	for i := range list {
		list[i].Article = article
		if list[i].Deny == "" {
			list[i].Deny = deny
		}
		if list[i].Codes == nil {
			list[i].Codes = []string{list[i].Name}
		}
	}
	return list
}

var summaryCommands = under(articleSummary, "工作总结由单位的"+models.Member+"或"+models.Liaison+"报送。",
	handlers.Command{Name: "summary.submit", Title: "报送工作总结", Usage: "报送下半年工作总结，下一步安排见附件",
		Allow: writers, OwnQuestions: true, Run: submitSummary,
		Codes: []string{"summary.accepted", "summary.duplicate", "summary.kept", "summary.withdrawn"}},
	handlers.Command{Name: "summary.list", Title: "总结报送情况", Usage: "总结情况", Allow: everybody, Run: summaries, Reads: true})

var patrolCommands = under(articlePatrol, "请由登记人或"+models.TheOffice+"办理。",
	handlers.Command{Name: "patrol.log", Title: "登记巡林", Usage: "登记巡林 今天到生态屏障巡林 未发现问题", Allow: walkers,
		Deny: "巡林由林长本人、" + models.Towns + "或" + models.TheOffice + "登记。", Run: logPatrol,
		Codes: []string{"patrol.logged", "patrol.withdrawn", "patrol.kept"}},
	handlers.Command{Name: "patrol.raise", Title: "巡林发现立为问题", Usage: "巡林立项 " + models.ExamplePatrol, Allow: walkers,
		Run: raisePatrol, Codes: []string{"patrol.raised"}},
	handlers.Command{Name: "patrol.list", Title: "巡林台账", Usage: "巡林台账", Allow: everybody, Run: patrols, Reads: true})

var activityCommands = under(articleActivity, "联合活动由"+models.TheOffice+"组织。",
	handlers.Command{Name: "activity.invite", Title: "邀请单位参加活动", Allow: office, OwnQuestions: true, Run: invite,
		Usage: "邀请" + models.ExampleUnit + "12月3日上午9点参加林长巡林，地点：独流减河",
		Codes: []string{"activity.invited", "activity.reminder"}},
	handlers.Command{Name: "activity.answer", Title: "答复活动邀请", Allow: answerers,
		Usage: "答复活动 参加 " + models.ExampleActivity, OwnQuestions: true, Deny: "请由被邀请的单位答复。",
		Run: answerActivity, Codes: []string{"activity.answered", "activity.complete"}},
	handlers.Command{Name: "activity.absent", Title: "登记活动缺席", Allow: office, Run: noteAbsent,
		Usage: "登记缺席 " + models.ExampleActivity + " " + models.ExampleUnit},
	handlers.Command{Name: "activity.cancel", Title: "取消活动", Usage: "取消活动 " + models.ExampleActivity, Allow: office,
		Run: cancelActivity, Codes: []string{"activity.cancelled"}},
	handlers.Command{Name: "activity.list", Title: "联合活动", Usage: "联合活动", Allow: everybody, Run: activities, Reads: true})

var orderCommands = under(profile.MatterOrder.Article(), "由制度规定的签发人签署。",
	handlers.Command{Name: "order.publish", Title: "发布" + models.TheOrder, Allow: publishers, OwnQuestions: true,
		Usage: "发布2026年第1号" + models.TheOrder + "，标题关于做好森林防火工作的令", Run: publishOrder,
		Deny: models.TheOrder + "由" + models.TheOffice + "拟定发布。",
		Codes: []string{"order.published", "order.drafted", "order.signature_asked", "order.reminder", "order.item_due",
			"order.overdue"}},
	handlers.Command{Name: "order.sign", Title: "签署" + models.TheOrder, Usage: "签署" + models.TheOrder + " 2026年第1号",
		Allow: signatories, OwnQuestions: true, Run: signOrder, Codes: []string{"order.signed"}},
	handlers.Command{Name: "order.return", Title: "退回" + models.TheOrder, Allow: signatories, OwnQuestions: true,
		Usage: "退回" + models.TheOrder + " 2026年第1号 理由是缺少时限", Deny: "由制度规定的签发人退回。", Run: sendBackOrder,
		Codes: []string{"order.sent_back"}},
	handlers.Command{Name: "order.ack", Title: "签收" + models.TheOrder, Usage: "签收" + models.TheOrder + " 2026年第1号",
		Allow: answerers, OwnQuestions: true, Run: signForOrder,
		Deny:  "由" + models.Towns + "、单位的" + models.Liaison + "或负责人签收。",
		Codes: []string{"order.acknowledged", "receipts.complete", "receipts.missing"}},
	handlers.Command{Name: "order.list", Title: models.TheOrder, Usage: models.TheOrder, Allow: everybody, Reads: true,
		Run: orders})

var itemCommands = under(profile.MatterOrder.Article(), "由"+models.TheOffice+"办理。",
	handlers.Command{Name: "order.item", Title: models.TheOrder + "增加任务", Allow: office, OwnQuestions: true,
		Usage: models.TheOrder + "增加任务 2026年第1号 " + models.ExampleUnit + "12月10日前完成河道巡查", Run: moreItems,
		Codes: []string{"order.item_added"}},
	handlers.Command{Name: "order.progress", Title: "报告" + models.TheOrder + "进展", Allow: answerers, OwnQuestions: true,
		Usage: models.TheOrder + "进展 2026年第1号 第1项 已完成", Deny: "由责任单位报告。", Run: progress},
	handlers.Command{Name: "order.close", Title: "办结" + models.TheOrder + "任务", Allow: office, OwnQuestions: true,
		Usage: "办结" + models.TheOrder + "任务 2026年第1号 第1项 " + models.ExampleUnit, Run: closeItem,
		Codes: []string{"order.checked"}},
	handlers.Command{Name: "order.reopen", Title: "退回" + models.TheOrder + "任务", Allow: office, OwnQuestions: true,
		Usage: "退回" + models.TheOrder + "任务 2026年第1号 第1项 " + models.ExampleUnit, Run: reopenItem,
		Codes: []string{"order.checked"}},
	handlers.Command{Name: "order.raise", Title: models.TheOrder + "任务立为问题", Allow: office, OwnQuestions: true,
		Usage: models.TheOrder + "任务立项 2026年第1号 第1项 " + models.ExampleUnit, Run: raiseItem,
		Codes: []string{"order.raised"}})

var shareCommands = under(articleShare, "",
	handlers.Command{Name: "share.send", Title: "信息共享", Usage: "通报各" + models.Units + "：市级林长制会议精神",
		Allow: office, OwnQuestions: true, Run: send, Codes: []string{"share.sent", "share.reminder"},
		Deny: "由" + models.TheOffice + "发送；单位的情况和经验请发“报送 标题”。"},
	handlers.Command{Name: "share.ack", Title: "签收信息共享", Usage: "签收共享 " + models.ExampleShare, Allow: answerers,
		OwnQuestions: true, Deny: "由" + models.Towns + "、单位的" + models.Liaison + "或负责人签收。", Run: signForShare,
		Codes: []string{"share.received"}},
	handlers.Command{Name: "share.list", Title: "信息共享台账", Usage: "信息共享台账", Allow: everybody, Run: sharesList, Reads: true})

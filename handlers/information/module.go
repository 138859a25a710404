// Package information is the face of the 信息制度: what people say to report, review and publish information, and
// what the bot answers.
package information

import (
	"context"

	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/information"
	"linzhangbot/models/profile"
)

// Articles that stand behind who may do what.
const (
	articleDisclosure models.Article = "信息制度 第四条"
	articleBoards     models.Article = "信息制度 第七条"
	articleQuota      models.Article = "信息制度 第九条"
	articleBulletin   models.Article = "信息制度 第十条"
	articleQuality    models.Article = "信息制度 第十一条"
)

var (
	office    = []models.Role{models.RoleOffice, models.RoleDirector}
	reporters = []models.Role{models.RoleLiaison, models.RoleMember, models.RoleTownChief, models.RoleOffice, models.RoleDirector}
	everybody = []models.Role{models.RoleBound}
)

// Module hands the regulation's face over.
func Module() handlers.Module {
	var commands []handlers.Command
	for _, list := range [][]handlers.Command{reportCommands(), reviewCommands(), bulletinCommands(), registerCommands()} {
		commands = append(commands, list...)
	}
	return handlers.Module{
		Name: "information", Title: profile.RegulationName("information"), Commands: commands, Grammar: Grammar,
		Facts: []duty.Source{
			{What: []string{information.FactReport}, Facts: information.ReportFacts},
			{What: []string{information.FactReport + ".*"}, Facts: information.KindFacts},
			{What: []string{information.FactBoard}, Facts: boardFacts},
		},
		Migrations: information.Steps, Records: records, Recall: Recall, Ahead: ahead,
	}
}

func reportCommands() []handlers.Command {
	return []handlers.Command{
		{Name: "report.submit", Title: "报送信息", Usage: "报送 杨柳青镇开展春季巡林", Aliases: []string{"report.force"}, Allow: reporters, Article: articleQuota,
			Deny: "信息由街镇、单位的联络员报送。", OwnQuestions: true, ForOrg: true, Run: submit,
			Codes: []string{"report.accepted", "report.duplicate", "report.confirm", "report.secret", "report.emergency", "ask.cancelled"}},
		{Name: "report.withdraw", Title: "撤回信息", Usage: "撤回 信3号", Allow: reporters, Article: articleQuality, OwnQuestions: true, Run: withdraw,
			Codes: []string{"report.withdrawn", "report.recalled"}},
		{Name: "report.edit", Title: "修改信息", Usage: "改标题 信3号 新的标题", Allow: reporters, Article: articleQuality, OwnQuestions: true, Run: amend,
			Codes: []string{"report.amended", "report.secret", "report.emergency"}},
		{Name: "report.list", Title: "信息列表", Usage: "信息列表", Allow: everybody, Article: articleQuota, Run: reports, Codes: []string{"report.list"}},
		{Name: "report.show", Title: "查看信息", Usage: "查看 信3号", Allow: everybody, Article: articleQuota, Run: show, Codes: []string{"report.shown"}},
		{Name: "quota.query", Title: "查信息条数", Usage: "本月报了几条", Allow: everybody, Article: articleQuota, Run: quota, Codes: []string{"duty.standing"}},
	}
}

func reviewCommands() []handlers.Command {
	deny := "采用、退回由区林长办办理。"
	return []handlers.Command{
		{Name: "report.adopt", Title: "采用信息", Usage: "采用 信3号", Allow: office, Article: articleBulletin, Deny: deny, OwnQuestions: true, Run: adopt, Codes: []string{"report.adopted"}},
		{Name: "report.return", Title: "退回信息", Usage: "退回 信3号 缺少数字", Allow: office, Article: articleQuality, Deny: deny, OwnQuestions: true, Run: giveBack,
			Codes: []string{"report.returned"}},
		{Name: "report.merge", Title: "合并信息", Usage: "合并 信3号 到 信5号", Allow: office, Article: articleBulletin, Deny: deny, OwnQuestions: true, Run: merge,
			Codes: []string{"report.merged"}},
	}
}

func bulletinCommands() []handlers.Command {
	deny := "简报由区林长办编发。"
	return []handlers.Command{
		{Name: "bulletin.compile", Title: "编简报", Usage: "编11月简报", Allow: office,
			Article: articleBulletin, Deny: deny, Run: compile, Codes: []string{"bulletin.drafted", "report.adopted"}},
		{Name: "bulletin.review", Title: "审核简报", Usage: "审核简报 第3期", Allow: signers,
			Article: articleBulletin, Deny: deny, Run: review, Codes: []string{"bulletin.reviewed"}},
		{Name: "bulletin.sign", Title: "签发简报", Usage: "签发简报 第3期", Allow: signers,
			Article: articleBulletin, Deny: deny, Run: sign, Codes: []string{"bulletin.signed"}},
		{Name: "bulletin.issue", Title: "印发简报", Usage: "印发简报 第3期", Allow: office,
			Article: articleBulletin, Deny: deny, Run: issue, Codes: []string{"bulletin.issued"}},
		{Name: "bulletin.show", Title: "看简报", Usage: "看简报 第3期", Allow: everybody,
			Article: articleBulletin, Run: showBulletin, Codes: []string{"bulletin.shown"}},
	}
}

// signers may try: who really may is the post that the profile names.
var signers = []models.Role{models.RoleOffice, models.RoleDirector, models.RoleGeneralChief, models.RoleDeputyChief,
	models.RoleChief}

// records lists every record of the regulation with its state.
func records(_ context.Context, tx *db.Tx) ([]handlers.Record, error) {
	rows, err := information.Find(tx, information.Filter{})
	if err != nil {
		return nil, err
	}
	var out []handlers.Record
	for _, x := range rows {
		out = append(out, handlers.Record{Type: "report", Ref: x.Number, State: stateOf(x), Org: x.Org, Title: x.Title, At: x.At})
	}
	papers, err := paperRecords(tx)
	if err != nil {
		return nil, err
	}
	return append(out, papers...), nil
}

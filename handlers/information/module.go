// Package information is the face of the 信息制度: what people say to report, review and publish information, and
// what the bot answers.
package information

import (
	"context"
	"slices"

	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/information"
	"linzhangbot/models/profile"
)

// Articles that stand behind who may do what.
var (
	articleDisclosure = profile.MatterDisclosure.Article()
	articleBoards     = profile.MatterBoard.Article()
	articleQuota      = profile.MatterQuota.Article()
	articleBulletin   = profile.MatterBulletin.Article()
	articleQuality    = profile.MatterQuality.Article()
)

var (
	office    = []models.Role{models.RoleOffice, models.RoleDirector}
	reporters = slices.Concat([]models.Role{models.RoleLiaison, models.RoleMember, models.RoleTownChief}, office)
	everybody = []models.Role{models.RoleBound}
	// signers may try: who really may is the post that the profile names.
	signers = slices.Concat(office, []models.Role{models.RoleGeneralChief, models.RoleDeputyChief, models.RoleChief})
)

// Module hands the regulation's face over.
func Module() handlers.Module {
	return handlers.Module{
		Name: "information", Title: profile.RegulationName("information"), Frames: Frames,
		Commands: slices.Concat(reportCommands(), reviewCommands(), bulletinCommands(), registerCommands()),
		Facts: []duty.Source{
			{What: []string{information.FactReport}, Facts: information.ReportFacts},
			{What: []string{information.FactReport + ".*"}, Facts: information.KindFacts},
			{What: []string{information.FactBoard}, Facts: boardFacts},
		},
		Migrations: information.Migrations, Records: records, Waiting: waiting, Recall: Recall, Ahead: ahead,
		Queue: queue, Enclose: enclose, Chores: []handlers.Chore{{Name: "information.lost", Run: tellLost}},
	}
}

func reportCommands() []handlers.Command {
	return []handlers.Command{
		{Name: "report.submit", Title: "报送信息", Usage: "报送 " + models.ExampleTown + "开展春季巡林",
			Aliases: []string{"report.force"}, Allow: reporters, Article: articleQuota,
			Deny: "信息由" + models.Towns + "、单位的" + models.Liaison + "报送。", OwnQuestions: true, ForOrg: true, Run: submit, Codes: []string{
				"report.accepted", "report.duplicate", "report.confirm", "report.secret", "report.emergency", "ask.cancelled"}},
		{Name: "report.withdraw", Title: "撤回信息", Usage: "撤回 " + models.ExampleReport, Allow: reporters, Article: articleQuality,
			OwnQuestions: true, Run: withdraw, Codes: []string{"report.withdrawn", "report.recalled"}},
		{Name: "report.edit", Title: "修改信息", Usage: "改标题 " + models.ExampleReport + " 新的标题", Allow: reporters, Article: articleQuality,
			OwnQuestions: true, Run: amend, Codes: []string{
				"report.amended", "report.changed", "report.secret", "report.emergency", "report.photo_lost"}},
		{Name: "report.list", Title: "信息列表", Usage: "信息列表", Allow: everybody, Article: articleQuota, Run: reports,
			Reads: true, Codes: []string{"report.list", "report.waiting"}},
		{Name: "report.show", Title: "查看信息", Usage: "查看 " + models.ExampleReport, Allow: everybody, Article: articleQuota, Run: show,
			Reads: true, Codes: []string{"report.shown"}},
		{Name: "report.history", Title: "信息经过", Usage: models.ExampleReport + " 经过", Allow: everybody,
			Article: articleQuota, Run: history, Reads: true, Codes: []string{"report.history"}},
		{Name: "quota.query", Title: "查信息条数", Usage: "本月报了几条", Allow: everybody, Article: articleQuota, Run: quota,
			Reads: true, Codes: []string{"duty.standing"}},
	}
}

func reviewCommands() []handlers.Command {
	deny := information.OfficeReviews
	return []handlers.Command{
		{Name: "report.waiting", Title: "待采用信息", Usage: "待采用的信息", Allow: everybody, Article: articleBulletin,
			Run: queueList, Reads: true, Codes: []string{"report.waiting"}},
		{Name: "report.adopt", Title: "采用信息", Usage: "采用 " + models.ExampleReport, Allow: office, Article: articleBulletin, Deny: deny,
			OwnQuestions: true, Run: adopt, Codes: []string{
				"report.adopted", "report.confirm", "report.waiting"}},
		{Name: "report.return", Title: "退回信息", Usage: "退回 " + models.ExampleReport + " 缺少数字", Allow: office, Article: articleQuality, Deny: deny,
			OwnQuestions: true, Run: giveBack, Codes: []string{"report.returned", "report.amended", "report.confirm"}},
		{Name: "report.merge", Title: "合并信息", Usage: "合并 " + models.ExampleReport + " 到 " + models.OtherReport, Allow: office, Article: articleBulletin, Deny: deny,
			OwnQuestions: true, Run: merge, Codes: []string{"report.merged"}},
	}
}

func bulletinCommands() []handlers.Command {
	deny := "简报由" + models.TheOffice + "编发。"
	return []handlers.Command{
		{Name: "bulletin.compile", Title: "编简报", Usage: "编本月简报", Allow: office, Article: articleBulletin, Deny: deny,
			Run: compile, Codes: []string{"bulletin.drafted", "report.adopted"}},
		{Name: "bulletin.review", Title: "审核简报", Usage: "审核简报 第3期", Allow: signers, Article: articleBulletin, Deny: deny,
			Run: review, Codes: []string{"bulletin.reviewed"}},
		{Name: "bulletin.sign", Title: "签发简报", Usage: "签发简报 第3期", Allow: signers, Article: articleBulletin, Deny: deny,
			Run: sign, Codes: []string{"bulletin.signed"}},
		{Name: "bulletin.issue", Title: "印发简报", Usage: "印发简报 第3期", Allow: office, Article: articleBulletin, Deny: deny,
			Run: issue, Codes: []string{"bulletin.issued"}},
		{Name: "bulletin.show", Title: "看简报", Usage: "看简报 第3期", Allow: everybody, Article: articleBulletin,
			Run: showBulletin, Reads: true, Codes: []string{"bulletin.shown"}},
		{Name: "bulletin.edit", Title: "改简报", Usage: "简报第1期 第2条移到第1条", Allow: office, Article: articleBulletin, Deny: deny,
			Run: editBulletin, Codes: []string{"bulletin.amended", "bulletin.drafted"}},
		{Name: "bulletin.return", Title: "退回简报", Usage: "退回简报第1期 第2条没有数字", Allow: signers,
			Article: articleBulletin, Deny: deny, OwnQuestions: true, Run: returnBulletin, Codes: []string{"bulletin.returned"}},
		{Name: "bulletin.submit", Title: "送审简报", Usage: "送审简报第1期", Allow: office, Article: articleBulletin, Deny: deny,
			Run: submitBulletin, Codes: []string{"bulletin.drafted"}},
		{Name: "bulletin.recipients", Title: "简报发给了谁", Usage: "简报第1期发给了谁", Allow: signers,
			Article: articleBulletin, Deny: deny, Run: givenBulletin, Reads: true, Codes: []string{"bulletin.recipients"}},
	}
}

func registerCommands() []handlers.Command {
	return []handlers.Command{
		{Name: "disclosure.register", Title: "登记信息公开", Usage: "登记公开 林长名单 微信公众号 审查人张科长", Allow: reporters,
			Article: articleDisclosure, Deny: "信息公开由公开的单位自己登记。", OwnQuestions: true, ForOrg: true, Run: disclose,
			Codes: []string{"disclosure.confirm", "disclosure.registered", "report.secret"}},
		{Name: "disclosure.list", Title: "信息公开台账", Usage: "信息公开台账", Allow: everybody, Article: articleDisclosure,
			Run: disclosures, Reads: true, Codes: []string{"disclosure.list"}},
		{Name: "board.update", Title: "更新公示牌", Usage: exampleBoard, Allow: reporters, Article: articleBoards,
			Deny: "公示牌由" + models.Towns + "更新。", ForOrg: true, Run: updateBoard, Codes: []string{"board.updated"}},
		{Name: "board.list", Title: "公示牌列表", Usage: "公示牌列表", Allow: everybody, Article: articleBoards, Run: boards,
			Reads: true, Codes: []string{"board.list"}},
	}
}

// records lists every record of the regulation with its state, for simulate.
func records(_ context.Context, tx *db.Tx) ([]handlers.Record, error) {
	reports, err := information.Find(tx, information.Filter{})
	if err != nil {
		return nil, err
	}
	papers, err := information.Bulletins(tx, information.BulletinFilter{})
	if err != nil {
		return nil, err
	}
	entries, err := information.Disclosures(tx, "", "0000", "9999")
	if err != nil {
		return nil, err
	}
	signs, err := information.Boards(tx, "")
	if err != nil {
		return nil, err
	}
	var out []handlers.Record
	for _, x := range reports {
		out = append(out, handlers.Record{Type: "report", Ref: x.Number, State: stateOf(x), Org: x.Org, Title: x.Title,
			At: x.At})
	}
	for _, b := range slices.Backward(papers) {
		out = append(out, handlers.Record{Type: "bulletin", Ref: b.Number, State: b.State.Name(), Title: b.Title, At: b.At})
	}
	for _, d := range entries {
		out = append(out, handlers.Record{Type: "disclosure", Ref: d.Number, State: "已公开", Org: d.Org, Title: d.Title,
			At: d.At})
	}
	for _, b := range signs {
		out = append(out, handlers.Record{Type: "board", Ref: b.Place, State: "已登记", Org: b.Org, Title: b.Chief, At: b.At})
	}
	return out, nil
}

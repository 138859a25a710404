// Package meeting is the face of the 会议制度 and of 协作会商制度 第七条: what people say to plan, approve, announce, move
// and record meetings and to follow what was resolved, and what the bot answers.
package meeting

import (
	"context"
	"slices"

	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/meeting"
	"linzhangbot/models/profile"
)

// Articles behind who may do what; a refusal about one meeting cites the article of its type.
const (
	article      models.Article = "会议制度 第二条"
	articlePlans models.Article = "会议制度 第三条、第四条、第五条"
)

var (
	office    = []models.Role{models.RoleOffice, models.RoleDirector}
	everybody = []models.Role{models.RoleBound}
)

// Module hands the regulation's face over.
func Module() handlers.Module {
	return handlers.Module{
		Name: "meeting", Title: profile.RegulationName("meeting"), Commands: slices.Concat(meetingCommands(), resolutionCommands(), calendarCommands()), Grammar: slices.Concat(Grammar, phrases),
		Reminders: []handlers.Reminder{
			{Key: "meeting.morning", Title: "提醒审定人，告诉区林长办谁还没答复", Due: morning},
			kind.Reminder("meeting.resolutions", "提醒各单位到期的议定事项"),
			{Key: "meeting.held", When: "45 17 * * *", Title: "当天开过的会议计入台账", Due: evening},
		},
		Facts:      []duty.Source{{What: []string{meeting.FactPrefix + "*"}, Facts: meeting.Facts}},
		Deadlines:  []handlers.DeadlineKind{kind},
		Chores:     []handlers.Chore{{Name: "meeting.calendar", Run: calendars}},
		Migrations: meeting.Steps, Records: records, Todo: todo, Status: status, Pages: pages,
	}
}

func meetingCommands() []handlers.Command {
	return []handlers.Command{
		{Name: "meeting.schedule", Title: "拟定会议", Usage: "12月2日下午2点半在区政府三楼召开区总林长会议", Allow: everybody, Article: articlePlans, OwnQuestions: true, Run: schedule,
			Codes: []string{"meeting.drafted", "meeting.approval_asked", "meeting.notice", "meeting.reminder", "meeting.wish"}},
		{Name: "meeting.submit", Title: "重新报审", Usage: "报审 会3号", Allow: everybody, Article: articlePlans, OwnQuestions: true, Run: reschedule, Codes: []string{"meeting.drafted"}},
		{Name: "meeting.approve", Title: "审定会议方案", Usage: "同意 会3号", Allow: everybody, Article: articlePlans, OwnQuestions: true, Run: agree,
			Codes: []string{"meeting.agreed", "meeting.approved"}},
		{Name: "meeting.return", Title: "退回会议方案", Usage: "退回 会3号 参会范围再压缩", Allow: everybody, Article: articlePlans, OwnQuestions: true, Run: sendBack,
			Codes: []string{"meeting.sent_back"}},
		{Name: "meeting.reschedule", Title: "会议改期", Usage: "区总林长会议改到12月3日上午9点", Allow: everybody, Article: articlePlans, OwnQuestions: true, Run: reschedule,
			Codes: []string{"meeting.changed"}},
		{Name: "meeting.cancel", Title: "取消会议", Usage: "取消 会3号", Allow: everybody, Article: articlePlans, OwnQuestions: true, Run: cancel, Codes: []string{"meeting.cancelled"}},
		{Name: "meeting.attend", Title: "调整参会人员", Usage: "参会 会3号 区水务局、区财政局", Allow: everybody, Article: articlePlans, OwnQuestions: true, Run: invite},
		{Name: "meeting.answer", Title: "答复会议通知", Usage: "参加 会3号", Allow: everybody, Article: article, OwnQuestions: true, Run: answer, Codes: []string{"meeting.answered"}},
		{Name: "meeting.answers", Title: "查参会答复", Usage: "会3号谁没回复", Allow: everybody, Article: article, OwnQuestions: true, Run: answers, Codes: []string{"meeting.answers"}},
		{Name: "meeting.list", Title: "查会议", Usage: "本周会议", Allow: everybody, Article: article, Run: meetings, Codes: []string{"meeting.list"}},
		{Name: "meeting.minutes", Title: "会议纪要", Usage: "纪要 会3号：1.区水务局12月31日前完成……", Allow: everybody, Article: article, OwnQuestions: true, Run: minutes,
			Codes: []string{"meeting.minuted", "meeting.minutes_drafted", "meeting.minutes_shown"}},
	}
}

func resolutionCommands() []handlers.Command {
	deny := "核实、转问题由区林长办办理。"
	return []handlers.Command{
		{Name: "resolution.update", Title: "反馈议定事项", Usage: "议2号 已完成，已印发细则", Allow: everybody, Article: article, OwnQuestions: true, Run: update, Codes: []string{"resolution.updated"}},
		{Name: "resolution.list", Title: "查议定事项", Usage: "议定事项", Allow: everybody, Article: article, Run: resolutions, Codes: []string{"resolution.list", "resolution.shown"}},
		{Name: "resolution.check", Title: "核实议定事项", Usage: "核实 议2号", Allow: office, Article: article, Deny: deny, OwnQuestions: true, Run: check,
			Codes: []string{"resolution.checked", "resolution.returned", "resolution.reminder", "resolution.overdue"}},
		{Name: "resolution.toissue", Title: "议定事项转问题", Usage: "议2号 转问题", Allow: office, Article: article, Deny: deny, OwnQuestions: true, Run: toIssue, Codes: []string{"resolution.issued"}},
	}
}

func calendarCommands() []handlers.Command {
	return []handlers.Command{{Name: "calendar.link", Title: "订阅会议日历", Usage: "日历", Allow: everybody, Article: article, Run: feed,
		Codes: []string{"calendar.linked", "calendar.stopped", "calendar.failed"}}}
}

// records lists every meeting and resolution with its state.
func records(_ context.Context, tx *db.Tx) ([]handlers.Record, error) {
	rows, err := meeting.Find(tx, meeting.Filter{})
	if err != nil {
		return nil, err
	}
	var out []handlers.Record
	for _, m := range rows {
		out = append(out, handlers.Record{Type: "meeting", Ref: m.Number, State: m.State.Name(), Org: m.Org, Title: m.Title, At: m.At})
	}
	list, err := meeting.Resolutions(tx, meeting.Search{})
	for _, x := range list {
		out = append(out, handlers.Record{Type: "resolution", Ref: x.Number, State: x.State.Name(), Org: x.Org, Title: x.Text, At: x.At})
	}
	return out, err
}

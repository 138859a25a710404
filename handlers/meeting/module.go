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
var (
	article      = profile.MatterMeeting.Article()
	articlePlans = profile.MatterMeetingPlan.Article()
)

// Module hands the regulation's face over.
func Module() handlers.Module {
	return handlers.Module{
		Name: "meeting", Title: profile.RegulationName("meeting"),
		Commands: slices.Concat(planCommands(), meetingCommands(), laterCommands()),
		Frames:   slices.Concat(Frames, moreFrames),
		Reminders: []handlers.Reminder{
			{Key: "meeting.morning", Title: "会议的职务变动转给接任的人",
				Due: sweep((*request).hold, (*request).askSuccessors, (*request).passPlaces, (*request).remindSoon)},
			{Key: "meeting.soon", When: "1 0 * * *", Title: "排好当天会议开会前的提醒", Due: sweep((*request).remindSoon)},
			{Key: "meeting.held", When: "45 17 * * *", Title: "当天开过的会议计入台账", Due: sweep((*request).hold)},
		},
		Facts:      []duty.Source{{What: []string{meeting.FactPrefix + "*"}, Facts: meeting.Facts}},
		Deadlines:  []handlers.DeadlineKind{deadlineKind, attendKind, approveKind},
		Chores:     []handlers.Chore{{Name: "meeting.calendar", Run: calendars}},
		Migrations: meeting.Migrations, Records: records, Waiting: waiting, Todo: todo, Status: status, Pages: pages,
		Queue: queue, Morning: morning,
	}
}

// command is one that everybody may give: who may do what to which meeting is asked there.
func command(name, title, usage string, a models.Article, answer answering, codes ...string) handlers.Command {
	return handlers.Command{Name: name, Title: title, Usage: usage, Allow: []models.Role{models.RoleBound}, Article: a,
		OwnQuestions: true, Run: run(answer), Codes: codes}
}

func planCommands() []handlers.Command {
	return []handlers.Command{
		command("meeting.schedule", "拟定会议", "12月2日下午2点半在区政府三楼召开"+models.GeneralMeeting, articlePlans, (*request).schedule,
			"meeting.drafted", codeAsked, codeOwed, codeNotice, codeReminder, "meeting.wish"),
		command("meeting.submit", "重新报审", "报审 "+models.ExampleMeeting, articlePlans, (*request).reschedule, "meeting.drafted"),
		command("meeting.approve", "审定会议方案", "同意 "+models.ExampleMeeting, articlePlans, (*request).agree, "meeting.agreed", "meeting.approved"),
		command("meeting.return", "退回会议方案", "退回 "+models.ExampleMeeting+" 参会范围再压缩", articlePlans, (*request).sendBack, "meeting.sent_back"),
		command("meeting.reschedule", "会议改期", models.GeneralMeeting+"改到12月3日上午9点", articlePlans,
			(*request).reschedule, codeChanged),
		command("meeting.cancel", "取消会议", "取消 "+models.ExampleMeeting, articlePlans, (*request).cancel, "meeting.cancelled"),
		command("meeting.attend", "调整参会人员", "参会 "+models.ExampleMeeting+" "+models.ExampleUnit+"、"+models.SecondUnit, articlePlans,
			(*request).invite, codeChanged),
	}
}

func meetingCommands() []handlers.Command {
	list := command("meeting.list", "查会议", "本周会议", article, (*request).meetings, "meeting.list")
	list.OwnQuestions, list.Reads = false, true
	answers := command("meeting.answers", "查参会答复", models.ExampleMeeting+"谁没回复", article, (*request).answers,
		"meeting.answers")
	answers.Reads = true
	return []handlers.Command{
		command("meeting.answer", "答复会议通知", "参加 "+models.ExampleMeeting, article, (*request).answer, "meeting.answered"),
		answers, list,
		command("meeting.minutes", "会议纪要", "纪要 "+models.ExampleMeeting+"：1."+models.ExampleUnit+"12月31日前完成……", article, (*request).minutes,
			"meeting.minuted", "meeting.minutes_drafted", "meeting.minutes_shown", codeWaiting),
	}
}

// laterCommands are those for what follows a meeting, and for calendars.
func laterCommands() []handlers.Command {
	check := command("resolution.check", "核实议定事项", "核实 "+models.ExampleResolution, article, (*request).check,
		"resolution.checked", "resolution.returned", "resolution.reminder", "resolution.overdue", "resolution.waiting")
	toIssue := command("resolution.toissue", "议定事项转问题", models.ExampleResolution+" 转问题", article, (*request).toIssue, "resolution.issued")
	for _, c := range []*handlers.Command{&check, &toIssue} {
		c.Allow, c.Deny = []models.Role{models.RoleOffice, models.RoleDirector}, "核实、转问题由"+models.TheOffice+"办理。"
	}
	list := command("resolution.list", "查议定事项", "议定事项", article, (*request).resolutions,
		"resolution.list", "resolution.shown")
	link := command("calendar.link", "订阅会议日历", "日历", article, (*request).feed,
		"calendar.linked", "calendar.stopped", "calendar.failed")
	list.OwnQuestions, link.OwnQuestions, list.Reads = false, false, true
	return []handlers.Command{
		command("resolution.update", "反馈议定事项", models.ExampleResolution+" 已完成，已印发细则", article, (*request).update, "resolution.updated"),
		list, check, toIssue, link,
	}
}

// records lists every meeting and resolution with its state.
func records(_ context.Context, tx *db.Tx) ([]handlers.Record, error) {
	rows, err := meeting.Find(tx, meeting.Filter{})
	if err != nil {
		return nil, err
	}
	var out []handlers.Record
	for _, m := range rows {
		out = append(out, handlers.Record{Type: "meeting", Ref: m.Number, State: m.State.Name(), Org: m.Org,
			Title: m.Title, At: m.At})
	}
	list, err := meeting.Resolutions(tx, meeting.Search{})
	for _, x := range list {
		out = append(out, handlers.Record{Type: "resolution", Ref: x.Number, State: x.State.Name(), Org: x.Org,
			Title: x.Text, At: x.At})
	}
	return out, err
}

// Package asking is the face of the duty engine: what do I owe, who is missing, why am I told, let me be, how do we
// stand. It reads standings and nothing else, so every answer shows the same number.
package asking

import (
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/reminder"
)

var everyone = []models.Role{models.RoleBound}

// Module hands the face over.
func Module() handlers.Module {
	return handlers.Module{Name: "duties", Title: "待办与提醒", Migrations: reminder.Migrations,
		Reminders: []handlers.Reminder{handlers.MorningReminder()}, Morning: digests,
		Commands: []handlers.Command{
			{Name: "duty.mine", Title: "我的待办", Usage: "我的待办", Allow: everyone, Reads: true,
				Codes: []string{"duty.standing"}, Run: mine},
			{Name: "duty.missing", Title: "谁还没报", Usage: "谁还没报", Allow: everyone, Reads: true,
				Codes: []string{"duty.standing"}, Run: missing},
			{Name: "duty.explain", Order: handlers.OrderWhy, Title: "为什么催我", Usage: "为什么催我", Allow: everyone,
				Codes: []string{"duty.explain", "duty.reminder", "duty.overdue"}, Run: explain, Reads: true},
			{Name: "duty.snooze", Order: handlers.OrderLater, Title: "延后提醒", Usage: "延后提醒 2天", Allow: everyone,
				Codes: []string{"duty.snoozed", "duty.budget"}, Run: snooze},
			{Name: "duty.ack", Order: handlers.OrderReceived, Title: "收到提醒", Usage: "收到提醒", Allow: everyone,
				Codes: []string{"duty.acked"}, Run: ack},
			{Name: "status.query", Title: "概况", Usage: "概况；" + models.FifthTown + "怎么样", Allow: everyone,
				Codes: []string{"status.shown"}, Run: status, Reads: true},
		}}
}

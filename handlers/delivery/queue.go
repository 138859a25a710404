package delivery

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/naming"
	"linzhangbot/models/outbox"
)

// queue lists what could not be delivered, and in December the calendar of the next year while it is missing: reminders
// then fall on days off.
func queue(_ context.Context, r *handlers.Request) ([]handlers.Queued, error) {
	rows, err := outbox.Troubled(r.Tx, shown)
	if err != nil {
		return nil, err
	}
	var out []handlers.Queued
	for i, p := range rows {
		c := bot.Card{Title: "通知"}
		_ = json.Unmarshal([]byte(p.Card), &c) // what cannot be read keeps the common title
		out = append(out, handlers.Queued{Heap: "没有送达的通知", Code: "delivery.list", Since: p.At, Subject: p.ID,
			Line: naming.Moment(p.At, r.Now) + " " + c.Title, Next: "发“未送达”看清单，“全部重发”再送一次；确有要事请人工转达。"})
		if i == 0 {
			out[0].Buttons = []bot.Button{{Label: "全部重发", Command: "重发全部"}}
		}
	}
	if c, missing := calendarMissing(r); missing {
		out = append(out, c)
	}
	return out, nil
}

// calendarMissing is said from the first of December on.
func calendarMissing(r *handlers.Request) (handlers.Queued, bool) {
	next := r.Now.Year() + 1
	if r.Now.Month() != time.December || r.Days.Published(next) {
		return handlers.Queued{}, false
	}
	return handlers.Queued{Heap: "放假安排", Code: "delivery.calendar", Subject: fmt.Sprintf("calendar/%d", next),
		Since: time.Date(r.Now.Year(), time.December, 1, 0, 0, 0, 0, r.Now.Location()),
		Line:  fmt.Sprintf("%d年放假安排还没有录入，提醒的日子暂按周末和法定节日推算", next),
		Next:  "国务院办公厅公布后，请管理员录入日历。"}, true
}

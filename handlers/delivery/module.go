// Package delivery lets the office see what could not be delivered, and send it again.
package delivery

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models"
	"linzhangbot/models/naming"
	"linzhangbot/models/outbox"
)

var office = []models.Role{models.RoleOffice, models.RoleDirector}

const shown = 8 // how many undelivered messages one answer lists

// Module hands the face over.
func Module() handlers.Module {
	deny := "未送达的通知由" + models.TheOffice + "处理。"
	return handlers.Module{Name: "delivery", Title: "通知送达", Frames: grammar, Queue: queue, Commands: []handlers.Command{
		{Name: "delivery.list", Title: "未送达", Usage: "未送达", Allow: office, Deny: deny,
			Codes: []string{"delivery.list", "delivery.failed", "delivery.calendar"}, Run: list, Reads: true},
		{Name: "delivery.resend", Title: "重发", Usage: "重发 1", Allow: office, Deny: deny,
			Codes: []string{"delivery.resent", "delivery.list"}, OwnQuestions: true, Run: resend},
	}}
}

var grammar = []frame.Frame{
	{Intent: "delivery.list", Phrases: []frame.Phrase{
		{Pattern: "^ 未送达|没送达|没有送达|发送失败|未发出 的? 通知|消息? 清单|列表? $", Strong: true},
	}},
	{Intent: "delivery.resend",

		Deeds: `重发 再发 补发 重新发`,
		Phrases: []frame.Phrase{
			{Pattern: "^ 重发|重新发送|再发|补发 第? {count}|{no}|{nth}|全部|所有 条? $", Strong: true},
			{Pattern: "^ 第? {count}|{no}|{nth}|全部|所有|都 条? 都? 重发|重新发送|再发|补发 一遍|一次|一下? $", Strong: true},
		},
		Slots: []frame.Slot{
			{Name: "count", From: "number", Arg: `第?\s*([0-9]{1,3})`},
			{Name: "all", From: "flag", Arg: "全部|所有|都"},
		}},
}

// list numbers what was not delivered, newest first.
func list(_ context.Context, r *handlers.Request) (bot.Card, error) {
	rows, err := outbox.Troubled(r.Tx, shown)
	if err != nil || len(rows) == 0 {
		return bot.Card{Code: "delivery.list", Tone: bot.ToneDone, Title: "没有未送达的通知。"}, err
	}
	var lines []string
	for i, p := range rows {
		c, reason := bot.Card{Title: "通知"}, "没有送到"
		_ = json.Unmarshal([]byte(p.Card), &c) // what cannot be read keeps the common title
		if p.State == outbox.Unknown {
			reason = "不确定是否送到"
		}
		lines = append(lines, fmt.Sprintf("%d. %s %s（%s）", i+1, naming.Moment(p.At, r.Now), c.Title, reason))
	}
	return bot.Card{Code: "delivery.list", Tone: bot.ToneLate, Title: fmt.Sprintf("有%d条通知没有送达", len(rows)),
		Text: strings.Join(lines, "\n"), Next: "发“重发 1”再送一次，或“全部重发”。",
		Buttons: []bot.Button{{Label: "全部重发", Command: "重发全部"}}}, nil
}

// resend puts one of the listed, or all of them, back in line.
func resend(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	rows, err := outbox.Troubled(r.Tx, shown)
	if err != nil {
		return bot.Card{}, err
	}
	if n, one := r.Args.Slots.Int("count"); one {
		if n < 1 || n > len(rows) {
			return bot.Card{}, models.Refuse(models.NotFound, fmt.Sprintf("没有第%d条未送达的通知。", n), "发“未送达”看清单。", "")
		}
		rows = rows[n-1 : n]
	} else if !r.Args.Slots.Bool("all") && len(rows) > 1 {
		return list(ctx, r) // which one was not said
	}
	for _, p := range rows {
		if err := outbox.Resend(r.Tx, p.ID, r.Now.UTC()); err != nil {
			return bot.Card{}, err
		}
		if err := r.Audit("parcel", p.ID, "", "resent", nil, nil, p.Code); err != nil {
			return bot.Card{}, err
		}
	}
	return bot.Card{Code: "delivery.resent", Tone: bot.ToneDone, Title: fmt.Sprintf("已重新发送%d条。", len(rows))}, nil
}

package cooperation

import (
	"context"
	"fmt"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/chinese"
	"linzhangbot/models/cooperation"
)

var (
	doneWords    = []string{"已完成", "完成了", "已办结", "已落实", "落实到位", "全部完成", "均已完成"}
	notDoneWords = []string{"未完成", "没完成", "没有完成", "尚未", "还没", "部分完成"}
)

// progress takes an organisation's word on its task: under way, or done and waiting for the office's check.
func progress(_ context.Context, r *handlers.Request) (bot.Card, error) {
	text := or(r.Args.Slots.Str("body"), said(r))
	org := r.Actor.Org.Code
	if o, ok := orgNamed(r.Profile, r.Args.Slots.Str("unit")); ok && r.Actor.IsOffice() {
		org = o.Code
	}
	o, i, ask, err := itemMeant(r, text, org)
	if err != nil || ask.Code != "" {
		return ask, err
	}
	to := cooperation.ItemOpen
	if hasAny(text, doneWords) && !hasAny(text, notDoneWords) {
		to = cooperation.ItemReported
	}
	if refusal := i.Step(to, org, r.Actor.IsOffice(), articleOrder(r)); refusal != nil {
		return bot.Card{}, refusal
	}
	before := i
	i.State, i.Progress, i.Person = to, cut(progressWords(text), 300), r.Actor.Person
	if err := saveItem(r, o, &i, "progress", before); err != nil {
		return bot.Card{}, err
	}
	c := itemCard(r, o, i, "order.progress", fmt.Sprintf("已记录%s第%d项进展", o.Number, i.No))
	c.Tone = bot.ToneDone
	if to == cooperation.ItemOpen {
		return c, nil
	}
	r.Settled(i.ID)
	c.Next = "由区林长办核查办结。"
	notice := itemCard(r, o, i, "order.progress", fmt.Sprintf("%s报告完成%s第%d项，请核查", r.Profile.OrgName(i.Org), o.Number, i.No))
	mark := fmt.Sprintf("%s 第%d项 %s", o.Number, i.No, r.Profile.OrgName(i.Org))
	notice.Buttons = []bot.Button{{Label: "办结", Command: "办结总林长令任务 " + mark, Primary: true}, {Label: "退回重办", Command: "退回总林长令任务 " + mark}}
	r.Say(handlers.Notice{Key: fmt.Sprintf("order.progress/%s/%d", i.ID, i.Version), Subject: []string{i.ID + "/check"}, To: handlers.Audience{Office: true}, Card: notice})
	return c, nil
}

// itemMeant finds the item: by the numbers said, else the organisation's only open one; several are asked about.
func itemMeant(r *handlers.Request, text, org string) (o cooperation.Order, item cooperation.Item, ask bot.Card, err error) {
	if r.Args.Slots.Str("ref") != "" {
		text = r.Args.Slots.Str("ref") + " " + text
	}
	no := 0
	if m := itemNo.FindStringSubmatch(chinese.Normalize(text)); m != nil {
		no, _ = chinese.Number(m[1]) // a number, by the expression
	}
	year, n, numbered := numberIn(r, itemNo.ReplaceAllString(chinese.Normalize(text), " ")+" "+r.Event.Quote)
	open, err := cooperation.OpenItems(r.Tx, org)
	if err != nil {
		return o, item, ask, err
	}
	orders, err := cooperation.Orders(r.Tx, nil)
	if err != nil {
		return o, item, ask, err
	}
	byID := map[string]cooperation.Order{}
	for _, x := range orders {
		byID[x.ID] = x
	}
	var fit []cooperation.Item
	for _, i := range open {
		x := byID[i.OrderID]
		if (no == 0 || i.No == no) && (!numbered || x.Year == year && x.N == n) {
			fit = append(fit, i)
		}
	}
	switch len(fit) {
	case 0:
		return o, item, ask, models.Refuse(models.NotFound, "没有找到这项总林长令任务，或已经办结。", "发“总林长令”看任务。", articleOrder(r))
	case 1:
		return byID[fit[0].OrderID], fit[0], ask, nil
	}
	var choices []string
	for _, i := range fit {
		choices = append(choices, fmt.Sprintf("%s 第%d项", byID[i.OrderID].Number, i.No))
	}
	return o, item, r.Ask(handlers.Question{Missing: "ref", Text: "是哪一项任务？", Choices: choices, Slots: handlers.Slots{"body": text}}), nil
}

// closeItem ends an item that was reported done, or sends it back; the office does, and not whoever reported it.
func closeItem(_ context.Context, r *handlers.Request) (bot.Card, error) {
	return check(r, cooperation.ItemDone, "closed", "办结")
}

func reopenItem(_ context.Context, r *handlers.Request) (bot.Card, error) {
	return check(r, cooperation.ItemOpen, "reopened", "退回重办")
}

// raiseItem puts a task that was not carried out on the list of problems, in the same transaction (督查制度 第四条（二）).
func raiseItem(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	org := ""
	if o, ok := orgNamed(r.Profile, r.Args.Slots.Str("unit")); ok {
		org = o.Code
	}
	o, i, ask, err := itemMeant(r, or(r.Args.Slots.Str("body"), said(r)), org)
	if err != nil || ask.Code != "" {
		return ask, err
	}
	issue := handlers.RaiseIssue{Title: cut(i.Content, 60), Text: i.Content, Source: cooperation.KindOrder, Origin: fmt.Sprintf("%s第%d项", o.Number, i.No), Org: i.Org}
	if day, err := time.ParseInLocation(time.DateOnly, r.Args.Slots.Str("deadline"), r.Now.Location()); err == nil {
		issue.Deadline = day
	}
	number, err := r.Deployment.Raise(ctx, r, issue)
	if err != nil {
		return bot.Card{}, err
	}
	before := i
	i.Progress = cut(lines(i.Progress, "已立为"+number), 300)
	if err := saveItem(r, o, &i, "raised", before); err != nil {
		return bot.Card{}, err
	}
	c := itemCard(r, o, i, "order.raised", fmt.Sprintf("%s第%d项已立为%s", o.Number, i.No, number))
	c.Refs["issue"] = number
	return c, nil
}

func check(r *handlers.Request, to cooperation.ItemState, verb, word string) (bot.Card, error) {
	text := or(r.Args.Slots.Str("body"), said(r))
	org := ""
	if o, ok := orgNamed(r.Profile, r.Args.Slots.Str("unit")); ok {
		org = o.Code
	}
	o, i, ask, err := itemMeant(r, text, org)
	if err != nil || ask.Code != "" {
		return ask, err
	}
	if refusal := i.Step(to, r.Actor.Org.Code, true, articleOrder(r)); refusal != nil {
		return bot.Card{}, refusal
	}
	if to == cooperation.ItemDone && i.Person == r.Actor.Person {
		return bot.Card{}, models.Refuse(models.SelfClose, "谁报告完成，谁不能办结。", "请办公室另一位同志核查。", articleOrder(r))
	}
	before := i
	i.State = to
	if err := saveItem(r, o, &i, verb, before); err != nil {
		return bot.Card{}, err
	}
	r.Settled(i.ID+"/check", i.ID)
	c := itemCard(r, o, i, "order.checked", fmt.Sprintf("%s第%d项已%s", o.Number, i.No, word))
	if to == cooperation.ItemDone {
		c.Tone = bot.ToneDone
	} else if err := remindItems(r, o, []cooperation.Item{i}); err != nil {
		return bot.Card{}, err
	}
	return c, deliver(r, letter{key: fmt.Sprintf("order.checked/%s/%d", i.ID, i.Version), record: o.ID, subjects: func(string) string { return o.ID }, card: c}, []string{i.Org})
}

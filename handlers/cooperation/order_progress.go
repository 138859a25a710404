package cooperation

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/chinese"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
)

var (
	doneWords    = []string{"已完成", "完成了", "已办结", "已落实", "落实到位", "全部完成", "均已完成"}
	notDoneWords = []string{"未完成", "没完成", "没有完成", "尚未", "还没", "部分完成"}
)

// progress takes an organisation's word on its task: under way, or done and waiting for the office's check.
func progress(_ context.Context, r *handlers.Request) (bot.Card, error) {
	org, ask, err := itemOwner(r)
	if err != nil || ask.Code != "" {
		return ask, err
	}
	o, i, ask, err := itemMeant(r, org)
	if err != nil || ask.Code != "" {
		return ask, err
	}
	text, to := said(r), cooperation.ItemOpen
	if hasAny(text, doneWords...) && !hasAny(text, notDoneWords...) {
		to = cooperation.ItemReported
	}
	if refusal := i.Step(to, org, r.Actor.IsOffice(), articleOrder(r)); refusal != nil {
		return bot.Card{}, refusal
	}
	before := i
	i.State, i.Progress, i.Person = to, handlers.Cut(progressWords(r, text), 300), r.Actor.Person
	if at := r.Now.UTC(); to == cooperation.ItemReported {
		i.ReportedAt = &at
	}
	if err := saveItem(r, o, &i, "progress", before); err != nil {
		return bot.Card{}, err
	}
	c := itemCard(r, o, i, "order.progress", bot.ToneDone, "已记录"+itemName(o, i)+"进展")
	if to == cooperation.ItemOpen {
		return c, nil
	}
	settleItem(r, i)
	c.Next = "由" + models.TheOffice + "核查办结。"
	notice := itemCard(r, o, i, c.Code, bot.ToneNotice, r.Profile.OrgName(i.Org)+"报告完成"+itemName(o, i)+"，请核查")
	notice.Buttons = checkButtons(r.Profile, o, i)
	r.Say(handlers.Notice{Key: fmt.Sprintf("%s/%s/%d", c.Code, i.ID, i.Version), Subject: []string{toCheck(i)},
		To: handlers.Audience{Office: true}, Card: notice})
	return c, nil
}

// settleItem takes back what has not left about a task: to its owner, and to the office that would check it.
func settleItem(r *handlers.Request, i cooperation.Item) {
	r.Settled(i.ID, itemOwed(r.Profile, cooperation.Order{}, i).Key(), toCheck(i))
}

// toCheck is the subject of what the office hears of a task that was reported done.
func toCheck(i cooperation.Item) string { return i.ID + "/check" }

// checkButtons are the office's two words on a task that was reported done.
func checkButtons(p *profile.Profile, o cooperation.Order, i cooperation.Item) []bot.Button {
	item := fmt.Sprintf("%s任务 %s 第%d项 %s", models.TheOrder, o.Number, i.No, p.OrgName(i.Org))
	return []bot.Button{{Label: "办结", Command: "办结" + item, Primary: true}, {Label: "退回重办", Command: "退回" + item}}
}

// itemOwner is for which organisation the sender reports: that one of his whose item it is, and for the office the one
// it names. Where each of several has such an item he is asked.
func itemOwner(r *handlers.Request) (org string, ask bot.Card, err error) {
	own := r.Mine()
	switch o, ok := unitSaid(r); {
	case ok && r.Actor.IsOffice():
		return o.Code, ask, nil
	case len(own) == 0:
		return r.Actor.Org.Code, ask, nil
	case len(own) == 1:
		return own[0], ask, nil
	}
	var fit []string
	for _, org := range own {
		probe := *r // what it asks is not asked of anybody
		if _, _, _, err := itemMeant(&probe, org); err == nil {
			fit = append(fit, org)
		} else if refusal := (*models.Error)(nil); !errors.As(err, &refusal) {
			return "", ask, err
		}
	}
	if org, ok := r.Choose(fit); ok {
		return org, ask, nil
	}
	if len(fit) == 0 {
		return own[0], ask, nil
	}
	return "", r.Ask(r.WhichOrg(fit, nil)), nil
}

// itemMeant finds the item: by the numbers said, else the organisation's only open one; several are asked about.
func itemMeant(r *handlers.Request, org string) (o cooperation.Order, item cooperation.Item, ask bot.Card, err error) {
	text, no := chinese.Normalize(r.Args.Slots.Str("ref")+" "+said(r)), 0
	if m := itemNo.FindStringSubmatch(text); m != nil {
		no, _ = chinese.Number(m[1]) // a number, by the expression
	}
	ref, numbered := naming.ParseNumber(r.Profile, "order", itemNo.ReplaceAllString(text, " ")+" "+r.Event.Quote)
	number := r.Profile.Number("order", cmp.Or(ref.Year, r.Now.Year()), ref.N)
	open, err := cooperation.OpenItems(r.Tx, org)
	if err != nil {
		return o, item, ask, err
	}
	orders, err := cooperation.Papers[cooperation.Order](r.Tx)
	if err != nil {
		return o, item, ask, err
	}
	byID := map[string]cooperation.Order{}
	for _, x := range orders {
		byID[x.ID] = x
	}
	var fit []cooperation.Item
	q := handlers.Question{Missing: "ref", Text: "是哪一项任务？"}
	for _, i := range open {
		x := byID[i.OrderID]
		if (no == 0 || i.No == no) && (!numbered || x.Number == number) {
			fit, q.Choices = append(fit, i), append(q.Choices, fmt.Sprintf("%s 第%d项", x.Number, i.No))
		}
	}
	switch len(fit) {
	case 0:
		return o, item, ask, refuse(r, models.NotFound, "没有找到这项"+models.TheOrder+"任务，或者已经办结、已立为问题。", seeOrders("任务。"))
	case 1:
		return byID[fit[0].OrderID], fit[0], ask, nil
	}
	return o, item, r.Ask(q), nil
}

// itemChecked is the item that the office judges, of the organisation it names.
func itemChecked(r *handlers.Request) (cooperation.Order, cooperation.Item, bot.Card, error) {
	unit, _ := unitSaid(r)
	return itemMeant(r, unit.Code)
}

// closeItem ends an item that was reported done, or sends it back; the office does, and not whoever reported it.
func closeItem(_ context.Context, r *handlers.Request) (bot.Card, error) {
	return check(r, cooperation.ItemDone, "closed", "办结")
}

func reopenItem(_ context.Context, r *handlers.Request) (bot.Card, error) {
	return check(r, cooperation.ItemOpen, "reopened", "退回重办")
}

func check(r *handlers.Request, to cooperation.ItemState, verb, word string) (bot.Card, error) {
	o, i, ask, err := itemChecked(r)
	if err != nil || ask.Code != "" {
		return ask, err
	}
	if refusal := i.Step(to, r.Actor.Org.Code, true, articleOrder(r)); refusal != nil {
		return bot.Card{}, refusal
	}
	if to == cooperation.ItemDone && i.Person == r.Actor.Person {
		return bot.Card{}, refuse(r, models.SelfClose, "谁报告完成，谁不能办结。", "请办公室另一位同志核查。")
	}
	before, tone := i, bot.ToneDone
	i.State = to
	if err := saveItem(r, o, &i, verb, before); err != nil {
		return bot.Card{}, err
	}
	settleItem(r, i)
	if to == cooperation.ItemOpen {
		tone = bot.ToneNotice
	}
	c := itemCard(r, o, i, "order.checked", tone, itemName(o, i)+"已"+word)
	r.Say(handlers.Notice{Key: fmt.Sprintf("%s/%s/%d", c.Code, i.ID, i.Version), Subject: []string{o.ID},
		To: toOrg(r, i.Org), Card: c})
	if c.Next != "" {
		c.Next = r.Profile.OrgName(i.Org) + c.Next
	}
	return c, nil
}

// raiseItem puts a task that was not carried out on the list of problems, in the same transaction (督查制度 第四条（二）).
func raiseItem(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	o, i, ask, err := itemChecked(r)
	if err != nil || ask.Code != "" {
		return ask, err
	}
	number, err := raiseIssue(ctx, r, handlers.RaiseIssue{Title: handlers.Cut(i.Content, 60), Text: i.Content,
		Source: cooperation.KindOrder, Origin: itemName(o, i), Org: i.Org})
	if err != nil {
		return bot.Card{}, err
	}
	before := i
	i.State, i.Progress = cooperation.ItemRaised, handlers.Cut(handlers.Lines(i.Progress, "已立为"+number), 300)
	if err := saveItem(r, o, &i, "raised", before); err != nil {
		return bot.Card{}, err
	}
	settleItem(r, i)
	c := itemCard(r, o, i, "order.raised", bot.ToneNotice, itemName(o, i)+"已立为"+number)
	c.Refs["issue"] = number
	return c, nil
}

package cooperation

import (
	"fmt"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/naming"
)

func articleOrder(r *handlers.Request) models.Article { return r.Profile.Cooperation.Order }

// refuse refuses what regards orders.
func refuse(r *handlers.Request, code, message, next string) *models.Error {
	return models.Refuse(code, message, next, articleOrder(r))
}

// seeOrders is what to say to see the orders, and what for.
func seeOrders(what string) string { return "发“" + models.TheOrder + "”看" + what }

// signCommand is what signs for an order, as people would say it.
func signCommand(o cooperation.Order) string {
	if strings.Contains(o.Number, "林长令") {
		return "签收 " + o.Number
	}
	return "签收" + models.TheOrder + " " + o.Number
}

func ofOrder(r *handlers.Request, o cooperation.Order) record {
	return record{cooperation.KindOrder, o.ID, o.Number, articleOrder(r)}
}

func orderCard(r *handlers.Request, o cooperation.Order, items []cooperation.Item, code bot.Code, tone bot.Tone,
	title string) bot.Card {
	c := ofOrder(r, o).card(code, tone, title)
	c.Text = handlers.Lines("《"+o.Title+"》", files(o.Media), itemLines(r, items))
	if o.Signers != "" {
		c.Fields = append(c.Fields, bot.Field{Name: "签发", Value: o.Signers})
	}
	if o.PublishedAt != nil {
		day := o.PublishedAt.In(r.Now.Location()).Format(time.DateOnly)
		c.Fields = append(c.Fields, bot.Field{Name: "发布", Value: dayWords(day)})
	}
	return c
}

// orderCited is the order that a signature, a receipt or a question is about.
func orderCited(r *handlers.Request) cited[cooperation.Order] {
	return cited[cooperation.Order]{kind: "order",
		open: func(r *handlers.Request, org string) ([]cooperation.Order, error) {
			return cooperation.Unsigned[cooperation.Order](r.Tx, cooperation.KindOrder, org)
		},
		sentTo: func(r *handlers.Request, o cooperation.Order) ([]string, error) {
			return receivers(r, cooperation.KindOrder, o.ID)
		},
		number:   func(o cooperation.Order) string { return o.Number },
		question: "签收哪一号？",
		none: func(number string) *models.Error {
			return refuse(r, models.NotFound, "没有找到"+number+"。", seeOrders("编号。"))
		},
		nothing: refuse(r, models.NotFound, "没有等您签收的"+models.TheOrder+"。", seeOrders("已签收的。")),
	}
}

// mustOrder is the order meant where a number is needed.
func mustOrder(r *handlers.Request) (cooperation.Order, error) {
	o, named, err := orderCited(r).meant(r)
	if err == nil && !named {
		err = refuse(r, models.BadInput, "是哪一号"+models.TheOrder+"？没有看到编号。", seeOrders("编号，再带上编号说一遍。"))
	}
	return o, err
}

// byNumber parts items, which come in order, by the task that they are of.
func byNumber(items []cooperation.Item) (tasks [][]cooperation.Item) {
	for k, i := range items {
		if k == 0 || items[k-1].No != i.No {
			tasks = append(tasks, nil)
		}
		last := len(tasks) - 1
		tasks[last] = append(tasks[last], i)
	}
	return tasks
}

// itemLines writes items in order of number, with all owners of a number in one line.
func itemLines(r *handlers.Request, items []cooperation.Item) string {
	var out []string
	for _, task := range byNumber(items) {
		var orgs []string
		for _, i := range task {
			orgs = append(orgs, i.Org)
		}
		who := nameList(r.Profile, orgs)
		if len(orgs) > 3 {
			who = fmt.Sprintf("%s等%d家", r.Profile.OrgName(naming.Ordered(r.Profile, orgs)[0]), len(orgs))
		}
		i := task[0]
		out = append(out, fmt.Sprintf("%d. %s（%s%s）", i.No, handlers.Cut(i.Content, 60), who, limit(i)))
	}
	return strings.Join(out, "\n")
}

// limit says until when an item has to be done.
func limit(i cooperation.Item) string {
	if i.Deadline == "" {
		return ""
	}
	return "，" + dayWords(i.Deadline) + "前"
}

// itemName is how people cite an item.
func itemName(o cooperation.Order, i cooperation.Item) string {
	return fmt.Sprintf("%s第%d项", o.Number, i.No)
}

// howItem is what the owner says when a task is done.
func howItem(o cooperation.Order, i cooperation.Item) string {
	return fmt.Sprintf("办完发“%s进展 %s 第%d项 已完成……”。", models.TheOrder, o.Number, i.No)
}

func itemCard(r *handlers.Request, o cooperation.Order, i cooperation.Item, code bot.Code, tone bot.Tone,
	title string) bot.Card {
	c := ofOrder(r, o).card(code, tone, title)
	c.Text = i.Content
	c.Fields = []bot.Field{{Name: "责任单位", Value: r.Profile.OrgName(i.Org)}, {Name: "状态", Value: i.State.Name()}}
	if i.Progress != "" {
		c.Fields = append(c.Fields, bot.Field{Name: "进展", Value: handlers.Cut(i.Progress, 100)})
	}
	if i.State == cooperation.ItemOpen {
		c.Next = howItem(o, i)
	}
	return c
}

// overdue reports an item that is not reported done after its day.
func overdue(r *handlers.Request, i cooperation.Item) bool {
	return i.State == cooperation.ItemOpen && i.Deadline != "" && i.Deadline < r.Now.Format(time.DateOnly)
}

func countLate(r *handlers.Request, items []cooperation.Item) (late int) {
	for _, i := range items {
		if overdue(r, i) {
			late++
		}
	}
	return late
}

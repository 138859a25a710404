package cooperation

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/cooperation"
)

// orders lists the 总林长令 with receipts and tasks; with a number, one of them in full.
func orders(_ context.Context, r *handlers.Request) (bot.Card, error) {
	one, named, err := orderCited(r).meant(r)
	if err != nil {
		return bot.Card{}, err
	}
	if named {
		return oneOrder(r, one)
	}
	all, err := cooperation.Papers[cooperation.Order](r.Tx)
	if err != nil {
		return bot.Card{}, err
	}
	slices.Reverse(all)
	all = slices.DeleteFunc(all, func(o cooperation.Order) bool { return !r.Wide() && o.State != cooperation.Published })
	c := bot.Card{Code: "order.list", Tone: bot.ToneNotice, Article: string(articleOrder(r)),
		Title: fmt.Sprintf("%s：%d号", models.TheOrder, len(all))}
	for _, o := range all[:min(len(all), handlers.Listed)] {
		f, err := orderField(r, o)
		if err != nil {
			return bot.Card{}, err
		}
		c.Fields = append(c.Fields, f)
	}
	if len(all) == 0 {
		c.Title = "还没有" + models.TheOrder
	}
	return c, nil
}

// orderField is one order in short.
func orderField(r *handlers.Request, o cooperation.Order) (bot.Field, error) {
	f := bot.Field{Name: o.Number, Value: "《" + handlers.Cut(o.Title, 40) + "》" + o.State.Name()}
	if o.State != cooperation.Published {
		return f, nil
	}
	items, receipts, err := standOf(r, o)
	count, _, _ := receiptWords(r, receipts, o.ID)
	f.Value = handlers.Lines(f.Value+"，"+count, tasksWords(r, items))
	return f, err
}

// standOf reads an order's tasks that the sender sees, and its receipts.
func standOf(r *handlers.Request, o cooperation.Order) ([]cooperation.Item, []cooperation.Receipt, error) {
	items, err1 := cooperation.Items(r.Tx, "", o.ID)
	items = slices.DeleteFunc(items, func(i cooperation.Item) bool { return !r.InScope(i.Org) })
	receipts, err2 := cooperation.Receipts(r.Tx, cooperation.KindOrder, o.ID)
	return items, receipts, errors.Join(err1, err2)
}

func tasksWords(r *handlers.Request, items []cooperation.Item) string {
	if len(items) == 0 {
		return ""
	}
	done := 0
	for _, i := range items {
		if i.State == cooperation.ItemDone {
			done++
		}
	}
	words := fmt.Sprintf("任务办结%d/%d", done, len(items))
	if late := countLate(r, items); late > 0 {
		words += fmt.Sprintf("，逾期%d", late)
	}
	return words
}

func oneOrder(r *handlers.Request, o cooperation.Order) (bot.Card, error) {
	items, receipts, err := standOf(r, o)
	if o.State != cooperation.Published {
		return orderCard(r, o, items, "order.list", bot.ToneNotice, o.Number+o.State.Name()), err
	}
	c := orderCard(r, o, nil, "order.list", bot.ToneNotice, o.Number+o.State.Name())
	if _, words, mine := receiptWords(r, receipts, o.ID); mine {
		c.Fields = append(c.Fields, bot.Field{Name: "签收", Value: words})
	}
	for _, task := range byNumber(items) {
		c.Text = handlers.Lines(c.Text, taskLine(r, task))
	}
	return c, err
}

// taskLine says of a task who stands where: 1. 完成林下可燃物清理：办理中 大寺镇、中北镇（已逾期）；已办结 2家.
func taskLine(r *handlers.Request, task []cooperation.Item) string {
	by := map[cooperation.ItemState][]string{}
	for _, i := range task {
		by[i.State] = append(by[i.State], i.Org)
	}
	var parts []string
	for _, s := range []cooperation.ItemState{cooperation.ItemOpen, cooperation.ItemReported, cooperation.ItemRaised,
		cooperation.ItemDone} {
		part := s.Name() + " " + nameList(r.Profile, by[s])
		switch {
		case len(by[s]) == 0:
			continue
		case s == cooperation.ItemDone && len(by[s]) > 1:
			part = fmt.Sprintf("%s %d家", s.Name(), len(by[s]))
		case s == cooperation.ItemOpen && countLate(r, task) > 0:
			part += "（已逾期）"
		}
		parts = append(parts, part)
	}
	line := fmt.Sprintf("%d. %s：%s", task[0].No, handlers.Cut(task[0].Content, 40), strings.Join(parts, "；"))
	if progress := task[len(task)-1].Progress; !r.Wide() && progress != "" {
		line += "，" + handlers.Cut(progress, 40)
	}
	return line
}

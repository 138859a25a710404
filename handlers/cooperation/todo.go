package cooperation

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// todo lists what waits for the sender beside what has a day: drafts to sign, and what the profile sets no day for. The
// office checks what is reported done.
func todo(_ context.Context, r *handlers.Request) (out []string, err error) {
	lists := []func(*handlers.Request) ([]string, error){draftsToSign, toSignFor, toCarryOut}
	switch {
	case r.Actor.IsOffice():
		lists = []func(*handlers.Request) ([]string, error){draftsToSign, toCarryOut, reported}
	case r.Actor.Org.Code == "":
		lists = lists[:1]
	}
	for _, list := range lists {
		more, err := list(r)
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	return out, nil
}

// draftsToSign are the orders that wait for the sender's signature.
func draftsToSign(r *handlers.Request) ([]string, error) {
	drafts, err := ordersToSign(r)
	return models.Each(drafts, func(o cooperation.Order) string {
		return fmt.Sprintf("待签署：%s，发“签署%s %s 第%d稿”", o.Number, models.TheOrder, o.Number, o.Draft)
	}), err
}

// ordersToSign are those orders, once for each post of his that must sign.
func ordersToSign(r *handlers.Request) ([]cooperation.Order, error) {
	rule := cooperation.SignRule(r.Profile)
	if len(rule.Posts) == 0 {
		return nil, nil
	}
	held, err1 := roster.Holders(r.Tx, roster.Query{Person: r.Actor.Person}, r.Now)
	all, err2 := cooperation.Papers[cooperation.Order](r.Tx)
	if err := errors.Join(err1, err2); err != nil {
		return nil, err
	}
	var out []cooperation.Order
	for _, o := range all {
		if o.State != cooperation.Drafted {
			continue
		}
		words, err := cooperation.Signatures(r.Tx, r.Profile, o)
		if err != nil {
			return nil, err
		}
		for range o.Signing().Mine(rule.Turn(words), held) {
			out = append(out, o)
		}
	}
	return out, nil
}

// toSignFor are the papers without a day that the sender's organisation has not signed for.
func toSignFor(r *handlers.Request) (out []string, err error) {
	orders, err1 := undated(r, orderPaper)
	shares, err2 := undated(r, sharePaper)
	for _, x := range slices.Concat(orders, shares) {
		out = append(out, fmt.Sprintf("待签收：%s%s，%s", x.number, x.name(), x.how))
	}
	return out, errors.Join(err1, err2)
}

func undated[T cooperation.Order | cooperation.Share](r *handlers.Request, about func(*profile.Profile, T) paperOwed) (
	[]paperOwed, error) {
	var none T
	rows, err := cooperation.OpenReceipts(r.Tx, about(r.Profile, none).kind, r.Actor.Org.Code)
	if err != nil {
		return nil, err
	}
	rows = slices.DeleteFunc(rows, func(x cooperation.Receipt) bool { return x.Due != "" })
	papers, err := cooperation.Sent[T](r.Tx, models.Each(rows, func(x cooperation.Receipt) string { return x.Record }))
	var out []paperOwed
	for _, x := range papers {
		out = append(out, about(r.Profile, x))
	}
	return out, err
}

// toCarryOut are the tasks without a day of the sender's organisation.
func toCarryOut(r *handlers.Request) ([]string, error) {
	items, orders, err := itemsIn(r, r.Actor.Org.Code, cooperation.ItemOpen)
	var out []string
	for _, i := range items {
		if i.Deadline == "" {
			o := orders[i.OrderID]
			out = append(out, itemName(o, i)+"："+handlers.Cut(i.Content, 40)+"，"+howItem(o, i))
		}
	}
	return out, err
}

// reported are the tasks that wait for the office's check.
func reported(r *handlers.Request) ([]string, error) {
	items, orders, err := itemsIn(r, "", cooperation.ItemReported)
	return models.Each(items, func(i cooperation.Item) string {
		name, unit := itemName(orders[i.OrderID], i), r.Profile.OrgName(i.Org)
		return fmt.Sprintf("核查%s：%s（%s）", name, handlers.Cut(i.Content, 40), unit)
	}), err
}

// itemsIn are the tasks in a state, one organisation's or everybody's, with their orders.
func itemsIn(r *handlers.Request, org string, state cooperation.ItemState) ([]cooperation.Item,
	map[string]cooperation.Order, error) {
	items, err := cooperation.OpenItems(r.Tx, org)
	if err != nil {
		return nil, nil, err
	}
	items = slices.DeleteFunc(items, func(i cooperation.Item) bool { return i.State != state })
	orders, err := ordersOf(r.Tx, items)
	return items, orders, err
}

// status adds the open receipts and tasks of 总林长令 to a status card.
func status(_ context.Context, r *handlers.Request, org string) ([]bot.Field, error) {
	items, err1 := cooperation.OpenItems(r.Tx, org)
	waiting, err2 := cooperation.Waiting(r.Tx, cooperation.KindOrder, org)
	if err := errors.Join(err1, err2); err != nil || len(items) == 0 && waiting == 0 {
		return nil, err
	}
	counted := map[bool]string{true: "家", false: "号"}[org == ""]
	value := fmt.Sprintf("未签收%d%s，未办结任务%d项", waiting, counted, len(items))
	if late := countLate(r, items); late > 0 {
		value += fmt.Sprintf("，逾期%d项", late)
	}
	return []bot.Field{{Name: models.TheOrder, Value: value}}, nil
}

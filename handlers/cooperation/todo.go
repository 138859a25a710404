package cooperation

import (
	"context"
	"errors"
	"fmt"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/roster"
)

// todo lists what waits for the sender: drafts to sign, invitations to answer, papers to sign for, tasks.
func todo(_ context.Context, r *handlers.Request) (out []string, err error) {
	lists := []func(*handlers.Request) ([]string, error){draftsToSign, toAnswer, toSignFor, toCarryOut}
	switch {
	case r.Actor.IsOffice():
		lists = []func(*handlers.Request) ([]string, error){draftsToSign, toCheck}
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

func toAnswer(r *handlers.Request) ([]string, error) {
	open, err := cooperation.Pending(r.Tx, r.Actor.Org.Code, r.Now)
	out := models.Each(open, func(a cooperation.Activity) string {
		return fmt.Sprintf("待答复：%s %s，发“答复活动 参加 %s”", startWords(a, r.Now), a.Kind, a.Number)
	})
	return out, err
}

func toSignFor(r *handlers.Request) (out []string, err error) {
	orders, err1 := cooperation.Unsigned[cooperation.Order](r.Tx, cooperation.KindOrder, r.Actor.Org.Code)
	for _, o := range orders {
		out = append(out, "待签收："+o.Number+"，发“"+signCommand(o)+"”")
	}
	shares, err2 := cooperation.Unsigned[cooperation.Share](r.Tx, cooperation.KindShare, r.Actor.Org.Code)
	for _, s := range shares {
		out = append(out, "待签收："+s.Number+" "+handlers.Cut(s.Title, 20)+"，发“签收共享 "+s.Number+"”")
	}
	return out, errors.Join(err1, err2)
}

func toCarryOut(r *handlers.Request) ([]string, error) {
	return itemsIn(r, r.Actor.Org.Code, cooperation.ItemOpen, models.TheOrder+"任务")
}

func toCheck(r *handlers.Request) ([]string, error) {
	return itemsIn(r, "", cooperation.ItemReported, "待核查"+models.TheOrder+"任务")
}

// itemsIn are the items in a state: one organisation's, or with their owners everybody's.
func itemsIn(r *handlers.Request, org string, state cooperation.ItemState, name string) ([]string, error) {
	items, err := cooperation.OpenItems(r.Tx, org)
	var out []string
	for _, i := range items {
		if i.State != state {
			continue
		}
		line := name + "：" + handlers.Cut(i.Content, 40)
		if org == "" {
			line += "（" + r.Profile.OrgName(i.Org) + "）"
		}
		if line += limit(i); overdue(r, i) {
			line += "，已逾期"
		}
		out = append(out, line)
	}
	return out, err
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

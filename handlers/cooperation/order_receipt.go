package cooperation

import (
	"context"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/cooperation"
)

// signForOrder takes an organisation's receipt of a 总林长令.
func signForOrder(_ context.Context, r *handlers.Request) (bot.Card, error) {
	org, refusal := ofOrg(r, articleOrder(r))
	if refusal != nil {
		return bot.Card{}, refusal
	}
	o, said, err := orderMeant(r)
	if err != nil {
		return bot.Card{}, err
	}
	if !said {
		card, found, err := onlyUnsigned(r, org)
		if err != nil || card.Code != "" {
			return card, err
		}
		o = found
	}
	if o.State != cooperation.Published {
		return bot.Card{}, models.Refuse(models.BadInput, o.Number+"还没有发布，不用签收。", "发布后会通知各单位。", articleOrder(r))
	}
	return signFor(r, paperOut{kind: cooperation.KindOrder, id: o.ID, name: o.Number, code: "order.acknowledged"}, org, articleOrder(r))
}

// onlyUnsigned is the one order that an organisation has not signed for; several are asked about.
func onlyUnsigned(r *handlers.Request, org string) (bot.Card, cooperation.Order, error) {
	ids, err := cooperation.Unsigned(r.Tx, cooperation.KindOrder, org)
	if err != nil {
		return bot.Card{}, cooperation.Order{}, err
	}
	if len(ids) == 0 {
		return bot.Card{}, cooperation.Order{}, models.Refuse(models.NotFound, "没有等您签收的总林长令。", "发“总林长令”看已签收的。", articleOrder(r))
	}
	list, err := cooperation.Orders(r.Tx, ids)
	if err != nil {
		return bot.Card{}, cooperation.Order{}, err
	}
	if len(list) == 1 {
		return bot.Card{}, list[0], nil
	}
	var choices []string
	for _, o := range list {
		choices = append(choices, o.Number)
	}
	return r.Ask(handlers.Question{Missing: "ref", Text: "签收哪一号？", Choices: choices}), cooperation.Order{}, nil
}

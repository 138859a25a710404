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
	o, ask, err := orderCited(r).waiting(r, org)
	if err != nil || ask.Code != "" {
		return ask, err
	}
	if o.State != cooperation.Published {
		return bot.Card{}, refuse(r, models.BadInput, o.Number+"还没有发布，不用签收。", "发布后会通知各单位。")
	}
	return signFor(r, ofOrder(r, o), "order.acknowledged", org)
}

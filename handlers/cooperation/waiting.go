package cooperation

import (
	"context"
	"errors"
	"fmt"

	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/cooperation"
)

// waiting lists what a bare word of the sender may decide: orders that he signs, invitations to answer, papers to sign
// for.
func waiting(_ context.Context, r *handlers.Request) ([]handlers.Waiting, error) {
	drafts, err := ordersToSign(r)
	var out []handlers.Waiting
	for _, o := range drafts {
		mark := fmt.Sprintf("%s %s 第%d稿", models.TheOrder, o.Number, o.Draft)
		out = append(out, word("order.sign", "签署"+mark, o.Number, "签署 "+o.Number+" "+o.Title, handlers.BareAgree),
			word("order.return", "退回"+mark, o.Number, "退回 "+o.Number+" "+o.Title, handlers.BareReturn))
	}
	org := r.Actor.Org.Code
	if err != nil || org == "" || r.Actor.IsOffice() {
		return out, err
	}
	from := len(out)
	open, err1 := cooperation.Pending(r.Tx, org, r.Now)
	for _, a := range open {
		about := a.Number + " " + a.Kind
		out = append(out, word("activity.answer", "答复活动 参加 "+a.Number, a.Number, "参加 "+about, handlers.BareAttend),
			word("activity.answer", "答复活动 不参加 "+a.Number, a.Number, "不参加 "+about, handlers.BareAbsent))
	}
	orders, err2 := cooperation.Unsigned[cooperation.Order](r.Tx, cooperation.KindOrder, org)
	for _, o := range orders {
		out = append(out, word("order.ack", signCommand(o), o.Number, "签收 "+o.Number, handlers.BareSign))
	}
	shares, err3 := cooperation.Unsigned[cooperation.Share](r.Tx, cooperation.KindShare, org)
	for _, s := range shares {
		out = append(out, word("share.ack", "签收共享 "+s.Number, s.Number, "签收 "+s.Number+" "+s.Title, handlers.BareSign))
	}
	for i := range out[from:] {
		out[from+i].Org = org // each organisation answers and signs for itself
	}
	return out, errors.Join(err1, err2, err3)
}

func word(intent, command, ref, label string, order handlers.Bare) handlers.Waiting {
	return handlers.Waiting{Intent: intent, Command: command, Ref: ref, Label: label, Words: []handlers.Bare{order}}
}
